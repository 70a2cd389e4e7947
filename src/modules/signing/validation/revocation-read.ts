import { createHash } from 'node:crypto';
import { digestOf, schemeDigest, verifySignature } from '../cms/algorithms.ts';
import { readAlgorithm, type AlgorithmIdentifier } from '../cms/read.ts';
import { keyUsageBit, readCertificate, readExtensions, type Certificate } from '../certificates/x509-read.ts';
import { oids } from '../der/oids.ts';
import {
  bitsOf,
  childrenOf,
  DerError,
  expectTag,
  hexIntegerOf,
  octetsOf,
  oidOf,
  readExactly,
  sequenceOf,
  tagged,
  timeOf,
  type Element,
} from '../der/reader.ts';

/** What an authority said about one certificate, its signature already checked. */
export type RevocationStatement = {
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
  /** The authority keeps the state of certificates that expired after this time. */
  readonly keepsExpiredSince: Date | undefined;
  readonly revoked: { readonly at: Date; readonly reason: number } | undefined;
};

const maxBytes = 16 * 1024 * 1024;

function signatureFits(body: Element, algorithm: AlgorithmIdentifier, signature: Buffer, signer: Certificate): boolean {
  const digest = schemeDigest(algorithm.id);
  if (!digest || digest === 'sha1') return false;
  return verifySignature({ algorithm, digest, key: signer.publicKey, data: body.raw, signature });
}

/** The statement of a complete CRL of this issuer; undefined when the list is another's, partial, or badly signed. */
export function readCrl(der: Buffer, certificate: Certificate, issuer: Certificate): RevocationStatement | undefined {
  if (der.length > maxBytes) return undefined;
  const [body, algorithm, signature] = sequenceOf(readExactly(der), 'revocation list');
  if (!body) return undefined;
  const parts = childrenOf(body);
  const [, name, thisUpdate, ...rest] = parts[0]?.tag === 0x02 ? parts.slice(1) : parts;
  if (!name?.raw.equals(issuer.subject)) return undefined;
  if (issuer.keyUsage && !issuer.keyUsage.has(keyUsageBit.crlSign)) return undefined;
  if (!signatureFits(body, readAlgorithm(algorithm), bitsOf(signature), issuer)) return undefined;
  const extensions = readExtensions(tagged(rest, 0));
  const kept = extensions.get(oids.expiredCertsOnCrl);
  // Delta and partitioned lists say nothing about certificates that they leave out.
  if ([...extensions.values()].some(({ critical }) => critical)) return undefined;
  const nextUpdate = rest[0] && (rest[0].tag === 0x17 || rest[0].tag === 0x18) ? timeOf(rest[0]) : undefined;
  const entries = rest.find((part) => part.tag === 0x30);
  return {
    thisUpdate: timeOf(thisUpdate),
    nextUpdate,
    keepsExpiredSince: kept && timeOf(readExactly(kept.value)),
    revoked: entries && findEntry(entries, certificate.serial),
  };
}

function findEntry(entries: Element, serial: string): RevocationStatement['revoked'] {
  for (const entry of childrenOf(entries)) {
    const [number, at, wrapped] = sequenceOf(entry, 'revoked certificate');
    if (hexIntegerOf(number) !== serial) continue;
    return { at: timeOf(at), reason: reasonIn(wrapped) };
  }
  return undefined;
}

function reasonIn(wrapped: Element | undefined): number {
  for (const item of wrapped ? childrenOf(wrapped) : []) {
    const parts = sequenceOf(item, 'entry extension');
    if (oidOf(parts[0]) === oids.crlReason) return readExactly(octetsOf(parts.at(-1))).content[0] ?? 0;
  }
  return 0;
}

/** The statement of an OCSP answer (RFC 6960) about the certificate; undefined when it is not about it or badly signed. */
export function readOcsp(der: Buffer, certificate: Certificate, issuer: Certificate): RevocationStatement | undefined {
  if (der.length > maxBytes) return undefined;
  const [status, wrapped] = sequenceOf(readExactly(der), 'OCSP answer');
  if (status?.content[0] !== 0) return undefined;
  const [type, answer] = sequenceOf(childrenOf(expectTag(wrapped, 0xa0, 'answer'))[0], 'answer');
  if (oidOf(type) !== oids.ocspBasic) return undefined;
  const [body, algorithm, signature, certificates] = sequenceOf(readExactly(octetsOf(answer)), 'basic answer');
  if (!body) return undefined;
  const signers = [issuer, ...delegates(certificates, issuer)];
  const fits = signers.some((signer) => signatureFits(body, readAlgorithm(algorithm), bitsOf(signature), signer));
  return fits ? readSingle(body, certificate, issuer) : undefined;
}

/** Responders that the issuer itself certified for this purpose (RFC 6960 §4.2.2.2). */
function delegates(wrapped: Element | undefined, issuer: Certificate): Certificate[] {
  const list = wrapped ? childrenOf(childrenOf(wrapped)[0] ?? wrapped).slice(0, 5) : [];
  return list
    .map(({ raw }) => readCertificate(raw))
    .filter(
      (one) =>
        one.extendedKeyUsage?.includes(oids.ocspSigning) && one.issuer.equals(issuer.subject) && one.signedBy(issuer),
    );
}

function readSingle(body: Element, certificate: Certificate, issuer: Certificate): RevocationStatement | undefined {
  const answers = childrenOf(body).find((part) => part.tag === 0x30);
  for (const item of answers ? childrenOf(answers) : []) {
    const [id, state, thisUpdate, ...rest] = sequenceOf(item, 'single answer');
    if (!isAbout(id, certificate, issuer) || !state) continue;
    // [2] is "unknown": the responder does not vouch for the certificate.
    if ((state.tag & 0x1f) === 2) return undefined;
    const next = tagged(rest, 0);
    const cutoff = readExtensions(tagged(rest, 1)).get(oids.ocspArchiveCutoff);
    return {
      thisUpdate: timeOf(thisUpdate),
      nextUpdate: next && timeOf(childrenOf(next)[0]),
      keepsExpiredSince: cutoff && timeOf(readExactly(cutoff.value)),
      revoked: (state.tag & 0x1f) === 1 ? revokedInfo(state) : undefined,
    };
  }
  return undefined;
}

function revokedInfo(state: Element): { at: Date; reason: number } {
  const [at, reason] = childrenOf(state);
  return { at: timeOf(at), reason: reason ? (childrenOf(reason)[0]?.content[0] ?? 0) : 0 };
}

function isAbout(id: Element | undefined, certificate: Certificate, issuer: Certificate): boolean {
  const [algorithm, nameHash, keyHash, serial] = sequenceOf(id, 'certificate identifier');
  const digest = digestOf(readAlgorithm(algorithm));
  if (!digest || hexIntegerOf(serial) !== certificate.serial) return false;
  const hash = (data: Buffer): Buffer => createHash(digest).update(data).digest();
  return octetsOf(nameHash).equals(hash(issuer.subject)) && octetsOf(keyHash).equals(hash(issuer.keyBits));
}

/** Reads either kind; anything unreadable counts as no statement. */
export function readStatement(
  kind: 'crl' | 'ocsp',
  der: Buffer,
  pair: { certificate: Certificate; issuer: Certificate },
): RevocationStatement | undefined {
  try {
    const read = kind === 'crl' ? readCrl : readOcsp;
    return read(der, pair.certificate, pair.issuer);
  } catch (error) {
    if (error instanceof DerError) return undefined;
    throw error;
  }
}

/** Number of a reason code for "on hold" (RFC 5280 §5.3.1). */
export const onHold = 6;
