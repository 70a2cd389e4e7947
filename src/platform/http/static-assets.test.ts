import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addStaticAssets } from './static-assets.ts';

let room: string;
let app: FastifyInstance;
const script = 'console.log("Đình");'.repeat(100);

beforeAll(async () => {
  room = await mkdtemp(join(tmpdir(), 'dinh-assets-'));
  const folder = join(room, 'client');
  await mkdir(join(folder, 'assets'), { recursive: true });
  await writeFile(join(room, 'secret.txt'), 'hunter2');
  await writeFile(join(folder, 'assets', 'app-1a2b.js'), script);
  await writeFile(join(folder, 'favicon.svg'), '<svg/>');
  await writeFile(join(folder, 'source.map'), 'hunter2');
  await symlink(join(room, 'secret.txt'), join(folder, 'link.txt'));
  app = Fastify();
  await addStaticAssets(app, folder);
});

afterAll(async () => {
  await app.close();
  await rm(room, { recursive: true });
});

it('serves hashed files for a year and others for an hour, with their types', async () => {
  const hashed = await app.inject('/assets/app-1a2b.js');
  expect(hashed.headers).toMatchObject({ 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'public, max-age=31536000, immutable' });
  expect(hashed.body).toBe(script);
  const icon = await app.inject('/favicon.svg');
  expect(icon.headers).toMatchObject({ 'content-type': 'image/svg+xml', 'cache-control': 'public, max-age=3600' });
});

it('answers the same bytes compressed, and HEAD without any', async () => {
  const zipped = await app.inject({ url: '/assets/app-1a2b.js', headers: { 'accept-encoding': 'gzip' } });
  expect(zipped.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' });
  expect(gunzipSync(zipped.rawPayload).toString()).toBe(script);
  const head = await app.inject({ method: 'HEAD', url: '/assets/app-1a2b.js' });
  expect([head.statusCode, head.body]).toEqual([200, '']);
});

it('keeps answering right when callers make up encodings', async () => {
  for (let i = 0; i < 40; i++) {
    const answer = await app.inject({ url: '/assets/app-1a2b.js', headers: { 'accept-encoding': `x-${i}` } });
    expect(answer.body).toBe(script);
  }
});

it.each(['/../secret.txt', '/..%2fsecret.txt', '/%2e%2e/secret.txt', '/assets/../../secret.txt', '/assets/..%5c..%5csecret.txt', '/link.txt', '/source.map', '/assets', '/assets/'])(
  'finds nothing at %s',
  async (path) => {
    const answer = await app.inject(path);
    expect(answer.statusCode).toBe(404);
    expect(answer.body).not.toContain('hunter2');
  },
);
