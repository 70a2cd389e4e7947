import { sql } from 'kysely';
import type { LocalDate } from '../validity.ts';
import type { HeldPosition, PersonRecord, PersonSummary, Position } from '../views.ts';
import type { HoldingKind, PositionKind } from '../vocabulary.ts';
import { supersede } from './facts.ts';
import type { Queries } from './queries.ts';

export async function insertPerson(
  q: Queries,
  row: PersonRecord & { nameFolded: string; changeUid: string },
): Promise<void> {
  const { personUid, fullName, nameFolded, birthDate, phone, email, changeUid } = row;
  await q
    .insertInto('organization.person')
    .values({
      uid: personUid,
      full_name: fullName,
      name_folded: nameFolded,
      birth_date: birthDate,
      phone,
      email,
      recorded_by: changeUid,
    })
    .execute();
}

export async function supersedePerson(q: Queries, personUid: string, changeUid: string): Promise<void> {
  await supersede(q, 'person', sql`uid = ${personUid}`, changeUid);
}

export async function findPerson(q: Queries, personUid: string): Promise<PersonRecord | undefined> {
  return q
    .selectFrom('organization.person')
    .select(['uid as personUid', 'full_name as fullName', 'birth_date as birthDate', 'phone', 'email'])
    .where('uid', '=', personUid)
    .where('superseded_by', 'is', null)
    .executeTakeFirst();
}

/** Officials whose folded name contains every given word, by the order of the alphabet. */
export async function searchPersons(q: Queries, words: readonly string[], limit: number): Promise<PersonSummary[]> {
  let query = q
    .selectFrom('organization.person')
    .select(['uid as personUid', 'full_name as fullName'])
    .where('superseded_by', 'is', null);
  // Folded words hold letters and digits only, so they cannot carry a LIKE pattern.
  for (const word of words) query = query.where(sql<boolean>`' ' || name_folded like ${`% ${word}%`}`);
  return query.orderBy('name_folded').limit(limit).execute();
}

/** The units in which a person holds or held a position. */
export async function listUnitsOfPerson(q: Queries, personUid: string): Promise<string[]> {
  const rows = await q
    .selectFrom('organization.holding as h')
    .innerJoin('organization.position as p', 'p.uid', 'h.position_uid')
    .select('p.unit_uid')
    .distinct()
    .where('h.person_uid', '=', personUid)
    .where('h.superseded_by', 'is', null)
    .execute();
  return rows.map((row) => row.unit_uid);
}

const positions = (q: Queries) =>
  q
    .selectFrom('organization.position')
    .select(['uid', 'unit_uid', 'kind', 'title', 'valid_from', 'valid_to'])
    .where('superseded_by', 'is', null);

type PositionRow = Awaited<ReturnType<ReturnType<typeof positions>['executeTakeFirstOrThrow']>>;

function toPosition(row: PositionRow): Position {
  const { uid, unit_uid, kind, title, valid_from, valid_to } = row;
  return {
    positionUid: uid,
    unitUid: unit_uid,
    kind: kind as PositionKind,
    title,
    validFrom: valid_from,
    validTo: valid_to,
  };
}

export async function insertPosition(
  q: Queries,
  row: Omit<Position, 'validTo'> & { changeUid: string },
): Promise<void> {
  const { positionUid, unitUid, kind, title, validFrom, changeUid } = row;
  await q
    .insertInto('organization.position')
    .values({ uid: positionUid, unit_uid: unitUid, kind, title, valid_from: validFrom, recorded_by: changeUid })
    .execute();
}

export async function findPosition(q: Queries, positionUid: string): Promise<Position | undefined> {
  const row = await positions(q).where('uid', '=', positionUid).executeTakeFirst();
  return row === undefined ? undefined : toPosition(row);
}

/** Positions of a unit on a day: head, deputies, staff. */
export async function listPositions(q: Queries, unitUid: string, asOf: LocalDate): Promise<Position[]> {
  const rows = await positions(q)
    .where('unit_uid', '=', unitUid)
    .where(sql<boolean>`validity @> ${asOf}::date`)
    .orderBy(sql`array_position(array['head', 'deputy', 'staff'], kind)`)
    .orderBy('row_id')
    .execute();
  return rows.map(toPosition);
}

/** Positions of several units on a day. */
export async function listPositionsIn(q: Queries, unitUids: readonly string[], asOf: LocalDate): Promise<Position[]> {
  const rows = await positions(q)
    .where('unit_uid', '=', sql<string>`any(${[...unitUids]}::uuid[])`)
    .where(sql<boolean>`validity @> ${asOf}::date`)
    .orderBy('row_id')
    .execute();
  return rows.map(toPosition);
}

export type NewHolding = {
  readonly holdingUid: string;
  readonly personUid: string;
  readonly position: Position;
  readonly kind: HoldingKind;
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate | null;
  readonly changeUid: string;
};

export async function insertHolding(q: Queries, row: NewHolding): Promise<void> {
  await q
    .insertInto('organization.holding')
    .values({
      uid: row.holdingUid,
      person_uid: row.personUid,
      position_uid: row.position.positionUid,
      position_kind: row.position.kind,
      kind: row.kind,
      valid_from: row.validFrom,
      valid_to: row.validTo,
      recorded_by: row.changeUid,
    })
    .execute();
}

/** Holdings with their person, position and unit; the unit's name is the one of `asOf`, or of the first day of the holding. */
const held = (q: Queries, asOf: LocalDate | null) =>
  q
    .selectFrom('organization.holding as h')
    .innerJoin('organization.person as n', (join) =>
      join.onRef('n.uid', '=', 'h.person_uid').on('n.superseded_by', 'is', null),
    )
    .innerJoin('organization.position as p', (join) =>
      join.onRef('p.uid', '=', 'h.position_uid').on('p.superseded_by', 'is', null),
    )
    .innerJoin('organization.unit_version as u', (join) =>
      join
        .onRef('u.unit_uid', '=', 'p.unit_uid')
        .on('u.superseded_by', 'is', null)
        .on(sql<boolean>`u.validity @> coalesce(${asOf}::date, h.valid_from)`),
    )
    .select([
      'h.uid',
      'h.person_uid',
      'n.full_name',
      'h.kind',
      'h.position_uid',
      'h.position_kind',
      'p.title',
      'p.unit_uid',
    ])
    .select(['u.full_name as unit_name', 'h.valid_from', 'h.valid_to'])
    .where('h.superseded_by', 'is', null)
    .$if(asOf !== null, (query) => query.where(sql<boolean>`h.validity @> ${asOf}::date`));

type HeldRow = Awaited<ReturnType<ReturnType<typeof held>['executeTakeFirstOrThrow']>>;

function toHeld(row: HeldRow): HeldPosition {
  return {
    holdingUid: row.uid,
    personUid: row.person_uid,
    personName: row.full_name,
    kind: row.kind as HoldingKind,
    positionUid: row.position_uid,
    positionKind: row.position_kind as PositionKind,
    title: row.title,
    unitUid: row.unit_uid,
    unitName: row.unit_name,
    validFrom: row.valid_from,
    validTo: row.valid_to,
  };
}

/** The positions a person holds on a day, the principal one first. */
export async function listHoldingsOfPerson(q: Queries, personUid: string, asOf: LocalDate): Promise<HeldPosition[]> {
  const rows = await held(q, asOf)
    .where('h.person_uid', '=', personUid)
    .orderBy(sql`array_position(array['principal', 'acting', 'concurrent'], h.kind)`)
    .orderBy('h.valid_from')
    .orderBy('h.uid')
    .execute();
  return rows.map(toHeld);
}

/** A holding, in force on the day or, without a day, whenever it was. */
export async function findHolding(
  q: Queries,
  holdingUid: string,
  asOf: LocalDate | null,
): Promise<HeldPosition | undefined> {
  const row = await held(q, asOf).where('h.uid', '=', holdingUid).executeTakeFirst();
  return row === undefined ? undefined : toHeld(row);
}

/** Who holds positions of a unit on a day, heads first; of one kind of position when given. */
export async function listHolders(
  q: Queries,
  unitUid: string,
  asOf: LocalDate,
  kind?: PositionKind,
): Promise<HeldPosition[]> {
  const rows = await held(q, asOf)
    .where('p.unit_uid', '=', unitUid)
    .$if(kind !== undefined, (query) => query.where('p.kind', '=', kind ?? ''))
    .orderBy(sql`array_position(array['head', 'deputy', 'staff'], p.kind)`)
    .orderBy('p.row_id')
    .orderBy('h.valid_from')
    .execute();
  return rows.map(toHeld);
}

/** Who holds a position in several units on a day. */
export async function listHoldersIn(q: Queries, unitUids: readonly string[], asOf: LocalDate): Promise<HeldPosition[]> {
  const rows = await held(q, asOf)
    .where('p.unit_uid', '=', sql<string>`any(${[...unitUids]}::uuid[])`)
    .orderBy('p.row_id')
    .execute();
  return rows.map(toHeld);
}

/** The heads of all units on a day. */
export async function listHeads(q: Queries, asOf: LocalDate): Promise<HeldPosition[]> {
  const rows = await held(q, asOf).where('p.kind', '=', 'head').execute();
  return rows.map(toHeld);
}

/** The unit to which a position, holding, delegation or substitution belongs, whenever it was recorded. */
export async function findUnitOf(q: Queries, subjectUid: string): Promise<string | undefined> {
  const { rows } = await sql<{ unit: string }>`
    with position_of as (
      select ${subjectUid}::uuid as uid
      union select position_uid from organization.holding where uid = ${subjectUid}
      union select grantor_position_uid from organization.delegation where uid = ${subjectUid}
      union select h.position_uid from organization.substitution s join organization.holding h on h.uid = s.absent_holding_uid
        where s.uid = ${subjectUid})
    select unit_uid as unit from organization.position where uid in (select uid from position_of)
    union select unit_uid from organization.unit_code where uid = ${subjectUid} limit 1`.execute(q);
  return rows[0]?.unit;
}
