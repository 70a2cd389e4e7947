import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { applicationRole, listMigrations, migrateDatabase } from '#platform/db/migrate.ts';
import { createPool } from '#platform/db/pool.ts';
import type { PagesBuild } from '#platform/http/page-adapter.ts';
import { createLogger } from '#platform/http/logger.ts';
import { startWorker } from '#platform/jobs/run.ts';
import { createApp, type AppParts } from './app.ts';
import { authenticateBy } from './authenticate.ts';
import { compose, type House } from './compose.ts';
import type { Config } from './config.ts';
import { openDatabaseServer, type DatabaseServer } from './database.ts';
import { openEid, type EidParts } from './eid.ts';
import { prepareLocality } from './first-start.ts';
import { alone, beginOrRecall } from './installation.ts';
import { createLocalityReader } from './locality.ts';
import { createJobLog } from './job-log.ts';
import { loadSecretKey } from './secret-key.ts';

export type RunningServer = { readonly url: string; readonly demo: boolean; stop(): Promise<void> };

type Say = (line: string) => void;
type Stop = () => Promise<void>;

/** Starts everything in order; `stop` undoes it in reverse, finishing requests and jobs at hand. */
export async function startServer(wanted: Config, say: Say): Promise<RunningServer> {
  const database = await openDatabaseServer(wanted, say);
  const { applied } = await migrateDatabase({ url: database.ownerUrl, migrations: await listMigrations(resolve('src')) });
  if (applied.length > 0) say(`Đã nâng cấp cơ sở dữ liệu: ${applied.length} bước.`);
  const baseUrl = baseUrlOf(wanted);
  const { house, eid } = await openHouse(wanted, { database, baseUrl });
  await alone(house.ownerPool, () => prepareLocality(house, say));
  const parts = [await startJobs(house), await startWeb(house, { baseUrl, eid })];
  return {
    url: baseUrl,
    demo: house.config.demo,
    stop: async () => {
      for (const stopPart of parts.reverse()) await stopPart();
      await house.close();
      await database.stop();
    },
  };
}

function baseUrlOf(config: Config): string {
  // Passkeys are bound to a name; browsers refuse them on a bare address.
  const host = ['127.0.0.1', '::1', '0.0.0.0'].includes(config.HOST) ? 'localhost' : config.HOST;
  return config.BASE_URL?.replace(/\/$/u, '') ?? `http://${host}:${config.PORT}`;
}

async function openHouse(wanted: Config, at: { database: DatabaseServer; baseUrl: string }): Promise<{ house: House; eid: EidParts }> {
  const ownerPool = createPool({ url: at.database.ownerUrl, max: 12, name: 'dinh-worker' });
  const config = { ...wanted, ...(await beginOrRecall(ownerPool, wanted)) };
  const eid = await openEid(config, at.baseUrl);
  const house = await compose({
    config,
    baseUrl: at.baseUrl,
    pool: createPool({ url: at.database.appUrl, role: applicationRole, max: config.DATABASE_POOL, quick: true }),
    ownerPool,
    secretKey: await loadSecretKey(config),
    eidProviders: eid.providers,
    onSealed: (anchor) => createLogger(config.LOG_LEVEL).info({ anchor }, 'audit sealed'),
  });
  return { house, eid };
}

async function startJobs(house: House): Promise<Stop> {
  if (house.config.role === 'web') return async () => undefined;
  const worker = await startWorker({ pool: house.ownerPool, registry: house.registry, log: createJobLog(createLogger(house.config.LOG_LEVEL)) });
  return () => worker.stop();
}

/** What `npm run build` has made. */
export async function loadPages(): Promise<NonNullable<AppParts['pages']>> {
  const build = (await import(pathToFileURL(resolve('build/server/index.js')).href)) as PagesBuild;
  return { build, clientFolder: resolve('build/client') };
}

async function startWeb(house: House, to: { baseUrl: string; eid: EidParts }): Promise<Stop> {
  if (house.config.role === 'worker') return async () => undefined;
  const locality = await createLocalityReader(house);
  const app = await createApp({
    house,
    locality,
    pages: await loadPages(),
    baseUrl: to.baseUrl,
    eidSimulator: to.eid.simulator,
    eidOrigins: to.eid.origins,
    authenticate: authenticateBy(house.modules.identity),
    health: { ready: async () => (await house.ownerPool.query('select 1')).rowCount === 1 },
  });
  await app.listen({ port: house.config.PORT, host: house.config.HOST });
  return () => app.close();
}
