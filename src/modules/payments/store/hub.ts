import type { Kysely, Selectable } from 'kysely';
import type { PaymentsTables } from '../tables.gen.ts';

type Queries = Kysely<PaymentsTables>;

export type OrderOutcome = 'paid' | 'failed' | 'expired' | 'unknown';

export type HubOrderRow = {
  readonly id: string;
  readonly noticeId: string;
  readonly amount: number;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly payUrl: string | null;
  readonly settledAt: Date | null;
  readonly outcome: OrderOutcome | null;
};

const columns = ['id', 'notice_id', 'amount', 'created_at', 'expires_at', 'pay_url', 'settled_at', 'outcome'] as const;

export async function insertOrder(q: Queries, row: HubOrderRow & { requestId: string }): Promise<void> {
  await q
    .insertInto('payments.hub_order')
    .values({ id: row.id, request_id: row.requestId, notice_id: row.noticeId, amount: row.amount, created_at: row.createdAt, expires_at: row.expiresAt })
    .execute();
}

export async function hasRequest(q: Queries, requestId: string): Promise<boolean> {
  return (await q.selectFrom('payments.hub_order').select('id').where('request_id', '=', requestId).executeTakeFirst()) !== undefined;
}

export async function findOrder(q: Queries, id: string): Promise<HubOrderRow | undefined> {
  const row = await q.selectFrom('payments.hub_order').select(columns).where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : toOrder(row);
}

export async function listOrders(q: Queries, noticeId: string): Promise<HubOrderRow[]> {
  const rows = await q.selectFrom('payments.hub_order').select(columns).where('notice_id', '=', noticeId).orderBy('created_at', 'desc').limit(50).execute();
  return rows.map(toOrder);
}

export async function keepPayUrl(q: Queries, id: string, payUrl: string): Promise<void> {
  await q.updateTable('payments.hub_order').set({ pay_url: payUrl }).where('id', '=', id).execute();
}

/** True the first time; an order that was paid stays paid whatever comes later. */
export async function settleOrder(q: Queries, id: string, outcome: OrderOutcome, at: Date): Promise<boolean> {
  const updated = await q
    .updateTable('payments.hub_order')
    .set({ settled_at: at, outcome })
    .where('id', '=', id)
    .where((eb) => eb.or([eb('outcome', 'is', null), ...(outcome === 'paid' ? [eb('outcome', '<>', 'paid')] : [])]))
    .returning('id')
    .executeTakeFirst();
  return updated !== undefined;
}

export async function insertMessage(q: Queries, row: { orderId: string | null; source: string; at: Date; outcome: string; body: string }): Promise<void> {
  await q
    .insertInto('payments.hub_message')
    .values({ order_id: row.orderId, source: row.source, received_at: row.at, outcome: row.outcome, body: row.body.slice(0, 8_000) })
    .execute();
}

export type ReconciliationRow = {
  readonly id: string;
  readonly day: string;
  readonly madeAt: Date;
  readonly sha256: string;
  readonly theirCount: number;
  readonly theirTotal: number;
  readonly ourCount: number;
  readonly ourTotal: number;
  readonly recovered: number;
  readonly differences: readonly { readonly transaction: string; readonly orderId: string; readonly problem: string; readonly theirs: number | null; readonly ours: number | null }[];
};

/** False when this very file was compared before. */
export async function insertReconciliation(q: Queries, row: ReconciliationRow): Promise<boolean> {
  const inserted = await q
    .insertInto('payments.reconciliation')
    .values({
      ...{ id: row.id, day: row.day, made_at: row.madeAt, file_sha256: row.sha256, their_count: row.theirCount, their_total: row.theirTotal },
      ...{ our_count: row.ourCount, our_total: row.ourTotal, recovered: row.recovered, differences: JSON.stringify(row.differences) },
    })
    .onConflict((on) => on.columns(['day', 'file_sha256']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

export async function listReconciliations(q: Queries): Promise<ReconciliationRow[]> {
  const rows = await q.selectFrom('payments.reconciliation').selectAll().orderBy('day', 'desc').orderBy('made_at', 'desc').limit(31).execute();
  return rows.map((row) => ({
    ...{ id: row.id, day: row.day, madeAt: row.made_at, sha256: row.file_sha256, theirCount: row.their_count, theirTotal: row.their_total },
    ...{ ourCount: row.our_count, ourTotal: row.our_total, recovered: row.recovered, differences: row.differences as ReconciliationRow['differences'] },
  }));
}

function toOrder(row: Pick<Selectable<PaymentsTables['payments.hub_order']>, (typeof columns)[number]>): HubOrderRow {
  return {
    id: row.id,
    noticeId: row.notice_id,
    amount: row.amount,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    payUrl: row.pay_url,
    settledAt: row.settled_at,
    outcome: row.outcome as OrderOutcome | null,
  };
}
