import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '#platform/db/embedded/launcher.ts';
import { listMigrations, migrateDatabase } from '#platform/db/migrate.ts';
import { runSql, withDatabase } from '#platform/testing/admin.ts';

/** A fresh database with all migrations, gone afterwards; on TEST_DATABASE_URL if given, else on an embedded server of its own. */
export async function withMigratedDatabase(work: (client: pg.Client) => Promise<void>): Promise<void> {
  const server = await openServer();
  const name = `dinh_gen_${process.pid}`;
  await runSql(server.adminUrl, `create database ${name} template template0 encoding 'UTF8'`);
  const url = withDatabase(server.adminUrl, name);
  const client = new pg.Client({ connectionString: url });
  try {
    await migrateDatabase({ url, migrations: await listMigrations(resolve('src')) });
    await client.connect();
    await work(client);
  } finally {
    await client.end();
    await runSql(server.adminUrl, `drop database ${name} with (force)`);
    await server.stop();
  }
}

async function openServer(): Promise<{ adminUrl: string; stop(): Promise<void> }> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given !== undefined) return { adminUrl: given, stop: async () => undefined };
  const dataDir = await mkdtemp(join(tmpdir(), 'dinh-gen-'));
  const server = await startEmbeddedPostgres({ dataDir, log: () => undefined, settings: { fsync: 'off' } });
  return { adminUrl: server.adminUrl, stop: () => server.discard() };
}
