import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createPublicKey } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerOcsp, serialsAsked } from '../certificates/ocsp.ts';
import { issuerOf } from '../certificates/authority.ts';
import { buildCertificate } from '../certificates/x509-build.ts';
import { readCertificate, type Certificate } from '../certificates/x509-read.ts';
import { aSigner, daysFromNow, nextSerial, testAuthority, testCrl, testNow } from '../testing.ts';
import { createHttpRevocation } from './http-revocation.ts';
import { readStatement } from './revocation-read.ts';

const issuing = readCertificate(testAuthority().issuing.certificate);
let server: Server;
let origin: string;
let asked: string[] = [];
let ocspAnswers = true;

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (request.url === '/crl') return response.end(testCrl('issuing'));
      if (!ocspAnswers) return response.writeHead(500).end();
      const query = Buffer.concat(chunks);
      expect(serialsAsked(query)).toHaveLength(1);
      const authority = {
        certificate: issuing,
        issuer: issuerOf(testAuthority().issuing),
        now: testNow,
        validityMs: 3_600_000,
      };
      return response.end(answerOcsp(query, { ...authority, stateOf: () => ({ kind: 'good' }) }));
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

function certificateAt(base: string): Certificate {
  const addresses = { crl: `${base}/crl`, ocsp: `${base}/ocsp`, issuer: `${base}/ca` };
  const dates = { serial: nextSerial(), notBefore: daysFromNow(-1), notAfter: daysFromNow(100) };
  const content = {
    profile: 'signer',
    subject: { commonName: 'X' },
    publicKey: createPublicKey(aSigner().key),
    addresses,
    ...dates,
  } as const;
  return readCertificate(buildCertificate(content, issuerOf(testAuthority().issuing)));
}

const source = (allowed: readonly string[]) =>
  createHttpRevocation({ allowed: () => Promise.resolve(allowed), timeoutMs: 1000 });

describe('asking an authority over the network', () => {
  it('asks by OCSP first, once for a while', async () => {
    [asked, ocspAnswers] = [[], true];
    const certificate = certificateAt(origin);
    const asking = source([`${origin}/`]);
    const [found] = await asking.find(certificate, issuing);
    await asking.find(certificate, issuing);
    expect(found && readStatement(found.kind, found.der, { certificate, issuer: issuing })?.revoked).toBeUndefined();
    expect(found?.kind).toBe('ocsp');
    expect(asked).toEqual(['POST /ocsp']);
  });

  it('takes the revocation list when OCSP fails', async () => {
    [asked, ocspAnswers] = [[], false];
    const [found] = await source([`${origin}/`]).find(certificateAt(origin), issuing);
    expect(found?.kind).toBe('crl');
    expect(asked).toEqual(['POST /ocsp', 'GET /crl']);
  });

  it.each([
    ['nothing is allowed', []],
    ['the allowed address only begins alike', ['http://127.0.0.1']],
    ['another path is allowed', ['PATH']],
  ])('asks nobody when %s', async (_name, allowed) => {
    asked = [];
    const prefixes = allowed.map((prefix) => (prefix === 'PATH' ? `${origin}/khac/` : prefix));
    expect(await source(prefixes).find(certificateAt(origin), issuing)).toEqual([]);
    expect(asked).toEqual([]);
  });

  it('is silent when the authority is not there', async () => {
    expect(await source(['http://127.0.0.1:9/']).find(certificateAt('http://127.0.0.1:9'), issuing)).toEqual([]);
  });
});
