import { describe, expect, it } from 'vitest';
import { inDirectory, run, toPem } from '../fixtures/judges.ts';
import { aSigner, daysFromNow, testAuthority, testCrl, testNow } from '../testing.ts';
import { readFileSync, writeFileSync } from 'node:fs';
import { readStatement } from '../validation/revocation-read.ts';
import { issuerOf } from './authority.ts';
import { answerOcsp, serialsAsked, type OcspState } from './ocsp.ts';
import { readCertificate } from './x509-read.ts';

const { root, issuing, timestamp } = testAuthority();
const signer = aSigner({ kind: 'rsa-2048' });
const own = readCertificate(signer.certificate.certificate);
const serial = Buffer.from(own.serial.padStart(32, '0'), 'hex');
const at = String(testNow.getTime() / 1000);

/** openssl's opinion on the chain of a certificate with the given revocation lists. */
function verifyChain(certificate: Buffer, lists: readonly Buffer[], purpose: string): string {
  return inDirectory((path) => {
    const crls = lists.map((der, i) => {
      const pem = `-----BEGIN X509 CRL-----\n${der.toString('base64').replace(/.{64}/g, '$&\n').trimEnd()}\n-----END X509 CRL-----\n`;
      return ['-CRLfile', path(`${i}.crl`, pem)];
    });
    return run(
      'openssl',
      'verify',
      '-attime',
      at,
      '-x509_strict',
      '-purpose',
      purpose,
      '-crl_check_all',
      ...crls.flat(),
      '-CAfile',
      path('root.pem', toPem(root.certificate)),
      '-untrusted',
      path('issuing.pem', toPem(issuing.certificate)),
      path('leaf.pem', toPem(certificate)),
    );
  });
}

describe('certificates of the demonstration authority', () => {
  it('form a chain that openssl accepts strictly, with revocation lists', () => {
    expect(verifyChain(signer.certificate.certificate, [testCrl('root'), testCrl('issuing')], 'smimesign')).toContain(
      'OK',
    );
    expect(verifyChain(timestamp.certificate, [testCrl('root'), testCrl('issuing')], 'timestampsign')).toContain('OK');
  });

  it('are refused by openssl once revoked', () => {
    const lists = [testCrl('root'), testCrl('issuing', [{ serial, at: daysFromNow(-1), reason: 4 }])];
    expect(() => verifyChain(signer.certificate.certificate, lists, 'smimesign')).toThrow(/revoked/);
  });
});

describe('the OCSP answer', () => {
  const askOpenssl = (state: OcspState): string =>
    inDirectory((path) => {
      const [rootPem, issuingPem, leaf] = [
        path('root.pem', toPem(root.certificate)),
        path('issuing.pem', toPem(issuing.certificate)),
        path('leaf.pem', toPem(own.raw)),
      ];
      run('openssl', 'ocsp', '-issuer', issuingPem, '-cert', leaf, '-reqout', path('request.der'));
      const request = readFileSync(path('request.der'));
      expect(serialsAsked(request)).toEqual([own.serial]);
      const certificate = readCertificate(issuing.certificate);
      const answer = answerOcsp(request, {
        certificate,
        issuer: issuerOf(issuing),
        now: testNow,
        validityMs: 3_600_000,
        stateOf: () => state,
      });
      writeFileSync(path('answer.der'), answer);
      return run(
        'openssl',
        'ocsp',
        '-issuer',
        issuingPem,
        '-cert',
        leaf,
        '-respin',
        path('answer.der'),
        '-CAfile',
        rootPem,
        '-attime',
        at,
        '-verify_other',
        issuingPem,
        '-partial_chain',
        '-no_nonce',
        '-validity_period',
        String(20 * 365 * 86_400),
      );
    });

  it('is understood by openssl: good, revoked, unknown', () => {
    expect(askOpenssl({ kind: 'good' })).toContain('good');
    expect(askOpenssl({ kind: 'revoked', at: daysFromNow(-1), reason: 1 })).toContain('revoked');
    expect(askOpenssl({ kind: 'unknown' })).toContain('unknown');
  });

  it('for rubbish is an error answer, not an exception', () => {
    const certificate = readCertificate(issuing.certificate);
    const answer = answerOcsp(Buffer.from('rubbish'), {
      certificate,
      issuer: issuerOf(issuing),
      now: testNow,
      validityMs: 1,
      stateOf: () => ({ kind: 'good' }),
    });
    expect(readStatement('ocsp', answer, { certificate: own, issuer: certificate })).toBeUndefined();
  });
});
