import type { Kysely, Selectable } from 'kysely';
import { procedureContent, type ProcedureVersion } from './model.ts';
import type { ProceduresTables } from './tables.gen.ts';

type Queries = Kysely<ProceduresTables>;

const columns = ['id', 'code', 'number', 'valid_from', 'valid_to', 'content'] as const;

/** The published version of a code on a day. */
export async function findInForce(q: Queries, code: string, day: string): Promise<ProcedureVersion | undefined> {
  const row = await inForce(q, day).where('code', '=', code).orderBy('number', 'desc').limit(1).executeTakeFirst();
  return row === undefined ? undefined : toVersion(row);
}

/** All versions in force on a day, one a code. */
export async function listInForce(q: Queries, day: string): Promise<(ProcedureVersion & { search: string })[]> {
  const rows = await inForce(q, day).select('search').distinctOn('code').orderBy('code').orderBy('number', 'desc').limit(5000).execute();
  return rows.map((row) => ({ ...toVersion(row), search: row.search }));
}

export async function findVersion(q: Queries, id: string): Promise<ProcedureVersion | undefined> {
  const row = await q.selectFrom('procedures.version').select(columns).where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : toVersion(row);
}

export async function listVersions(q: Queries, code: string): Promise<ProcedureVersion[]> {
  const rows = await q.selectFrom('procedures.version').select(columns).where('code', '=', code).orderBy('number', 'desc').execute();
  return rows.map(toVersion);
}

/** Locks all versions of a code against a second publication at the same time, and tells the highest number. */
export async function lockNumbers(q: Queries, code: string): Promise<number> {
  const rows = await q.selectFrom('procedures.version').select('number').where('code', '=', code).orderBy('number', 'desc').forUpdate().execute();
  return rows[0]?.number ?? 0;
}

/** The version before ends the day before the next begins. */
export async function endOpenVersion(q: Queries, code: string, lastDay: string): Promise<void> {
  await q
    .updateTable('procedures.version')
    .set({ valid_to: lastDay })
    .where('code', '=', code)
    .where('status', '=', 'published')
    .where('valid_to', 'is', null)
    .execute();
}

export async function insertVersion(q: Queries, row: ProcedureVersion & { search: string; by: string; at: Date }): Promise<void> {
  await q
    .insertInto('procedures.version')
    .values({
      id: row.id,
      code: row.code,
      number: row.number,
      status: 'published',
      valid_from: row.validFrom,
      valid_to: row.validTo,
      content: JSON.stringify(row.content),
      search: row.search,
      published_by: row.by,
      published_at: row.at,
    })
    .execute();
}

function inForce(q: Queries, day: string) {
  return q
    .selectFrom('procedures.version')
    .select(columns)
    .where('status', '=', 'published')
    .where('valid_from', '<=', day)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', day)]));
}

function toVersion(row: Pick<Selectable<ProceduresTables['procedures.version']>, (typeof columns)[number]>): ProcedureVersion {
  return {
    id: row.id,
    code: row.code,
    number: row.number,
    validFrom: row.valid_from ?? '',
    validTo: row.valid_to,
    content: procedureContent.parse(row.content),
  };
}
