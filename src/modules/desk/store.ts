import { sql, type ExpressionBuilder, type Kysely } from 'kysely';
import { pageSize, type WorkItem } from './model.ts';
import type { Scope } from './policy.ts';
import type { DeskTables } from './tables.gen.ts';

type Queries = Kysely<DeskTables>;

/** Work that the scopes open and that nobody else holds, what is due first on top; one more than a page tells of a next one. */
export async function listWork(q: Queries, filter: { scopes: readonly Scope[]; holdingId: string; text: string; page: number }): Promise<WorkItem[]> {
  if (filter.scopes.length === 0) return [];
  const rows = await q
    .selectFrom('desk.inbox')
    .select(['subject_kind', 'subject_id', 'code', 'title', 'party', 'stage', 'holder_id', 'due_at', 'since'])
    .where((eb) => visible(eb, filter))
    .$if(filter.text !== '', (query) =>
      query.where((eb) => eb.or([eb('code', 'ilike', `%${escapeLike(filter.text)}%`), eb('party', 'ilike', `%${escapeLike(filter.text)}%`), eb('title', 'ilike', `%${escapeLike(filter.text)}%`)])),
    )
    .orderBy(sql`due_at nulls last`)
    .orderBy('since')
    .limit(pageSize + 1)
    .offset((filter.page - 1) * pageSize)
    .execute();
  return rows.map((row) => ({
    kind: row.subject_kind,
    id: row.subject_id,
    code: row.code,
    title: row.title,
    party: row.party,
    stage: row.stage,
    mine: row.holder_id === filter.holdingId,
    dueAt: row.due_at?.toISOString() ?? null,
    since: row.since.toISOString(),
  }));
}

export type Count = { readonly permission: string; readonly waiting: number; readonly late: number };

/** How much waits behind each permission, and how much of it is late. */
export async function countWork(q: Queries, filter: { scopes: readonly Scope[]; holdingId: string; now: Date }): Promise<Count[]> {
  if (filter.scopes.length === 0) return [];
  const rows = await q
    .selectFrom('desk.inbox')
    .select((eb) => ['permission', eb.fn.countAll<number>().as('waiting'), eb.fn.countAll<number>().filterWhere('due_at', '<', filter.now).as('late')])
    .where((eb) => visible(eb, filter))
    .groupBy('permission')
    .execute();
  return rows;
}

function visible(eb: ExpressionBuilder<DeskTables, 'desk.inbox'>, filter: { scopes: readonly Scope[]; holdingId: string }) {
  const opened = filter.scopes.map((scope) => {
    const ofPermission = eb('permission', '=', scope.permission);
    return scope.units === 'all' ? ofPermission : eb.and([ofPermission, eb('unit_uid', 'in', [...scope.units])]);
  });
  return eb.and([eb.or(opened), eb.or([eb('holder_id', 'is', null), eb('holder_id', '=', filter.holdingId)])]);
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/gu, (sign) => `\\${sign}`);
}
