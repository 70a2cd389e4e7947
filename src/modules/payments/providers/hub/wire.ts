import { z } from 'zod';

/** The wire format of the hub; README.md beside this file has it in words. Amounts are whole đồng, times RFC 3339. */
export const signatureHeader = 'x-hub-signature';
export const merchantHeader = 'x-hub-merchant';

const dong = z.number().int().positive();
const at = z.iso.datetime({ offset: true });

export const wirePayment = z.object({ transaction_id: z.string().min(1).max(100), amount: dong, paid_at: at });
export type WirePayment = z.infer<typeof wirePayment>;

export const wireOrder = z.object({
  order_id: z.uuid(),
  amount: dong,
  description: z.string().max(60),
  expires_at: at,
  return_url: z.url(),
  notify_url: z.url(),
});
export type WireOrder = z.infer<typeof wireOrder>;

export const wireCreated = z.object({ order_id: z.uuid(), pay_url: z.url() });

export const wireStatus = z.object({ order_id: z.uuid(), status: z.enum(['pending', 'paid', 'failed', 'expired']), payments: z.array(wirePayment) });
export type WireStatus = z.infer<typeof wireStatus>;

export const wireCallback = z.object({ order_id: z.uuid(), status: z.enum(['paid', 'failed', 'expired']), payment: wirePayment.nullable() });
export type WireCallback = z.infer<typeof wireCallback>;

export const wireRefund = z.object({ refund_id: z.uuid(), transaction_id: z.string().min(1).max(100), amount: dong, reason: z.string().max(500) });
export type WireRefund = z.infer<typeof wireRefund>;

export const wireRefundStatus = z.object({ refund_id: z.uuid(), status: z.enum(['pending', 'done', 'refused']), done_at: at.nullable(), reason: z.string().nullable() });
export type WireRefundStatus = z.infer<typeof wireRefundStatus>;

export const wireError = z.object({ error: z.string() });

const statementHead = 'transaction_id,order_id,amount,paid_at';

export type StatementLine = WirePayment & { readonly order_id: string };

/** The daily file: a head, one line a payment, and a last line with count and total. */
export function writeStatement(lines: readonly StatementLine[]): string {
  const rows = lines.map((line) => [line.transaction_id, line.order_id, line.amount, line.paid_at].join(','));
  const total = lines.reduce((sum, { amount }) => sum + amount, 0);
  return [statementHead, ...rows, `#,${lines.length},${total}`, ''].join('\n');
}

/** The payments of a daily file; null when it is cut short, or count or total do not fit. */
export function readStatement(text: string): StatementLine[] | null {
  const [head, ...rows] = text.trimEnd().split('\n');
  const last = /^#,(\d+),(\d+)$/u.exec(rows.pop() ?? '');
  const lines = rows.map((row) => {
    const [transaction_id, order_id, amount, paid_at] = row.split(',');
    return wirePayment.extend({ order_id: z.uuid() }).safeParse({ transaction_id, order_id, amount: Number(amount), paid_at }).data;
  });
  const whole = lines.filter((line) => line !== undefined);
  const total = whole.reduce((sum, { amount }) => sum + amount, 0);
  const fits = head === statementHead && last !== null && whole.length === lines.length && Number(last[1]) === lines.length && Number(last[2]) === total;
  return fits ? whole : null;
}
