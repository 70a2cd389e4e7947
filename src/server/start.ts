import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { applicationRole, listMigrations, migrateDatabase } from '#platform/db/migrate.ts';
import { createPool } from '#platform/db/pool.ts';
import type { PagesBuild } from '#platform/http/page-adapter.ts';
import { startWorker } from '#platform/jobs/run.ts';
import { anonymous } from '#platform/access/actor.ts';
import { createApp } from './app.ts';
import { compose, type House } from './compose.ts';
import type { Config } from './config.ts';
import { openDatabaseServer } from './database.ts';
import { loadSecretKey } from './secret-key.ts';

export type RunningServer = { readonly url: string; stop(): Promise<void> };

/** Starts everything in order; `stop` undoes it in reverse, finishing requests and jobs at hand. */
export async function startServer(config: Config, say: (line: string) => void): Promise<RunningServer> {
  const database = await openDatabaseServer(config, say);
  const { applied } = await migrateDatabase({ url: database.ownerUrl, migrations: await listMigrations(resolve('src')) });
  if (applied.length > 0) say(`Đã nâng cấp cơ sở dữ liệu: ${applied.length} bước.`);
  const baseUrl = config.BASE_URL ?? `http://${config.HOST}:${config.PORT}`;
  const house = compose({
    config,
    baseUrl,
    pool: createPool({ url: database.appUrl, role: applicationRole, max: config.DATABASE_POOL }),
    ownerPool: createPool({ url: database.ownerUrl, max: 12, name: 'dinh-worker' }),
    secretKey: await loadSecretKey(config),
  });
  const parts = [await startJobs(house), await startWeb(house, baseUrl)];
  say(`Sẵn sàng: ${baseUrl}`);
  return {
    url: baseUrl,
    stop: async () => {
      for (const part of parts.reverse()) await part();
      await house.close();
      await database.stop();
    },
  };
}

type Stop = () => Promise<void>;

async function startJobs(house: House): Promise<Stop> {
  if (house.config.role === 'web') return async () => undefined;
  const worker = await startWorker({ pool: house.ownerPool, registry: house.registry });
  return () => worker.stop();
}

async function startWeb(house: House, baseUrl: string): Promise<Stop> {
  if (house.config.role === 'worker') return async () => undefined;
  const build = (await import(pathToFileURL(resolve('build/server/index.js')).href)) as PagesBuild;
  const app = await createApp({
    house,
    baseUrl,
    build,
    clientFolder: resolve('build/client'),
    authenticate: async () => anonymous,
    health: { ready: async () => (await house.ownerPool.query('select 1')).rowCount === 1 },
    locality: () => ({ name: 'Đình', portalName: 'Cổng dịch vụ công', contact: '' }),
  });
  await app.listen({ port: house.config.PORT, host: house.config.HOST });
  return () => app.close();
}
