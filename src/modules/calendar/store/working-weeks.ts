import type { Kysely } from 'kysely';
import type { Opening, WorkingWeek } from '../model.ts';
import type { CalendarTables } from '../tables.gen.ts';

type Queries = Kysely<CalendarTables>;

/** Stored hours of a week, with the unit that set them (null: the whole country). */
export type StoredWorkingWeek = Omit<WorkingWeek, 'rank'> & {
  readonly uid: string;
  readonly unitUid: string | null;
  readonly reason: string;
  readonly legalBase: string;
};

const columns = [
  'uid',
  'unit_uid',
  'valid_from',
  'valid_to',
  'openings',
  'reason',
  'legal_base',
  'until_version',
] as const;

/** Hours of the whole country and of the given units as they stood at a version. */
export async function listWorkingWeeks(
  q: Queries,
  scope: { version: number; unitUids: readonly string[] },
): Promise<StoredWorkingWeek[]> {
  const rows = await q
    .selectFrom('calendar.working_week')
    .select(columns)
    .where('since_version', '<=', scope.version)
    .where((where) => where.or([where('until_version', 'is', null), where('until_version', '>', scope.version)]))
    .where((where) =>
      where.or([
        where('unit_uid', 'is', null),
        ...(scope.unitUids.length > 0 ? [where('unit_uid', 'in', scope.unitUids)] : []),
      ]),
    )
    .orderBy('valid_from')
    .execute();
  return rows.map(toWorkingWeek);
}

/** One set of hours, and whether it was removed since. */
export async function findWorkingWeek(
  q: Queries,
  uid: string,
): Promise<(StoredWorkingWeek & { removed: boolean }) | undefined> {
  const row = await q.selectFrom('calendar.working_week').select(columns).where('uid', '=', uid).executeTakeFirst();
  return row === undefined ? undefined : { ...toWorkingWeek(row), removed: row.until_version !== null };
}

export async function insertWorkingWeek(q: Queries, week: StoredWorkingWeek, version: number): Promise<void> {
  await q
    .insertInto('calendar.working_week')
    .values({
      uid: week.uid,
      unit_uid: week.unitUid,
      valid_from: week.validFrom,
      valid_to: week.validTo,
      openings: JSON.stringify(week.openings),
      reason: week.reason,
      legal_base: week.legalBase,
      since_version: version,
    })
    .execute();
}

/** Ends hours with a version; earlier versions still have them. */
export async function closeWorkingWeek(q: Queries, uid: string, version: number): Promise<void> {
  await q
    .updateTable('calendar.working_week')
    .set({ until_version: version })
    .where('uid', '=', uid)
    .where('until_version', 'is', null)
    .execute();
}

type Row = Pick<CalendarTables['calendar.working_week'], (typeof columns)[number]>;

function toWorkingWeek(row: Row): StoredWorkingWeek {
  return {
    uid: row.uid,
    unitUid: row.unit_uid,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    openings: row.openings as Opening[],
    reason: row.reason,
    legalBase: row.legal_base,
  };
}
