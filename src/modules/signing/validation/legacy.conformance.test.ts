import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { childrenOf, readElement } from '../der/reader.ts';
import { inDirectory, pdfsig, run, toPem } from '../fixtures/judges.ts';
import { plainPdf } from '../fixtures/sample-pdf.ts';
import { prepareSignature } from '../pades/prepare.ts';
import { openPdf } from '../pdf/document.ts';
import { aSigner, daysFromNow, testAuthority, testContext, testNow, type TestSigner } from '../testing.ts';
import { validateSignatures } from './validate.ts';

const signer = aSigner({ kind: 'rsa-2048' });

/** A signature as other software makes it: CMS by openssl, in the given format of the dictionary. */
async function signWithOpenssl(
  options: readonly string[],
  subFilter = 'adbe.pkcs7.detached',
  who: TestSigner = signer,
): Promise<Buffer> {
  const prepared = await prepareSignature(openPdf(plainPdf()), { kind: 'signature', at: testNow, reserve: 6000 });
  const draft = prepared.file;
  draft.write(subFilter, draft.indexOf('ETSI.CAdES.detached'), 'latin1');
  const content = Buffer.concat([draft.subarray(0, prepared.holeStart - 1), draft.subarray(prepared.holeEnd + 1)]);
  const cms = inDirectory((path) => {
    const key = path('key.pem', who.key.export({ type: 'pkcs8', format: 'pem' }));
    const certificate = path('cert.pem', toPem(who.certificate.certificate));
    const issuing = path('issuing.pem', toPem(testAuthority().issuing.certificate));
    run(
      'openssl',
      'cms',
      '-sign',
      '-binary',
      '-in',
      path('content', content),
      '-signer',
      certificate,
      '-inkey',
      key,
      '-certfile',
      issuing,
      '-outform',
      'DER',
      '-out',
      path('cms.der'),
      ...options,
    );
    return readFileSync(path('cms.der'));
  });
  draft.write(cms.toString('hex'), prepared.holeStart, 'latin1');
  return draft;
}

describe('signatures of other software', () => {
  it('in the older format with SHA-256 pass with a note', async () => {
    const pdf = await signWithOpenssl(['-md', 'sha256']);
    expect(pdfsig(pdf)).toContain('Signature is Valid.');
    const report = await validateSignatures(pdf, testContext());
    expect(report.verdict).toBe('TOTAL-PASSED');
    expect(report.signatures[0]).toMatchObject({
      level: 'legacy',
      findings: [{ code: 'legacy_format' }, { code: 'timestamp_missing' }],
    });
  });

  it('with SHA-1 never pass: collisions can be bought', async () => {
    const report = await validateSignatures(await signWithOpenssl(['-md', 'sha1']), testContext());
    expect(report).toMatchObject({ verdict: 'INDETERMINATE', subIndication: 'CRYPTO_CONSTRAINTS_FAILURE' });
  });

  it('with RSA-PSS pass', async () => {
    const pss = ['-md', 'sha256', '-cades', '-keyopt', 'rsa_padding_mode:pss', '-keyopt', 'rsa_pss_saltlen:32'];
    const report = await validateSignatures(await signWithOpenssl(pss, 'ETSI.CAdES.detached'), testContext());
    expect(report.verdict).toBe('TOTAL-PASSED');
  });

  it('in BER with indefinite lengths pass, as Bouncy Castle writes them', async () => {
    const pdf = await signWithOpenssl(['-md', 'sha256']);
    const at = pdf.indexOf('/Contents<') + '/Contents<'.length;
    const [type, wrapped] = childrenOf(readElement(Buffer.from(pdf.toString('latin1', at, at + 12_000), 'hex')));
    const body = wrapped && childrenOf(wrapped)[0];
    const [head, end] = [Buffer.from([0x30, 0x80]), Buffer.from([0, 0])];
    const ber = Buffer.concat([
      head,
      type?.raw ?? end,
      Buffer.from([0xa0, 0x80]),
      head,
      body?.content ?? end,
      end,
      end,
      end,
    ]);
    pdf.write(ber.toString('hex').padEnd(12_000, '0'), at, 'latin1');
    expect((await validateSignatures(pdf, testContext())).verdict).toBe('TOTAL-PASSED');
  });

  it('that bring their own content instead of covering the file fail', async () => {
    const report = await validateSignatures(await signWithOpenssl(['-md', 'sha256', '-nodetach']), testContext());
    expect(report).toMatchObject({ verdict: 'FAILED', subIndication: 'FORMAT_FAILURE' });
  });

  it('with the signing-time attribute in a PAdES signature pass with a note', async () => {
    const report = await validateSignatures(
      await signWithOpenssl(['-md', 'sha384', '-cades'], 'ETSI.CAdES.detached'),
      testContext(),
    );
    expect(report.verdict).toBe('TOTAL-PASSED');
    expect(report.signatures[0]?.findings).toContainEqual({ code: 'signing_time_attribute' });
  });

  it('without the binding attribute are no PAdES signatures', async () => {
    const report = await validateSignatures(
      await signWithOpenssl(['-md', 'sha256'], 'ETSI.CAdES.detached'),
      testContext(),
    );
    expect(report).toMatchObject({ verdict: 'INDETERMINATE', subIndication: 'SIG_CONSTRAINTS_FAILURE' });
  });

  it('without signed attributes fail', async () => {
    const report = await validateSignatures(await signWithOpenssl(['-md', 'sha256', '-noattr']), testContext());
    expect(report.verdict).toBe('FAILED');
  });

  it('in a format that we do not know cannot be told', async () => {
    const report = await validateSignatures(
      await signWithOpenssl(['-md', 'sha256'], 'adbe.x509.rsa_sha1 '),
      testContext(),
    );
    expect(report.verdict).toBe('INDETERMINATE');
  });

  it('with an expired certificate and no timestamp cannot be told', async () => {
    const expired = aSigner({ kind: 'rsa-2048', notAfter: daysFromNow(1) });
    const pdf = await signWithOpenssl(['-md', 'sha256'], 'adbe.pkcs7.detached', expired);
    const later = testContext({ now: daysFromNow(3) });
    expect((await validateSignatures(pdf, later)).verdict).toBe('INDETERMINATE');
  });
});
