import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll } from 'vitest';
import { recordDemoAccounts } from '#demo/bank-accounts.ts';
import { issueDemoCertificates } from '#demo/certificates.ts';
import { loadDemoPlaces, type DemoPlaces } from '#demo/load.ts';
import { openDemoHall } from '#demo/hall.ts';
import { systemActor } from '#platform/access/actor.ts';
import { applicationRole } from '#platform/db/migrate.ts';
import { createPool } from '#platform/db/pool.ts';
import { runAllJobs } from '#platform/jobs/run.ts';
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { createApp } from '../app.ts';
import { authenticateBy } from '../authenticate.ts';
import { compose, type House } from '../compose.ts';
import { readConfig } from '../config.ts';
import { createLocalityReader } from '../locality.ts';
import { permissionsOfDoors } from '../modules.ts';
import { firstRoles } from '../roles.ts';
import { loadPages } from '../start.ts';
import { createVisitors, type Visitors } from './visitors.ts';

export type TestHouseOptions = {
  /** Serves the built pages too; `npm run build` must have run. */
  readonly pages?: boolean;
  /** Loads all administrative units of the country (seconds). */
  readonly adminUnits?: boolean;
  /** False: as a real locality runs, without simulators and test mailbox. */
  readonly demo?: boolean;
  /** Variables of the configuration, such as PAYMENT_HUB. */
  readonly env?: Readonly<Record<string, string>>;
};

/** The whole house on a fresh database, with the demonstration locality and its officers. */
export type TestHouse = Visitors & {
  readonly test: TestDatabase<unknown>;
  readonly house: House;
  readonly app: FastifyInstance;
  readonly places: DemoPlaces;
  /** Uid of a unit by its key in the demonstration data, such as `an-hoa`. */
  unit(key: string): string;
  /** Runs every due job and what those bring forth. */
  drainJobs(): Promise<void>;
};

const baseUrl = 'http://xa.example';
const actor = systemActor('test');

/** Opens a house for one test file; call it in `beforeAll`. Nothing listens: requests are injected. */
export async function openTestHouse(options: TestHouseOptions = {}): Promise<TestHouse> {
  const test = await testDatabase<unknown>();
  const dataDir = await mkdtemp(join(tmpdir(), 'dinh-house-'));
  const house = await composeFor(test, { DATA_DIR: dataDir, LOG_LEVEL: 'silent', ...options.env }, options.demo === false ? ['--empty'] : []);
  const places = await furnish(house, test, options);
  const app = await createApp({
    house,
    baseUrl,
    pages: options.pages === true ? await loadPages() : undefined,
    locality: await createLocalityReader(house),
    eidSimulator: undefined,
    eidOrigins: [],
    authenticate: authenticateBy(house.modules.identity),
    health: { ready: async () => true },
  });
  afterAll(async () => {
    await app.close();
    await house.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  return {
    ...{ test, house, app, places },
    ...createVisitors({ app, house, test }),
    unit: (key) => places.unitUids.get(key) ?? '',
    drainJobs: () => runAllJobs({ pool: house.ownerPool, registry: house.registry, handlers: [] }),
  };
}

function composeFor(test: TestDatabase<unknown>, env: Readonly<Record<string, string>>, argv: readonly string[]): Promise<House> {
  return compose({
    config: readConfig({ ...env }, argv),
    baseUrl,
    pool: createPool({ url: test.ownerUrl, role: applicationRole, max: 20, quick: true }),
    ownerPool: createPool({ url: test.ownerUrl, max: 6 }),
    secretKey: Buffer.alloc(32, 7),
    eidProviders: [],
    clock: test.clock,
    ids: test.ids,
  });
}

/** What a first start of a demonstration does. */
async function furnish(house: House, test: TestDatabase<unknown>, options: TestHouseOptions): Promise<DemoPlaces> {
  const { identity, procedures, organization, signing } = house.modules;
  // Passwords of test officers are nobody's: hash them cheaply.
  await test.owner.query(`update identity.security_setting set value = 1024 where key = 'argon2_memory_kib'`);
  await test.owner.query(`update identity.security_setting set value = 1 where key = 'argon2_passes'`);
  await identity.ensureRoles(firstRoles(permissionsOfDoors));
  await procedures.publishShipped(actor);
  if (options.adminUnits === true) await organization.importAdminUnits(actor);
  const places = await loadDemoPlaces(house, () => undefined);
  await issueDemoCertificates(signing, places, house.ids);
  await openDemoHall(house.modules.hall, places, house.ids);
  await recordDemoAccounts(house.modules.payments, places, house.ids);
  return places;
}
