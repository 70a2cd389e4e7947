import { sql, type RawBuilder } from 'kysely';
import type { LocalDate } from '../validity.ts';
import type { Queries } from './queries.ts';

/** Columns that say what is so; the rest says from when to when and who recorded it. */
const factColumns = {
  unit_version: [
    'unit_uid',
    'kind',
    'level',
    'parent_uid',
    'full_name',
    'short_name',
    'abbreviation',
    'collective_name',
    'admin_unit_uid',
    'sort_order',
  ],
  unit_succession: ['from_uid', 'to_uid', 'kind', 'effective_on'],
  unit_code: ['uid', 'unit_uid', 'scheme', 'code'],
  person: ['uid', 'full_name', 'name_folded', 'birth_date', 'phone', 'email'],
  position: ['uid', 'unit_uid', 'kind', 'title'],
  holding: ['uid', 'person_uid', 'position_uid', 'position_kind', 'kind'],
  delegation: ['uid', 'kind', 'grantor_position_uid', 'delegate_position_uid', 'scope', 'passable'],
  substitution: ['uid', 'absent_holding_uid', 'substitute_holding_uid', 'reason'],
} as const;

export type FactTable = keyof typeof factColumns;
export type DatedTable = Exclude<FactTable, 'unit_succession' | 'person'>;
export const factTables = Object.keys(factColumns) as FactTable[];

const undated: readonly FactTable[] = ['unit_succession', 'person'];
const tableOf = (table: FactTable): RawBuilder<unknown> => sql.table(`organization.${table}`);
const columnsOf = (columns: readonly string[]): RawBuilder<unknown> =>
  sql.join(columns.map((column) => sql.ref(column)));

/** Ends the rows that match on a day: a row that began earlier is shortened, one that would begin later never begins. */
export async function endFacts(
  q: Queries,
  table: DatedTable,
  where: RawBuilder<unknown>,
  { on, changeUid }: { on: LocalDate; changeUid: string },
): Promise<number> {
  const columns = columnsOf([...factColumns[table], 'valid_from']);
  const { rows } = await sql`
    with ended as (
      update ${tableOf(table)} set superseded_by = ${changeUid}
      where superseded_by is null and (valid_to is null or valid_to > ${on}::date) and (${where}) returning *),
    kept as (
      insert into ${tableOf(table)} (${columns}, valid_to, recorded_by)
      select ${columns}, ${on}::date, ${changeUid}::uuid from ended where valid_from < ${on}::date)
    select 1 from ended`.execute(q);
  return rows.length;
}

/** Marks rows as no longer believed. */
export async function supersede(
  q: Queries,
  table: FactTable,
  where: RawBuilder<unknown>,
  changeUid: string,
): Promise<void> {
  await sql`update ${tableOf(table)} set superseded_by = ${changeUid} where superseded_by is null and (${where})`.execute(
    q,
  );
}

/** A statement keeps its identity when an undoing says it again. */
const statement = sql`coalesce(restores, row_id)`;

const statementsOf = (table: FactTable, changeUid: string): RawBuilder<unknown> =>
  sql`select ${statement} from ${tableOf(table)} where recorded_by = ${changeUid}`;

/** Whether every statement of a change still holds: none was replaced by a later one that stands. */
export async function stillHolds(q: Queries, table: FactTable, changeUid: string): Promise<boolean> {
  const { rows } = await sql<{ replaced: boolean }>`
    select exists (${statementsOf(table, changeUid)} except select ${statement} from ${tableOf(table)} where superseded_by is null) as replaced`.execute(
    q,
  );
  return rows[0]?.replaced === false;
}

/** Takes back what a change had stated. */
export async function retract(q: Queries, table: FactTable, { of, by }: { of: string; by: string }): Promise<void> {
  await supersede(q, table, sql`${statement} in (${statementsOf(table, of)})`, by);
}

/** States again what a change had superseded. */
export async function restoreSuperseded(
  q: Queries,
  table: FactTable,
  { of, by }: { of: string; by: string },
): Promise<void> {
  const columns = columnsOf([...factColumns[table], ...(undated.includes(table) ? [] : ['valid_from', 'valid_to'])]);
  await sql`insert into ${tableOf(table)} (${columns}, recorded_by, restores)
    select ${columns}, ${by}::uuid, ${statement} from ${tableOf(table)} where superseded_by = ${of}`.execute(q);
}

/** A row that outlives what it stands on. */
export type Dangling = { readonly what: DatedTable; readonly uid: string };

type Link = { child: DatedTable; uid: string; ref: string; parent: DatedTable; parentUid: string };
const links: readonly Link[] = [
  { child: 'unit_version', uid: 'unit_uid', ref: 'parent_uid', parent: 'unit_version', parentUid: 'unit_uid' },
  { child: 'unit_code', uid: 'uid', ref: 'unit_uid', parent: 'unit_version', parentUid: 'unit_uid' },
  { child: 'position', uid: 'uid', ref: 'unit_uid', parent: 'unit_version', parentUid: 'unit_uid' },
  { child: 'holding', uid: 'uid', ref: 'position_uid', parent: 'position', parentUid: 'uid' },
  { child: 'delegation', uid: 'uid', ref: 'grantor_position_uid', parent: 'position', parentUid: 'uid' },
  { child: 'delegation', uid: 'uid', ref: 'delegate_position_uid', parent: 'position', parentUid: 'uid' },
  { child: 'substitution', uid: 'uid', ref: 'absent_holding_uid', parent: 'holding', parentUid: 'uid' },
  { child: 'substitution', uid: 'uid', ref: 'substitute_holding_uid', parent: 'holding', parentUid: 'uid' },
];

/** Rows that a change recorded, or whose ground it moved, and that now hold on a day on which their ground does not. */
export async function findDangling(q: Queries, changeUid: string): Promise<Dangling[]> {
  const parts = [...links.map((link) => danglingIn(link, changeUid)), holdersWithoutPerson(changeUid)];
  const { rows } = await sql<Dangling>`${sql.join(parts, sql` union all `)} limit 20`.execute(q);
  return rows;
}

function danglingIn({ child, uid, ref, parent, parentUid }: Link, changeUid: string): RawBuilder<Dangling> {
  const [childRef, groundUid] = [sql.ref(`c.${ref}`), sql.ref(parentUid)];
  return sql<Dangling>`
    (select ${child}::text as what, ${sql.ref(`c.${uid}`)} as uid from ${tableOf(child)} c
    where c.superseded_by is null and ${childRef} is not null
      and (c.recorded_by = ${changeUid} or ${childRef} in (select ${groundUid} from ${tableOf(parent)} where superseded_by = ${changeUid}))
      and not coalesce((select range_agg(p.validity) @> c.validity from ${tableOf(parent)} p
        where p.superseded_by is null and ${sql.ref(`p.${parentUid}`)} = ${childRef}), false))`;
}

function holdersWithoutPerson(changeUid: string): RawBuilder<Dangling> {
  return sql<Dangling>`
    (select 'holding' as what, h.uid from organization.holding h
    where h.superseded_by is null and not exists (select from organization.person p where p.uid = h.person_uid and p.superseded_by is null)
      and (h.recorded_by = ${changeUid} or h.person_uid in (select uid from organization.person where superseded_by = ${changeUid})))`;
}
