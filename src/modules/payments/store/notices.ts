import { sql, type Kysely, type Selectable } from 'kysely';
import type { Cancellation, DueWhen, FeeLine, FeeNotice } from '../model.ts';
import type { PaymentsTables } from '../tables.gen.ts';

type Queries = Kysely<PaymentsTables>;

const columns = [
  'id', 'subject_kind', 'subject_id', 'subject_code', 'subject_title', 'unit_uid', 'account_id', 'payer_name', 'payer_address', 'channel',
  'reference', 'amount', 'lines', 'due_when', 'opened_at',
] as const;
type Row = Pick<Selectable<PaymentsTables['payments.fee_notice']>, (typeof columns)[number]>;

export async function nextSerial(q: Queries): Promise<number> {
  const { rows } = await sql<{ serial: number }>`select nextval('payments.notice_reference') as serial`.execute(q);
  return rows[0]?.serial ?? 0;
}

/** False when a notice with this key was opened before. */
export async function insertNotice(q: Queries, notice: FeeNotice, key: string): Promise<boolean> {
  const row = {
    ...{ id: notice.id, key },
    ...{ subject_kind: notice.subject.kind, subject_id: notice.subject.id, subject_code: notice.subject.code, subject_title: notice.subject.title },
    ...{ unit_uid: notice.unitUid, account_id: notice.accountId, payer_name: notice.payerName, payer_address: notice.payerAddress },
    ...{ channel: notice.channel, reference: notice.reference, amount: notice.amount, lines: JSON.stringify(notice.lines) },
    ...{ due_when: notice.dueWhen, opened_at: notice.openedAt, awaits: notice.amount > 0 },
  };
  const inserted = await q.insertInto('payments.fee_notice').values(row).onConflict((on) => on.column('key').doNothing()).returning('id').executeTakeFirst();
  return inserted !== undefined;
}

export async function findNotice(q: Queries, id: string): Promise<FeeNotice | undefined> {
  const row = await q.selectFrom('payments.fee_notice').select(columns).where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : toNotice(row);
}

export async function findByReference(q: Queries, reference: string): Promise<FeeNotice | undefined> {
  const row = await q.selectFrom('payments.fee_notice').select(columns).where('reference', '=', reference).executeTakeFirst();
  return row === undefined ? undefined : toNotice(row);
}

/** Holds the notice: facts about it are added one after the other. */
export async function lockNotice(q: Queries, id: string): Promise<FeeNotice | undefined> {
  const row = await q.selectFrom('payments.fee_notice').select(columns).where('id', '=', id).forUpdate().executeTakeFirst();
  return row === undefined ? undefined : toNotice(row);
}

export async function listOfSubject(q: Queries, subject: { kind: string; id: string }): Promise<FeeNotice[]> {
  const rows = await q
    .selectFrom('payments.fee_notice')
    .select(columns)
    .where('subject_kind', '=', subject.kind)
    .where('subject_id', '=', subject.id)
    .orderBy('opened_at')
    .orderBy('id')
    .execute();
  return rows.map(toNotice);
}

export async function listByIds(q: Queries, ids: readonly string[]): Promise<FeeNotice[]> {
  if (ids.length === 0) return [];
  const rows = await q.selectFrom('payments.fee_notice').select(columns).where('id', 'in', ids).execute();
  return rows.map(toNotice);
}

/** What the lists of open and overpaid notices go by; follows from the facts. */
export async function keepFigures(q: Queries, id: string, figures: { awaits: boolean; surplus: number }): Promise<void> {
  await q.updateTable('payments.fee_notice').set(figures).where('id', '=', id).execute();
}

export type OpenQuery = { readonly units: 'all' | readonly string[]; readonly text: string; readonly limit: number; readonly offset: number };

/** Notices that await money, newest first; `text` is part of a code, a reference or a name. */
export async function listOpen(q: Queries, { units, text, limit, offset }: OpenQuery): Promise<FeeNotice[]> {
  const like = `%${text.replace(/[\\%_]/gu, '\\$&')}%`;
  const rows = await q
    .selectFrom('payments.fee_notice')
    .select(columns)
    .where('awaits', '=', true)
    .$if(units !== 'all', (query) => query.where('unit_uid', 'in', units === 'all' ? [] : [...units, '']))
    .$if(text !== '', (query) => query.where((eb) => eb.or([eb('subject_code', 'ilike', like), eb('reference', 'ilike', like), eb('payer_name', 'ilike', like)])))
    .orderBy('opened_at', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map(toNotice);
}

export async function insertCancellation(q: Queries, row: { noticeId: string; at: Date; by: string; reason: string }): Promise<boolean> {
  const inserted = await q
    .insertInto('payments.cancellation')
    .values({ notice_id: row.noticeId, at: row.at, by: row.by, reason: row.reason })
    .onConflict((on) => on.column('notice_id').doNothing())
    .returning('notice_id')
    .executeTakeFirst();
  return inserted !== undefined;
}

export async function findCancellation(q: Queries, noticeId: string): Promise<Cancellation | undefined> {
  return q.selectFrom('payments.cancellation').select(['at', 'reason']).where('notice_id', '=', noticeId).executeTakeFirst();
}

/** Of these notices, the cancelled ones. */
export async function listCancellations(q: Queries, noticeIds: readonly string[]): Promise<ReadonlyMap<string, Cancellation>> {
  if (noticeIds.length === 0) return new Map();
  const rows = await q.selectFrom('payments.cancellation').select(['notice_id', 'at', 'reason']).where('notice_id', 'in', noticeIds).execute();
  return new Map(rows.map(({ notice_id, at, reason }) => [notice_id, { at, reason }]));
}

function toNotice(row: Row): FeeNotice {
  return {
    id: row.id,
    subject: { kind: row.subject_kind, id: row.subject_id, code: row.subject_code, title: row.subject_title },
    unitUid: row.unit_uid,
    accountId: row.account_id,
    payerName: row.payer_name,
    payerAddress: row.payer_address,
    channel: row.channel,
    reference: row.reference,
    amount: row.amount,
    lines: row.lines as FeeLine[],
    dueWhen: row.due_when as DueWhen,
    openedAt: row.opened_at,
  };
}
