import type { Kysely, Selectable } from 'kysely';
import type { Refund, RefundWay } from '../model.ts';
import type { PaymentsTables } from '../tables.gen.ts';

type Queries = Kysely<PaymentsTables>;

const columns = [
  'id', 'notice_id', 'unit_uid', 'amount', 'reason', 'proposed_at', 'decided_at', 'decided_name', 'approved', 'words', 'way', 'hub_order_id',
  'sent_at', 'failure', 'executed_at', 'decision_request_id', 'decided_by',
] as const;
type Row = Pick<Selectable<PaymentsTables['payments.refund']>, (typeof columns)[number]>;

export type KeptRefund = Refund & { readonly decisionRequestId: string | null; readonly decidedBy: string | null };

export async function insertRefund(q: Queries, row: Pick<Refund, 'id' | 'noticeId' | 'unitUid' | 'amount' | 'reason' | 'proposedAt'>): Promise<void> {
  await q
    .insertInto('payments.refund')
    .values({ id: row.id, notice_id: row.noticeId, unit_uid: row.unitUid, amount: row.amount, reason: row.reason, proposed_at: row.proposedAt })
    .execute();
}

export async function listOfNotice(q: Queries, noticeId: string): Promise<KeptRefund[]> {
  const rows = await q.selectFrom('payments.refund').select(columns).where('notice_id', '=', noticeId).orderBy('proposed_at').orderBy('id').execute();
  return rows.map(toRefund);
}

export async function findRefund(q: Queries, id: string): Promise<KeptRefund | undefined> {
  const row = await q.selectFrom('payments.refund').select(columns).where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : toRefund(row);
}

export async function lockRefund(q: Queries, id: string): Promise<KeptRefund | undefined> {
  const row = await q.selectFrom('payments.refund').select(columns).where('id', '=', id).forUpdate().executeTakeFirst();
  return row === undefined ? undefined : toRefund(row);
}

/** Refunds that wait for a decision or for the money, oldest first. */
export async function listWaiting(q: Queries, units: 'all' | readonly string[]): Promise<KeptRefund[]> {
  const rows = await q
    .selectFrom('payments.refund')
    .select(columns)
    .where('executed_at', 'is', null)
    .where((eb) => eb.or([eb('approved', 'is', null), eb('approved', '=', true)]))
    .$if(units !== 'all', (query) => query.where('unit_uid', 'in', units === 'all' ? [] : [...units, '']))
    .orderBy('proposed_at')
    .limit(200)
    .execute();
  return rows.map(toRefund);
}

export type Decision = {
  readonly id: string;
  readonly at: Date;
  readonly by: string;
  readonly name: string;
  readonly requestId: string;
  readonly approved: boolean;
  readonly words: string;
  readonly way: RefundWay | null;
  readonly hubOrderId: string | null;
};

export async function saveDecision(q: Queries, row: Decision): Promise<void> {
  await q
    .updateTable('payments.refund')
    .set({
      ...{ decided_at: row.at, decided_by: row.by, decided_name: row.name, decision_request_id: row.requestId },
      ...{ approved: row.approved, words: row.words, way: row.way, hub_order_id: row.hubOrderId },
    })
    .where('id', '=', row.id)
    .execute();
}

export async function markSent(q: Queries, id: string, at: Date): Promise<void> {
  await q.updateTable('payments.refund').set({ sent_at: at }).where('id', '=', id).where('sent_at', 'is', null).execute();
}

/** The hub said no: from here on it is paid out at the counter. */
export async function turnToCash(q: Queries, id: string, failure: string): Promise<void> {
  await q.updateTable('payments.refund').set({ way: 'cash', failure }).where('id', '=', id).execute();
}

export async function markExecuted(q: Queries, id: string, done: { at: Date; paymentId: string }): Promise<void> {
  await q.updateTable('payments.refund').set({ executed_at: done.at, payment_id: done.paymentId }).where('id', '=', id).execute();
}

function toRefund(row: Row): KeptRefund {
  return {
    id: row.id,
    noticeId: row.notice_id,
    unitUid: row.unit_uid,
    amount: row.amount,
    reason: row.reason,
    proposedAt: row.proposed_at,
    decidedAt: row.decided_at,
    decidedName: row.decided_name,
    approved: row.approved,
    words: row.words,
    way: row.way as RefundWay | null,
    hubOrderId: row.hub_order_id,
    sentAt: row.sent_at,
    failure: row.failure,
    executedAt: row.executed_at,
    decisionRequestId: row.decision_request_id,
    decidedBy: row.decided_by,
  };
}
