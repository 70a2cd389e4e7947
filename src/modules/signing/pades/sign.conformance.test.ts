import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import sharp from 'sharp';
import { readSignedData, singleValue } from '../cms/read.ts';
import { oids } from '../der/oids.ts';
import { inDirectory, pdfsig, qpdfCheck, run, toPem } from '../fixtures/judges.ts';
import { plainPdf, typstPdf } from '../fixtures/sample-pdf.ts';
import { openPdf } from '../pdf/document.ts';
import { aSigner, nextSerial, testAuthority, testNow, type TestSigner } from '../testing.ts';
import { createTimestampAuthority } from '../tsa/authority.ts';
import { createTimestamper } from '../tsa/client.ts';
import { serveTimestamps, type RunningServer } from '../tsa/server.ts';
import { signPades, timestampDocument, type Timestamper } from './sign.ts';

let server: RunningServer;
let timestamp: Timestamper;
let chair: TestSigner;
let commune: TestSigner;

beforeAll(async () => {
  const { certificate, key, chain } = testAuthority().timestamp;
  server = await serveTimestamps(
    createTimestampAuthority({ certificate, key, chain, clock: { now: () => testNow }, nextSerial }),
  );
  timestamp = createTimestamper({ url: server.url, onOutage: 'refuse', retries: 0, timeoutMs: 2000 });
  chair = aSigner({ kind: 'rsa-2048', name: 'Nguyễn Văn Khởi' });
  commune = aSigner({ kind: 'ec-p256', name: 'ỦY BAN NHÂN DÂN XÃ AN ĐÌNH' });
});
afterAll(() => server.stop());

const seal = (): Promise<Buffer> =>
  sharp({ create: { width: 120, height: 120, channels: 4, background: { r: 200, g: 0, b: 0, alpha: 0.5 } } })
    .png()
    .toBuffer();

async function signTwice(pdf: Buffer): Promise<{ first: Buffer; second: Buffer }> {
  const lines = ['Người ký: Nguyễn Văn Khởi', 'Thời gian ký: 23.11.2026 09:00:00 +07:00'];
  const box = { page: 1, left: 110, top: 200, width: 60, height: 24 } as const;
  const first = await signPades(pdf, {
    ...chair,
    at: testNow,
    timestamp,
    reason: 'Phê duyệt',
    appearance: { ...box, lines },
  });
  const second = await signPades(first.pdf, {
    ...commune,
    at: testNow,
    timestamp,
    appearance: { ...box, left: 95, image: await seal() },
  });
  return { first: first.pdf, second: second.pdf };
}

const inputs: readonly [string, () => Buffer][] = [
  ['a PDF/A of Typst with a cross-reference table', () => typstPdf(2)],
  ['the same with object and cross-reference streams', () => repack(typstPdf(2))],
  ['a plain file', () => plainPdf()],
];

function repack(pdf: Buffer): Buffer {
  return inDirectory((path) => {
    run('qpdf', '--object-streams=generate', path('in.pdf', pdf), path('out.pdf'));
    return readFileSync(path('out.pdf'));
  });
}

/** Where the last signature of a file lies, from the `<` to behind the `>`. */
function holeOf(pdf: Buffer): { start: number; end: number } {
  const ranges = [...pdf.toString('latin1').matchAll(/\/ByteRange\[0 (\d+) (\d+) \d+ *\]/g)];
  const [, start, end] = ranges.at(-1) ?? [];
  return { start: Number(start), end: Number(end) };
}

function timestampIn(cms: Buffer): { token: Buffer; signature: Buffer } {
  const { signerInfo } = readSignedData(cms);
  const token = singleValue(signerInfo.unsigned, oids.signatureTimestamp);
  return { token: token?.raw ?? Buffer.alloc(0), signature: signerInfo.signature };
}

describe.each(inputs)('two signatures on %s', (_name, input) => {
  it('are valid for pdfsig in order, and the second covers the whole file', async () => {
    const { second } = await signTwice(input());
    const report = pdfsig(second);
    expect(report.match(/Signature is Valid\./g)).toHaveLength(2);
    const [, one = '', two = ''] = report.split('Signature #');
    expect(one).toContain('Nguyễn Văn Khởi');
    expect(one).toContain('Not total document signed');
    expect(two).toContain('ỦY BAN NHÂN DÂN XÃ AN ĐÌNH');
    expect(two).toContain('Total document signed');
    expect(report.match(/ETSI\.CAdES\.detached/g)).toHaveLength(2);
  });

  it('leave every old byte where it was and a structure that qpdf accepts', async () => {
    const pdf = input();
    const { first, second } = await signTwice(pdf);
    expect(first.subarray(0, pdf.length).equals(pdf)).toBe(true);
    expect(second.subarray(0, first.length).equals(first)).toBe(true);
    expect(qpdfCheck(second)).toContain('No syntax or stream encoding errors');
    expect(openPdf(second).xref.newest).toBe(openPdf(pdf).xref.newest);
  });
});

describe('the CMS', () => {
  it.each([
    ['RSA', () => chair],
    ['EC P-256', () => commune],
  ])('of an %s key verifies with openssl against the locality root', async (_kind, signer) => {
    const { pdf, cms, level } = await signPades(typstPdf(), { ...signer(), at: testNow, timestamp });
    expect(level).toBe('B-T');
    const { start, end } = holeOf(pdf);
    const signed = Buffer.concat([pdf.subarray(0, start), pdf.subarray(end)]);
    const answer = inDirectory((path) =>
      run(
        'openssl',
        'cms',
        '-verify',
        '-binary',
        '-inform',
        'DER',
        '-purpose',
        'any',
        '-cades',
        '-attime',
        String(testNow.getTime() / 1000),
        '-in',
        path('cms.der', cms),
        '-content',
        path('content', signed),
        '-CAfile',
        path('root.pem', toPem(testAuthority().root.certificate)),
        '-out',
        path('out'),
      ),
    );
    expect(answer).toBe('');
  });

  it('carries no signing-time, which EN 319 142-1 forbids, but binds the certificate', async () => {
    const { cms } = await signPades(plainPdf(), { ...commune, at: testNow });
    const shown = inDirectory((path) => run('openssl', 'asn1parse', '-inform', 'DER', '-in', path('cms.der', cms)));
    expect(shown).not.toContain('signingTime');
    expect(shown).toContain('id-smime-aa-signingCertificateV2');
    expect(shown).toContain('contentType');
  });

  it('carries a timestamp over the signature value that openssl ts accepts', async () => {
    const { cms } = await signPades(plainPdf(), { ...commune, at: testNow, timestamp });
    const { token, signature } = timestampIn(cms);
    const digest = createHash('sha256').update(signature).digest('hex');
    const answer = inDirectory((path) => {
      const { root, issuing } = testAuthority();
      return run(
        'openssl',
        'ts',
        '-verify',
        '-token_in',
        '-in',
        path('token.der', token),
        '-digest',
        digest,
        '-attime',
        String(testNow.getTime() / 1000),
        '-CAfile',
        path('root.pem', toPem(root.certificate)),
        '-untrusted',
        path('issuing.pem', toPem(issuing.certificate)),
      );
    });
    expect(answer).toContain('Verification: OK');
  });
});

describe('the stamp', () => {
  it('shows Vietnamese letters that can be read back from the file', async () => {
    const { first } = await signTwice(typstPdf());
    const text = inDirectory((path) => run('pdftotext', path('file.pdf', first), '-'));
    expect(text.normalize('NFC')).toContain('Người ký: Nguyễn Văn Khởi');
  });

  it.each([0, 90, 180, 270])('stands upright and in place on a page turned by %i degrees', async (rotate) => {
    const box = { page: 1, left: 20, top: 30, width: 60, height: 20, lines: ['Dấu thử'] } as const;
    const { pdf } = await signPades(plainPdf({ rotate }), { ...commune, at: testNow, appearance: box });
    const words = inDirectory((path) => run('pdftotext', '-bbox', '-f', '1', '-l', '1', path('file.pdf', pdf), '-'));
    const [, x, y] = /<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>Dấu</.exec(words.normalize('NFC')) ?? [];
    expect(Number(x)).toBeCloseTo(20 * (72 / 25.4), 0);
    expect(Math.abs(Number(y) - 30 * (72 / 25.4))).toBeLessThan(4);
  });

  it('embeds its font, so that the file stays within PDF/A', async () => {
    const { first } = await signTwice(typstPdf());
    const fonts = inDirectory((path) => run('pdffonts', path('file.pdf', first)));
    const own = fonts.split('\n').filter((line) => line.includes('Tinos-Regular'));
    expect(own.length).toBeGreaterThan(0);
    for (const line of own) expect(line).toMatch(/yes yes yes/);
  });
});

describe('a document timestamp', () => {
  it('is one more revision that lifts a B-B signature and breaks nothing', async () => {
    const { pdf, level } = await signPades(typstPdf(), { ...chair, at: testNow });
    expect(level).toBe('B-B');
    const stamped = await timestampDocument(pdf, testNow, timestamp);
    expect(pdfsig(stamped)).toContain('Signature is Valid.');
    expect(qpdfCheck(stamped)).toContain('No syntax or stream encoding errors');
  });
});
