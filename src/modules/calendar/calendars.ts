import type { Kysely } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { AnyTx, Database } from '#platform/db/database.ts';
import type { OrganizationDirectory } from '#modules/organization/index.ts';
import type { IsoDate } from './civil-date.ts';
import { layOutDays } from './day-table.ts';
import type { DayTable } from './day-table.ts';
import { listSpecialDays } from './store/special-days.ts';
import { currentVersion, listKnownYears, listUnitsWithData } from './store/versions.ts';
import { listWorkingWeeks } from './store/working-weeks.ts';
import type { CalendarTables } from './tables.gen.ts';

type Queries = Kysely<CalendarTables>;

/** Which calendar: of a unit (null: the default of the country), on which day's tree of units, at which version. */
export type CalendarQuery = { readonly unitUid: string | null; readonly asOf: IsoDate; readonly version?: number };

export type Calendars = {
  /** The laid-out calendar, shared from a cache: do not change it. Pass the caller's `tx` inside a transaction. */
  load(query: CalendarQuery, tx?: AnyTx): Promise<DayTable>;
};

// A laid-out decade is about 100 KB; units without data of their own share the one of the nearest unit that has some.
const keptTables = 200;

/** Lays out calendars once per version and chain of units. */
export function createCalendars(deps: {
  db: Database<CalendarTables>;
  organization: Pick<OrganizationDirectory, 'ancestorsOf'>;
}): Calendars {
  const tables = new LRUCache<string, DayTable>({ max: keptTables });
  const unitsWithData = new LRUCache<number, ReadonlySet<string>>({ max: 20 });
  return {
    async load({ unitUid, asOf, version: wanted }, tx) {
      const q = tx === undefined ? deps.db.q : deps.db.within(tx).q;
      const version = wanted ?? (await currentVersion(q));
      const units = unitsWithData.get(version) ?? new Set(await listUnitsWithData(q, version));
      unitsWithData.set(version, units);
      const chain = (await chainOf(deps.organization, unitUid, asOf, tx)).filter((uid) => units.has(uid));
      const key = [version, ...chain].join('/');
      const table = tables.get(key) ?? (await readTable(q, chain, version));
      tables.set(key, table);
      return table;
    },
  };
}

/** The units whose data a unit inherits, the most general first, the unit itself last. */
export async function chainOf(
  organization: Pick<OrganizationDirectory, 'ancestorsOf'>,
  unitUid: string | null,
  asOf: IsoDate,
  tx?: AnyTx,
): Promise<string[]> {
  if (unitUid === null) return [];
  const above = await organization.ancestorsOf(unitUid, asOf, tx);
  return [...above.map(({ uid }) => uid).reverse(), unitUid];
}

/** Reads and lays out a calendar without the cache, as a change needs it that is not committed yet. */
export async function readTable(q: Queries, chain: readonly string[], version: number): Promise<DayTable> {
  const scope = { version, unitUids: chain };
  const years = await listKnownYears(q, version);
  const [days, weeks] = [await listSpecialDays(q, scope), await listWorkingWeeks(q, scope)];
  const rankOf = (unitUid: string | null) => (unitUid === null ? 0 : chain.indexOf(unitUid) + 1);
  return layOutDays({
    version,
    knownFrom: `${String(years.at(0) ?? 1970)}-01-01`,
    knownTo: `${String(years.at(-1) ?? 1970)}-12-31`,
    weeks: weeks.map((week) => ({ ...week, rank: rankOf(week.unitUid) })),
    specialDays: days.map((day) => ({ ...day, rank: rankOf(day.unitUid) })),
  });
}
