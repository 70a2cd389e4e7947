import type { Kysely } from 'kysely';
import type { CasesTables } from '../tables.gen.ts';

type Queries = Kysely<CasesTables>;

export type LinkKind = 'split' | 'merge';

export async function insertLink(q: Queries, link: { from: string; to: string; kind: LinkKind; at: Date }): Promise<void> {
  await q.insertInto('cases.case_link').values({ from_case: link.from, to_case: link.to, kind: link.kind, at: link.at }).execute();
}

/** Another case that this one came from, went into, or brought forth. */
export type LinkedCase = { readonly caseId: string; readonly code: string; readonly kind: LinkKind; readonly way: 'from' | 'to'; readonly at: Date };

/** Both ways, oldest first. */
export async function listLinks(q: Queries, caseId: string): Promise<LinkedCase[]> {
  const rows = await q
    .selectFrom('cases.case_link as link')
    .innerJoin('cases.case_file as file', (join) =>
      join.on((eb) =>
        eb.or([
          eb.and([eb('link.from_case', '=', caseId), eb('file.id', '=', eb.ref('link.to_case'))]),
          eb.and([eb('link.to_case', '=', caseId), eb('file.id', '=', eb.ref('link.from_case'))]),
        ]),
      ),
    )
    .select(['file.id', 'file.code', 'link.kind', 'link.from_case', 'link.at'])
    .where((eb) => eb.or([eb('link.from_case', '=', caseId), eb('link.to_case', '=', caseId)]))
    .orderBy('link.at')
    .execute();
  return rows.map((row) => ({ caseId: row.id, code: row.code, kind: row.kind as LinkKind, way: row.from_case === caseId ? 'to' : 'from', at: row.at }));
}
