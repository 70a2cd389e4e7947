import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '#platform/db/embedded/launcher.ts';
import { listMigrations, migrateDatabase } from '#platform/db/migrate.ts';
import { runSql, withDatabase } from './admin.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    adminUrl: string;
    templateName: string;
  }
}

/** One migrated template database for the whole run; each test file clones it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await serverForTests();
  const templateName = `dinh_template_${process.pid}`;
  await runSql(server.adminUrl, `drop database if exists ${templateName} with (force)`);
  await runSql(server.adminUrl, `create database ${templateName} template template0 encoding 'UTF8'`);
  await migrateDatabase({ url: withDatabase(server.adminUrl, templateName), migrations: await listMigrations(resolve('src')) });
  project.provide('adminUrl', server.adminUrl);
  project.provide('templateName', templateName);
  return async () => {
    await runSql(server.adminUrl, `drop database if exists ${templateName} with (force)`);
    await server.stop();
  };
}

async function serverForTests(): Promise<{ adminUrl: string; stop(): Promise<void> }> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given !== undefined) return { adminUrl: given, stop: async () => undefined };
  const dataDir = await mkdtemp(join(tmpdir(), 'dinh-test-'));
  // The databases of a test run are thrown away: without fsync, dropping them costs a tenth.
  const server = await startEmbeddedPostgres({ dataDir, log: () => undefined, settings: { fsync: 'off' } });
  return { adminUrl: server.adminUrl, stop: () => server.discard() };
}
