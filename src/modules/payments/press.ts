import { renderPdf } from '#platform/render/pdf.ts';
import { formatInteger, formatMoney } from '#platform/text/amounts.ts';
import { formatDate, formatDateTime, formatLongDate, formatTime } from '#platform/text/dates.ts';
import { numberInWords } from '#platform/text/numbers-in-words.ts';
import { writeReceiptNumber, type FeeNotice, type Payment } from './model.ts';
import type { PaymentKind } from './states.ts';
import type { DayView } from './use-cases/day-end.ts';

/** How money moved, for papers. */
export const kindWords: Readonly<Record<PaymentKind, string>> = {
  hub: 'Cổng thanh toán trực tuyến',
  bank: 'Chuyển khoản',
  cash: 'Tiền mặt',
  transfer: 'Chuyển khoản (cán bộ ghi)',
  refund: 'Hoàn tiền',
  reversal: 'Hủy bút toán ghi nhầm',
};

export type ReceiptFacts = {
  readonly payment: Payment;
  readonly notice: FeeNotice;
  readonly collector: { readonly name: string; readonly place: string };
  readonly number: string;
};

/** Biên lai thu phí, lệ phí: the fields that NĐ 123/2020 asked for and NĐ 254/2026 took over (OS§7). */
export async function printReceipt({ payment, notice, collector, number }: ReceiptFacts): Promise<Uint8Array> {
  const words = numberInWords(payment.amount);
  return renderPdf({
    template: new URL('./templates/receipt.typ', import.meta.url),
    at: payment.recordedAt,
    data: {
      ...{ issuer: collector.name, place: collector.place, date: formatLongDate(payment.recordedAt), number },
      ...{ payer: notice.payerName, address: notice.payerAddress, code: notice.subject.code, subject: notice.subject.title },
      lines: notice.lines.map((line) => ({ name: line.name, base: line.legalBase, exemption: line.exemption, amount: formatInteger(line.amount) })),
      ...{ total: formatMoney(notice.amount), amount: formatMoney(payment.amount), words: `${words.charAt(0).toUpperCase()}${words.slice(1)} đồng` },
      ...{ method: kindWords[payment.kind], paidAt: formatDateTime(payment.paidAt), cashier: payment.recordedName, reference: notice.reference },
    },
  });
}

/** Sổ thu ngày of a unit: entries, totals by kind, the counted cash of each cashier. */
export async function printDay(view: DayView, at: Date): Promise<Uint8Array> {
  return renderPdf({
    template: new URL('./templates/day.typ', import.meta.url),
    at,
    data: {
      ...{ issuer: view.unitName, place: view.place, date: formatLongDate(at), day: formatDate(view.day) },
      entries: view.entries.map((entry) => ({
        ...{ receipt: entry.receipt === null ? '' : writeReceiptNumber(entry.receipt), at: formatTime(entry.recordedAt), kind: kindWords[entry.kind] },
        ...{ code: entry.notice.subject.code, payer: entry.notice.payerName, amount: formatInteger(entry.amount), by: entry.recordedName },
      })),
      kinds: view.byKind.map(({ kind, count, amount }) => ({ kind: kindWords[kind], count, amount: formatInteger(amount) })),
      total: formatMoney(view.total),
      cashiers: view.cashiers.map(({ cashierName, current, counted, differenceReason, closedAt }) => ({
        ...{ name: cashierName, receipts: current.receipts, first: current.firstReceipt, last: current.lastReceipt },
        ...{ expected: formatInteger(current.cashIn - current.cashOut), counted: counted === null ? 'chưa kết sổ' : formatInteger(counted) },
        ...{ reason: differenceReason, closed: closedAt === null ? null : formatDateTime(closedAt) },
      })),
    },
  });
}
