import { createHash, timingSafeEqual } from 'node:crypto';
import { readCertificate, type Certificate } from '../certificates/x509-read.ts';
import { digestOf, type DigestName } from '../cms/algorithms.ts';
import { readSignedData } from '../cms/read.ts';
import { checkSignerInfo } from '../cms/verify.ts';
import { oids } from '../der/oids.ts';
import { DerError } from '../der/reader.ts';
import { readTimestampInfo, type TimestampInfo } from './messages.ts';

/** A token whose signature fits its certificate. Whether that certificate is trusted is another question. */
export type CheckedToken = {
  readonly info: TimestampInfo;
  readonly certificate: Certificate;
  readonly others: readonly Certificate[];
  readonly digest: DigestName;
};

/** Checks a token against the bytes that it should certify. Throws DerError when anything does not fit. */
export function checkToken(token: Buffer, stamped: (digest: DigestName) => Buffer): CheckedToken {
  const signed = readSignedData(token);
  if (signed.contentType !== oids.timestampInfo || !signed.content) throw new DerError('no timestamp');
  const info = readTimestampInfo(signed.content);
  const { digest } = info.imprint;
  if (!digest || !equal(info.imprint.value, stamped(digest))) throw new DerError('timestamp of something else');
  const certificates = signed.certificates.map(readCertificate);
  const content = signed.content;
  const check = checkSignerInfo(signed, certificates, (name) => createHash(name).update(content).digest());
  if (!check.certificate || check.problem) throw new DerError(`timestamp: ${check.problem ?? 'no certificate'}`);
  if (!check.bound) throw new DerError('timestamp: certificate not bound');
  const used = check.certificate;
  const own = digestOf(signed.signerInfo.digestAlgorithm) ?? 'sha1';
  return {
    info,
    certificate: used,
    others: certificates.filter((other) => other !== used),
    digest: weaker(digest, own),
  };
}

const weaker = (a: DigestName, b: DigestName): DigestName => (a === 'sha1' ? a : b);

const equal = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);
