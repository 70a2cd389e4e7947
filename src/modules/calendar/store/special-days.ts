import type { Kysely } from 'kysely';
import type { IsoDate } from '../civil-date.ts';
import type { SpecialDay } from '../model.ts';
import type { CalendarTables } from '../tables.gen.ts';

type Queries = Kysely<CalendarTables>;

/** A stored exception or holiday, with the unit it belongs to (null: the whole country). */
export type StoredSpecialDay = Omit<SpecialDay, 'rank'> & { readonly uid: string; readonly unitUid: string | null };

const columns = [
  'uid',
  'unit_uid',
  'date',
  'kind',
  'name',
  'name_en',
  'legal_base',
  'certainty',
  'in_place_of',
  'half',
  'until_version',
] as const;

/** Special days of the whole country and of the given units as they stood at a version, by date. */
export async function listSpecialDays(
  q: Queries,
  scope: { version: number; unitUids: readonly string[] },
): Promise<StoredSpecialDay[]> {
  const rows = await q
    .selectFrom('calendar.special_day')
    .select(columns)
    .where('since_version', '<=', scope.version)
    .where((where) => where.or([where('until_version', 'is', null), where('until_version', '>', scope.version)]))
    .where((where) =>
      where.or([
        where('unit_uid', 'is', null),
        ...(scope.unitUids.length > 0 ? [where('unit_uid', 'in', scope.unitUids)] : []),
      ]),
    )
    .orderBy('date')
    .execute();
  return rows.map(toSpecialDay);
}

/** The days of one unit (null: the whole country) between two dates, both included, as they stand now. */
export async function listOwnDays(
  q: Queries,
  scope: { unitUid: string | null; from: IsoDate; to: IsoDate },
): Promise<StoredSpecialDay[]> {
  const rows = await q
    .selectFrom('calendar.special_day')
    .select(columns)
    .where('unit_uid', scope.unitUid === null ? 'is' : '=', scope.unitUid)
    .where('date', '>=', scope.from)
    .where('date', '<=', scope.to)
    .where('until_version', 'is', null)
    .orderBy('date')
    .execute();
  return rows.map(toSpecialDay);
}

/** One special day, and whether it was removed since. */
export async function findSpecialDay(
  q: Queries,
  uid: string,
): Promise<(StoredSpecialDay & { removed: boolean }) | undefined> {
  const row = await q.selectFrom('calendar.special_day').select(columns).where('uid', '=', uid).executeTakeFirst();
  return row === undefined ? undefined : { ...toSpecialDay(row), removed: row.until_version !== null };
}

export async function insertSpecialDays(q: Queries, days: readonly StoredSpecialDay[], version: number): Promise<void> {
  if (days.length === 0) return;
  await q
    .insertInto('calendar.special_day')
    .values(
      days.map((day) => ({
        uid: day.uid,
        unit_uid: day.unitUid,
        date: day.date,
        kind: day.kind,
        name: day.name,
        name_en: day.nameEn,
        legal_base: day.legalBase,
        certainty: day.certainty,
        in_place_of: day.inPlaceOf,
        half: day.half,
        since_version: version,
      })),
    )
    .execute();
}

/** Ends days with a version; earlier versions still have them. */
export async function closeSpecialDays(q: Queries, uids: readonly string[], version: number): Promise<void> {
  if (uids.length === 0) return;
  await q
    .updateTable('calendar.special_day')
    .set({ until_version: version })
    .where('uid', 'in', uids)
    .where('until_version', 'is', null)
    .execute();
}

type Row = Pick<CalendarTables['calendar.special_day'], (typeof columns)[number]>;

function toSpecialDay(row: Row): StoredSpecialDay {
  return {
    uid: row.uid,
    unitUid: row.unit_uid,
    date: row.date,
    kind: row.kind as SpecialDay['kind'],
    name: row.name,
    nameEn: row.name_en,
    legalBase: row.legal_base,
    certainty: row.certainty as SpecialDay['certainty'],
    inPlaceOf: row.in_place_of,
    half: row.half as SpecialDay['half'],
  };
}
