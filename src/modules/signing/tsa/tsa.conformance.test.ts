import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inDirectory, run, toPem } from '../fixtures/judges.ts';
import { plainPdf } from '../fixtures/sample-pdf.ts';
import { signPades, timestampDocument } from '../pades/sign.ts';
import { aSigner, nextSerial, testAuthority, testContext, testNow } from '../testing.ts';
import { validateSignatures } from '../validation/validate.ts';
import { createTimestampAuthority } from './authority.ts';
import { createTimestamper, type TimestampPolicy } from './client.ts';
import { serveTimestamps, type RunningServer } from './server.ts';

const { certificate, key, chain } = testAuthority().timestamp;
const authority = createTimestampAuthority({ certificate, key, chain, clock: { now: () => testNow }, nextSerial });
const digest = createHash('sha256').update('tài liệu').digest();
let server: RunningServer;

beforeAll(async () => {
  server = await serveTimestamps(authority);
});
afterAll(() => server.stop());

const policy = (changes: Partial<TimestampPolicy> = {}): TimestampPolicy => ({
  url: server.url,
  onOutage: 'refuse',
  retries: 0,
  timeoutMs: 500,
  ...changes,
});

describe('the authority', () => {
  it.each(['sha256', 'sha384', 'sha512'])('answers openssl’s query with %s to its satisfaction', (name) => {
    const answer = inDirectory((path) => {
      const data = path('data', 'tài liệu');
      run('openssl', 'ts', '-query', '-data', data, `-${name}`, '-cert', '-out', path('query.tsq'));
      path('answer.tsr', authority.answer(readFileSync(path('query.tsq'))));
      return run(
        'openssl',
        'ts',
        '-verify',
        '-queryfile',
        path('query.tsq'),
        '-in',
        path('answer.tsr'),
        '-attime',
        String(testNow.getTime() / 1000),
        '-CAfile',
        path('root.pem', toPem(testAuthority().root.certificate)),
      );
    });
    expect(answer).toContain('Verification: OK');
  });

  it.each([
    ['rubbish', Buffer.from('rubbish')],
    ['nothing', Buffer.alloc(0)],
  ])('rejects %s politely', (_name, query) => {
    const shown = inDirectory((path) =>
      run('openssl', 'ts', '-reply', '-in', path('answer.tsr', authority.answer(query)), '-text'),
    );
    expect(shown).toContain('Status: Rejected.');
  });

  it('answers only timestamp queries over HTTP', async () => {
    expect((await fetch(server.url)).status).toBe(400);
    expect((await fetch(server.url, { method: 'POST', body: 'x' })).status).toBe(400);
    const large = fetch(server.url, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query' },
      body: 'x'.repeat(100_000),
    });
    await expect(large.then(({ status }) => status)).resolves.toBe(400);
  });
});

describe('the client', () => {
  it('brings a token', async () => {
    expect(await createTimestamper(policy())(digest)).toBeInstanceOf(Buffer);
  });

  it('refuses when the service is away, if the policy says so', async () => {
    const away = createTimestamper(policy({ url: 'http://127.0.0.1:9/', retries: 1 }));
    await expect(away(digest)).rejects.toMatchObject({ kind: 'unavailable', code: 'signing.timestamp_unavailable' });
  });

  it('does not take a token for other data, rubbish, or an answer that never ends', async () => {
    const other = createHash('sha256').update('khác').digest();
    const stolen = await createTimestamper(policy())(other);
    const replies: ((end: (body?: Buffer) => void) => void)[] = [
      (end) => end(Buffer.from('rubbish')),
      (end) => end(Buffer.concat([Buffer.from([0x30, 0x82, 0, 0]), stolen ?? Buffer.alloc(0)])),
      () => undefined,
    ];
    for (const reply of replies) {
      const bad = createServer((_request, response) => reply((body) => response.end(body)));
      await new Promise<void>((ready) => bad.listen(0, '127.0.0.1', ready));
      const url = `http://127.0.0.1:${(bad.address() as AddressInfo).port}/`;
      await expect(createTimestamper(policy({ url }))(digest)).rejects.toMatchObject({
        code: 'signing.timestamp_unavailable',
      });
      bad.closeAllConnections();
      bad.close();
    }
  });

  it('signs B-B meanwhile and lifts the file to B-T later, if the policy says so', async () => {
    const signer = aSigner();
    const away = createTimestamper(policy({ url: 'http://127.0.0.1:9/', onOutage: 'sign_b_b_and_upgrade_later' }));
    const { pdf, level } = await signPades(plainPdf(), { ...signer, at: testNow, timestamp: away });
    expect(level).toBe('B-B');
    const lifted = await timestampDocument(pdf, testNow, createTimestamper(policy()));
    const report = await validateSignatures(lifted, testContext());
    expect(report.verdict).toBe('TOTAL-PASSED');
    expect(report.signatures.map(({ kind, level: reached }) => [kind, reached])).toEqual([
      ['signature', 'B-T'],
      ['timestamp', 'timestamp'],
    ]);
  });
});
