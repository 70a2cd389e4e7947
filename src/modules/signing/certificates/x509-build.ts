import { createHash, createPublicKey, sign, type KeyObject } from 'node:crypto';
import { oids } from '../der/oids.ts';
import { bitsOf, readExactly, sequenceOf } from '../der/reader.ts';
import {
  algorithm,
  bitString,
  booleanTrue,
  element,
  explicit,
  generalizedTime,
  implicit,
  integer,
  namedBits,
  nullValue,
  octetString,
  oid,
  printableString,
  sequence,
  setOf,
  time,
  utf8String,
} from '../der/writer.ts';

/** Parts of a subject name in the order they are written. */
export type NameParts = Readonly<
  Partial<Record<'country' | 'locality' | 'organization' | 'unit' | 'title' | 'commonName' | 'userId', string>>
>;

export type CertificateProfile = 'root' | 'issuing' | 'signer' | 'timestamp';

export type CertificateContent = {
  readonly profile: CertificateProfile;
  readonly subject: NameParts;
  readonly publicKey: KeyObject;
  /** Big-endian, at most 20 bytes. */
  readonly serial: Buffer;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Where verifiers find the state of the certificate. */
  readonly addresses?: { readonly crl: string; readonly ocsp: string; readonly issuer: string };
};

/** A certification authority's name and key. */
export type Issuer = { readonly name: Buffer; readonly key: KeyObject };

const nameTypes: Record<keyof NameParts, string> = {
  country: oids.countryName,
  locality: oids.localityName,
  organization: oids.organizationName,
  unit: oids.organizationalUnitName,
  title: oids.title,
  commonName: oids.commonName,
  userId: oids.userId,
};

/** DER `Name`; one attribute per RDN. */
export function encodeName(parts: NameParts): Buffer {
  const order = ['country', 'locality', 'organization', 'unit', 'title', 'commonName', 'userId'] as const;
  const rdns = order.flatMap((part) => {
    const value = parts[part];
    if (value === undefined) return [];
    const text = part === 'country' ? printableString(value) : utf8String(value.normalize('NFC'));
    return [setOf(sequence(oid(nameTypes[part]), text))];
  });
  return sequence(...rdns);
}

/** RFC 7093 §2 method 1: leftmost 160 bits of SHA-256 over the key bits. */
export function keyIdentifier(publicKey: KeyObject): Buffer {
  const [, bits] = sequenceOf(readExactly(spkiOf(publicKey)), 'public key');
  return createHash('sha256').update(bitsOf(bits)).digest().subarray(0, 20);
}

const spkiOf = (publicKey: KeyObject): Buffer => publicKey.export({ type: 'spki', format: 'der' });

const extension = (id: string, value: Buffer, critical = false): Buffer =>
  sequence(oid(id), ...(critical ? [booleanTrue] : []), octetString(value));

// Bits of KeyUsage, RFC 5280 §4.2.1.3.
const bit = { digitalSignature: 0, nonRepudiation: 1, keyCertSign: 5, crlSign: 6 } as const;

function profileExtensions(profile: CertificateProfile): Buffer[] {
  switch (profile) {
    case 'root':
      return [extension(oids.basicConstraints, sequence(booleanTrue), true), keyUsage(bit.keyCertSign, bit.crlSign)];
    case 'issuing':
      return [
        extension(oids.basicConstraints, sequence(booleanTrue, integer(0)), true),
        // digitalSignature lets the authority sign its own OCSP answers (RFC 6960 §4.2.2.2).
        keyUsage(bit.digitalSignature, bit.keyCertSign, bit.crlSign),
      ];
    case 'timestamp':
      // RFC 3161 §2.3: this purpose alone, and critical.
      return [keyUsage(bit.digitalSignature), extension(oids.extendedKeyUsage, sequence(oid(oids.timeStamping)), true)];
    case 'signer':
      return [
        keyUsage(bit.digitalSignature, bit.nonRepudiation),
        extension(oids.extendedKeyUsage, sequence(oid(oids.documentSigning), oid(oids.emailProtection))),
      ];
  }
}

const keyUsage = (...bits: readonly number[]): Buffer => extension(oids.keyUsage, namedBits(...bits), true);

function addressExtensions({ crl, ocsp, issuer }: NonNullable<CertificateContent['addresses']>): Buffer[] {
  const address = (url: string): Buffer => implicit(6, Buffer.from(url, 'latin1'));
  const point = sequence(explicit(0, explicit(0, address(crl))));
  const access = sequence(
    sequence(oid(oids.ocspAccess), address(ocsp)),
    sequence(oid(oids.caIssuersAccess), address(issuer)),
  );
  return [extension(oids.crlDistributionPoints, sequence(point)), extension(oids.authorityInfoAccess, access)];
}

/** An X.509 version 3 certificate (RFC 5280), DER. A root is its own issuer. */
export function buildCertificate(content: CertificateContent, issuer: Issuer): Buffer {
  const authorityKey = sequence(implicit(0, keyIdentifier(createPublicKey(issuer.key))));
  const extensions = [
    ...profileExtensions(content.profile),
    extension(oids.subjectKeyIdentifier, octetString(keyIdentifier(content.publicKey))),
    extension(oids.authorityKeyIdentifier, authorityKey),
    ...(content.addresses ? addressExtensions(content.addresses) : []),
  ];
  const body = sequence(
    explicit(0, integer(2)),
    integer(content.serial),
    algorithmOf(issuer.key),
    issuer.name,
    sequence(time(content.notBefore), time(content.notAfter)),
    encodeName(content.subject),
    spkiOf(content.publicKey),
    explicit(3, sequence(...extensions)),
  );
  return signBody(body, issuer.key);
}

/** SHA-256 signature algorithm that fits the key. */
export const algorithmOf = (key: KeyObject): Buffer =>
  key.asymmetricKeyType === 'ec' ? algorithm(oids.ecdsaWithSha256) : algorithm(oids.sha256WithRsa, nullValue);

/** SIGNED{body}: the body, the algorithm and the signature over it (certificates, CRLs, OCSP answers). */
export function signBody(body: Buffer, key: KeyObject, extra: readonly Buffer[] = []): Buffer {
  return sequence(body, algorithmOf(key), bitString(sign('sha256', body, key)), ...extra);
}

type RevokedEntry = { readonly serial: Buffer; readonly at: Date; readonly reason: number };
export type CrlContent = {
  readonly number: number;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  /** Certificates that expired after this stay on the list. */
  readonly keepsSince: Date;
  readonly revoked: readonly RevokedEntry[];
};

/** A complete certificate revocation list (RFC 5280 §5). */
export function buildCrl(content: CrlContent, issuer: Issuer): Buffer {
  const entries = content.revoked.map(({ serial, at, reason }) =>
    sequence(integer(serial), time(at), sequence(extension(oids.crlReason, element(0x0a, Buffer.from([reason]))))),
  );
  const authorityKey = sequence(implicit(0, keyIdentifier(createPublicKey(issuer.key))));
  const extensions = sequence(
    extension(oids.authorityKeyIdentifier, authorityKey),
    extension(oids.crlNumber, integer(content.number)),
    // Entries stay after expiry (X.509 §9.5.2.8): a verifier may rely on their absence for old signatures too.
    extension(oids.expiredCertsOnCrl, generalizedTime(content.keepsSince)),
  );
  const body = sequence(
    integer(1),
    algorithmOf(issuer.key),
    issuer.name,
    time(content.thisUpdate),
    time(content.nextUpdate),
    ...(entries.length > 0 ? [sequence(...entries)] : []),
    explicit(0, extensions),
  );
  return signBody(body, issuer.key);
}
