import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '#platform/time/clock.ts';
import { formatMoney } from '#platform/text/amounts.ts';
import { isAppError } from '#platform/errors/app-error.ts';
import { readVietQr, type VietQr } from '../../../vietqr/vietqr.ts';
import { escapeHtml, readBody, sendPage, type Listener } from '../../http-listener.ts';
import type { FeedSettings } from '../sepay-feed.ts';

export type BankSimulatorOptions = {
  /** Must be true. A locality outside demonstration mode has no simulator, whatever else is configured. */
  readonly demo: boolean;
  readonly settings: FeedSettings;
  readonly clock: Clock;
};

export type Transfer = { readonly account: string; readonly amount: number; readonly content: string; readonly reference?: string };

/** Plays the bank and the feed of SePay: transfers made on its page are told to whoever has the token. */
export type BankSimulator = {
  readonly listener: Listener;
  /** A payer transfers; the reference number of the bank. */
  transfer(transfer: Transfer): string;
};

const localTime = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh', dateStyle: 'short', timeStyle: 'medium' });

export function createBankSimulator({ demo, settings, clock }: BankSimulatorOptions): BankSimulator {
  if (!demo) throw new Error('The bank simulator exists in demonstration mode only');
  const book: { id: number; account: string; amount: number; content: string; reference: string; at: Date }[] = [];
  const transfer = ({ account, amount, content, reference }: Transfer): string => {
    const id = book.length + 1;
    const kept = reference ?? `FT${clock.now().getTime()}${id}`;
    // Banks put their own words around the payer's, and fold case.
    book.push({ id, account, amount, content: `MBVCB.${7000 + id}.${content.toUpperCase()}.CT TU 0099 TOI ${account}`, reference: kept, at: clock.now() });
    return kept;
  };
  const list = (query: URLSearchParams): object[] =>
    book
      .filter(({ id, account }) => account === query.get('account_number') && id >= Number(query.get('since_id') ?? 0))
      .slice(-Number(query.get('limit') ?? 5_000))
      .reverse()
      .map((row) => ({
        ...{ id: String(row.id), bank_brand_name: 'MoPhong', account_number: row.account, transaction_date: localTime.format(row.at) },
        ...{ amount_out: '0.00', amount_in: `${row.amount}.00`, accumulated: '0.00', transaction_content: row.content },
        ...{ reference_number: row.reference, code: null, sub_account: null, bank_account_id: '1' },
      }));
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://bank.invalid');
    if (url.pathname !== '/userapi/transactions/list') return servePage(transfer, request, response);
    const known = request.headers.authorization === `Bearer ${settings.token}`;
    const answer = known ? { status: 200, error: null, messages: { success: true }, transactions: list(url.searchParams) } : { status: 401, error: 'Unauthorized', transactions: [] };
    response.writeHead(known ? 200 : 401, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  };
  return { transfer, listener: (request, response) => void serve(request, response).catch(() => response.destroy()) };
}

async function servePage(transfer: (input: Transfer) => string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://bank.invalid');
  if (request.method !== 'POST') return void sendPage(response, 200, { title: 'Ngân hàng (mô phỏng)', body: orderForm(url.searchParams.get('ma') ?? '') });
  const form = new URLSearchParams(await readBody(request));
  const code = scan(form.get('ma') ?? '');
  const amount = Number((form.get('so-tien') ?? '').replace(/\D/gu, '')) || (code?.amount ?? 0);
  if (code === null || amount <= 0) return void sendPage(response, 422, { title: 'Mã chưa đúng', body: `<p>Hãy dán đúng nội dung mã VietQR.</p>${orderForm(form.get('ma') ?? '')}` });
  const content = form.get('noi-dung')?.trim() || (code.purpose ?? '');
  const reference = transfer({ account: code.account, amount, content });
  const body = `<p>Đã chuyển <b>${formatMoney(amount)}</b> tới tài khoản <b>${escapeHtml(code.account)}</b>.<br>Số tham chiếu: <b>${reference}</b></p><p>Nơi thu sẽ thấy khoản này trong vòng một phút.</p>`;
  return void sendPage(response, 200, { title: 'Chuyển khoản thành công (mô phỏng)', body });
}

function scan(text: string): VietQr | null {
  try {
    return readVietQr(text.trim());
  } catch (error) {
    if (isAppError(error)) return null;
    throw error;
  }
}

function orderForm(code: string): string {
  const fields = [
    `<p><label>Nội dung mã VietQR<br><textarea name="ma" rows="4" cols="40">${escapeHtml(code)}</textarea></label></p>`,
    '<p><label>Số tiền khác (để trống: như trong mã)<br><input name="so-tien" inputmode="numeric"></label></p>',
    '<p><label>Nội dung khác (để trống: như trong mã)<br><input name="noi-dung"></label></p>',
  ];
  return `<p>Không có tiền thật.</p><form method="post">${fields.join('')}<p><button>Chuyển khoản</button></p></form>`;
}
