import type { Kysely } from 'kysely';
import type { Officer } from '#platform/access/actor.ts';
import type { CasesTables } from '../tables.gen.ts';

type Queries = Kysely<CasesTables>;

export type ItemState = 'waiting' | 'signed' | 'failed';

/** A confirmation of a leader for several results. */
export type SigningBatch = {
  readonly id: string;
  readonly officer: Officer;
  readonly accountId: string;
  readonly consentedAt: Date;
  readonly doneAt: Date | null;
};

export type BatchItem = { readonly caseId: string; readonly requestId: string; readonly state: ItemState; readonly problem: string | null };

export type NewBatch = { readonly id: string; readonly officer: Officer; readonly at: Date; readonly items: readonly { readonly caseId: string; readonly requestId: string }[] };

/** False when this batch was made before. */
export async function insertBatch(q: Queries, batch: NewBatch): Promise<boolean> {
  const made = await q
    .insertInto('cases.signing_batch')
    .values({ id: batch.id, officer: JSON.stringify(batch.officer), account_id: batch.officer.accountId, consented_at: batch.at })
    .onConflict((oc) => oc.column('id').doNothing())
    .executeTakeFirst();
  if (made.numInsertedOrUpdatedRows !== 1n) return false;
  const values = batch.items.map((item, position) => ({ batch_id: batch.id, position, case_id: item.caseId, request_id: item.requestId }));
  await q.insertInto('cases.signing_batch_item').values(values).execute();
  return true;
}

export async function findBatch(q: Queries, id: string): Promise<SigningBatch | undefined> {
  const row = await q.selectFrom('cases.signing_batch').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) return undefined;
  return { id: row.id, officer: row.officer as Officer, accountId: row.account_id, consentedAt: row.consented_at, doneAt: row.done_at };
}

export async function listWaitingItems(q: Queries, batchId: string): Promise<BatchItem[]> {
  const rows = await q
    .selectFrom('cases.signing_batch_item')
    .select(['case_id', 'request_id', 'state', 'problem'])
    .where('batch_id', '=', batchId)
    .where('state', '=', 'waiting')
    .orderBy('position')
    .execute();
  return rows.map((row) => ({ caseId: row.case_id, requestId: row.request_id, state: row.state as ItemState, problem: row.problem }));
}

/** An item with the case it is about, for the report. */
export type ReportLine = Omit<BatchItem, 'requestId'> & { readonly code: string; readonly applicantName: string; readonly procedureName: string };

export async function listItems(q: Queries, batchId: string): Promise<ReportLine[]> {
  const rows = await q
    .selectFrom('cases.signing_batch_item as item')
    .innerJoin('cases.case_file as file', 'file.id', 'item.case_id')
    .select(['item.case_id', 'item.state', 'item.problem', 'file.code', 'file.applicant_name', 'file.procedure_name'])
    .where('item.batch_id', '=', batchId)
    .orderBy('item.position')
    .execute();
  return rows.map((row) => ({
    caseId: row.case_id,
    state: row.state as ItemState,
    problem: row.problem,
    code: row.code,
    applicantName: row.applicant_name,
    procedureName: row.procedure_name,
  }));
}

export async function markItem(q: Queries, item: { batchId: string; caseId: string; state: ItemState; problem: string | null; at: Date }): Promise<void> {
  await q
    .updateTable('cases.signing_batch_item')
    .set({ state: item.state, problem: item.problem, tried_at: item.at })
    .where('batch_id', '=', item.batchId)
    .where('case_id', '=', item.caseId)
    .execute();
}

export async function markDone(q: Queries, batchId: string, at: Date): Promise<void> {
  await q.updateTable('cases.signing_batch').set({ done_at: at }).where('id', '=', batchId).execute();
}

/** What failed waits again, under a new confirmation. */
export async function reopenFailed(q: Queries, batch: { id: string; officer: Officer; at: Date }): Promise<void> {
  await q
    .updateTable('cases.signing_batch')
    .set({ officer: JSON.stringify(batch.officer), consented_at: batch.at, done_at: null })
    .where('id', '=', batch.id)
    .execute();
  await q.updateTable('cases.signing_batch_item').set({ state: 'waiting', problem: null }).where('batch_id', '=', batch.id).where('state', '=', 'failed').execute();
}
