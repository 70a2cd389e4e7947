import { sql, type RawBuilder } from 'kysely';
import type { Recorded as RecordedRow, Segment, TimelineEdit } from '../timeline.ts';
import type { Unit, UnitFacts } from '../unit-tree.ts';
import type { LocalDate } from '../validity.ts';
import type { Succession } from '../views.ts';
import type { SuccessionKind, UnitKind, UnitLevel } from '../vocabulary.ts';
import type { Queries } from './queries.ts';

const live = (q: Queries) =>
  q
    .selectFrom('organization.unit_version')
    .select(['row_id', 'unit_uid', 'kind', 'level', 'parent_uid', 'full_name', 'short_name', 'abbreviation'])
    .select(['collective_name', 'admin_unit_uid', 'sort_order', 'valid_from', 'valid_to'])
    .where('superseded_by', 'is', null);

type Row = Awaited<ReturnType<ReturnType<typeof live>['executeTakeFirstOrThrow']>>;

function factsOf(row: Row): UnitFacts {
  return {
    // The CHECK constraints of the table allow nothing else.
    kind: row.kind as UnitKind,
    level: row.level as UnitLevel,
    parentUid: row.parent_uid,
    fullName: row.full_name,
    shortName: row.short_name,
    abbreviation: row.abbreviation,
    collectiveName: row.collective_name,
    adminUnitUid: row.admin_unit_uid,
    sortOrder: row.sort_order,
  };
}

const toUnit = (row: Row): Unit => ({
  uid: row.unit_uid,
  ...factsOf(row),
  validFrom: row.valid_from,
  validTo: row.valid_to,
});

/** Every unit as it is on a day. */
export async function listUnits(q: Queries, asOf: LocalDate): Promise<Unit[]> {
  const rows = await live(q)
    .where(sql<boolean>`validity @> ${asOf}::date`)
    .execute();
  return rows.map(toUnit);
}

/** What we hold true of a unit, over all time. */
export async function loadTimeline(q: Queries, unitUid: string): Promise<RecordedRow<UnitFacts>[]> {
  const rows = await live(q).where('unit_uid', '=', unitUid).orderBy('valid_from').execute();
  return rows.map((row) => ({
    rowId: row.row_id,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    facts: factsOf(row),
  }));
}

/** Timelines of units and of everything that was ever above them. */
export async function loadTimelinesAbove(
  q: Queries,
  uids: readonly string[],
): Promise<Map<string, Segment<UnitFacts>[]>> {
  const rows = await live(q)
    .where(
      'unit_uid',
      'in',
      sql<string>`(with recursive above (uid) as (select unnest(${[...uids]}::uuid[])
        union select v.parent_uid from organization.unit_version v join above a on v.unit_uid = a.uid
          where v.superseded_by is null and v.parent_uid is not null)
        select uid from above)`,
    )
    .orderBy('valid_from')
    .execute();
  const timelines = new Map<string, Segment<UnitFacts>[]>();
  for (const row of rows) {
    const segment = { validFrom: row.valid_from, validTo: row.valid_to, facts: factsOf(row) };
    timelines.set(row.unit_uid, [...(timelines.get(row.unit_uid) ?? []), segment]);
  }
  return timelines;
}

/** Units that stand under one of these on the day or later. */
export async function listChildrenFrom(q: Queries, parentUids: readonly string[], on: LocalDate): Promise<string[]> {
  const rows = await q
    .selectFrom('organization.unit_version')
    .select('unit_uid')
    .distinct()
    .where('superseded_by', 'is', null)
    .where('parent_uid', 'in', [...parentUids])
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', on)]))
    .execute();
  return rows.map((row) => row.unit_uid);
}

/** Writes what differs between the stored and the wanted timeline. */
export async function saveTimeline(
  q: Queries,
  unitUid: string,
  edit: TimelineEdit<UnitFacts>,
  changeUid: string,
): Promise<void> {
  if (edit.supersede.length > 0) {
    await q
      .updateTable('organization.unit_version')
      .set({ superseded_by: changeUid })
      .where('row_id', 'in', [...edit.supersede])
      .execute();
  }
  if (edit.insert.length > 0) {
    await q
      .insertInto('organization.unit_version')
      .values(edit.insert.map((segment) => rowFor(unitUid, segment, changeUid)))
      .execute();
  }
}

function rowFor(unitUid: string, { validFrom, validTo, facts }: Segment<UnitFacts>, changeUid: string) {
  return {
    unit_uid: unitUid,
    kind: facts.kind,
    level: facts.level,
    parent_uid: facts.parentUid,
    full_name: facts.fullName,
    short_name: facts.shortName,
    abbreviation: facts.abbreviation,
    collective_name: facts.collectiveName,
    admin_unit_uid: facts.adminUnitUid,
    sort_order: facts.sortOrder,
    valid_from: validFrom,
    valid_to: validTo,
    recorded_by: changeUid,
  };
}

export async function insertSuccessions(
  q: Queries,
  rows: readonly { fromUid: string; toUid: string; kind: SuccessionKind }[],
  { effectiveOn, changeUid }: { effectiveOn: LocalDate; changeUid: string },
): Promise<void> {
  await q
    .insertInto('organization.unit_succession')
    .values(
      rows.map((row) => ({
        from_uid: row.fromUid,
        to_uid: row.toUid,
        kind: row.kind,
        effective_on: effectiveOn,
        recorded_by: changeUid,
      })),
    )
    .execute();
}

/** Links from and to a unit, with the last known name of each side. */
export async function listSuccessions(q: Queries, unitUid: string): Promise<Succession[]> {
  const nameOf = (uid: RawBuilder<unknown>) => sql`(select v.full_name from organization.unit_version v
    where v.unit_uid = ${uid} and v.superseded_by is null order by v.valid_from desc limit 1)`;
  const { rows } = await sql<Succession>`
    select s.from_uid as "fromUid", ${nameOf(sql.ref('s.from_uid'))} as "fromName", s.to_uid as "toUid", ${nameOf(sql.ref('s.to_uid'))} as "toName",
      s.kind, s.effective_on as "effectiveOn"
    from organization.unit_succession s where s.superseded_by is null and (s.from_uid = ${unitUid} or s.to_uid = ${unitUid})
    order by s.effective_on, s.row_id`.execute(q);
  return rows;
}

/** The unit itself while it exists on the day, otherwise its successors, followed as far as needed. */
export async function listSuccessors(q: Queries, unitUid: string, asOf: LocalDate): Promise<string[]> {
  const { rows } = await sql<{ uid: string }>`
    with recursive reached (uid) as (
      select ${unitUid}::uuid
      union
      select s.to_uid from organization.unit_succession s join reached r on s.from_uid = r.uid
      where s.superseded_by is null and s.effective_on <= ${asOf}::date
        and not exists (select from organization.unit_version v where v.unit_uid = r.uid and v.superseded_by is null and v.validity @> ${asOf}::date))
    select uid from reached`.execute(q);
  return rows.map((row) => row.uid);
}

/** Units whose facts a change recorded or superseded. */
export async function listUnitsOfChange(q: Queries, changeUid: string): Promise<string[]> {
  const rows = await q
    .selectFrom('organization.unit_version')
    .select('unit_uid')
    .distinct()
    .where((eb) => eb.or([eb('recorded_by', '=', changeUid), eb('superseded_by', '=', changeUid)]))
    .execute();
  return rows.map((row) => row.unit_uid);
}
