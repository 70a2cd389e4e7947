import { sql, type Kysely } from 'kysely';
import type { TemplateTexts } from '../model.ts';
import type { NotificationsTables } from '../tables.gen.ts';

type Queries = Kysely<NotificationsTables>;

export type TemplateVersion = {
  readonly key: string;
  readonly version: number;
  readonly texts: TemplateTexts;
  readonly reason: string;
  readonly at: Date;
  readonly by: string;
};

/** Two changes of one template wait for each other, so that both get a version of their own. */
export async function lockTemplate(q: Queries, key: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`notifications.template:${key}`}, 0))`.execute(q);
}

/** Changed wordings of one template, newest first. */
export async function listVersions(q: Queries, key: string): Promise<TemplateVersion[]> {
  const rows = await q
    .selectFrom('notifications.template')
    .select(['key', 'version', 'texts', 'reason', 'created_at', 'created_by'])
    .where('key', '=', key)
    .orderBy('version', 'desc')
    .limit(100)
    .execute();
  return rows.map((row) => ({
    key: row.key,
    version: row.version,
    texts: row.texts as TemplateTexts,
    reason: row.reason,
    at: row.created_at,
    by: row.created_by,
  }));
}

export async function findNewest(
  q: Queries,
  key: string,
): Promise<{ version: number; texts: TemplateTexts } | undefined> {
  const row = await q
    .selectFrom('notifications.template')
    .select(['version', 'texts'])
    .where('key', '=', key)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && { version: row.version, texts: row.texts as TemplateTexts };
}

/** The newest version number of every changed template. */
export async function listNewestVersions(q: Queries): Promise<ReadonlyMap<string, number>> {
  const rows = await q
    .selectFrom('notifications.template')
    .select(({ fn }) => ['key', fn.max('version').as('version')] as const)
    .groupBy('key')
    .execute();
  return new Map(rows.map((row) => [row.key, row.version]));
}

export async function findVersionByRequest(q: Queries, requestId: string): Promise<number | undefined> {
  const row = await q
    .selectFrom('notifications.template')
    .select('version')
    .where('request_id', '=', requestId)
    .executeTakeFirst();
  return row?.version;
}

export type NewVersion = TemplateVersion & { readonly requestId: string };

export async function insertVersion(q: Queries, version: NewVersion): Promise<void> {
  await q
    .insertInto('notifications.template')
    .values({
      key: version.key,
      version: version.version,
      texts: JSON.stringify(version.texts),
      reason: version.reason,
      created_at: version.at,
      created_by: version.by,
      request_id: version.requestId,
    })
    .execute();
}
