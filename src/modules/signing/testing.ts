import { createHash, createPublicKey, sign, type KeyObject } from 'node:crypto';
import {
  createDemoAuthority,
  generateKey,
  issuerOf,
  issueSignerCertificate,
  type DemoAuthority,
  type KeyKind,
} from './certificates/authority.ts';
import { buildCrl, type CrlContent } from './certificates/x509-build.ts';
import { readCertificate } from './certificates/x509-read.ts';
import type { Timestamper } from './pades/sign.ts';
import type { ProviderCertificate, SigningProvider } from './providers/provider.ts';
import { createTimestampAuthority } from './tsa/authority.ts';
import { encodeQuery, readResponse } from './tsa/messages.ts';
import type { ValidationContext } from './validation/check-certificate.ts';
import { defaultValidationPolicy, type RevocationSource, type TrustStore } from './validation/trust.ts';

/** Monday 23 November 2026, 09:00 in Vietnam: "now" of the tests. */
export const testNow = new Date('2026-11-23T02:00:00Z');

const day = 86_400_000;
export const daysFromNow = (days: number): Date => new Date(testNow.getTime() + days * day);

let serials = 0;
export const nextSerial = (): Buffer => createHash('sha256').update(`serial ${++serials}`).digest().subarray(0, 16);

let authority: DemoAuthority | undefined;

/** One authority for a test file: its keys take time to make. */
export function testAuthority(): DemoAuthority {
  authority ??= createDemoAuthority({
    locality: 'Xã An Đình',
    notBefore: daysFromNow(-400),
    nextSerial,
    baseUrl: 'http://127.0.0.1:3000',
  });
  return authority;
}

export type TestSigner = { provider: SigningProvider; certificate: ProviderCertificate; key: KeyObject };
type SignerOptions = { kind?: KeyKind; name?: string; notBefore?: Date; notAfter?: Date };

/** A person or unit with a fresh key and a certificate of the test authority. */
export function aSigner({
  kind = 'ec-p256',
  name = 'Nguyễn Văn Khởi',
  notBefore,
  notAfter,
}: SignerOptions = {}): TestSigner {
  const { issuing } = testAuthority();
  const key = generateKey(kind);
  const subject = { country: 'VN', organization: 'Ủy ban nhân dân xã An Đình', commonName: name };
  const dates = { notBefore: notBefore ?? daysFromNow(-100), notAfter: notAfter ?? daysFromNow(1000) };
  const request = {
    subject,
    publicKey: createPublicKey(key),
    serial: nextSerial(),
    baseUrl: 'http://127.0.0.1:3000',
    ...dates,
  };
  const certificate = issueSignerCertificate(request, issuerOf(issuing));
  return {
    provider: keyProvider(key),
    certificate: { keyRef: 'test', certificate, chain: [issuing.certificate] },
    key,
  };
}

/** A provider over a key in memory. */
export const keyProvider = (key: KeyObject): SigningProvider => ({
  id: 'memory',
  listCertificates: () => Promise.resolve([]),
  signDigest: ({ data }) => Promise.resolve(sign('sha256', data, key)),
});

/** Trust in the root of the test authority. */
export function testTrust(): TrustStore {
  const certificate = readCertificate(testAuthority().root.certificate);
  return {
    anchors: [
      { certificate, purposes: ['signature', 'timestamp'], trustedFrom: daysFromNow(-400), trustedUntil: null },
    ],
    intermediates: [],
  };
}

/** A CRL of the test authority's root or issuing part. */
export function testCrl(from: 'root' | 'issuing', revoked: CrlContent['revoked'] = [], now = testNow): Buffer {
  const content = {
    number: 1,
    thisUpdate: now,
    nextUpdate: new Date(now.getTime() + 7 * day),
    keepsSince: daysFromNow(-400),
    revoked,
  };
  return buildCrl(content, issuerOf(testAuthority()[from]));
}

/** Revocation lists of both parts of the authority, given to whoever asks. */
export function testRevocation(revoked: CrlContent['revoked'] = [], now = testNow): RevocationSource {
  const lists = [testCrl('root', [], now), testCrl('issuing', revoked, now)].map((der) => ({
    kind: 'crl' as const,
    der,
  }));
  return { find: () => Promise.resolve(lists) };
}

export const testContext = (changes: Partial<ValidationContext> = {}): ValidationContext => ({
  trust: testTrust(),
  revocation: testRevocation(),
  policy: defaultValidationPolicy,
  now: testNow,
  ...changes,
});

/** A timestamper of the test authority without a network, at a time of choice. */
export function testTimestamper(at = testNow): Timestamper {
  const { certificate, key, chain } = testAuthority().timestamp;
  const answering = createTimestampAuthority({ certificate, key, chain, clock: { now: () => at }, nextSerial });
  return (digest) => Promise.resolve(readResponse(answering.answer(encodeQuery(digest, nextSerial().subarray(0, 8)))));
}
