import type { Kysely } from 'kysely';
import type { PlannedWarning, WarningKind } from '../ports.ts';
import type { CasesTables } from '../tables.gen.ts';

type Queries = Kysely<CasesTables>;

export type WarningPlan = {
  readonly caseId: string;
  readonly dueAt: Date | null;
  readonly planned: readonly PlannedWarning[];
  readonly at: Date;
};

/** Replaces what is still to be said of a case by the warnings of its newest due date. */
export async function planWarnings(q: Queries, { caseId, dueAt, planned, at }: WarningPlan): Promise<void> {
  await q.deleteFrom('cases.warning').where('case_id', '=', caseId).where('sent_at', 'is', null).execute();
  if (dueAt === null) return;
  const sent = await q.selectFrom('cases.warning').select('kind').where('case_id', '=', caseId).execute();
  const said = new Set(sent.map((row) => row.kind));
  // After a pause the moments already past were warned of before it.
  const rows = planned.filter((warning) => warning.at > at || !said.has(warning.kind));
  if (rows.length === 0) return;
  await q
    .insertInto('cases.warning')
    .values(rows.map((warning) => ({ case_id: caseId, kind: warning.kind, due_at: dueAt, at: warning.at })))
    .onConflict((oc) => oc.columns(['case_id', 'kind', 'due_at']).doNothing())
    .execute();
}

export type Warning = { readonly caseId: string; readonly kind: WarningKind; readonly dueAt: Date };

/** Warnings that have fallen due and were not sent, oldest first. */
export async function listWaiting(q: Queries, now: Date, limit: number): Promise<Warning[]> {
  const rows = await q
    .selectFrom('cases.warning')
    .select(['case_id', 'kind', 'due_at'])
    .where('sent_at', 'is', null)
    .where('at', '<=', now)
    .orderBy('at')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ caseId: row.case_id, kind: row.kind as WarningKind, dueAt: row.due_at }));
}

/** True for the one who may send it: nobody else has, and nobody else will. */
export async function markSent(q: Queries, warning: Warning, at: Date): Promise<boolean> {
  const result = await q
    .updateTable('cases.warning')
    .set({ sent_at: at })
    .where('case_id', '=', warning.caseId)
    .where('kind', '=', warning.kind)
    .where('due_at', '=', warning.dueAt)
    .where('sent_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Forgets a warning that has nothing to warn of: the clock stands still, the date moved, or the case is over. */
export async function dropWarning(q: Queries, warning: Warning): Promise<void> {
  await q
    .deleteFrom('cases.warning')
    .where('case_id', '=', warning.caseId)
    .where('kind', '=', warning.kind)
    .where('due_at', '=', warning.dueAt)
    .where('sent_at', 'is', null)
    .execute();
}
