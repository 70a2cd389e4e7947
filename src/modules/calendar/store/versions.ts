import type { Kysely } from 'kysely';
import type { CalendarTables } from '../tables.gen.ts';

type Queries = Kysely<CalendarTables>;

/** One line of the history. */
export type CalendarChange = {
  readonly version: number;
  readonly kind: string;
  readonly unitUid: string | null;
  readonly reason: string;
  readonly legalBase: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly at: Date;
  readonly byAccount: string;
  readonly byName: string;
};

export async function currentVersion(q: Queries): Promise<number> {
  const row = await q.selectFrom('calendar.head').select('version').executeTakeFirstOrThrow();
  return row.version;
}

/** The newest version, locked: changes wait for each other, so a version never gains rows after it was read. */
export async function lockVersion(q: Queries): Promise<number> {
  const row = await q.selectFrom('calendar.head').select('version').forUpdate().executeTakeFirstOrThrow();
  return row.version;
}

export async function moveVersion(q: Queries, version: number): Promise<void> {
  await q.updateTable('calendar.head').set({ version }).execute();
}

/** What a request already did, if it was carried out. */
export async function findRequest(
  q: Queries,
  requestId: string,
): Promise<{ version: number; byAccount: string; requestHash: string } | null> {
  const row = await q
    .selectFrom('calendar.change')
    .select(['version', 'by_account', 'request_hash'])
    .where('request_id', '=', requestId)
    .executeTakeFirst();
  return row === undefined ? null : { version: row.version, byAccount: row.by_account, requestHash: row.request_hash };
}

export async function insertChange(
  q: Queries,
  change: CalendarChange & { requestId: string; requestHash: string },
): Promise<void> {
  await q
    .insertInto('calendar.change')
    .values({
      version: change.version,
      request_id: change.requestId,
      request_hash: change.requestHash,
      kind: change.kind,
      unit_uid: change.unitUid,
      reason: change.reason,
      legal_base: change.legalBase,
      detail: JSON.stringify(change.detail),
      at: change.at,
      by_account: change.byAccount,
      by_name: change.byName,
    })
    .execute();
}

/** Changes of one unit (null: the whole country), newest first, at most 200. */
export async function listChanges(q: Queries, unitUid: string | null): Promise<CalendarChange[]> {
  const rows = await q
    .selectFrom('calendar.change')
    .select(['version', 'kind', 'unit_uid', 'reason', 'legal_base', 'detail', 'at', 'by_account', 'by_name'])
    .where('unit_uid', unitUid === null ? 'is' : '=', unitUid)
    .orderBy('version', 'desc')
    .limit(200)
    .execute();
  return rows.map((row) => ({
    version: row.version,
    kind: row.kind,
    unitUid: row.unit_uid,
    reason: row.reason,
    legalBase: row.legal_base,
    detail: row.detail as Record<string, unknown>,
    at: row.at,
    byAccount: row.by_account,
    byName: row.by_name,
  }));
}

/** Years that were known at a version, ascending. */
export async function listKnownYears(q: Queries, version: number): Promise<number[]> {
  const rows = await q
    .selectFrom('calendar.known_year')
    .select('year')
    .where('since_version', '<=', version)
    .orderBy('year')
    .execute();
  return rows.map(({ year }) => year);
}

export async function insertKnownYear(q: Queries, year: number, version: number): Promise<void> {
  await q.insertInto('calendar.known_year').values({ year, since_version: version }).execute();
}

/** Units that had hours or exceptions of their own at a version. */
export async function listUnitsWithData(q: Queries, version: number): Promise<string[]> {
  const rows = await q
    .selectFrom('calendar.special_day')
    .select('unit_uid')
    .where('since_version', '<=', version)
    .where((where) => where.or([where('until_version', 'is', null), where('until_version', '>', version)]))
    .where('unit_uid', 'is not', null)
    .union(
      q
        .selectFrom('calendar.working_week')
        .select('unit_uid')
        .where('since_version', '<=', version)
        .where((where) => where.or([where('until_version', 'is', null), where('until_version', '>', version)]))
        .where('unit_uid', 'is not', null),
    )
    .execute();
  return rows.flatMap(({ unit_uid }) => (unit_uid === null ? [] : [unit_uid]));
}
