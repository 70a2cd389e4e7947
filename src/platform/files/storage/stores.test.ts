import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDiskStore } from './disk-store.ts';
import { contentKey, guardStore, type FileStore } from './file-store.ts';
import { startS3 } from '../testing/s3.ts';

const drivers: readonly (readonly [string, () => Promise<{ store: FileStore; stop: () => Promise<void> }>])[] = [
  [
    'disk',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'dinh-files-'));
      return { store: createDiskStore(folder), stop: () => rm(folder, { recursive: true }) };
    },
  ],
  ['S3', startS3],
];

describe.each(drivers)('store on %s', (_name, start) => {
  let store: FileStore;
  let stop: () => Promise<void>;
  beforeAll(async () => {
    const started = await start();
    store = guardStore(started.store);
    ({ stop } = started);
  });
  afterAll(() => stop());

  const key = (letter: string): string => contentKey(letter.repeat(64));

  it('gives back what was put, whole and in parts', async () => {
    const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * 7919) & 0xff));
    await store.put(key('a'), bytes);
    expect(await store.size(key('a'))).toBe(bytes.length);
    expect((await store.read(key('a'))).equals(bytes)).toBe(true);
    expect((await buffer(await store.open(key('a')))).equals(bytes)).toBe(true);
    expect((await buffer(await store.open(key('a'), { start: 5, end: 5 }))).equals(bytes.subarray(5, 6))).toBe(true);
    expect(
      (await buffer(await store.open(key('a'), { start: 299_000, end: 299_999 }))).equals(bytes.subarray(299_000)),
    ).toBe(true);
  });

  it('never overwrites', async () => {
    await store.put(key('b'), Buffer.from('first'));
    await store.put(key('b'), Buffer.from('other'));
    expect((await store.read(key('b'))).toString()).toBe('first');
  });

  it('takes the same bytes from many at once', async () => {
    await Promise.all(Array.from({ length: 12 }, () => store.put(key('c'), Buffer.from('same'))));
    expect((await store.read(key('c'))).toString()).toBe('same');
  });

  it('tells what is not there, and forgets what is removed', async () => {
    const missing = { kind: 'not_found', code: 'files.not_found' };
    expect(await store.size(key('d'))).toBeNull();
    await expect(store.read(key('d'))).rejects.toMatchObject(missing);
    await expect(store.open(key('d'))).rejects.toMatchObject(missing);
    await store.put('uploads/x/y', Buffer.from('1'));
    await store.remove('uploads/x/y');
    await store.remove('uploads/x/y');
    expect(await store.size('uploads/x/y')).toBeNull();
  });

  it.each([
    '../x',
    '/etc/passwd',
    'files/../../x',
    'files//x',
    '',
    'files/a b',
    'FILES/x',
    'files/.hidden',
    'files/x/../y',
  ])('refuses the key %j', async (bad) => {
    await expect((async () => store.put(bad, Buffer.from('x')))()).rejects.toThrow('not a key');
  });
});

describe('disk', () => {
  it('leaves no draft behind', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dinh-files-'));
    const store = createDiskStore(folder);
    await store.put(contentKey('e'.repeat(64)), Buffer.from('x'));
    await store.put(contentKey('e'.repeat(64)), Buffer.from('x'));
    expect(await readdir(join(folder, 'tmp'))).toEqual([]);
    await rm(folder, { recursive: true });
  });
});
