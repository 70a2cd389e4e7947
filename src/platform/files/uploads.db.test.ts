import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unavailable } from '#platform/errors/app-error.ts';
import { aCitizen } from '#platform/testing/actors.ts';
import { recordedAudit, testDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { createFiles, type Files } from './files.ts';
import { defaultLimits } from './limits.ts';
import { createDiskStore } from './storage/disk-store.ts';
import type { FileStore } from './storage/file-store.ts';
import type { FilesTables } from './tables.gen.ts';
import { sendAndHangUp, waitForOffset } from './testing/broken-line.ts';
import { createFilesApp } from './testing/files-app.ts';
import { startS3 } from './testing/s3.ts';
import { aPdf } from './testing/samples.ts';
import { createTusClient, type TusClient } from './testing/tus-client.ts';

const sha = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const MiB = 1024 * 1024;
const limits = { ...defaultLimits, largestFile: 5 * MiB, filesPerDay: 12, bytesPerDay: 40 * MiB };

const drivers: readonly (readonly [string, () => Promise<{ store: FileStore; stop: () => Promise<void> }>])[] = [
  [
    'disk',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'dinh-up-'));
      return { store: createDiskStore(folder), stop: () => rm(folder, { recursive: true }) };
    },
  ],
  ['S3', startS3],
];

describe.each(drivers)('resumable upload to %s', (_driver, start) => {
  let test: TestDatabase<FilesTables>;
  let files: Files;
  let app: FastifyInstance;
  let origin: string;
  let stopStore: () => Promise<void>;
  let count = 0;
  let storeFails = false;
  let client: TusClient;
  /** Everybody is somebody new: limits count by account. */
  const somebody = (): TusClient => createTusClient(origin, `account-${++count}`);

  beforeAll(async () => {
    test = await testDatabase();
    const { store, stop } = await start();
    stopStore = stop;
    const put: FileStore['put'] = async (key, bytes) => {
      if (storeFails && key.startsWith('files/')) throw unavailable('files.store_unavailable');
      await store.put(key, bytes);
    };
    files = createFiles({ ...test, store: { ...store, put }, limits });
    app = await createFilesApp(files, test.audit);
    origin = await app.listen({ port: 0, host: '127.0.0.1' });
    client = somebody();
  });
  afterAll(async () => {
    await app.close();
    await stopStore();
  });

  const row = async (sql: string, ...values: unknown[]): Promise<Record<string, unknown>> =>
    (await test.owner.query(sql, values)).rows[0] as Record<string, unknown>;
  const problem = async (answer: Response): Promise<Record<string, unknown>> => ({
    status: answer.status,
    ...((await answer.json()) as object),
  });

  it('takes a file in pieces and finds out what it is', async () => {
    const bytes = aPdf('pieces', 2_500_000);
    const address = await client.begin('Đơn đề nghị.pdf', bytes.length);
    let offset = 0;
    while (offset < bytes.length) {
      const answer = await client.patch(address, offset, bytes.subarray(offset, offset + 700_000));
      expect(answer.status).toBe(204);
      offset = Number(answer.headers.get('upload-offset'));
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    }
    const state: unknown = await (await client.send('GET', address)).json();
    expect(state).toMatchObject({
      state: 'finished',
      name: 'Đơn đề nghị.pdf',
      file: { sha256: sha(bytes), mediaType: 'application/pdf', state: 'clean' },
    });
    expect((await files.read(sha(bytes))).equals(bytes)).toBe(true);
    expect(await row('select count(*) from files.upload_part where upload_id = $1', address.split('/').at(-1))).toEqual(
      { count: 0 },
    );
    const [trace] = (await recordedAudit(test)).filter((entry) => entry.subject_id === sha(bytes));
    expect(trace).toMatchObject({ action: 'files.uploaded', detail: { size: bytes.length } });
  });

  it('resumes where the line broke', async () => {
    const bytes = aPdf('broken line', 3_000_000);
    const address = await client.begin('đơn.pdf', bytes.length);
    await sendAndHangUp(new URL(address, origin), bytes, { account: 'account-1', send: 1_700_000 });
    const offset = await waitForOffset(client, address, 1_000_000);
    expect(offset).toBeLessThanOrEqual(1_700_000);
    expect((await client.patch(address, offset, bytes.subarray(offset))).status).toBe(204);
    expect((await files.read(sha(bytes))).equals(bytes)).toBe(true);
  });

  it('keeps the same bytes once, whoever sends them', async () => {
    const bytes = aPdf('same bytes');
    const [one, two] = [somebody(), somebody()];
    const answers = await Promise.all([
      one.upload('a.pdf', bytes),
      two.upload('b.pdf', bytes),
      one.upload('c.pdf', bytes),
    ]);
    expect(answers.map(({ answer }) => answer.status)).toEqual([204, 204, 204]);
    expect(
      await row(
        'select (select count(*) from files.file where sha256 = $1) as files, (select count(*) from files.upload where sha256 = $1) as uploads',
        sha(bytes),
      ),
    ).toEqual({ files: 1, uploads: 3 });
  });

  it('answers a wrong offset with 409 and changes nothing', async () => {
    const bytes = aPdf('offset', 10_000);
    const address = await client.begin('a.pdf', bytes.length);
    expect((await client.patch(address, 100, bytes.subarray(100))).status).toBe(409);
    expect((await client.patch(address, 0, bytes.subarray(0, 4000))).status).toBe(204);
    expect((await client.patch(address, 0, bytes.subarray(0, 4000))).status).toBe(409);
    expect(await client.offset(address)).toBe(4000);
    expect((await client.patch(address, 4000, bytes.subarray(4000))).status).toBe(204);
  });

  it('lets one of two racing requests win', async () => {
    const bytes = aPdf('race', 2_000_000);
    const address = await client.begin('a.pdf', bytes.length);
    const statuses = await Promise.all(
      Array.from({ length: 4 }, async () => (await client.patch(address, 0, bytes)).status),
    );
    expect(statuses.filter((status) => status === 204).length).toBeLessThanOrEqual(1);
    const offset = await client.offset(address);
    if (offset < bytes.length) expect((await client.patch(address, offset, bytes.subarray(offset))).status).toBe(204);
    expect((await files.read(sha(bytes))).equals(bytes)).toBe(true);
  });

  it('refuses what is too big, before and while it comes', async () => {
    expect((await somebody().create('a.pdf', limits.largestFile + 1)).status).toBe(413);
    const sender = somebody();
    const address = await sender.begin('a.pdf', 1000);
    expect((await sender.patch(address, 0, Buffer.alloc(5000))).status).toBe(413);
    expect(await problem(await somebody().create('a.pdf', 0))).toMatchObject({ status: 422, code: 'files.empty' });
  });

  it('refuses kinds by name before the bytes travel, and by bytes after', async () => {
    const sender = somebody();
    expect(await problem(await sender.create('phần mềm.exe', 1000))).toMatchObject({
      status: 422,
      code: 'files.type_not_accepted',
    });
    expect(await problem(await sender.create('kế hoạch (MẬT).pdf', 1000))).toMatchObject({
      code: 'files.state_secret',
    });
    const { id, answer } = await sender.upload('giả.pdf', Buffer.from('<html><script>alert(1)</script></html>'));
    const told = await problem(answer);
    expect(told).toMatchObject({ status: 422, code: 'files.type_not_accepted' });
    expect(told['detail']).toContain('Không nhận loại tệp của "giả.pdf"');
    expect(await (await sender.send('GET', `/api/v1/files/uploads/${id}`)).json()).toMatchObject({
      state: 'refused',
      problem: 'files.type_not_accepted',
    });
    expect((await sender.send('HEAD', `/api/v1/files/uploads/${id}`)).status).toBe(410);
    expect(await row('select count(*) from files.upload_part where upload_id = $1', id)).toEqual({ count: 0 });
    expect((await recordedAudit(test)).find((entry) => entry.subject_id === id)).toMatchObject({
      action: 'files.upload_refused',
    });
  });

  it('cleans path-like names', async () => {
    const address = await client.begin('../../etc/cron.d/đơn.pdf', 100);
    expect(await (await client.send('GET', address)).json()).toMatchObject({ name: 'đơn.pdf', state: 'receiving' });
  });

  it('belongs to whoever began it', async () => {
    const bytes = aPdf('private');
    const mine = somebody();
    const address = await mine.begin('a.pdf', bytes.length);
    const other = somebody();
    for (const method of ['HEAD', 'GET', 'DELETE']) expect((await other.send(method, address)).status).toBe(404);
    expect((await other.patch(address, 0, bytes)).status).toBe(404);
    const nobody = createTusClient(origin, null);
    expect((await nobody.create('a.pdf', 10)).status).toBe(403);
    expect((await nobody.send('GET', address)).status).toBe(403);
    expect((await mine.patch(address, 0, bytes)).status).toBe(204);
    const known = [sha(bytes)];
    expect((await files.listSentBy(aCitizen({ accountId: `account-${count - 1}` }), known)).size).toBe(1);
    expect((await files.listSentBy(aCitizen({ accountId: `account-${count}` }), known)).size).toBe(0);
  });

  it('can be cancelled', async () => {
    const address = await client.begin('a.pdf', 5000);
    await client.patch(address, 0, Buffer.alloc(100, 65));
    expect((await client.send('DELETE', address)).status).toBe(204);
    expect((await client.send('HEAD', address)).status).toBe(404);
  });

  it('limits files and bytes of one account in a day, also when many come at once', async () => {
    const sender = somebody();
    const statuses = await Promise.all(
      Array.from({ length: 20 }, async () => (await sender.create('a.pdf', 1000)).status),
    );
    expect(statuses.filter((status) => status === 201)).toHaveLength(limits.filesPerDay);
    expect(statuses.filter((status) => status === 429)).toHaveLength(20 - limits.filesPerDay);
    const heavy = somebody();
    const big = await Promise.all(
      Array.from({ length: 10 }, async () => (await heavy.create('a.pdf', limits.largestFile)).status),
    );
    expect(big.filter((status) => status === 201)).toHaveLength(8);
  });

  it('speaks the protocol: capabilities, version, methods it does not know', async () => {
    const options = await client.send('OPTIONS', '/api/v1/files/uploads');
    expect(options.headers.get('tus-extension')).toBe('creation,creation-with-upload,termination');
    expect(options.headers.get('tus-max-size')).toBe(String(limits.largestFile));
    const old = await fetch(`${origin}/api/v1/files/uploads`, {
      method: 'POST',
      headers: { 'x-test-account': 'a', 'upload-length': '10' },
    });
    expect(old.status).toBe(412);
    expect((await client.send('POST', '/api/v1/files/uploads', { 'upload-length': '-5' })).status).toBe(400);
    expect(
      (await client.send('POST', '/api/v1/files/uploads', { 'upload-length': '10', 'upload-metadata': 'filename !!!' }))
        .status,
    ).toBe(400);
  });

  it('finishes later what had arrived when the store failed', async () => {
    const bytes = aPdf('last step missing');
    const address = await client.begin('a.pdf', bytes.length);
    storeFails = true;
    expect(await problem(await client.patch(address, 0, bytes))).toMatchObject({
      status: 503,
      code: 'files.store_unavailable',
    });
    storeFails = false;
    expect(await client.offset(address)).toBe(bytes.length);
    expect(await (await client.send('GET', address)).json()).toMatchObject({
      state: 'finished',
      file: { sha256: sha(bytes) },
    });
    expect(
      (await files.finishUpload(aCitizen({ accountId: 'account-1' }), address.split('/').at(-1) ?? '')).sha256,
    ).toBe(sha(bytes));
  });

  it('is not finished before the last byte', async () => {
    const address = await client.begin('a.pdf', 100);
    const early = files.finishUpload(aCitizen({ accountId: 'account-1' }), address.split('/').at(-1) ?? '');
    await expect(early).rejects.toMatchObject({ kind: 'conflict', code: 'files.upload_unfinished' });
  });
});
