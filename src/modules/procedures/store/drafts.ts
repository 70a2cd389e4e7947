import type { Kysely, Selectable } from 'kysely';
import type { DraftContent, Section } from '../sections.ts';
import type { ProceduresTables } from '../tables.gen.ts';

type Queries = Kysely<ProceduresTables>;

/** A version being written. `revisions` tells for each section the revision of its last save. */
export type Draft = {
  readonly id: string;
  readonly code: string;
  readonly baseVersionId: string | null;
  readonly content: DraftContent;
  readonly revision: number;
  readonly revisions: Readonly<Partial<Record<Section, number>>>;
  readonly editedBy: string;
  readonly editedByName: string;
  readonly editedAt: Date;
};

export async function findOpenDraft(q: Queries, id: string): Promise<Draft | undefined> {
  const row = await openDrafts(q).where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : toDraft(row);
}

export async function lockOpenDraft(q: Queries, id: string): Promise<Draft | undefined> {
  const row = await openDrafts(q).where('id', '=', id).forUpdate().executeTakeFirst();
  return row === undefined ? undefined : toDraft(row);
}

export async function findDraftOfCode(q: Queries, code: string): Promise<Draft | undefined> {
  const row = await openDrafts(q).where('code', '=', code).executeTakeFirst();
  return row === undefined ? undefined : toDraft(row);
}

export async function listOpenDrafts(q: Queries): Promise<Draft[]> {
  return (await openDrafts(q).orderBy('edited_at', 'desc').limit(500).execute()).map(toDraft);
}

/** Returns false when another open draft of the code is there. */
export async function insertDraft(q: Queries, draft: Draft): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await q
    .insertInto('procedures.draft')
    .values({
      ...{ id: draft.id, code: draft.code, base_version_id: draft.baseVersionId, revision: draft.revision, state: 'open' },
      content: JSON.stringify(draft.content),
      revisions: JSON.stringify(draft.revisions),
      edited_by: draft.editedBy,
      edited_by_name: draft.editedByName,
      created_at: draft.editedAt,
      edited_at: draft.editedAt,
    })
    .onConflict((conflict) => conflict.columns(['code']).where('state', '=', 'open').doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

export async function updateDraft(q: Queries, draft: Draft): Promise<void> {
  await q
    .updateTable('procedures.draft')
    .set({
      content: JSON.stringify(draft.content),
      revision: draft.revision,
      revisions: JSON.stringify(draft.revisions),
      edited_by: draft.editedBy,
      edited_by_name: draft.editedByName,
      edited_at: draft.editedAt,
    })
    .where('id', '=', draft.id)
    .execute();
}

export async function closeDraft(q: Queries, id: string, state: 'published' | 'discarded'): Promise<void> {
  await q.updateTable('procedures.draft').set({ state }).where('id', '=', id).execute();
}

function openDrafts(q: Queries) {
  return q.selectFrom('procedures.draft').selectAll().where('state', '=', 'open');
}

function toDraft(row: Selectable<ProceduresTables['procedures.draft']>): Draft {
  return {
    id: row.id,
    code: row.code,
    baseVersionId: row.base_version_id,
    content: row.content as DraftContent,
    revision: row.revision,
    revisions: row.revisions as Draft['revisions'],
    editedBy: row.edited_by,
    editedByName: row.edited_by_name,
    editedAt: row.edited_at,
  };
}
