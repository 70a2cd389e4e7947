import type { Kysely, Selectable } from 'kysely';
import type { Payment } from '../model.ts';
import type { PaymentKind } from '../states.ts';
import type { PaymentsTables } from '../tables.gen.ts';

type Queries = Kysely<PaymentsTables>;

export type NewPayment = Omit<Payment, 'receipt'> & { readonly sourceKey: string; readonly day: string };

/** False when this movement of money is in the books already. */
export async function insertPayment(q: Queries, row: NewPayment): Promise<boolean> {
  const inserted = await q
    .insertInto('payments.payment')
    .values({
      ...{ id: row.id, notice_id: row.noticeId, kind: row.kind, amount: row.amount, source_key: row.sourceKey, unit_uid: row.unitUid },
      ...{ paid_at: row.paidAt, recorded_at: row.recordedAt, recorded_by: row.recordedBy, recorded_name: row.recordedName, day: row.day },
      detail: JSON.stringify(row.detail),
    })
    .onConflict((on) => on.column('source_key').doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

export async function insertReceipt(q: Queries, row: { paymentId: string; unitUid: string; year: number; number: number; at: Date }): Promise<void> {
  await q
    .insertInto('payments.receipt')
    .values({ payment_id: row.paymentId, unit_uid: row.unitUid, year: row.year, number: row.number, issued_at: row.at })
    .execute();
}

export async function listOfNotice(q: Queries, noticeId: string): Promise<Payment[]> {
  const rows = await selection(q).where('p.notice_id', '=', noticeId).orderBy('p.recorded_at').orderBy('p.id').execute();
  return rows.map(toPayment);
}

export async function listOfNotices(q: Queries, noticeIds: readonly string[]): Promise<Payment[]> {
  if (noticeIds.length === 0) return [];
  const rows = await selection(q).where('p.notice_id', 'in', noticeIds).orderBy('p.recorded_at').orderBy('p.id').execute();
  return rows.map(toPayment);
}

export async function findPayment(q: Queries, id: string): Promise<Payment | undefined> {
  const row = await selection(q).where('p.id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : toPayment(row);
}

export async function findBySource(q: Queries, sourceKey: string): Promise<Payment | undefined> {
  const row = await selection(q).where('p.source_key', '=', sourceKey).executeTakeFirst();
  return row === undefined ? undefined : toPayment(row);
}

/** Everything one unit recorded on a day, in order; of one cashier when named. */
export async function listOfDay(q: Queries, of: { unitUid: string; day: string; recordedBy?: string }): Promise<Payment[]> {
  const { recordedBy } = of;
  const rows = await selection(q)
    .where('p.unit_uid', '=', of.unitUid)
    .where('p.day', '=', of.day)
    .$if(recordedBy !== undefined, (query) => query.where('p.recorded_by', '=', recordedBy ?? ''))
    .orderBy('p.recorded_at')
    .orderBy('p.id')
    .execute();
  return rows.map(toPayment);
}

/** Payments of the hub whose money moved in a span of time. */
export async function listOfHub(q: Queries, from: Date, to: Date): Promise<Payment[]> {
  const rows = await selection(q).where('p.kind', '=', 'hub').where('p.paid_at', '>=', from).where('p.paid_at', '<', to).execute();
  return rows.map(toPayment);
}

function selection(q: Queries) {
  return q
    .selectFrom('payments.payment as p')
    .leftJoin('payments.receipt as r', 'r.payment_id', 'p.id')
    .select(['p.id', 'p.notice_id', 'p.kind', 'p.amount', 'p.unit_uid', 'p.paid_at', 'p.recorded_at', 'p.recorded_by', 'p.recorded_name', 'p.detail', 'r.number', 'r.year']);
}

type Row = Pick<
  Selectable<PaymentsTables['payments.payment']>,
  'id' | 'notice_id' | 'kind' | 'amount' | 'unit_uid' | 'paid_at' | 'recorded_at' | 'recorded_by' | 'recorded_name' | 'detail'
> & { readonly number: number | null; readonly year: number | null };

function toPayment(row: Row): Payment {
  return {
    id: row.id,
    noticeId: row.notice_id,
    kind: row.kind as PaymentKind,
    amount: row.amount,
    unitUid: row.unit_uid,
    paidAt: row.paid_at,
    recordedAt: row.recorded_at,
    recordedBy: row.recorded_by,
    recordedName: row.recorded_name,
    detail: row.detail as Record<string, unknown>,
    receipt: row.number === null || row.year === null ? null : { number: row.number, year: row.year },
  };
}
