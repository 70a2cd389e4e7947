import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { FastifyInstance } from 'fastify';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anonymous } from '#platform/access/actor.ts';
import { aCitizen, anOfficer } from '#platform/testing/actors.ts';
import {
  queuedJobs,
  recordedAudit,
  recordedEvents,
  testDatabase,
  type TestDatabase,
} from '#platform/testing/database.ts';
import { createClamdScanner } from './clamd.ts';
import { createFiles, type Files } from './files.ts';
import { defaultLimits } from './limits.ts';
import { createDiskStore } from './storage/disk-store.ts';
import type { FilesTables } from './tables.gen.ts';
import { eicar, startFakeClamd, type FakeClamd } from './testing/fake-clamd.ts';
import { createFilesApp } from './testing/files-app.ts';
import { aDocx, aJpeg, aPdf } from './testing/samples.ts';

const sha = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const citizen = aCitizen();

let test: TestDatabase<FilesTables>;
let folder: string;
let files: Files;
let app: FastifyInstance;

beforeAll(async () => {
  test = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'dinh-files-'));
  files = createFiles({ ...test, store: createDiskStore(folder) });
  app = await createFilesApp(files, test.audit);
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

type Answer = Awaited<ReturnType<FastifyInstance['inject']>>;
const get = (sha256: string, headers: Record<string, string> = {}, query = ''): Promise<Answer> =>
  app.inject({ url: `/test/files/${sha256}${query}`, headers: { 'x-test-account': 'a', ...headers } });

function aForm(
  fields: Record<string, string>,
  sent: readonly (readonly [field: string, name: string, bytes: Buffer])[],
): Request {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const [field, name, bytes] of sent) form.append(field, new File([new Uint8Array(bytes)], name));
  return new Request('http://localhost/nop-ho-so', { method: 'POST', body: form });
}

describe('bytes made by the house', () => {
  it('are kept once, clean, at the address of their content', async () => {
    const bytes = aPdf('made here');
    const [one, two] = await Promise.all([
      files.saveBytes(bytes, { name: 'a.pdf' }),
      files.saveBytes(bytes, { name: 'b.pdf' }),
    ]);
    expect(one).toEqual({ sha256: sha(bytes), size: bytes.length, mediaType: 'application/pdf' });
    expect(two).toEqual(one);
    const { file, stream } = await files.open(one.sha256, { start: 0, end: 4 });
    expect([file, (await buffer(stream)).toString()]).toEqual([one, '%PDF-']);
    expect((await files.listKnown([one.sha256, 'f'.repeat(64)])).get(one.sha256)).toMatchObject({ state: 'clean' });
  });

  it('are never written while a transaction holds locks', async () => {
    const inside = test.db.transaction(() => files.saveBytes(aPdf('inside'), { name: 'a.pdf' }));
    await expect(inside).rejects.toThrow('must not be called inside a transaction');
  });
});

describe('a form with files', () => {
  it('gives its fields, its files, and tells which files were not taken in', async () => {
    const bytes = aPdf('form');
    const request = aForm({ name: 'Nguyễn Văn An', note: 'dòng 1\ndòng 2' }, [
      ['paper', '..\\Đơn.pdf', bytes],
      ['photo', 'ảnh.png', Buffer.from('<svg/>')],
      ['empty', '', Buffer.alloc(0)],
    ]);
    const received = await files.receiveForm(citizen, request);
    expect([received.form.has('paper'), received.form.has('photo')]).toEqual([false, false]);
    expect(received.form.get('name')).toBe('Nguyễn Văn An');
    expect(received.uploads).toMatchObject([{ field: 'paper', name: 'Đơn.pdf', sha256: sha(bytes), state: 'clean' }]);
    expect(received.refused).toMatchObject([
      { field: 'photo', name: 'ảnh.png', error: { code: 'files.type_not_accepted' } },
    ]);
    expect(await files.finishUpload(citizen, received.uploads[0]?.uploadId ?? '')).toMatchObject({
      sha256: sha(bytes),
    });
    expect([...(await files.listSentBy(citizen, [sha(bytes)])).keys()]).toEqual([sha(bytes)]);
  });

  it('is bounded in bytes and files, also without a declared length', async () => {
    const small = createFiles({
      ...test,
      store: createDiskStore(folder),
      limits: { ...defaultLimits, largestForm: 50_000, filesPerForm: 2 },
    });
    await expect(small.receiveForm(citizen, aForm({}, [['a', 'a.pdf', aPdf('', 60_000)]]))).rejects.toMatchObject({
      code: 'files.form_too_large',
    });
    const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(10_000)) });
    const chunked = new Request('http://localhost/', {
      method: 'POST',
      body: endless,
      duplex: 'half',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
    } as RequestInit);
    await expect(small.receiveForm(citizen, chunked)).rejects.toMatchObject({ code: 'files.form_too_large' });
    const three = ['a', 'b', 'c'].map((field) => [field, `${field}.pdf`, aPdf(field)] as const);
    await expect(small.receiveForm(citizen, aForm({}, three))).rejects.toMatchObject({ code: 'files.too_many' });
  });

  it('must be readable, and from somebody who is signed in', async () => {
    const broken = new Request('http://localhost/', {
      method: 'POST',
      body: 'x',
      headers: { 'content-type': 'multipart/form-data; boundary=y' },
    });
    await expect(files.receiveForm(citizen, broken)).rejects.toMatchObject({ code: 'files.form_unreadable' });
    await expect(files.receiveForm(anonymous, aForm({}, [['a', 'a.pdf', aPdf()]]))).rejects.toMatchObject({
      kind: 'forbidden',
    });
  });
});

describe('a download', () => {
  const bytes = aPdf('download', 5000);
  beforeAll(() => files.saveBytes(bytes, { name: 'a.pdf' }));

  it('can only be shown or saved', async () => {
    const answer = await get(sha(bytes), {}, `?name=${encodeURIComponent('Trích lục "A".pdf')}`);
    expect(answer.statusCode).toBe(200);
    expect(answer.rawPayload.equals(bytes)).toBe(true);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(bytes.length),
      'accept-ranges': 'bytes',
      etag: `"${sha(bytes)}"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      'content-disposition': `attachment; filename="Trich luc _A_.pdf"; filename*=UTF-8''Tr%C3%ADch%20l%E1%BB%A5c%20%22A%22.pdf`,
    });
    expect((await get(sha(bytes), {}, '?show=1')).headers['content-disposition']).toMatch(/^inline;/u);
    const { sha256 } = await files.saveBytes(aDocx(), { name: 'a.docx' });
    const office = await get(sha256, {}, '?show=1');
    expect(office.headers['content-disposition']).toMatch(/^attachment;/u);
    expect(office.headers['content-security-policy']).toContain('sandbox');
  });

  it('answers ranges and conditions', async () => {
    const part = await get(sha(bytes), { range: 'bytes=10-19' });
    expect([part.statusCode, part.rawPayload]).toEqual([206, bytes.subarray(10, 20)]);
    expect(part.headers).toMatchObject({ 'content-range': `bytes 10-19/${bytes.length}`, 'content-length': '10' });
    expect((await get(sha(bytes), { range: 'bytes=-3' })).rawPayload).toEqual(bytes.subarray(-3));
    expect((await get(sha(bytes), { range: 'bytes=0-1,5-6' })).statusCode).toBe(200);
    const beyond = await get(sha(bytes), { range: 'bytes=999999-' });
    expect([beyond.statusCode, beyond.headers['content-range']]).toEqual([416, `bytes */${bytes.length}`]);
    expect((await get(sha(bytes), { range: 'bytes=0-1', 'if-range': '"other"' })).statusCode).toBe(200);
    expect((await get(sha(bytes), { range: 'bytes=0-1', 'if-range': `"${sha(bytes)}"` })).statusCode).toBe(206);
    expect((await get(sha(bytes), { 'if-none-match': `"x", "${sha(bytes)}"` })).statusCode).toBe(304);
  });

  it('is refused for what is not there, and for addresses that are no hash', async () => {
    expect((await get('f'.repeat(64))).statusCode).toBe(404);
    expect((await get(encodeURIComponent('../../etc/passwd'))).statusCode).toBe(404);
  });
});

describe('previews', () => {
  it('show a picture without what it says about its maker', async () => {
    const jpeg = await aJpeg(2000, 1000);
    expect((await sharp(jpeg).metadata()).exif).toBeDefined();
    const { sha256 } = await files.saveBytes(jpeg, { name: 'a.jpg' });
    const { bytes, mediaType } = await files.previews.thumbnail(sha256);
    expect(mediaType).toBe('image/webp');
    const shown = await sharp(bytes).metadata();
    expect([shown.width, shown.height, shown.exif]).toEqual([320, 160, undefined]);
    expect((await files.previews.thumbnail(sha256)).bytes.equals(bytes)).toBe(true);
    expect((await sharp((await files.previews.page(sha256, 1)).bytes).metadata()).width).toBe(1600);
    await expect(files.previews.page(sha256, 2)).rejects.toMatchObject({ code: 'files.no_preview' });
  });

  it('show the pages of a PDF', async () => {
    const { sha256 } = await files.saveBytes(aPdf('pages'), { name: 'a.pdf' });
    const { bytes, mediaType } = await files.previews.page(sha256, 1);
    expect([mediaType, (await sharp(bytes).metadata()).format]).toEqual(['image/png', 'png']);
    expect((await sharp((await files.previews.thumbnail(sha256)).bytes).metadata()).width).toBe(320);
    await expect(files.previews.page(sha256, 2)).rejects.toMatchObject({ code: 'files.no_preview' });
  });

  it('say when there is none', async () => {
    const { sha256 } = await files.saveBytes(aDocx(), { name: 'a.docx' });
    await expect(files.previews.thumbnail(sha256)).rejects.toMatchObject({
      kind: 'not_found',
      code: 'files.no_preview',
    });
  });
});

describe('with a scanner', () => {
  let clamd: FakeClamd;
  let guarded: Files;
  const officer = anOfficer();
  beforeAll(async () => {
    clamd = await startFakeClamd();
    guarded = createFiles({ ...test, store: createDiskStore(folder), scanner: createClamdScanner(clamd) });
  });
  afterAll(() => clamd.stop());

  const send = (bytes: Buffer, name = 'a.pdf') => guarded.receiveForm(officer, aForm({}, [['paper', name, bytes]]));

  it('files from outside wait until they are scanned; our own do not', async () => {
    const bytes = aPdf('waiting');
    const { uploads } = await send(bytes);
    expect(uploads).toMatchObject([{ state: 'quarantined' }]);
    await expect(guarded.read(sha(bytes))).rejects.toMatchObject({ kind: 'conflict', code: 'files.being_scanned' });
    expect((await get(sha(bytes))).statusCode).toBe(409);
    await expect(guarded.previews.thumbnail(sha(bytes))).rejects.toMatchObject({ code: 'files.being_scanned' });
    expect(await queuedJobs(test)).toContainEqual({ name: 'files.scan_file', payload: { sha256: sha(bytes) } });
    await test.runJobs(guarded.handlers);
    expect(clamd.seen.some((seen) => seen.equals(bytes))).toBe(true);
    expect((await guarded.read(sha(bytes))).equals(bytes)).toBe(true);
    const own = aPdf('own');
    await guarded.saveBytes(own, { name: 'a.pdf' });
    expect((await guarded.listKnown([sha(own)])).get(sha(own))).toMatchObject({ state: 'clean' });
  });

  it('malware stays locked up, is told of, and is not taken in twice', async () => {
    const bytes = aPdf(`before ${eicar.toString()} after`);
    await send(bytes);
    await scanNow(bytes);
    await expect(guarded.read(sha(bytes))).rejects.toMatchObject({ code: 'files.infected' });
    expect((await get(sha(bytes))).statusCode).toBe(422);
    expect((await guarded.listSentBy(officer, [sha(bytes)])).size).toBe(0);
    const again = await send(bytes);
    expect(again).toMatchObject({ uploads: [], refused: [{ error: { code: 'files.infected' } }] });
    expect((await recordedEvents(test)).filter((event) => event.name === 'files.file_found_infected')).toMatchObject([
      { payload: { sha256: sha(bytes), finding: 'Eicar-Test-Signature' } },
    ]);
    expect((await recordedAudit(test)).filter((entry) => entry.action === 'files.found_infected')).toHaveLength(1);
  });

  it('a scanner that does not answer leaves the file waiting', async () => {
    const bytes = aPdf('no answer');
    await send(bytes);
    clamd.answerWith('ERROR');
    await expect(scanNow(bytes)).rejects.toMatchObject({ kind: 'unavailable' });
    clamd.answerWith(null);
    await expect(guarded.read(sha(bytes))).rejects.toMatchObject({ code: 'files.being_scanned' });
    await scanNow(bytes);
    expect((await guarded.read(sha(bytes))).equals(bytes)).toBe(true);
  });

  const scanNow = async (bytes: Buffer): Promise<void> =>
    guarded.handlers.jobs?.[0]?.run({ sha256: sha(bytes) }, { attempt: 1, signal: new AbortController().signal });
});
