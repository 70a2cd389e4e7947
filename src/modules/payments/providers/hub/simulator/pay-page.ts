import type { IncomingMessage, ServerResponse } from 'node:http';
import { formatMoney } from '#platform/text/amounts.ts';
import { escapeHtml, readBody, sendPage } from '../../http-listener.ts';
import type { WireCallback, WireOrder } from '../wire.ts';
import type { HubBook } from './book.ts';

type PayPage = { readonly book: HubBook; readonly tell: (message: WireCallback) => Promise<number> };

/** How the payer may behave, and how the hub may fail to tell of it. */
const ways: readonly { readonly key: string; readonly label: string }[] = [
  { key: 'du', label: 'Thanh toán đủ' },
  { key: 'lap', label: 'Thanh toán đủ, thông báo hai lần' },
  { key: 'im', label: 'Thanh toán đủ, không thông báo (chờ đối soát)' },
  { key: 'mot-phan', label: 'Chỉ thanh toán một nửa' },
  { key: 'huy', label: 'Hủy, không thanh toán' },
];

/** The page on which a payer pays at the simulated hub, then is led back. */
export async function servePayPage({ book, tell }: PayPage, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const order = book.find(/^\/thanh-toan\/([0-9a-f-]{36})$/u.exec(request.url ?? '')?.[1] ?? '');
  if (order === undefined) return void sendPage(response, 404, { title: 'Không có giao dịch này', body: '<p>Cổng thanh toán mô phỏng không còn nhớ giao dịch này.</p>' });
  if (request.method !== 'POST') return void sendPage(response, 200, choices(order, book.status(order.order_id)?.status ?? 'pending'));
  const way = new URLSearchParams(await readBody(request)).get('cach') ?? '';
  for (const message of act(book, order, way)) await tell(message).catch(() => undefined);
  response.writeHead(303, { location: order.return_url, 'cache-control': 'no-store' }).end();
}

/** The messages that tell of it. */
function act(book: HubBook, { order_id, amount }: WireOrder, way: string): WireCallback[] {
  // A second press on the page of a paid order pays nothing.
  if (book.status(order_id)?.status === 'paid') return [];
  if (way === 'huy') return [book.fail(order_id)];
  const message = book.pay(order_id, way === 'mot-phan' ? Math.max(1, Math.floor(amount / 2)) : amount);
  if (way === 'im') return [];
  return way === 'lap' ? [message, message] : [message];
}

function choices(order: WireOrder, status: string): { title: string; body: string; formTargets: readonly string[] } {
  const facts = `<p>Số tiền: <b>${formatMoney(order.amount)}</b><br>Nội dung: <b>${escapeHtml(order.description)}</b></p>`;
  const buttons = ways.map(({ key, label }) => `<p><button name="cach" value="${key}">${label}</button></p>`).join('');
  const back = `<p><a href="${escapeHtml(order.return_url)}">Quay lại</a></p>`;
  const body = status === 'pending' ? `${facts}<form method="post">${buttons}</form>${back}` : `${facts}<p>Giao dịch này đã kết thúc.</p>${back}`;
  return { title: 'Cổng thanh toán (mô phỏng)', body: `<p>Không có tiền thật. Hãy chọn điều sẽ xảy ra:</p>${body}`, formTargets: [new URL(order.return_url).origin] };
}
