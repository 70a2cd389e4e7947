import { spawn, type ChildProcess } from 'node:child_process';
import { once as happens } from 'node:events';
import { join } from 'node:path';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { onJob, type Handlers } from './definitions.ts';
import { announcePresence, freeDeadWorkers } from './presence.ts';
import { createEventRegistry } from './registry.ts';
import { startWorker } from './run.ts';
import { createPool } from '#platform/db/pool.ts';
import { slowJob } from './test/slow-job.ts';

let test: TestDatabase<unknown>;
const children: ChildProcess[] = [];

beforeAll(async () => {
  test = await testDatabase();
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await test.owner.query('delete from platform.worker; delete from graphile_worker._private_jobs');
});

async function startHangingWorker(): Promise<ChildProcess> {
  const script = join(import.meta.dirname, 'test', 'hanging-worker.ts');
  const child = spawn(process.execPath, [script, test.ownerUrl], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  await happens(child.stdout as NodeJS.ReadableStream, 'data');
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await happens(child, 'exit');
}

async function startOwnWorker(handlers: Handlers): Promise<{ end: () => Promise<void> }> {
  const pool = createPool({ url: test.ownerUrl, max: 8 });
  const registry = createEventRegistry();
  registry.add(handlers);
  const worker = await startWorker({ pool, registry });
  return {
    end: async () => {
      await worker.stop();
      await pool.end();
    },
  };
}

const enqueue = (): Promise<void> => test.db.transaction(async (tx) => tx.enqueue(slowJob, {}));

const names = async (): Promise<string[]> => (await test.owner.query<{ id: string }>('select id from platform.worker order by id')).rows.map((row) => row.id);

const locks = async (): Promise<(string | null)[]> =>
  (await test.owner.query<{ locked_by: string | null }>('select locked_by from graphile_worker._private_jobs')).rows.map((row) => row.locked_by);

it('the job of a killed worker is run by the next one at once, not after four hours', async () => {
  await enqueue();
  await kill(await startHangingWorker());
  expect(await locks()).toEqual([expect.stringMatching(/^pool-/u)]);
  let done = 0;
  const { end } = await startOwnWorker({ jobs: [onJob(slowJob, async () => void (done += 1))] });
  await expect.poll(() => done, { timeout: 5000 }).toBe(1);
  await end();
  expect(await locks()).toEqual([]);
  expect(await names()).toEqual([]);
});

it('a worker that lives keeps its jobs, whoever looks', async () => {
  await enqueue();
  const child = await startHangingWorker();
  expect(await freeDeadWorkers(test.owner)).toEqual([]);
  expect(await locks()).toEqual([expect.stringMatching(/^pool-/u)]);
  await kill(child);
  const registered = await names();
  // The server needs a moment to see that the connection is gone.
  await expect.poll(() => freeDeadWorkers(test.owner), { timeout: 5000 }).toEqual(registered);
  expect(await locks()).toEqual([null]);
});

it('a job locked under a name that nobody knows is freed after a minute, not before', async () => {
  await enqueue();
  await test.owner.query(`update graphile_worker._private_jobs set locked_by = 'pool-unknown', locked_at = now() - interval '50 seconds'`);
  expect(await freeDeadWorkers(test.owner)).toEqual([]);
  await test.owner.query(`update graphile_worker._private_jobs set locked_at = now() - interval '70 seconds'`);
  expect(await freeDeadWorkers(test.owner)).toEqual(['pool-unknown']);
  expect(await locks()).toEqual([null]);
});

it('a worker whose connection was cut takes its lock and its names back', async () => {
  const presence = await announcePresence(test.owner);
  presence.register('pool-mine');
  await presence.registered();
  const cut = `select pg_terminate_backend(l.pid) from pg_locks l join platform.worker w on w.lock_key = (l.classid::bigint << 32 | l.objid::bigint) where l.locktype = 'advisory'`;
  expect((await test.owner.query(cut)).rowCount).toBe(1);
  expect(await freeDeadWorkers(test.owner)).toEqual(['pool-mine']);
  await expect.poll(names, { timeout: 5000 }).toEqual(['pool-mine']);
  expect(await freeDeadWorkers(test.owner)).toEqual([]);
  await presence.leave();
  expect(await names()).toEqual([]);
});

it('what a worker held that gave up in a living process is free again, and only that', async () => {
  await test.db.transaction(async (tx) => {
    tx.enqueue(slowJob, {});
    tx.enqueue(slowJob, {});
  });
  await test.owner.query(`update graphile_worker._private_jobs set locked_at = now(), locked_by = case when id = (select min(id) from graphile_worker._private_jobs) then 'pool-old' else 'pool-other' end`);
  const presence = await announcePresence(test.owner);
  presence.register('pool-old');
  await presence.registered();
  expect(await freeDeadWorkers(test.owner)).toEqual([]);
  await presence.disown();
  expect((await locks()).sort()).toEqual([null, 'pool-other']);
  expect(await names()).toEqual([]);
  await presence.disown();
  await presence.leave();
});
