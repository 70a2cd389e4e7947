import type { Kysely, Selectable } from 'kysely';
import type { PaperInput } from '../model.ts';
import type { CasesTables } from '../tables.gen.ts';

type Queries = Kysely<CasesTables>;

export type Draft = {
  readonly id: string;
  readonly accountId: string;
  readonly procedureCode: string;
  readonly versionId: string;
  readonly unitUid: string;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly papers: readonly PaperInput[];
  readonly step: number;
  readonly updatedAt: Date;
};

const columns = ['id', 'account_id', 'procedure_code', 'version_id', 'unit_uid', 'answers', 'papers', 'step', 'updated_at'] as const;

/** Begins a draft; a replay of the same id changes nothing. */
export async function insertDraft(q: Queries, draft: Omit<Draft, 'updatedAt'> & { at: Date }): Promise<void> {
  await q
    .insertInto('cases.draft')
    .values({
      id: draft.id,
      account_id: draft.accountId,
      procedure_code: draft.procedureCode,
      version_id: draft.versionId,
      unit_uid: draft.unitUid,
      answers: JSON.stringify(draft.answers),
      papers: JSON.stringify(draft.papers),
      step: draft.step,
      created_at: draft.at,
      updated_at: draft.at,
    })
    .onConflict((oc) => oc.column('id').doNothing())
    .execute();
}

export async function findDraft(q: Queries, id: string, accountId: string): Promise<Draft | undefined> {
  const row = await q.selectFrom('cases.draft').select(columns).where('id', '=', id).where('account_id', '=', accountId).executeTakeFirst();
  return row === undefined ? undefined : toDraft(row);
}

export async function listDrafts(q: Queries, accountId: string): Promise<Draft[]> {
  const rows = await q.selectFrom('cases.draft').select(columns).where('account_id', '=', accountId).orderBy('updated_at', 'desc').limit(50).execute();
  return rows.map(toDraft);
}

export async function saveDraft(q: Queries, draft: Pick<Draft, 'id' | 'accountId' | 'answers' | 'papers' | 'step'> & { at: Date }): Promise<boolean> {
  const result = await q
    .updateTable('cases.draft')
    .set({ answers: JSON.stringify(draft.answers), papers: JSON.stringify(draft.papers), step: draft.step, updated_at: draft.at })
    .where('id', '=', draft.id)
    .where('account_id', '=', draft.accountId)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export async function deleteDraft(q: Queries, id: string, accountId: string): Promise<void> {
  await q.deleteFrom('cases.draft').where('id', '=', id).where('account_id', '=', accountId).execute();
}

function toDraft(row: Pick<Selectable<CasesTables['cases.draft']>, (typeof columns)[number]>): Draft {
  return {
    id: row.id,
    accountId: row.account_id,
    procedureCode: row.procedure_code,
    versionId: row.version_id,
    unitUid: row.unit_uid,
    answers: row.answers as Record<string, unknown>,
    papers: row.papers as PaperInput[],
    step: row.step,
    updatedAt: row.updated_at,
  };
}
