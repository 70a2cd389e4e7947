import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { signInByName, signInCitizen } from '#modules/identity/testing.ts';
import { sealAudit } from '#platform/audit/seal.ts';
import { createDatabase, type Database } from '#platform/db/database.ts';
import { startEmbeddedPostgres } from '#platform/db/embedded/launcher.ts';
import { isAlive } from '#platform/db/embedded/postmaster.ts';
import { applicationRole } from '#platform/db/migrate.ts';
import { createPool } from '#platform/db/pool.ts';
import { testDatabase } from '#platform/testing/database.ts';
import { systemClock } from '#platform/time/clock.ts';
import { systemIds } from '#platform/time/ids.ts';
import { createLoad, type Load, type People } from './testing/case-load.ts';
import { freePort, startRealServer, type RealServer } from './testing/real-server.ts';

// Whole servers are started, killed and started again.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 });

const ids = systemIds;
const clock = systemClock;
const run = promisify(execFile);

let dataDir: string;
let server: RealServer | undefined;
let open: (() => Promise<unknown>)[];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'dinh-kill-'));
  open = [];
});

afterEach(async () => {
  await server?.stop();
  server = undefined;
  for (const close of open.reverse()) await close();
  await rm(dataDir, { recursive: true, force: true });
});

/** The test's own eyes on the database of the server. */
type Eyes = { readonly owner: pg.Pool; readonly db: Database<unknown>; readonly ownerUrl: string };

function openEyes(ownerUrl: string): Eyes {
  const [owner, pool] = [createPool({ url: ownerUrl, max: 4 }), createPool({ url: ownerUrl, role: applicationRole, max: 4 })];
  const db = createDatabase<unknown>({ pool, clock, ids, consumersOf: () => [] });
  open.push(() => db.close(), () => owner.end());
  return { owner, db, ownerUrl };
}

async function beginLoad(eyes: Eyes, url: string): Promise<Load> {
  const house = { db: eyes.db, clock, ids };
  const people: People = {
    citizen: await signInCitizen(house),
    clerk: await signInByName(house, { username: 'motcua', secondFactor: true }),
    specialist: await signInByName(house, { username: 'tuphap', secondFactor: true }),
    leader: await signInByName(house, { username: 'chutich', secondFactor: true }),
  };
  const { rows } = await eyes.owner.query<{ uid: string }>(`select unit_uid as uid from organization.unit_version where superseded_by is null and full_name = 'Ủy ban nhân dân xã An Hòa'`);
  return createLoad({ url, people, unitUid: rows[0]!.uid, newId: () => ids.uuid() });
}

/**
 * Lets writers run, strikes after a moment, and waits until all of them have noticed. A slow machine gets the time to
 * sign something first: a strike at idle would prove nothing.
 */
async function loadUntil(load: Load, moment: number, strike: () => Promise<unknown>): Promise<void> {
  const signedBefore = load.signed.size;
  let over = false;
  const running = load.run(() => over, 6);
  await sleep(moment);
  for (let waits = 0; waits < 200 && load.signed.size === signedBefore; waits++) await sleep(100);
  await strike();
  over = true;
  await running;
}

const count = async (eyes: Eyes, sql: string, ...values: unknown[]): Promise<number> => Number((await eyes.owner.query<{ n: string }>(`select count(*) as n from ${sql}`, values)).rows[0]?.n);

/** Everything that must hold of the records after a crash, whatever was under way. */
async function expectWholeRecords(eyes: Eyes, load: Load): Promise<void> {
  const { rows } = await eyes.owner.query<{ id: string; code: string; request_id: string }>('select id, code, request_id from cases.case_file');
  const byRequest = new Map(rows.map((row) => [row.request_id, row]));
  for (const { requestId, id, code } of load.acknowledged.values()) expect(byRequest.get(requestId)).toEqual({ id, code, request_id: requestId });
  // None is half-written: a case, its first line, its trace and its event stand or fall together.
  const without = (table: string, test: string): string => `cases.case_file c where not exists (select from ${table} where ${test})`;
  expect(await count(eyes, without('cases.journal j', `j.case_id = c.id and j.act = 'submit' and j.request_id = c.request_id`))).toBe(0);
  expect(await count(eyes, without('audit.entry a', `a.subject_id = c.id::text and a.action = 'cases.submitted' and a.detail ->> 'code' = c.code`))).toBe(0);
  expect(await count(eyes, without('platform.event e', `e.name = 'cases.case_file_submitted' and e.payload ->> 'caseId' = c.id::text`))).toBe(0);
  expect(await count(eyes, `cases.case_file c where c.state <> (select j.to_state from cases.journal j where j.case_id = c.id order by j.id desc limit 1)`)).toBe(0);
  expect(await count(eyes, `cases.result r where r.signed_at is not null and not exists (select from numbering.number n where n.subject_kind = 'case_result' and n.subject_id = r.case_id::text and n.number = r.number)`)).toBe(0);
  // Numbers: no gap, none given without its case or result.
  expect(await count(eyes, `numbering.series s where s.last_number <> (select count(*) from numbering.number n where (n.unit_uid, n.kind, n.year) = (s.unit_uid, s.kind, s.year))`)).toBe(0);
  expect(await count(eyes, `numbering.number n where n.subject_kind = 'case' and not exists (select from cases.case_file c where c.id::text = n.subject_id)`)).toBe(0);
  for (const id of load.signed) expect(await count(eyes, 'cases.result where case_id = $1 and signed_at is not null', id)).toBe(1);
}

async function expectReplaysFindTheFirst(eyes: Eyes, load: Load): Promise<void> {
  const before = new Map(load.acknowledged);
  for (const requestId of load.sent) {
    const answer = await load.submit(requestId);
    expect(answer).toBeDefined();
    if (before.has(requestId)) expect(answer).toEqual(before.get(requestId));
  }
  expect(await count(eyes, 'cases.case_file')).toBe(load.sent.size);
}

async function expectSoundAudit(eyes: Eyes): Promise<void> {
  await sealAudit({ db: eyes.db.for(), clock });
  const { stdout } = await run(process.execPath, ['scripts/verify-audit.mjs', eyes.ownerUrl]);
  expect(stdout).not.toBe('');
}

const everySignedPaperIsIssued = (eyes: Eyes): Promise<void> =>
  expect.poll(() => count(eyes, `cases.result where state = 'signing'`), { timeout: 60_000, interval: 250 }).toBe(0);

describe('a server killed at work', () => {
  it('three times over loses nothing it has acknowledged and leaves nothing half-done', async () => {
    const { ownerUrl } = await testDatabase();
    const port = await freePort();
    const start = (): Promise<RealServer> => startRealServer({ DATA_DIR: dataDir, DATABASE_URL: ownerUrl }, port);
    server = await start();
    const eyes = openEyes(ownerUrl);
    const load = await beginLoad(eyes, server.url);
    for (const moment of [900, 600, 1300]) {
      const killed = server;
      await loadUntil(load, moment, () => killed.kill());
      await expectWholeRecords(eyes, load);
      server = await start();
    }
    expect(load.acknowledged.size).toBeGreaterThan(10);
    expect(load.signed.size).toBeGreaterThan(2);
    await expectReplaysFindTheFirst(eyes, load);
    // Jobs that the killed workers had in hand are not locked for hours.
    await everySignedPaperIsIssued(eyes);
    await expectWholeRecords(eyes, load);
    await expectSoundAudit(eyes);
  });
});

describe('a database killed at work', () => {
  it('comes back by itself; the server goes on, and nothing acknowledged is lost', async () => {
    const port = await freePort();
    server = await startRealServer({ DATA_DIR: dataDir }, port);
    const { postmaster, ownerUrl } = await lookAtEmbedded();
    const eyes = openEyes(ownerUrl);
    const load = await beginLoad(eyes, server.url);
    await loadUntil(load, 1200, async () => {
      process.kill(postmaster, 'SIGKILL');
      await sleep(500);
    });
    await expect.poll(() => ready(port), { timeout: 60_000, interval: 200 }).toBe(true);
    expect(server.process.exitCode).toBeNull();
    expect(load.acknowledged.size).toBeGreaterThan(3);
    await expectWholeRecords(eyes, load);
    await expectReplaysFindTheFirst(eyes, load);
    await everySignedPaperIsIssued(eyes);
    await expectWholeRecords(eyes, load);
    await expectSoundAudit(eyes);
  });

  /** Where the server's own PostgreSQL is; the second look is given up at once, so that it keeps nothing running. */
  async function lookAtEmbedded(): Promise<{ postmaster: number; ownerUrl: string }> {
    const look = await startEmbeddedPostgres({ dataDir: join(dataDir, 'postgres'), log: () => undefined });
    const postmaster = look.pid();
    await look.ensureRole('dinh_migrator');
    const ownerUrl = look.urlFor('dinh', 'dinh_migrator');
    await look.stop();
    expect(isAlive(postmaster)).toBe(true);
    return { postmaster, ownerUrl };
  }

  const ready = async (port: number): Promise<boolean> => (await fetch(`http://localhost:${port}/readyz`).catch(() => undefined))?.status === 200;
});
