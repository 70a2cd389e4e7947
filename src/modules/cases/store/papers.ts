import type { Kysely } from 'kysely';
import type { Paper, PaperInput } from '../model.ts';
import type { CasesTables } from '../tables.gen.ts';

type Queries = Kysely<CasesTables>;

export async function insertPapers(q: Queries, papers: readonly PaperInput[], to: { caseId: string; from: number; at: Date }): Promise<void> {
  if (papers.length === 0) return;
  const rows = papers.map((paper, index) => ({
    case_id: to.caseId,
    position: to.from + index,
    code: paper.code,
    name: paper.name,
    sha256: paper.sha256,
    size: paper.size,
    media_type: paper.mediaType,
    added_at: to.at,
  }));
  await q.insertInto('cases.paper').values(rows).execute();
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
