import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql, Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { createPool } from './pool.ts';
import { lastStatement } from './quick-client.ts';

let house: TestDatabase<never>;
let pool: pg.Pool;
let kysely: Kysely<Record<string, never>>;

beforeAll(async () => {
  house = await testDatabase<never>();
  await house.owner.query('create table public.line (n int primary key)');
  // One connection, so that what a failed transaction leaves behind would be met by the next.
  pool = createPool({ url: house.ownerUrl, max: 1, quick: true });
  kysely = new Kysely({ dialect: new PostgresDialect({ pool }) });
});

afterAll(() => kysely.destroy());

const insert = (q: Kysely<Record<string, never>>, n: number) => sql`insert into public.line (n) values (${n})`.execute(q);

async function lines(): Promise<number[]> {
  const { rows } = await house.owner.query<{ n: number }>('select n from public.line order by n');
  return rows.map((row) => row.n);
}

test('a transaction that fails leaves nothing, whichever statement failed', async () => {
  const failing = kysely.transaction().execute(async (q) => {
    await insert(q, 1);
    await insert(q, 1);
  });
  await expect(failing).rejects.toMatchObject({ code: '23505' });
  const first = kysely.transaction().execute((q) => sql`select * from public.missing`.execute(q));
  await expect(first).rejects.toMatchObject({ code: '42P01' });
  const own = kysely.transaction().execute(async (q) => {
    await insert(q, 2);
    throw new Error('our own');
  });
  await expect(own).rejects.toThrow('our own');
  expect((await lines()).filter((n) => n < 3)).toEqual([]);
});

test('when the last statement fails, COMMIT does, and nothing is kept', async () => {
  const failing = kysely.transaction().execute(async (q) => {
    await insert(q, 1);
    await sql`${sql.raw(lastStatement)} select 1 / ${0}::int`.execute(q);
  });
  await expect(failing).rejects.toMatchObject({ code: '22012' });
  await kysely.transaction().execute(async (q) => {
    await insert(q, 4);
    await sql`${sql.raw(lastStatement)} select 1 / ${1}::int`.execute(q);
  });
  expect((await lines()).filter((n) => n === 1 || n === 4)).toEqual([4]);
});

test('a rollback after the last statement keeps nothing, and the connection goes on', async () => {
  const own = kysely.transaction().execute(async (q) => {
    await insert(q, 5);
    await sql`${sql.raw(lastStatement)} select 1`.execute(q);
    throw new Error('our own');
  });
  await expect(own).rejects.toThrow('our own');
  expect((await sql<{ one: number }>`select 1 as one`.execute(kysely)).rows).toEqual([{ one: 1 }]);
  expect(await lines()).not.toContain(5);
});

test('a last statement that failed in a transaction rolled back for another reason is not told to the next one', async () => {
  const own = kysely.transaction().execute(async (q) => {
    await sql`${sql.raw(lastStatement)} select 1 / ${0}::int`.execute(q);
    throw new Error('our own');
  });
  await expect(own).rejects.toThrow('our own');
  await kysely.transaction().execute((q) => insert(q, 6));
  expect(await lines()).toContain(6);
});

test('a transaction without a statement, and the one after it, are sound', async () => {
  await kysely.transaction().execute(async () => undefined);
  await kysely.transaction().execute((q) => insert(q, 3));
  expect(await lines()).toContain(3);
});

test('a statement is prepared the second time, and answers the same', async () => {
  const sum = async (a: number): Promise<number> => (await sql<{ sum: number }>`select ${a}::int + 1 as sum`.execute(kysely)).rows[0]?.sum ?? 0;
  expect([await sum(1), await sum(2), await sum(3)]).toEqual([2, 3, 4]);
  const { rows } = await sql<{ statement: string }>`select statement from pg_prepared_statements`.execute(kysely);
  expect(rows.filter((row) => row.statement.includes('::int + 1'))).toHaveLength(1);
});

test('a statement whose columns a migration changed works again at the second try', async () => {
  const read = () => sql<{ n: unknown }>`select * from public.line`.execute(kysely);
  await read();
  await read();
  await house.owner.query('alter table public.line add column words text');
  await read().catch(() => undefined);
  for (const row of (await read()).rows) expect(row).toHaveProperty('words', null);
});

test('filters of ever another length do not pile up prepared statements', async () => {
  const other = new Kysely({ dialect: new PostgresDialect({ pool: createPool({ url: house.ownerUrl, max: 1, quick: true }) }) });
  for (let length = 1; length <= 300; length++) {
    const list = sql.join(Array.from({ length }, (_, n) => n));
    await sql`select n from public.line where n in (${list})`.execute(other);
    await sql`select n from public.line where n in (${list})`.execute(other);
  }
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from pg_prepared_statements`.execute(other);
  await other.destroy();
  expect(rows[0]?.count).toBe(250);
});
