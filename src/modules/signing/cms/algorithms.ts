import { constants, verify, type KeyObject } from 'node:crypto';
import { oids } from '../der/oids.ts';
import { childrenOf, sequenceOf, smallIntegerOf, tagged } from '../der/reader.ts';
import { readAlgorithm, type AlgorithmIdentifier } from './read.ts';

export type DigestName = 'sha1' | 'sha256' | 'sha384' | 'sha512';

const digests = new Map<string, DigestName>([
  [oids.sha1, 'sha1'],
  [oids.sha256, 'sha256'],
  [oids.sha384, 'sha384'],
  [oids.sha512, 'sha512'],
]);

/** Name of the digest for node:crypto; undefined for one that we do not accept (MD5, SHA-224 …). */
export const digestOf = (algorithm: AlgorithmIdentifier): DigestName | undefined => digests.get(algorithm.id);

type Scheme = { readonly key: 'rsa' | 'ec'; readonly digest?: DigestName };

const schemes = new Map<string, Scheme>([
  [oids.rsaEncryption, { key: 'rsa' }],
  [oids.sha1WithRsa, { key: 'rsa', digest: 'sha1' }],
  [oids.sha256WithRsa, { key: 'rsa', digest: 'sha256' }],
  [oids.sha384WithRsa, { key: 'rsa', digest: 'sha384' }],
  [oids.sha512WithRsa, { key: 'rsa', digest: 'sha512' }],
  [oids.ecdsaWithSha1, { key: 'ec', digest: 'sha1' }],
  [oids.ecdsaWithSha256, { key: 'ec', digest: 'sha256' }],
  [oids.ecdsaWithSha384, { key: 'ec', digest: 'sha384' }],
  [oids.ecdsaWithSha512, { key: 'ec', digest: 'sha512' }],
]);

/** Digest that a signature algorithm of a certificate, CRL or OCSP answer uses. */
export const schemeDigest = (id: string): DigestName | undefined => schemes.get(id)?.digest;

type Check = {
  readonly algorithm: AlgorithmIdentifier;
  /** Digest named beside the algorithm (CMS); must agree with the one inside its name. */
  readonly digest: DigestName;
  readonly key: KeyObject;
  readonly data: Buffer;
  readonly signature: Buffer;
};

/** True only when the signature fits key, data and both algorithm names. Never throws. */
export function verifySignature(check: Check): boolean {
  try {
    return check.algorithm.id === oids.rsaPss ? verifyPss(check) : verifyPlain(check);
  } catch {
    return false;
  }
}

function verifyPlain({ algorithm, digest, key, data, signature }: Check): boolean {
  const scheme = schemes.get(algorithm.id);
  if (!scheme || scheme.key !== key.asymmetricKeyType || algorithm.parameters) return false;
  if (scheme.digest && scheme.digest !== digest) return false;
  return verify(digest, data, key, signature);
}

/** RFC 4055 §3.1; only MGF1 with the same digest, as ETSI TS 119 312 has it. */
function verifyPss({ algorithm, digest, key, data, signature }: Check): boolean {
  const parts = algorithm.parameters ? sequenceOf(algorithm.parameters, 'PSS parameters') : [];
  const inner = (n: number) => {
    const part = tagged(parts, n);
    return part && childrenOf(part)[0];
  };
  const mask = inner(1) && readAlgorithm(inner(1));
  const named = inner(0) ? digestOf(readAlgorithm(inner(0))) : 'sha1';
  const maskDigest = mask?.id === oids.mgf1 ? digestOf(readAlgorithm(mask.parameters)) : undefined;
  if (named !== digest || maskDigest !== digest || tagged(parts, 3)) return false;
  const saltLength = inner(2) ? smallIntegerOf(inner(2)) : 20;
  return verify(digest, data, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength }, signature);
}

/** Key strength by ETSI TS 119 312: RSA from 2048 bits, the NIST curves. */
export function keyIsStrong(key: KeyObject): boolean {
  const details = key.asymmetricKeyDetails;
  if (key.asymmetricKeyType === 'ec')
    return ['prime256v1', 'secp384r1', 'secp521r1'].includes(details?.namedCurve ?? '');
  return (
    (key.asymmetricKeyType === 'rsa' || key.asymmetricKeyType === 'rsa-pss') && (details?.modulusLength ?? 0) >= 2048
  );
}
