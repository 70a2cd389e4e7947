import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { signInByName, signInCitizen } from '#modules/identity/testing.ts';
import { createDatabase } from '#platform/db/database.ts';
import { applicationRole } from '#platform/db/migrate.ts';
import { createPool } from '#platform/db/pool.ts';
import { startS3 } from '#platform/files/testing/s3.ts';
import { testDatabase } from '#platform/testing/database.ts';
import { systemClock as clock } from '#platform/time/clock.ts';
import { systemIds as ids } from '#platform/time/ids.ts';
import { startBalancer, type Balancer } from './testing/balancer.ts';
import { createLoad, type Load, type People } from './testing/case-load.ts';
import { freePort, startRealServer, type RealServer } from './testing/real-server.ts';

// Three whole programs are started on an empty database.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 });

/** Two web processes and a worker, as if each had a machine of its own, on one PostgreSQL and one S3 store. */
let webs: [RealServer, RealServer];
let balancer: Balancer;
let owner: pg.Pool;
let load: Load;
let people: People;
let folders: string[];
const closers: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  const { ownerUrl } = await testDatabase();
  const s3 = await startS3();
  closers.push(() => s3.stop());
  const ports = [await freePort(), await freePort(), await freePort()] as const;
  folders = await Promise.all(ports.map(() => mkdtemp(join(tmpdir(), 'dinh-several-'))));
  closers.push(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));
  const shared = { DATABASE_URL: ownerUrl, SECRET_KEY: randomBytes(32).toString('base64'), ...s3.environment };
  const start = (place: 0 | 1 | 2, role: string): Promise<RealServer> => startRealServer({ ...shared, DATA_DIR: folders[place] ?? '' }, ports[place], ['--role', role]);
  // All at once, as a cluster starts them: who comes first prepares the locality, and only once.
  const [first, second, worker] = await Promise.all([start(0, 'web'), start(1, 'web'), start(2, 'worker')]);
  closers.push(() => first.stop(), () => second.stop(), () => worker.stop());
  webs = [first, second];
  balancer = await startBalancer([ports[0], ports[1]]);
  closers.push(() => balancer.stop());
  owner = createPool({ url: ownerUrl, max: 2 });
  const db = createDatabase<unknown>({ pool: createPool({ url: ownerUrl, role: applicationRole, max: 2 }), clock, ids, consumersOf: () => [] });
  closers.push(() => owner.end(), () => db.close());
  const house = { db, clock, ids };
  const officer = (username: string): ReturnType<typeof signInByName> => signInByName(house, { username, secondFactor: true });
  people = { citizen: await signInCitizen(house), clerk: await officer('motcua'), specialist: await officer('tuphap'), leader: await officer('chutich') };
  const { rows } = await owner.query<{ uid: string }>(`select unit_uid as uid from organization.unit_version where superseded_by is null and full_name = 'Ủy ban nhân dân xã An Hòa'`);
  load = createLoad({ url: balancer.url, people, unitUid: rows[0]?.uid ?? '', newId: () => ids.uuid() });
});

afterAll(async () => {
  for (const close of closers.reverse()) await close();
});

const count = async (sql: string): Promise<number> => Number((await owner.query<{ n: string }>(`select count(*) as n from ${sql}`)).rows[0]?.n);

it('processes that start at once on an empty database prepare it once', async () => {
  expect(await count(`organization.unit_version where superseded_by is null and full_name = 'Ủy ban nhân dân xã An Hòa'`)).toBe(1);
  expect(await count(`identity.account where username = 'motcua'`)).toBe(1);
});

it('share the work behind a balancer; one may go while people work', async () => {
  let leaving: Promise<void> | undefined;
  // By work done, not by the clock: a slow machine must have signed something before a process goes.
  await load.run(() => {
    if (leaving === undefined && load.acknowledged.size > 12 && load.signed.size > 1) leaving = webs[0].stop();
    return load.acknowledged.size > 40;
  }, 4);
  await leaving;
  expect([...balancer.answered.values()].every((answers) => answers > 5)).toBe(true);
  // A graceful stop finishes what it has taken: everything that was sent was acknowledged.
  expect(load.acknowledged.size).toBe(load.sent.size);
  expect(await count('cases.case_file')).toBe(load.sent.size);
  expect(await count('(select code from cases.case_file group by code having count(*) > 1) doubles')).toBe(0);
});

it('the worker signs what the web processes took, and each web process hands it out of the store', async () => {
  expect(load.signed.size).toBeGreaterThan(0);
  await expect.poll(() => count(`cases.result where state = 'signing'`), { timeout: 60_000, interval: 250 }).toBe(0);
  const [id] = load.signed;
  const answer = await fetch(`${balancer.url}/ho-so/${String(id)}/ket-qua`, { headers: { cookie: people.leader.cookie } });
  expect(answer.status).toBe(200);
  expect(Buffer.from(await answer.arrayBuffer()).subarray(0, 5).toString()).toBe('%PDF-');
  // Nothing that another machine needs stays in the folder of one.
  expect((await Promise.all(folders.map((folder) => readdir(folder)))).flat()).toEqual([]);
});
