import { createHash, randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type pg from 'pg';
import { z } from 'zod';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { listMigrations, migrateDatabase, type Migration } from '#platform/db/migrate.ts';
import { createPool } from '#platform/db/pool.ts';
import { isAppError } from '#platform/errors/app-error.ts';
import { defineJob } from '#platform/jobs/definitions.ts';
import { runSql, withDatabase } from '#platform/testing/admin.ts';
import { queuedJobs, testDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { openArchive } from './archive-reader.ts';
import { makeBackup } from './backup.ts';
import { restoreBackup } from './restore.ts';

// Whole databases are made and compared here; a busy machine takes its time.
vi.setConfig({ testTimeout: 90_000 });

const key = randomBytes(32).toString('base64');
const owner = `dinh_owner_${process.pid}`;
const secret = randomBytes(18).toString('hex');
const opened: pg.Pool[] = [];
const made: string[] = [];
let room: string;
let source: TestDatabase<object>;
let migrations: Migration[];
let archive: string;

beforeAll(async () => {
  room = mkdtempSync(join(tmpdir(), 'dinh backup '));
  source = await testDatabase();
  migrations = await listMigrations(resolve('src'));
  // As on a server of somebody else: the owner is no superuser.
  await runSql(
    inject('adminUrl'),
    `create role ${owner} login createrole password '${secret}';
    grant dinh_app to ${owner} with admin option`,
  );
  await fillSource();
  archive = (await backUp(room)).path;
});

afterAll(async () => {
  for (const pool of opened) await pool.end();
  for (const name of made) await runSql(inject('adminUrl'), `drop database ${name} with (force)`);
  await runSql(inject('adminUrl'), `drop role ${owner}`);
  rmSync(room, { recursive: true, force: true });
});

/** Rows of every awkward kind, audit lines, an event, a waiting and a locked job, files. */
async function fillSource(): Promise<void> {
  const mail = defineJob('test.send_mail', z.object({ to: z.string() }));
  await source.db.transaction(async (tx) => {
    const actor = { kind: 'system', name: 'test' } as const;
    for (let n = 0; n < 50; n += 1) {
      const detail = { text: `dòng ${n}\t\\N\n"Đình"`, long: 'x'.repeat(n * 200) };
      tx.audit({ actor, action: 'test.done', subject: { kind: 'thing', id: String(n) }, detail });
    }
    tx.enqueue(mail, { to: 'Nguyễn Văn An' });
    tx.enqueue(mail, { to: 'Trần Thị Bình' });
  });
  await source.owner.query(`insert into platform.event (id, name, at, payload)
    values (gen_random_uuid(), 'test.happened', '2026-11-23 02:00:00.123456+00', '{"số": 1.50, "rỗng": null}')`);
  await source.owner.query(`insert into platform.worker (id, lock_key) values ('worker-gone', 1)`);
  await source.owner.query(`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'worker-gone'
    where id = (select min(id) from graphile_worker._private_jobs)`);
  for (const content of ['một tệp', '', 'x'.repeat(3_000_000)]) {
    const sha256 = createHash('sha256').update(content).digest('hex');
    write(join(room, 'data', 'files', sha256.slice(0, 2), sha256), content);
  }
  write(join(room, 'data', 'files', 'half.partial'), 'unfinished');
  write(join(room, 'data', 'secret-key'), key);
}

function write(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

const places = (name: string): { filesDir: string; secretKeyFile: string } => ({
  filesDir: join(room, name, 'files'),
  secretKeyFile: join(room, name, 'secret-key'),
});

const backUp = (target: string): ReturnType<typeof makeBackup> =>
  makeBackup({ url: source.ownerUrl, target, ...places('data'), clock: source.clock, log: () => undefined });

async function emptyDatabase(): Promise<{ url: string; pool: pg.Pool }> {
  const name = `dinh_restore_${process.pid}_${made.length}`;
  await runSql(inject('adminUrl'), `create database ${name} owner ${owner} template template0 encoding 'UTF8'`);
  made.push(name);
  const url = new URL(withDatabase(inject('adminUrl'), name));
  [url.username, url.password] = [owner, secret];
  const pool = createPool({ url: url.toString(), max: 1 });
  opened.push(pool);
  return { url: url.toString(), pool };
}

const restore = (url: string, from: string, name: string, known = migrations): ReturnType<typeof restoreBackup> =>
  restoreBackup({ url, archive: from, ...places(name), migrations: known, log: () => undefined });

/** The pool opens a connection at its first query; a restore wants to be alone. */
async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.catch((reason: unknown) => reason);
  return isAppError(error) ? error.code : String(error);
}

/** Every row of every table as text, and every sequence. */
async function contents(pool: pg.Pool): Promise<Record<string, unknown>> {
  const { rows } = await pool.query<{ table: string }>(`
    select format('%I.%I', schemaname, tablename) as table from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema') and tablename <> 'migrations' order by 1`);
  const all: Record<string, unknown> = {};
  for (const { table } of rows) all[table] = (await pool.query(`select t::text from ${table} t order by 1`)).rows;
  all['sequences'] = (
    await pool.query('select schemaname, sequencename, last_value from pg_sequences order by 1, 2')
  ).rows;
  return all;
}

function filesBelow(name: string): Record<string, string> {
  const folder = join(room, name, 'files');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    statSync(join(folder, path)).isFile(),
  );
  return Object.fromEntries(names.sort().map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

test('a restored database has the same rows, sequences, jobs, files and key', async () => {
  const target = await emptyDatabase();
  await restore(target.url, archive, 'same');
  const [before, after] = [await contents(source.owner), await contents(target.pool)];
  const changed = Object.keys(before).filter((table) => JSON.stringify(before[table]) !== JSON.stringify(after[table]));
  // Workers of the old system are gone, their locks with them, and transaction numbers begin anew.
  expect(changed).toEqual(['audit.epoch', 'graphile_worker._private_jobs', 'platform.worker']);
  expect(Object.keys(after)).toEqual(Object.keys(before));
  expect(await queuedJobs({ owner: target.pool })).toEqual(await queuedJobs(source));
  const locked = await target.pool.query('select from graphile_worker._private_jobs where locked_by is not null');
  expect(locked.rowCount).toBe(0);
  const { 'half.partial': unfinished, ...files } = filesBelow('data');
  expect(unfinished).toBe('unfinished');
  expect(filesBelow('same')).toEqual(files);
  expect(readFileSync(join(room, 'same', 'secret-key'), 'utf8')).toBe(key);
});

test('the restored database goes on: new epoch, next ids, append-only audit, restricted role', async () => {
  const { url, pool } = await emptyDatabase();
  await restore(url, archive, 'on');
  const epochs = await pool.query('select epoch, reason from audit.epoch order by epoch');
  expect(epochs.rows).toEqual([
    { epoch: 1, reason: 'first start' },
    {
      epoch: 2,
      reason: expect.stringMatching(/^restored from backup [0-9a-f]{64} of 2026-11-23T02:00:00.000Z/) as string,
    },
  ]);
  await expect(pool.query('update audit.entry set action = action')).rejects.toThrow('append-only');
  await pool.query(`select platform.record_effects('[{"at":"2026-11-24T00:00:00Z","actor_kind":"system","action":"test.next",
    "subject_kind":"thing","subject_id":"1","detail":{}}]', null, null)`);
  const last = await pool.query(
    'select epoch, id = (select max(id) from audit.entry) as newest from audit.entry where action = $1',
    ['test.next'],
  );
  expect(last.rows).toEqual([{ epoch: 2, newest: true }]);
  const grants = await pool.query(`select has_table_privilege('dinh_app', 'audit.entry', 'select') as read,
    has_table_privilege('dinh_app', 'audit.entry', 'insert') as write`);
  expect(grants.rows).toEqual([{ read: true, write: false }]);
});

test('a backup is one moment, is private, and never overwrites another', async () => {
  expect(statSync(archive).mode & 0o777).toBe(0o600);
  expect(archive).toBe(join(room, 'dinh-20261123T020000Z.tar'));
  expect(await refusal(backUp(room))).toBe('db.backup_target_exists');
  expect(readdirSync(room).filter((name) => name.endsWith('.partial'))).toEqual([]);
});

test('a failed backup leaves nothing behind', async () => {
  write(join(room, 'bad', 'files', 'tên lạ'), 'x');
  const target = join(room, 'failed.tar');
  const options = { url: source.ownerUrl, target, ...places('bad'), clock: source.clock, log: (): void => undefined };
  expect(await refusal(makeBackup(options))).toBe('db.backup_bad_name');
  expect(existsSync(target) || existsSync(`${target}.partial`)).toBe(false);
});

test('a database in which somebody has worked is refused, and stays as it is', async () => {
  const { url, pool } = await emptyDatabase();
  await restore(url, archive, 'used');
  expect(await refusal(restore(url, archive, 'used'))).toBe('db.restore_not_empty');
  await pool.query('select 1');
  expect(await refusal(restore(url, archive, 'used'))).toBe('db.restore_in_use');
  const foreign = await emptyDatabase();
  await runSql(foreign.url, 'create table public.somebodys (n int)');
  expect(await refusal(restore(foreign.url, archive, 'used'))).toBe('db.restore_not_empty');
});

test('an interrupted restore can be repeated', async () => {
  const { url, pool } = await emptyDatabase();
  await migrateDatabase({ url, migrations });
  await restore(url, archive, 'again');
  expect((await contents(pool))['audit.entry']).toEqual((await contents(source.owner))['audit.entry']);
});

test('a file of the target folder with other content is not overwritten', async () => {
  const { url } = await emptyDatabase();
  const path = Object.keys(filesBelow('data')).find((name) => name !== 'half.partial') ?? '';
  write(join(room, 'taken', 'files', path), 'something else');
  expect(await refusal(restore(url, archive, 'taken'))).toBe('db.restore_file_differs');
});

test('a backup of a newer program, or of a changed migration, is refused', async () => {
  const { url } = await emptyDatabase();
  expect(await refusal(restore(url, archive, 'newer', migrations.slice(0, -1)))).toBe('db.backup_too_new');
  const changed = migrations.map((migration) => ({ ...migration, checksum: '0'.repeat(64) }));
  expect(await refusal(restore(url, archive, 'newer', changed))).toBe('db.backup_migration_changed');
});

/** Positions in the header, at the start and at the end of every part. */
async function tellingBytes(): Promise<number[]> {
  const reader = await openArchive(archive);
  const positions: number[] = [];
  for await (const { offset, size } of reader.entries()) {
    positions.push(offset - 512 + 3, offset - 512 + 130);
    if (size > 0) positions.push(offset, offset + size - 1);
  }
  await reader.close();
  return positions;
}

test('whatever byte is altered and wherever it is cut, nothing is restored', async () => {
  const { url, pool } = await emptyDatabase();
  const whole = readFileSync(archive);
  const damaged = join(room, 'damaged.tar');
  for (const at of await tellingBytes()) {
    const copy = Buffer.from(whole);
    copy[at] = (copy[at] ?? 0) ^ 0x20;
    writeFileSync(damaged, copy);
    const code = await refusal(restore(url, damaged, 'damaged'));
    expect([at, code]).toEqual([at, expect.stringMatching(/^db\.backup_(corrupt|incomplete)$/)]);
  }
  for (const length of [0, 100, 512, whole.length - 1024, whole.length - 700, Math.floor(whole.length / 2)]) {
    writeFileSync(damaged, whole.subarray(0, length));
    expect(await refusal(restore(url, damaged, 'damaged'))).toBe('db.backup_incomplete');
  }
  expect(await refusal(restore(url, join(room, 'none.tar'), 'damaged'))).toBe('db.backup_not_found');
  expect(existsSync(join(room, 'damaged'))).toBe(false);
  expect(await contents(pool)).toEqual({ sequences: [] });
});
