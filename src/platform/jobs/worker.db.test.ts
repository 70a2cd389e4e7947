import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Tx } from '#platform/db/database.ts';
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { defineEvent, defineJob, onEvent, onJob, type Handlers, type JobContext } from './definitions.ts';
import { once } from './once.ts';

const rang = defineEvent('test.bell_rang', z.object({ times: z.number() }));
const ring = defineJob('test.ring', z.object({ times: z.number() }), { maxAttempts: 2 });

type Job = { id: number; attempts: number; last_error: string | null; waits: boolean };

let test: TestDatabase<unknown>;

beforeEach(async () => {
  test = await testDatabase();
  await test.owner.query('create table platform.heard (who text); grant insert on platform.heard to dinh_app');
});

const publish = (times: number): Promise<void> => test.db.transaction(async (tx) => tx.publish(rang, { times }));
const enqueue = (times: number): Promise<void> => test.db.transaction(async (tx) => tx.enqueue(ring, { times }));

const jobs = async (): Promise<Job[]> =>
  (await test.owner.query<Job>('select id, attempts, last_error, run_at > now() as waits from graphile_worker._private_jobs order by id')).rows;

const heard = async (): Promise<string[]> => (await test.owner.query<{ who: string }>('select who from platform.heard order by who')).rows.map((row) => row.who);

/** As if the time of the next attempt had come. */
const letTimePass = (): Promise<unknown> => test.owner.query('update graphile_worker._private_jobs set run_at = now()');

async function hear(tx: Tx<unknown>, who: string): Promise<void> {
  await sql`insert into platform.heard values (${who})`.execute(tx.q);
}

function listener(consumer: string, after: (context: JobContext) => void = () => undefined): Handlers {
  const run = async (_payload: unknown, context: JobContext): Promise<void> => {
    await test.db.transaction(async (tx) => {
      if (await once(tx, context)) await hear(tx, consumer);
    });
    after(context);
  };
  return { events: [onEvent(rang, consumer, run)] };
}

describe('an event', () => {
  it('reaches every consumer once, also when it is delivered twice', async () => {
    test.registry.add(listener('ann'), listener('bob'));
    await publish(1);
    await test.owner.query(`select graphile_worker.add_job('platform.deliver_event', payload) from graphile_worker._private_jobs`);
    expect(await jobs()).toHaveLength(4);
    await test.runJobs();
    expect(await heard()).toEqual(['ann', 'bob']);
    expect(await jobs()).toEqual([]);
  });

  it('leaves one trace when the worker dies between the commit and the end of the job', async () => {
    test.registry.add(
      listener('ann', ({ attempt }) => {
        if (attempt === 1) throw new Error('the lights went out');
      }),
    );
    await publish(1);
    await test.runJobs();
    expect(await jobs()).toMatchObject([{ attempts: 1, last_error: 'the lights went out', waits: true }]);
    await letTimePass();
    await test.runJobs();
    expect(await heard()).toEqual(['ann']);
    expect(await jobs()).toEqual([]);
  });

  it('is handled after all when the consumer failed before it committed', async () => {
    let broken = true;
    const run = (_payload: unknown, context: JobContext): Promise<void> =>
      test.db.transaction(async (tx) => {
        if (!(await once(tx, context))) return;
        await hear(tx, 'ann');
        if (broken) throw new Error('not yet');
      });
    test.registry.add({ events: [onEvent(rang, 'ann', run)] }, listener('bob'));
    await publish(1);
    await test.runJobs();
    expect(await heard()).toEqual(['bob']);
    broken = false;
    await letTimePass();
    await test.runJobs();
    expect(await heard()).toEqual(['ann', 'bob']);
  });

  it('is put aside when a newer program has dropped its consumer', async () => {
    test.registry.add(listener('ann'));
    await publish(1);
    await test.owner.query(`update graphile_worker._private_jobs set payload = jsonb_set(payload::jsonb, '{consumer}', '"gone"')::json`);
    await test.runJobs();
    expect(await jobs()).toEqual([]);
    expect(await heard()).toEqual([]);
  });

  it('is refused before the commit when its payload breaks the schema', async () => {
    const wrong = test.db.transaction(async (tx) => tx.publish(rang, { times: 'often' as unknown as number }));
    await expect(wrong).rejects.toThrow(/expected number/u);
    expect(await jobs()).toEqual([]);
  });
});

describe('a job', () => {
  it('waits longer after a failure and stops after its last attempt, with its error kept', async () => {
    let runs = 0;
    const handlers: Handlers = {
      jobs: [
        onJob(ring, async () => {
          runs += 1;
          throw new Error(`no rope ${runs}`);
        }),
      ],
    };
    await enqueue(1);
    await test.runJobs(handlers);
    expect(await jobs()).toMatchObject([{ attempts: 1, last_error: 'no rope 1', waits: true }]);
    await test.runJobs();
    expect(runs).toBe(1);
    await letTimePass();
    await test.runJobs();
    await letTimePass();
    await test.runJobs();
    expect(runs).toBe(2);
    expect(await jobs()).toMatchObject([{ attempts: 2, last_error: 'no rope 2' }]);
  });

  it('is queued once under one key', async () => {
    await test.db.transaction(async (tx) => {
      tx.enqueue(ring, { times: 1 }, { key: 'bell' });
      tx.enqueue(ring, { times: 2 }, { key: 'bell' });
    });
    await test.db.transaction(async (tx) => tx.enqueue(ring, { times: 3 }, { key: 'bell' }));
    const rung: number[] = [];
    await test.runJobs({ jobs: [onJob(ring, async ({ times }) => void rung.push(times))] });
    expect(rung).toEqual([3]);
  });

  it('brings forth further jobs that run in the same round', async () => {
    const rung: number[] = [];
    const run = async ({ times }: { times: number }): Promise<void> => {
      rung.push(times);
      if (times > 0) await enqueue(times - 1);
    };
    await enqueue(3);
    await test.runJobs({ jobs: [onJob(ring, run)] });
    expect(rung).toEqual([3, 2, 1, 0]);
  });
});

it('refuses two handlers of one name at start-up', () => {
  const handlers: Handlers = { jobs: [onJob(ring, async () => undefined)] };
  test.registry.add(handlers, listener('ann'));
  expect(() => test.registry.add(handlers)).toThrow('registered twice');
  expect(() => test.registry.add(listener('ann'))).toThrow('registered twice');
});
