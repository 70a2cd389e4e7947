import { sql, type ExpressionBuilder, type Kysely, type RawBuilder, type Selectable } from 'kysely';
import { pageSize, type WorkItem } from './model.ts';
import type { Scope } from './policy.ts';
import type { DeskTables } from './tables.gen.ts';

type Queries = Kysely<DeskTables>;

export type WorkFilter = { readonly scopes: readonly Scope[]; readonly holdingId: string; readonly text: string; readonly page: number };

const columns = ['subject_kind', 'subject_id', 'code', 'title', 'party', 'stage', 'holder_id', 'due_at', 'since'] as const;

type Row = Pick<Selectable<DeskTables['desk.inbox']>, (typeof columns)[number]>;

/** Work that the scopes open and that nobody else holds, what is due first on top; one more than a page tells of a next one. */
export async function listWork(q: Queries, filter: WorkFilter): Promise<WorkItem[]> {
  if (filter.scopes.length === 0) return [];
  const everywhere = filter.scopes.some((scope) => scope.units === 'all');
  const rows = everywhere ? await listEverywhere(q, filter) : await listPiles(q, filter);
  return rows.map((row) => toItem(row, filter.holdingId));
}

/** A unit's work of one permission is a pile that an index keeps in order: only the top of each is read. */
async function listPiles(q: Queries, filter: WorkFilter): Promise<Row[]> {
  const deep = filter.page * pageSize + 1;
  const { rows } = await sql<Row>`
    select work.* from ${pilesOf(filter.scopes)}
    cross join lateral (
      select ${sql.join(columns.map((column) => sql.ref(column)))} from desk.inbox
      where permission = pile.permission and unit_uid = pile.unit_uid and (holder_id is null or holder_id = ${filter.holdingId}) and ${matching(filter.text)}
      order by due_at nulls last, since limit ${deep}
    ) as work
    order by due_at nulls last, since limit ${pageSize + 1} offset ${deep - 1 - pageSize}`.execute(q);
  return rows;
}

/** One row a pile; the statement reads the same however many there are. */
function pilesOf(scopes: readonly Scope[]): RawBuilder<unknown> {
  const piles = scopes.flatMap(({ permission, units }) => (units === 'all' ? [] : units.map((unitUid) => ({ permission, unitUid }))));
  return sql`unnest(${piles.map((pile) => pile.permission)}::text[], ${piles.map((pile) => pile.unitUid)}::text[]) as pile (permission, unit_uid)`;
}

async function listEverywhere(q: Queries, filter: WorkFilter): Promise<Row[]> {
  return q
    .selectFrom('desk.inbox')
    .select(columns)
    .where((eb) => visible(eb, filter))
    .where(matching(filter.text))
    .orderBy(sql`due_at nulls last`)
    .orderBy('since')
    .limit(pageSize + 1)
    .offset((filter.page - 1) * pageSize)
    .execute();
}

function matching(text: string): RawBuilder<boolean> {
  if (text === '') return sql<boolean>`true`;
  const pattern = `%${escapeLike(text)}%`;
  return sql<boolean>`(code ilike ${pattern} or party ilike ${pattern} or title ilike ${pattern})`;
}

function toItem(row: Row, holdingId: string): WorkItem {
  return {
    kind: row.subject_kind,
    id: row.subject_id,
    code: row.code,
    title: row.title,
    party: row.party,
    stage: row.stage,
    mine: row.holder_id === holdingId,
    dueAt: row.due_at?.toISOString() ?? null,
    since: row.since.toISOString(),
  };
}

export type Count = { readonly permission: string; readonly waiting: number; readonly late: number };

export type CountFilter = { readonly scopes: readonly Scope[]; readonly holdingId: string; readonly now: Date };

/** How much waits behind each permission, and how much of it is late. */
export async function countWork(q: Queries, filter: CountFilter): Promise<Count[]> {
  if (filter.scopes.length === 0) return [];
  if (filter.scopes.some((scope) => scope.units === 'all')) return countEverywhere(q, filter);
  const { rows } = await sql<Count>`
    select pile.permission, sum(work.waiting)::int as waiting, sum(work.late)::int as late from ${pilesOf(filter.scopes)}
    cross join lateral (
      select count(*) as waiting, count(*) filter (where due_at < ${filter.now}) as late from desk.inbox
      where permission = pile.permission and unit_uid = pile.unit_uid and (holder_id is null or holder_id = ${filter.holdingId})
    ) as work
    group by pile.permission`.execute(q);
  return rows;
}

async function countEverywhere(q: Queries, filter: CountFilter): Promise<Count[]> {
  return q
    .selectFrom('desk.inbox')
    .select((eb) => ['permission', eb.fn.countAll<number>().as('waiting'), eb.fn.countAll<number>().filterWhere('due_at', '<', filter.now).as('late')])
    .where((eb) => visible(eb, filter))
    .groupBy('permission')
    .execute();
}

function visible(eb: ExpressionBuilder<DeskTables, 'desk.inbox'>, filter: Pick<CountFilter, 'scopes' | 'holdingId'>) {
  const opened = filter.scopes.map((scope) => {
    const ofPermission = eb('permission', '=', scope.permission);
    return scope.units === 'all' ? ofPermission : eb.and([ofPermission, eb('unit_uid', 'in', [...scope.units])]);
  });
  return eb.and([eb.or(opened), eb.or([eb('holder_id', 'is', null), eb('holder_id', '=', filter.holdingId)])]);
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/gu, (sign) => `\\${sign}`);
}
