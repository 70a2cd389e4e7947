import { beforeAll, describe, expect, it } from 'vitest';
import { plainPdf } from '../fixtures/sample-pdf.ts';
import { signPades } from '../pades/sign.ts';
import { readCertificate } from '../certificates/x509-read.ts';
import {
  aSigner,
  daysFromNow,
  testContext,
  testNow,
  testRevocation,
  testTimestamper,
  type TestSigner,
} from '../testing.ts';
import { validateSignatures } from './validate.ts';
import type { ValidationReport } from './report.ts';

const context = testContext();
let chair: TestSigner;
let commune: TestSigner;

beforeAll(() => {
  chair = aSigner({ kind: 'rsa-2048' });
  commune = aSigner({ name: 'ỦY BAN NHÂN DÂN XÃ AN ĐÌNH' });
});

const codesOf = (report: ValidationReport): string[] =>
  [...report.findings, ...report.signatures.flatMap((signature) => signature.findings)].map(({ code }) => code);

describe('the certificate', () => {
  const sign = async (signer: TestSigner, options: { at?: Date; stampedAt?: Date } = {}): Promise<Buffer> => {
    const { at = testNow, stampedAt } = options;
    const stamps = stampedAt ? { timestamp: testTimestamper(stampedAt) } : {};
    return (await signPades(plainPdf(), { ...signer, at, ...stamps })).pdf;
  };
  const revokedAt = (signer: TestSigner, at: Date, reason = 1) => {
    const serial = Buffer.from(readCertificate(signer.certificate.certificate).serial.padStart(32, '0'), 'hex');
    return testContext({ revocation: testRevocation([{ serial, at, reason }]) });
  };

  it('expired before the signature: failed, by the signer’s own claim', async () => {
    const signer = aSigner({ notAfter: daysFromNow(-2) });
    const report = await validateSignatures(await sign(signer, { stampedAt: testNow }), context);
    expect(report).toMatchObject({ verdict: 'FAILED', subIndication: 'EXPIRED' });
  });

  it('expired since, no timestamp: cannot be told', async () => {
    const signer = aSigner({ notAfter: daysFromNow(-2) });
    const report = await validateSignatures(await sign(signer, { at: daysFromNow(-5) }), context);
    expect(report).toMatchObject({ verdict: 'INDETERMINATE', subIndication: 'OUT_OF_BOUNDS_NO_POE' });
  });

  it('expired since, but a timestamp proves the time: passes', async () => {
    const signer = aSigner({ notAfter: daysFromNow(-2) });
    const report = await validateSignatures(
      await sign(signer, { at: daysFromNow(-5), stampedAt: daysFromNow(-5) }),
      context,
    );
    expect(report.verdict).toBe('TOTAL-PASSED');
    expect(codesOf(report)).toContain('expired_later');
  });

  it('not valid yet: failed', async () => {
    const report = await validateSignatures(await sign(aSigner({ notBefore: daysFromNow(1) })), context);
    expect(report).toMatchObject({ verdict: 'FAILED', subIndication: 'NOT_YET_VALID' });
  });

  it('revoked before the signature: failed', async () => {
    const report = await validateSignatures(
      await sign(chair, { stampedAt: testNow }),
      revokedAt(chair, daysFromNow(-1)),
    );
    expect(report).toMatchObject({ verdict: 'FAILED', subIndication: 'REVOKED' });
  });

  it('revoked since, signed earlier only by its own word: cannot be told', async () => {
    const report = await validateSignatures(
      await sign(chair, { at: daysFromNow(-3) }),
      revokedAt(chair, daysFromNow(-1)),
    );
    expect(report).toMatchObject({ verdict: 'INDETERMINATE', subIndication: 'REVOKED_NO_POE' });
  });

  it('revoked since, but a timestamp proves the time: passes', async () => {
    const pdf = await sign(chair, { at: daysFromNow(-3), stampedAt: daysFromNow(-3) });
    const report = await validateSignatures(pdf, revokedAt(chair, daysFromNow(-1)));
    expect(report.verdict).toBe('TOTAL-PASSED');
    expect(codesOf(report)).toContain('revoked_later');
  });

  it('on hold: cannot be told now', async () => {
    const report = await validateSignatures(await sign(chair), revokedAt(chair, daysFromNow(-1), 6));
    expect(report).toMatchObject({ verdict: 'INDETERMINATE', subIndication: 'TRY_LATER' });
  });

  it('without revocation data: not invalid, only not verified yet', async () => {
    const report = await validateSignatures(
      await sign(chair),
      testContext({ revocation: { find: () => Promise.resolve([]) } }),
    );
    expect(report).toMatchObject({ verdict: 'INDETERMINATE', subIndication: 'TRY_LATER' });
  });

  it('of an authority that nobody trusts here: cannot be told', async () => {
    const report = await validateSignatures(
      await sign(chair),
      testContext({ trust: { anchors: [], intermediates: [] } }),
    );
    expect(report).toMatchObject({ verdict: 'INDETERMINATE', subIndication: 'NO_CERTIFICATE_CHAIN_FOUND' });
  });

  it('used by another key: failed', async () => {
    const impostor = { ...chair, provider: commune.provider };
    const report = await validateSignatures(await sign({ ...impostor, certificate: chair.certificate }), context);
    expect(report).toMatchObject({ verdict: 'FAILED', subIndication: 'SIG_CRYPTO_FAILURE' });
  });

  it('without a timestamp passes today, with a note', async () => {
    const report = await validateSignatures(await sign(chair), context);
    expect(report.verdict).toBe('TOTAL-PASSED');
    expect(codesOf(report)).toEqual(['timestamp_missing']);
  });

  it('whose timestamp comes from a stranger does not pass', async () => {
    const anchors = context.trust.anchors.map((anchor) => ({ ...anchor, purposes: ['signature' as const] }));
    const pdf = await sign(chair, { stampedAt: testNow });
    const report = await validateSignatures(pdf, testContext({ trust: { anchors, intermediates: [] } }));
    expect(report.verdict).toBe('INDETERMINATE');
    expect(codesOf(report)).toContain('timestamp_untrusted');
  });
});
