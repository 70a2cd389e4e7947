import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { everything, longestSilenceMs, openChangeFeed, type OpenChangeFeed } from './change-feed.ts';
import { createPool } from './pool.ts';

let house: TestDatabase<never>;
let pool: pg.Pool;
let feed: OpenChangeFeed;
const heard: string[] = [];

const until = async (what: () => boolean): Promise<void> => {
  for (let tries = 0; !what() && tries < 600; tries++) await sleep(10);
  expect(what()).toBe(true);
};
const announce = (topic: string): Promise<unknown> => house.owner.query(`select pg_notify('dinh_changes', $1)`, [topic]);

beforeAll(async () => {
  house = await testDatabase<never>();
  pool = createPool({ url: house.ownerUrl, max: 2, name: 'feed' });
  feed = openChangeFeed(pool, { beatMs: 50 });
  feed.onChange((topic) => heard.push(topic));
  await until(() => feed.isLive());
});

afterAll(async () => {
  await feed.stop();
  await pool.end();
});

test('tells what was committed, and nothing of what was rolled back', async () => {
  await house.owner.query(`begin; select pg_notify('dinh_changes', 'lost'); rollback`);
  await announce('identity:a');
  await until(() => heard.includes('identity:a'));
  expect(heard).not.toContain('lost');
});

test('is not live while its connection is lost, and then tells that anything may have changed', async () => {
  heard.length = 0;
  await house.owner.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'feed' and datname = current_database()`);
  await until(() => !feed.isLive() || heard.includes(everything));
  await until(() => feed.isLive() && heard.includes(everything));
  await announce('again');
  await until(() => heard.includes('again'));
});

/** Stands between a client and the server and can fall silent, as a network does that loses everything. */
async function openProxy(url: string): Promise<{ url: string; fallSilent(): void; close(): void }> {
  const { hostname, port, searchParams } = new URL(url);
  const folder = searchParams.get('host');
  const sockets: Socket[] = [];
  const server = createServer((client) => {
    const upstream = folder === null ? connect(Number(port || 5432), hostname) : connect(`${folder}/.s.PGSQL.${searchParams.get('port') ?? 5432}`);
    sockets.push(client, upstream);
    client.pipe(upstream).pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const own = new URL(url);
  own.search = '';
  own.hostname = '127.0.0.1';
  own.port = String((server.address() as AddressInfo).port);
  const fallSilent = (): void => sockets.forEach((socket) => socket.unpipe().pause());
  const close = (): void => {
    server.close();
    sockets.forEach((socket) => socket.destroy());
  };
  return { url: own.href, fallSilent, close };
}

test('is not live soon after everything fell silent, though the connection stands', async () => {
  const proxy = await openProxy(house.ownerUrl);
  const away = createPool({ url: proxy.url, max: 1, name: 'away' });
  const far = openChangeFeed(away, { beatMs: 50 });
  await until(() => far.isLive());
  proxy.fallSilent();
  const from = performance.now();
  await until(() => !far.isLive());
  expect(performance.now() - from).toBeLessThan(longestSilenceMs + 500);
  proxy.close();
  await far.stop();
  await away.end();
}, 15_000);
