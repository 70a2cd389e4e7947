import { sql, type Kysely } from 'kysely';
import { endStates, states } from '../states.ts';
import type { CasesTables } from '../tables.gen.ts';

type Queries = Kysely<CasesTables>;

/** States in which the version of the procedure no longer matters: over, or with a result that only waits to be handed out. */
const settled = [...endStates, states.finished];

/** Running cases by version id; versions without any are left out. */
export async function countByVersion(q: Queries, versionIds: readonly string[]): Promise<Map<string, number>> {
  if (versionIds.length === 0) return new Map();
  const rows = await q
    .selectFrom('cases.case_file')
    .select(['version_id', sql<number>`count(*)::int`.as('n')])
    .where('version_id', 'in', [...versionIds])
    .where('state', 'not in', settled)
    .groupBy('version_id')
    .execute();
  return new Map(rows.map((row) => [row.version_id, row.n]));
}

export type VersionCase = { readonly id: string; readonly code: string; readonly state: number; readonly dueAt: Date | null };

/** Running cases of a version in these units, what is due first on top. */
export async function listOfVersion(q: Queries, filter: { versionId: string; units: 'all' | readonly string[]; limit: number }): Promise<VersionCase[]> {
  if (filter.units !== 'all' && filter.units.length === 0) return [];
  const rows = await q
    .selectFrom('cases.case_file')
    .select(['id', 'code', 'state', 'due_at'])
    .where('version_id', '=', filter.versionId)
    .where('state', 'not in', settled)
    .$if(filter.units !== 'all', (query) => query.where('unit_uid', 'in', filter.units === 'all' ? [] : [...filter.units]))
    .orderBy(sql`due_at nulls last`)
    .orderBy('submitted_at')
    .limit(filter.limit)
    .execute();
  return rows.map((row) => ({ id: row.id, code: row.code, state: row.state, dueAt: row.due_at }));
}
