import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { runSql, withDatabase } from '#platform/testing/admin.ts';
import { applicationRole, listMigrations, migrateDatabase, type Migration } from './migrate.ts';

let name: string;
let url: string;
let count = 0;

beforeEach(async () => {
  name = `dinh_migrate_${process.pid}_${++count}`;
  url = withDatabase(inject('adminUrl'), name);
  await runSql(inject('adminUrl'), `create database ${name} template template0 encoding 'UTF8'`);
});

afterEach(() => runSql(inject('adminUrl'), `drop database if exists ${name} with (force)`));

const migration = (id: string, sql: string): Migration => ({ name: id, sql, checksum: createHash('sha256').update(sql).digest('hex') });
const first = migration('20260101T0000_first', 'create schema rooms; create table rooms.room (n int)');
const second = migration('20260102T0000_second', 'insert into rooms.room values (1)');

const migrate = (...migrations: Migration[]): Promise<{ applied: string[] }> => migrateDatabase({ url, migrations });

async function ask<T>(sql: string, role = 'none'): Promise<T[]> {
  const client = new pg.Client({ connectionString: url, options: `-c role=${role}` });
  await client.connect();
  try {
    return (await client.query(sql)).rows as T[];
  } finally {
    await client.end();
  }
}

it('applies what is new, in order, once', async () => {
  expect(await migrate(first)).toEqual({ applied: [first.name] });
  expect(await migrate(first, second)).toEqual({ applied: [second.name] });
  expect(await migrate(first, second)).toEqual({ applied: [] });
  expect(await ask('select n from rooms.room')).toEqual([{ n: 1 }]);
});

it('refuses an applied migration that was edited, and touches nothing', async () => {
  await migrate(first);
  const edited = migration(first.name, `${first.sql} -- a comment`);
  await expect(migrate(edited, second)).rejects.toMatchObject({ kind: 'conflict', code: 'platform.migration_changed', details: { name: first.name } });
  expect(await ask('select n from rooms.room')).toEqual([]);
});

it('refuses a database that is newer than the program, and touches nothing', async () => {
  await migrate(first, second);
  const other = migration('20260103T0000_other', 'drop table rooms.room');
  await expect(migrate(first, other)).rejects.toMatchObject({ kind: 'conflict', code: 'platform.migration_unknown', details: { names: [second.name] } });
  expect(await ask('select n from rooms.room')).toEqual([{ n: 1 }]);
});

it('undoes a failing migration whole, keeps those before it, and takes the corrected one', async () => {
  const broken = migration(second.name, 'insert into rooms.room values (7); insert into rooms.nowhere values (1)');
  await expect(migrate(first, broken)).rejects.toThrow(`migration ${second.name} failed: relation "rooms.nowhere" does not exist`);
  expect(await ask('select n from rooms.room')).toEqual([]);
  expect(await migrate(first, second)).toEqual({ applied: [second.name] });
});

it('lets four processes start at once: each migration is applied once', async () => {
  const slow = migration('20260101T0001_slow', 'select pg_sleep(0.3)');
  const results = await Promise.all(Array.from({ length: 4 }, () => migrate(first, slow, second)));
  expect(results.flatMap((result) => result.applied).sort()).toEqual([first.name, slow.name, second.name]);
  expect(await ask('select n from rooms.room')).toEqual([{ n: 1 }]);
});

it('lets the application use the schemas but only the tables it was granted', async () => {
  await migrate(first, migration('20260103T0000_grant', 'create table rooms.open (n int); grant select on rooms.open to dinh_app'));
  expect(await ask('select n from rooms.open', applicationRole)).toEqual([]);
  await expect(ask('select n from rooms.room', applicationRole)).rejects.toThrow('permission denied for table room');
  await expect(ask('insert into rooms.open values (1)', applicationRole)).rejects.toThrow('permission denied for table open');
});

it('lists the migrations of this program by their timestamps, each name once', async () => {
  const names = (await listMigrations(resolve('src'))).map((found) => found.name);
  expect(names.length).toBeGreaterThan(5);
  expect(names).toEqual([...new Set(names)].sort());
});
