import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './launcher.ts';

// Whole servers are started and stopped here; a busy machine takes its time.
vi.setConfig({ testTimeout: 90_000 });

let room: string;
let started: EmbeddedPostgres[];

beforeEach(() => {
  room = mkdtempSync(join(tmpdir(), 'dinh launcher ')); // every test runs in a path with spaces
  chmodSync(room, 0o755);
  started = [];
});

afterEach(async () => {
  await Promise.all(started.map((server) => server.stop()));
  rmSync(room, { recursive: true, force: true });
});

async function start(dataDir: string, lines: string[] = []): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, log: (line) => lines.push(line) });
  started.push(server);
  return server;
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<unknown[]>({ text: sql, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

/** Another process that starts the server and is then killed without a chance to clean up. */
async function startInKilledProcess(dataDir: string): Promise<number> {
  const launcher = pathToFileURL(join(import.meta.dirname, 'launcher.ts')).href;
  const script = `
    import { startEmbeddedPostgres } from ${JSON.stringify(launcher)};
    const server = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, log() {} });
    console.log(server.pid());
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [output] = (await once(child.stdout, 'data')) as [Buffer];
  child.kill('SIGKILL');
  await once(child, 'exit');
  return Number(output.toString());
}

test('the first start makes a durable, Vietnamese, password-protected cluster that only this machine can reach', async () => {
  const lines: string[] = [];
  const server = await start(join(room, 'data'), lines);
  expect(lines.join('\n')).toContain('Đang tạo cụm cơ sở dữ liệu');
  expect(statSync(join(room, 'data', 'secret')).mode & 0o777).toBe(0o600);
  await server.ensureRole('dinh_app');
  await server.ensureDatabase('dinh', 'dinh_app');
  const url = server.urlFor('dinh', 'dinh_app');
  const settings = `select current_setting('fsync'), current_setting('listen_addresses'), current_setting('data_checksums')`;
  expect(await ask(url, settings)).toEqual(['on', '', 'on']);
  const order = `select x from unnest(array['đa', 'ân', 'da', 'ăn', 'e', 'an', 'dạ']) x order by x`;
  expect(await ask(url, order)).toEqual(['an', 'ăn', 'ân', 'da', 'dạ', 'đa', 'e']);
  expect(await ask(url, `select lower('ĐÌNH ẤP')`)).toEqual(['đình ấp']);
  await expect(ask(url.replace(/:[^:@]+@/, ':wrong@'), 'select 1')).rejects.toThrow(/password authentication failed/);
});

test('the second start finds the rows again, is quick and keeps its passwords', async () => {
  const dataDir = join(room, 'data');
  const first = await start(dataDir);
  await first.ensureRole('dinh_app');
  const url = first.urlFor('postgres', 'dinh_app');
  await ask(first.adminUrl, 'create table kept as select 42 as n');
  await first.stop();
  await expect(ask(url, 'select 1')).rejects.toThrow();
  const second = await start(dataDir);
  expect(await ask(second.adminUrl, 'select n from kept')).toEqual([42]);
  expect(second.urlFor('postgres', 'dinh_app')).toBe(url);
  expect(await ask(url, 'select current_user::text')).toEqual(['dinh_app']);
});

test('a server left by a killed process is adopted', async () => {
  const dataDir = join(room, 'data');
  const pid = await startInKilledProcess(dataDir);
  const server = await start(dataDir);
  expect(server.pid()).toBe(pid);
  await server.stop();
  await expect(ask(server.adminUrl, 'select 1')).rejects.toThrow();
});

test('a server left by a killed process that no longer answers is replaced', { timeout: 60_000 }, async () => {
  const dataDir = join(room, 'data');
  const pid = await startInKilledProcess(dataDir);
  process.kill(pid, 'SIGSTOP');
  const server = await start(dataDir);
  expect(server.pid()).not.toBe(pid);
  expect(await ask(server.adminUrl, 'select 1')).toEqual([1]);
});

test('after kill -9 of parent and server every committed row is there and no other', async () => {
  const dataDir = join(room, 'data');
  const pid = await startInKilledProcess(dataDir);
  const adopted = await start(dataDir);
  await ask(adopted.adminUrl, 'create table kept as select generate_series(1, 1000) as n');
  const open = new Client({ connectionString: adopted.adminUrl });
  open.on('error', () => undefined);
  await open.connect();
  await open.query('begin; insert into kept values (0)');
  process.kill(pid, 'SIGKILL');
  const again = await start(dataDir);
  expect(await ask(again.adminUrl, 'select count(*)::int, min(n) from kept')).toEqual([1000, 1]);
});

test('a server killed under a living process comes back by itself at the same address', async () => {
  const server = await start(join(room, 'data'));
  const before = server.pid();
  await ask(server.adminUrl, 'create table kept as select 42 as n');
  process.kill(before, 'SIGKILL');
  // The killed server may answer once more before it is gone, and the new one before its number is noted.
  await expect
    .poll(async () => [server.pid() !== before, await ask(server.adminUrl, 'select n from kept').catch(() => null)], { timeout: 30_000 })
    .toEqual([true, [42]]);
});

test('a stale postmaster.pid does no harm, even when its process id belongs to a stranger now', async () => {
  const dataDir = join(room, 'data');
  const first = await start(dataDir);
  const cluster = String(await ask(first.adminUrl, 'show data_directory'));
  const lockFile = join(cluster, 'postmaster.pid');
  const lock = readFileSync(lockFile, 'utf8');
  await first.stop();
  for (const stranger of [process.ppid, 2 ** 22 - 7]) {
    writeFileSync(lockFile, lock.replace(/^\d+/, String(stranger)));
    const server = await start(dataDir);
    expect(await ask(server.adminUrl, 'select 1')).toEqual([1]);
    await server.stop();
  }
});

test('a folder below a 0700 folder works, and deleting it begins anew', async () => {
  const dataDir = join(room, 'closed', 'data');
  mkdirSync(join(room, 'closed'), { mode: 0o700 });
  const server = await start(dataDir);
  await ask(server.adminUrl, 'create table kept()');
  await server.stop();
  const home = homeOf(dataDir);
  const again = await start(dataDir);
  expect(await ask(again.adminUrl, `select to_regclass('kept')::text`)).toEqual(['kept']);
  await again.stop();
  rmSync(dataDir, { recursive: true });
  const lines: string[] = [];
  const fresh = await start(dataDir, lines);
  expect(await ask(fresh.adminUrl, `select to_regclass('kept')::text`)).toEqual([null]);
  await fresh.discard();
  expect([existsSync(home), existsSync(dataDir)]).toEqual([false, false]);
  const kept = /giữ lại ở (\S+)\.$/m.exec(lines.join('\n'))?.[1];
  expect(kept === undefined).toBe(home === dataDir);
  if (kept !== undefined) rmSync(kept, { recursive: true });
});

function homeOf(dataDir: string): string {
  const note = join(dataDir, 'cluster-location.json');
  expect(existsSync(note)).toBe(process.getuid?.() === 0);
  return existsSync(note) ? (JSON.parse(readFileSync(note, 'utf8')) as { home: string }).home : dataDir;
}

test('settings of the caller win, for clusters that are thrown away', async () => {
  const server = await startEmbeddedPostgres({
    dataDir: join(room, 'data'),
    log: () => undefined,
    settings: { fsync: 'off' },
  });
  started.push(server);
  expect(await ask(server.adminUrl, `select current_setting('fsync')`)).toEqual(['off']);
});

test('a path too long for a socket is served on the loopback address only', async () => {
  const server = await start(join(room, 'x'.repeat(100)));
  expect(server.adminUrl).toContain('@127.0.0.1:');
  expect(await ask(server.adminUrl, `select current_setting('listen_addresses')`)).toEqual(['127.0.0.1']);
});

describe('side by side', () => {
  test('two folders have two servers', async () => {
    const [one, two] = await Promise.all([start(join(room, 'one')), start(join(room, 'two'))]);
    await ask(one.adminUrl, 'create table only_in_one()');
    expect(await ask(two.adminUrl, `select to_regclass('only_in_one')::text`)).toEqual([null]);
    await one.stop();
    expect(await ask(two.adminUrl, 'select 1')).toEqual([1]);
  });

  test('two starts of one empty folder share one server, and the last to leave stops it', async () => {
    const [one, two] = await Promise.all([start(join(room, 'data')), start(join(room, 'data'))]);
    expect(two.pid()).toBe(one.pid());
    await Promise.all([one.ensureRole('dinh_app'), two.ensureRole('dinh_app')]);
    await Promise.all([one.ensureDatabase('dinh', 'dinh_app'), two.ensureDatabase('dinh', 'dinh_app')]);
    await one.stop();
    expect(await ask(two.urlFor('dinh', 'dinh_app'), 'select 1')).toEqual([1]);
    await two.stop();
    await expect(ask(one.adminUrl, 'select 1')).rejects.toThrow();
  });
});
