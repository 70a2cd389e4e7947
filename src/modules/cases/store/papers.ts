import type { Insertable, Kysely } from 'kysely';
import type { Paper, PaperInput } from '../model.ts';
import type { CasesTables } from '../tables.gen.ts';

type Queries = Kysely<CasesTables>;

type Place = { readonly caseId: string; readonly from: number; readonly at: Date };

export async function insertPapers(q: Queries, papers: readonly PaperInput[], to: Place): Promise<void> {
  if (papers.length > 0) await q.insertInto('cases.paper').values(paperRows(papers, to)).execute();
}

/** Papers as their table keeps them, in the order given. */
export function paperRows(papers: readonly PaperInput[], to: Place): Insertable<CasesTables['cases.paper']>[] {
  return papers.map((paper, index) => ({
    case_id: to.caseId,
    position: to.from + index,
    code: paper.code,
    name: paper.name,
    sha256: paper.sha256,
    size: paper.size,
    media_type: paper.mediaType,
    added_at: to.at,
  }));
}

export async function listPapers(q: Queries, caseId: string): Promise<Paper[]> {
  const rows = await q
    .selectFrom('cases.paper')
    .select(['position', 'code', 'name', 'sha256', 'size', 'media_type'])
    .where('case_id', '=', caseId)
    .orderBy('position')
    .execute();
  return rows.map((row) => ({
    position: row.position,
    code: row.code,
    name: row.name,
    sha256: row.sha256,
    size: row.size,
    mediaType: row.media_type,
  }));
}
