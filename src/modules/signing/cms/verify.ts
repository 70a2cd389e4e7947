import { createHash } from 'node:crypto';
import { keyIdentifierOf, type Certificate } from '../certificates/x509-read.ts';
import { oids } from '../der/oids.ts';
import { hexIntegerOf, octetsOf, oidOf, sequenceOf, type Element } from '../der/reader.ts';
import { digestOf, verifySignature, type DigestName } from './algorithms.ts';
import { readAlgorithm, singleValue, type SignedData, type SignerInfo } from './read.ts';

/** Why a CMS signature does not hold, by the sub-indications of EN 319 102-1. */
export type CmsProblem =
  'no_certificate' | 'weak_digest' | 'hash_mismatch' | 'signature_mismatch' | 'attributes_invalid';

export type CmsCheck = {
  readonly certificate: Certificate | undefined;
  readonly problem: CmsProblem | undefined;
  /** The signing-certificate attribute names this certificate (RFC 5035); false when it is missing. */
  readonly bound: boolean;
};

/**
 * Checks the one signature of a SignedData over a content given by its digest function: digest, signed attributes,
 * binding to the certificate, and the signature itself. Throws DerError for a malformed attribute.
 */
export function checkSignerInfo(
  signed: SignedData,
  certificates: readonly Certificate[],
  contentDigest: (name: DigestName) => Buffer,
): CmsCheck {
  const { signerInfo } = signed;
  const certificate = certificates.find((candidate) => isNamedBy(signerInfo, candidate));
  const fail = (problem: CmsProblem): CmsCheck => ({ certificate, problem, bound: false });
  if (!certificate) return fail('no_certificate');
  const digest = digestOf(signerInfo.digestAlgorithm);
  if (!digest) return fail('weak_digest');
  const { signedBytes } = signerInfo;
  // Without signed attributes nothing binds certificate and content type: PAdES and RFC 3161 both demand them.
  if (!signedBytes) return fail('attributes_invalid');
  if (!attributesFit(signed)) return fail('attributes_invalid');
  const expected = octetsOf(singleValue(signerInfo.signed, oids.messageDigest), 'message digest');
  if (!expected.equals(contentDigest(digest))) return fail('hash_mismatch');
  const { signatureAlgorithm: algorithm, signature } = signerInfo;
  const fits = verifySignature({ algorithm, digest, key: certificate.publicKey, data: signedBytes, signature });
  if (!fits) return fail('signature_mismatch');
  const binding = bindingOf(signerInfo, certificate);
  if (binding === 'other') return fail('attributes_invalid');
  return { certificate, problem: undefined, bound: binding === 'this' };
}

function isNamedBy({ signer }: SignerInfo, certificate: Certificate): boolean {
  if ('issuer' in signer) return signer.serial === certificate.serial && signer.issuer.equals(certificate.issuer);
  return keyIdentifierOf(certificate)?.equals(signer.keyIdentifier) ?? false;
}

function attributesFit({ contentType, signerInfo }: SignedData): boolean {
  if (oidOf(singleValue(signerInfo.signed, oids.contentType), 'content type') !== contentType) return false;
  const protection = singleValue(signerInfo.signed, oids.algorithmProtection);
  return !protection || protectionFits(protection, signerInfo);
}

/** RFC 6211 §2: the names under the signature must be those outside. */
function protectionFits(protection: Element, signerInfo: SignerInfo): boolean {
  const [digest, signature] = sequenceOf(protection, 'algorithm protection');
  if (signature?.tag !== 0xa1) return false;
  const asSequence = { ...signature, tag: 0x30 };
  const same = readAlgorithm(digest).id === signerInfo.digestAlgorithm.id;
  return same && readAlgorithm(asSequence).id === signerInfo.signatureAlgorithm.id;
}

/** Which certificate the ESS attribute names: this one, another one, or none because the attribute is missing. */
function bindingOf({ signed }: SignerInfo, certificate: Certificate): 'this' | 'other' | 'none' {
  const second = singleValue(signed, oids.signingCertificateV2);
  const first = singleValue(signed, oids.signingCertificate);
  if (!second && !first) return 'none';
  const [identifiers] = sequenceOf(second ?? first, 'signing certificate');
  const [own] = sequenceOf(identifiers, 'certificate identifiers');
  const parts = sequenceOf(own, 'certificate identifier');
  const algorithm = second && parts[0]?.tag === 0x30 ? digestOf(readAlgorithm(parts[0])) : second ? 'sha256' : 'sha1';
  if (!algorithm) return 'other';
  const hash = parts.find((part) => part.tag === 0x04);
  if (!octetsOf(hash, 'certificate hash').equals(createHash(algorithm).update(certificate.raw).digest()))
    return 'other';
  return serialFits(parts.at(-1), certificate) ? 'this' : 'other';
}

function serialFits(issuerSerial: Element | undefined, certificate: Certificate): boolean {
  if (issuerSerial?.tag !== 0x30) return true;
  const parts = sequenceOf(issuerSerial, 'issuer and serial number');
  return hexIntegerOf(parts[1]) === certificate.serial;
}
