import { sql, type Kysely, type Selectable } from 'kysely';
import { procedureContent, type ProcedureVersion } from '../model.ts';
import type { ProceduresTables } from '../tables.gen.ts';

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

/** The version with the highest number that was not withdrawn: what a draft begins with. */
export async function findNewest(q: Queries, code: string): Promise<ProcedureVersion | undefined> {
  const row = await q.selectFrom('procedures.version').select(columns).where('code', '=', code).where('status', '=', 'published').orderBy('number', 'desc').limit(1).executeTakeFirst();
  return row === undefined ? undefined : toVersion(row);
}

/** A version as one line, without its content. */
export type VersionLine = { readonly id: string; readonly code: string; readonly number: number; readonly status: string; readonly validFrom: string; readonly validTo: string | null; readonly name: string; readonly publishedAt: Date | null };

const lineColumns = ['id', 'code', 'number', 'status', 'valid_from', 'valid_to', 'published_at'] as const;

/** All versions, of one code or of all, withdrawn ones too; newest first. */
export async function listVersionLines(q: Queries, code?: string): Promise<VersionLine[]> {
  const rows = await q
    .selectFrom('procedures.version')
    .select(lineColumns)
    .select(sql<string>`content #>> '{name,vi}'`.as('name'))
    .$if(code !== undefined, (query) => query.where('code', '=', code ?? ''))
    .orderBy('code')
    .orderBy('number', 'desc')
    .limit(5000)
    .execute();
  return rows.map((row) => ({ ...row, validFrom: row.valid_from ?? '', validTo: row.valid_to, publishedAt: row.published_at }));
}

export async function lockVersion(q: Queries, id: string): Promise<(ProcedureVersion & { status: string }) | undefined> {
  const row = await q.selectFrom('procedures.version').select(columns).select('status').where('id', '=', id).forUpdate().executeTakeFirst();
  return row === undefined ? undefined : { ...toVersion(row), status: row.status };
}

export async function markWithdrawn(q: Queries, id: string): Promise<void> {
  await q.updateTable('procedures.version').set({ status: 'withdrawn' }).where('id', '=', id).execute();
}

/** The version that ended on that day because the next would begin goes on. */
export async function reopenVersionEnding(q: Queries, code: string, lastDay: string): Promise<void> {
  await q.updateTable('procedures.version').set({ valid_to: null }).where('code', '=', code).where('status', '=', 'published').where('valid_to', '=', lastDay).execute();
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
