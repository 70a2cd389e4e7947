import { CompiledQuery, type Kysely } from 'kysely';
import type { CasesTables } from '../tables.gen.ts';

type Row = { code: string; unit_uid: string; submitted_at: Date; edition: string };

// Each act saves its case (another xmin) and adds a line to the journal, from which nothing is ever taken.
const editionsSql = `select f.code, f.unit_uid, f.submitted_at, f.xmin::text || '.' ||
  (select count(*) || '.' || coalesce(max(j.id), 0) from cases.journal j where j.case_id = f.id) as edition
  from cases.case_file f where f.code = any($1)`;

export type CaseEdition = { readonly code: string; readonly unitUid: string; readonly submittedAt: Date; readonly edition: string };

/** Written by hand and compiled once: it runs for every look at a case by its code. */
export async function listEditions(q: Kysely<CasesTables>, codes: readonly string[]): Promise<CaseEdition[]> {
  const { rows } = await q.executeQuery<Row>(CompiledQuery.raw(editionsSql, [codes]));
  return rows.map((row) => ({ code: row.code, unitUid: row.unit_uid, submittedAt: row.submitted_at, edition: row.edition }));
}
