import type { Actor } from '#platform/access/actor.ts';
import { renderXlsxBytes, type XlsxSheet } from '#platform/render/xlsx.ts';
import type { DayQuery } from '../model.ts';
import { writeReceiptNumber } from '../model.ts';
import type { PaymentsDeps } from '../ports.ts';
import { kindWords, printDay, printReceipt } from '../press.ts';
import { viewDay } from './day-end.ts';
import { readReceipt } from './read.ts';

/** The receipt of one payment. @throws AppError not_found for others' receipts */
export async function receiptPaper(deps: PaymentsDeps, actor: Actor, paymentId: string): Promise<{ pdf: Uint8Array; name: string }> {
  const { payment, notice, collector } = await readReceipt(deps, actor, paymentId);
  const number = payment.receipt === null ? '' : writeReceiptNumber(payment.receipt);
  return { pdf: await printReceipt({ payment, notice, collector, number }), name: `bien-lai-${number.replace('/', '-')}.pdf` };
}

/** The book of a unit's day, to be signed. */
export async function dayPaper(deps: PaymentsDeps, actor: Actor, query: DayQuery): Promise<{ pdf: Uint8Array; name: string }> {
  const view = await viewDay(deps, actor, query);
  return { pdf: await printDay(view, deps.clock.now()), name: `so-thu-${view.day}.pdf` };
}

/** The same as a workbook: entries, cashiers. */
export async function dayWorkbook(deps: PaymentsDeps, actor: Actor, query: DayQuery): Promise<{ bytes: Uint8Array; name: string }> {
  const { day, entries, cashiers } = await viewDay(deps, actor, query);
  const list: XlsxSheet = {
    name: 'Khoản thu',
    columns: [
      { header: 'Biên lai', key: 'receipt', kind: 'text', width: 16 },
      { header: 'Thời điểm', key: 'at', kind: 'datetime', width: 18 },
      { header: 'Hình thức', key: 'kind', kind: 'text', width: 22 },
      { header: 'Mã hồ sơ', key: 'code', kind: 'text', width: 24 },
      { header: 'Người nộp', key: 'payer', kind: 'text', width: 28 },
      { header: 'Số tiền', key: 'amount', kind: 'money', width: 16 },
      { header: 'Người ghi', key: 'by', kind: 'text', width: 24 },
    ],
    rows: entries.map((entry) => ({
      ...{ receipt: entry.receipt === null ? '' : writeReceiptNumber(entry.receipt), at: entry.recordedAt, kind: kindWords[entry.kind] },
      ...{ code: entry.notice.subject.code, payer: entry.notice.payerName, amount: entry.amount, by: entry.recordedName },
    })),
  };
  const books: XlsxSheet = {
    name: 'Người thu',
    columns: [
      { header: 'Người thu', key: 'name', kind: 'text', width: 28 },
      { header: 'Số biên lai', key: 'receipts', kind: 'integer' },
      { header: 'Thu tiền mặt', key: 'cashIn', kind: 'money' },
      { header: 'Chi hoàn', key: 'cashOut', kind: 'money' },
      { header: 'Đếm được', key: 'counted', kind: 'money' },
      { header: 'Lý do lệch', key: 'reason', kind: 'text', width: 40 },
      { header: 'Kết sổ lúc', key: 'closedAt', kind: 'datetime', width: 18 },
    ],
    rows: cashiers.map(({ cashierName, current, counted, differenceReason, closedAt }) => ({
      ...{ name: cashierName, receipts: current.receipts, cashIn: current.cashIn, cashOut: current.cashOut },
      ...{ counted, reason: differenceReason, closedAt },
    })),
  };
  return { bytes: await renderXlsxBytes({ sheets: [list, books], at: deps.clock.now() }), name: `so-thu-${day}.xlsx` };
}
