import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { systemActor } from '#platform/access/actor.ts';
import type { AuditEntry } from '#platform/audit/entry.ts';
import { defineEvent, defineJob } from '#platform/jobs/definitions.ts';
import { queuedJobs, recordedAudit, recordedEvents, testDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { createDatabase, forbidInTransaction, type Tx } from './database.ts';
import { applicationRole } from './migrate.ts';
import { createPool } from './pool.ts';

type Tables = { 'platform.thing': { name: string } };

const happened = defineEvent('test.happened', z.object({ n: z.number() }));
const work = defineJob('test.work', z.object({ n: z.number() }));

let test: TestDatabase<Tables>;

beforeAll(async () => {
  test = await testDatabase();
  test.registry.add({ events: [{ event: happened, consumer: 'ann', run: async () => undefined }] });
  await test.owner.query('create table platform.thing (name text primary key); grant select, insert on platform.thing to dinh_app');
});

const line = (id: string): AuditEntry => ({ actor: systemActor('test'), action: 'test.done', subject: { kind: 'thing', id } });

async function leaveTraces(tx: Tx<Tables>, name: string): Promise<void> {
  await tx.q.insertInto('platform.thing').values({ name }).execute();
  tx.audit(line(name));
  tx.publish(happened, { n: 1 });
  tx.enqueue(work, { n: 1 });
}

const things = async (): Promise<string[]> => (await test.db.q.selectFrom('platform.thing').select('name').execute()).map((row) => row.name);

async function traces(): Promise<number[]> {
  const all = await Promise.all([things(), recordedAudit(test), recordedEvents(test), queuedJobs(test)]);
  return all.map((rows) => rows.length);
}

describe('a transaction', () => {
  it('commits rows, audit, event and jobs together: one job a consumer and one of its own', async () => {
    const [rows = 0, audit = 0, events = 0, jobs = 0] = await traces();
    await test.db.transaction((tx) => leaveTraces(tx, 'kept'));
    expect(await traces()).toEqual([rows + 1, audit + 1, events + 1, jobs + 2]);
  });

  it.each([
    ['the use case', async (): Promise<void> => Promise.reject(new Error('on purpose'))],
    ['the database at the very end', async (tx: Tx<Tables>): Promise<void> => tx.audit({ ...line('x'), subject: { kind: 'thing', id: null as unknown as string } })],
  ])('leaves nothing behind when %s fails', async (_who, fail) => {
    const before = await traces();
    const failed = test.db.transaction(async (tx) => {
      await leaveTraces(tx, 'lost');
      await fail(tx);
    });
    await expect(failed).rejects.toThrow();
    expect(await traces()).toEqual(before);
  });

  it('refuses another one inside, and leaves the outer one whole', async () => {
    await test.db.transaction(async (tx) => {
      await expect(test.db.transaction(async () => undefined)).rejects.toThrow('must not be called inside a transaction');
      await expect(test.audit.record(line('inner'))).rejects.toThrow('must not be called inside a transaction');
      await tx.q.insertInto('platform.thing').values({ name: 'outer' }).execute();
    });
    expect(await things()).toContain('outer');
  });

  it('refuses reads on another connection and outside calls, also behind an await', async () => {
    await test.db.transaction(async () => {
      await sleep(1);
      expect(() => test.db.q).toThrow('must not be called inside a transaction');
      expect(() => test.db.for<object>().q).toThrow('must not be called inside a transaction');
      expect(() => forbidInTransaction('A mail')).toThrow('A mail must not be called inside a transaction');
    });
    expect(() => forbidInTransaction('A mail')).not.toThrow();
    expect(await things()).toBeDefined();
  });

  it('does not guard those who run beside it', async () => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const slow = test.db.transaction(() => promise);
    await expect(test.db.transaction(async () => 'done')).resolves.toBe('done');
    expect(await things()).toBeDefined();
    resolve(undefined);
    await slow;
  });

  it('can be joined by another module, which sees what is not committed yet', async () => {
    const other = test.db.for<Tables>();
    await test.db.transaction(async (tx) => {
      await tx.q.insertInto('platform.thing').values({ name: 'shared' }).execute();
      const seen = await other.within(tx).q.selectFrom('platform.thing').select('name').where('name', '=', 'shared').execute();
      expect(seen).toHaveLength(1);
    });
  });
});

describe('the traces of a transaction', () => {
  async function statementsOf(use: (tx: Tx<Tables>) => Promise<void>): Promise<string[]> {
    const pool = createPool({ url: test.ownerUrl, role: applicationRole, max: 1 });
    const seen: string[] = [];
    pool.on('connect', (client: pg.PoolClient) => {
      const query = client.query.bind(client) as (...args: unknown[]) => unknown;
      client.query = ((...args: unknown[]) => {
        seen.push(typeof args[0] === 'string' ? args[0] : (args[0] as { text: string }).text);
        return query(...args);
      }) as typeof client.query;
    });
    const db = createDatabase<Tables>({ pool, clock: test.clock, ids: test.ids, consumersOf: test.registry.consumersOf });
    await db.transaction(use);
    await db.close();
    return seen;
  }

  it('cost one statement however many they are, and none when there are none', async () => {
    const many = await statementsOf(async (tx) => {
      for (let n = 0; n < 100; n++) {
        tx.audit(line(String(n)));
        tx.publish(happened, { n });
        tx.enqueue(work, { n });
      }
    });
    expect(many).toEqual([expect.stringMatching(/^begin/u), expect.stringContaining('platform.record_effects'), 'commit']);
    expect(await statementsOf(async () => undefined)).toEqual([expect.stringMatching(/^begin/u), 'commit']);
  });

  it('keep the order of writing, odd characters, and the time of the clock', async () => {
    const odd = `"'\\; drop table x; -- \u202e\u{1f3e0} Ánh\n`;
    await test.db.transaction(async (tx) => {
      tx.audit({ ...line('first'), detail: { odd }, purpose: 'Kiểm thử', unitUid: 'u1' });
      tx.audit(line('second'));
    });
    const [first, second] = (await recordedAudit(test)).slice(-2);
    expect(first).toMatchObject({ subject_id: 'first', detail: { odd }, purpose: 'Kiểm thử', unit_uid: 'u1', actor_kind: 'system', actor_id: 'test' });
    expect(second).toMatchObject({ subject_id: 'second' });
    const { rows } = await test.owner.query<{ at: Date }>(`select at from audit.entry where subject_id = 'second'`);
    expect(rows[0]?.at).toEqual(test.clock.now());
  });
});

describe('a use case of one statement', () => {
  const call = `platform.record_effects($1::jsonb, $2::jsonb, $3::json, $4::jsonb, json_build_object('found', 'N ' || name)::jsonb)`;
  const insert = (name: string, effects = call): Promise<readonly { name: string }[]> =>
    test.db.single<{ name: string }>((traces) => {
      traces.audit({ ...line(name), detail: { found: '', kept: 1 } });
      traces.publish(happened, { n: 7 });
      traces.enqueue(work, { n: 7 });
      return { text: `with new as (insert into platform.thing (name) values ($5) returning name) select name, ${effects} from new`, values: [name] };
    });

  it('commits its row and its traces, which hold what the statement has found', async () => {
    const [rows = 0, audit = 0, events = 0, jobs = 0] = await traces();
    expect(await insert('single')).toMatchObject([{ name: 'single' }]);
    expect(await traces()).toEqual([rows + 1, audit + 1, events + 1, jobs + 2]);
    expect((await recordedAudit(test)).at(-1)).toMatchObject({ subject_id: 'single', detail: { found: 'N single', kept: 1 } });
    expect((await recordedEvents(test)).at(-1)?.payload).toEqual({ n: 7, found: 'N single' });
  });

  it('leaves nothing behind when it fails, and the next one goes on', async () => {
    const before = await traces();
    await expect(insert('single')).rejects.toMatchObject({ code: '23505' });
    expect(await traces()).toEqual(before);
    await expect(insert('single again')).resolves.toHaveLength(1);
  });

  it('must write its traces, and stands alone', async () => {
    await expect(insert('without', '1')).rejects.toThrow('must write its traces');
    await test.db.transaction(() => expect(insert('inside')).rejects.toThrow('must not be called inside a transaction'));
    expect(await things()).not.toContain('inside');
  });

  it('wakes a worker for its deliveries, a moment after the commit', async () => {
    const listener = await test.owner.connect();
    await listener.query('listen "jobs:insert"');
    const rung = once(listener, 'notification');
    await test.db.single((traces) => {
      traces.publish(happened, { n: 8 });
      return { text: `select platform.record_effects($1::jsonb, $2::jsonb, $3::json, $4::jsonb, '{}')`, values: [] };
    });
    expect(await rung).toMatchObject([{ channel: 'jobs:insert' }]);
    listener.release(true);
  });
});

describe('the role of the application', () => {
  const attempt = (statement: string): Promise<unknown> => test.db.transaction((tx) => sql.raw(statement).execute(tx.q));

  it.each([
    `insert into audit.entry (at, actor_kind, action, subject_kind, subject_id, detail, epoch, xid) values (now(), 'system', 'x', 'x', 'x', '{}', 1, '1')`,
    `update audit.entry set action = 'x'`,
    'delete from audit.entry',
    'delete from audit.seal',
    'truncate audit.entry',
    'delete from graphile_worker._private_jobs',
    `select graphile_worker.add_job('test.work')`,
    'delete from platform.event',
    'update platform.migration set checksum = name',
    'create table platform.mine (x int)',
    'delete from cases.case_file',
    'delete from cases.journal',
    'update cases.journal set public_note = null',
    'delete from numbering.number',
  ])('may not: %s', async (statement) => {
    await expect(attempt(statement)).rejects.toThrow(/permission denied|must be owner/u);
  });
});

describe('values of the database', () => {
  const value = async (expression: string): Promise<unknown> => (await sql<{ v: unknown }>`select ${sql.raw(expression)} as v`.execute(test.db.q)).rows[0]?.v;

  it('are numbers for big integers, and refused beyond what a number holds', async () => {
    expect(await value('9007199254740991::int8')).toBe(9_007_199_254_740_991);
    await expect(value('9007199254740993::int8')).rejects.toMatchObject({ code: 'platform.integer_too_large' });
  });

  it('stay text for days and exact numbers, and are instants for times', async () => {
    expect(await value(`'1945-09-02'::date`)).toBe('1945-09-02');
    expect(await value('0.1::numeric')).toBe('0.1');
    expect(await value(`'2026-11-23T09:00:00+07'::timestamptz`)).toEqual(new Date('2026-11-23T02:00:00Z'));
    expect(await value(`current_setting('timezone')`)).toBe('UTC');
  });
});
