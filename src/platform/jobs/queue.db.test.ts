import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { anonymous, systemActor } from '#platform/access/actor.ts';
import { aCitizen, anOfficer } from '#platform/testing/actors.ts';
import { recordedAudit, testDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { defineEvent, defineJob, onEvent, onJob, type JobHandler } from './definitions.ts';
import { createJobQueue, type JobQueue, type QueuedJob } from './queue.ts';

const ring = defineJob('test.ring', z.object({}), { maxAttempts: 2 });
const rang = defineEvent('test.bell_rang', z.object({}));
const keeper = anOfficer({ grants: { 'platform.jobs': ['u1'] } });

let test: TestDatabase<unknown>;
let queue: JobQueue;
let broken: boolean;
let rung: number;

beforeEach(async () => {
  test = await testDatabase();
  queue = createJobQueue({ db: test.db });
  [broken, rung] = [true, 0];
  test.registry.add({ jobs: [handler], events: [onEvent(rang, 'tower', async () => undefined)] });
});

const handler: JobHandler = onJob(ring, async () => {
  if (broken) throw new Error('no rope\n  at tower.ts:7');
  rung += 1;
});

const list = async (): Promise<readonly QueuedJob[]> => (await queue.listJobs(keeper, { state: null, page: 1 })).items;
const enqueue = (): Promise<void> => test.db.transaction(async (tx) => tx.enqueue(ring, {}));

async function bringToDeath(): Promise<number> {
  await enqueue();
  for (let attempt = 0; attempt < 2; attempt++) {
    await test.owner.query('update graphile_worker._private_jobs set run_at = now()');
    await test.runJobs();
  }
  return (await list())[0]!.id;
}

describe('the queue', () => {
  it('shows what waits, what fails with its first line, and what is dead', async () => {
    await enqueue();
    expect(await list()).toMatchObject([{ task: 'test.ring', state: 'waiting', attempts: 0, maxAttempts: 2, lastError: null, about: null }]);
    await test.runJobs();
    expect(await list()).toMatchObject([{ state: 'failing', attempts: 1, lastError: 'no rope' }]);
    await test.owner.query('update graphile_worker._private_jobs set run_at = now()');
    await test.runJobs();
    expect(await list()).toMatchObject([{ state: 'dead', attempts: 2 }]);
    await test.owner.query(`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'x'`);
    expect(await list()).toMatchObject([{ state: 'running' }]);
    expect(await queue.countJobs(keeper)).toEqual({ dead: 0, failing: 0, running: 1, waiting: 0, skipped: 0 });
  });

  it('says which event goes to whom', async () => {
    await test.db.transaction(async (tx) => tx.publish(rang, {}));
    expect(await list()).toMatchObject([{ task: 'platform.deliver_event', about: 'test.bell_rang → tower' }]);
  });

  it('goes page by page', async () => {
    await test.db.transaction(async (tx) => {
      for (let n = 0; n < 51; n++) tx.enqueue(ring, {});
    });
    const [first, second, dead] = [await queue.listJobs(keeper, { state: null, page: 1 }), await queue.listJobs(keeper, { state: 'waiting', page: 2 }), await queue.listJobs(keeper, { state: 'dead', page: 1 })];
    expect([first.items.length, first.more, second.items.length, second.more, dead.items.length]).toEqual([50, true, 1, false, 0]);
  });
});

describe('a dead job', () => {
  it('runs again when somebody says so, and leaves a trace', async () => {
    const jobId = await bringToDeath();
    broken = false;
    await queue.retryJob(keeper, { jobId: String(jobId) });
    await test.runJobs();
    expect([rung, await list()]).toEqual([1, []]);
    expect(await recordedAudit(test)).toMatchObject([{ action: 'platform.job_retried', subject_kind: 'job', subject_id: String(jobId), actor_kind: 'officer' }]);
  });

  it('rests with a reason, stays to be seen, and can still be called back', async () => {
    const jobId = await bringToDeath();
    await queue.skipJob(keeper, { jobId, reason: 'Chuông đã bán, không cần nữa.' });
    await queue.skipJob(keeper, { jobId, reason: 'Chuông đã bán, không cần nữa.' });
    expect(await list()).toMatchObject([{ state: 'skipped', note: 'Chuông đã bán, không cần nữa.', lastError: expect.stringContaining('no rope') as string }]);
    await queue.retryJob(keeper, { jobId });
    expect(await list()).toMatchObject([{ state: 'failing', note: null }]);
    await bringToDeathAgain();
    expect(await list()).toMatchObject([{ state: 'dead', note: null }]);
  });

  async function bringToDeathAgain(): Promise<void> {
    for (let attempt = 0; attempt < 2; attempt++) {
      await test.owner.query('update graphile_worker._private_jobs set run_at = now()');
      await test.runJobs();
    }
  }
});

describe('nothing happens', () => {
  it('to a job that runs or is gone', async () => {
    await enqueue();
    const [job] = await list();
    await test.owner.query(`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'x'`);
    await expect(queue.retryJob(keeper, { jobId: job!.id })).rejects.toMatchObject({ kind: 'conflict', code: 'platform.job_gone' });
    await expect(queue.skipJob(keeper, { jobId: job!.id, reason: 'Không cần nữa đâu.' })).rejects.toMatchObject({ kind: 'conflict' });
    await expect(queue.retryJob(keeper, { jobId: 99_999 })).rejects.toMatchObject({ kind: 'conflict' });
    expect(await list()).toMatchObject([{ state: 'running' }]);
    expect(await recordedAudit(test)).toEqual([]);
  });

  it.each([{}, { jobId: 'x' }, { jobId: -1 }, { jobId: 1e300 }, { jobId: '1; drop table x' }])('for the input %j', async (input) => {
    await expect(queue.retryJob(keeper, input)).rejects.toMatchObject({ kind: 'invalid' });
  });

  it('without a reason', async () => {
    const jobId = await bringToDeath();
    await expect(queue.skipJob(keeper, { jobId, reason: '   thôi     ' })).rejects.toMatchObject({ code: 'platform.job_reason_too_short' });
    expect(await list()).toMatchObject([{ state: 'dead' }]);
  });

  it.each([['anonymous', anonymous], ['a citizen', aCitizen()], ['an officer without the permission', anOfficer({ grants: { 'cases.read': 'all' } })], ['the system', systemActor('x')]])(
    'for %s',
    async (_who, actor) => {
      for (const call of [queue.listJobs(actor, { state: null, page: 1 }), queue.countJobs(actor), queue.retryJob(actor, { jobId: 1 }), queue.skipJob(actor, { jobId: 1, reason: 'Không cần nữa đâu.' })]) {
        await expect(call).rejects.toMatchObject({ kind: 'forbidden', code: 'platform.jobs_forbidden' });
      }
    },
  );
});
