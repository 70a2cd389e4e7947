import { X509Certificate, type KeyObject } from 'node:crypto';
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
  smallIntegerOf,
  tagged,
  textOf,
  timeOf,
  type Element,
} from '../der/reader.ts';

/** The fields of a certificate that path validation and people need. Distinguished names compare by their bytes. */
export type Certificate = {
  readonly raw: Buffer;
  /** Upper-case hexadecimal without leading zeros. */
  readonly serial: string;
  readonly issuer: Buffer;
  readonly subject: Buffer;
  readonly subjectName: SubjectName;
  readonly issuerName: SubjectName;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly signatureAlgorithm: string;
  readonly keyBits: Buffer;
  readonly publicKey: KeyObject;
  readonly isAuthority: boolean;
  readonly pathLength: number | undefined;
  /** Set bits of KeyUsage; undefined when the extension is missing. */
  readonly keyUsage: ReadonlySet<number> | undefined;
  readonly extendedKeyUsage: readonly string[] | undefined;
  readonly extensions: ReadonlyMap<string, Extension>;
  /** True when `issuer` signed this certificate. */
  readonly signedBy: (issuer: Certificate) => boolean;
};

export type SubjectName = { readonly commonName: string; readonly organization: string; readonly text: string };
export type Extension = { readonly critical: boolean; readonly value: Buffer };

/** Bits of KeyUsage that matter here (RFC 5280 §4.2.1.3). */
export const keyUsageBit = { digitalSignature: 0, nonRepudiation: 1, keyCertSign: 5, crlSign: 6 } as const;

const maxCertificateBytes = 64 * 1024;

/** Parses one DER certificate. Throws DerError. */
export function readCertificate(raw: Buffer): Certificate {
  if (raw.length > maxCertificateBytes) throw new DerError('certificate too large');
  const [body, algorithm] = sequenceOf(readExactly(raw), 'certificate');
  const fields = sequenceOf(body, 'certificate body');
  const [serial, , issuer, validity, subject, key, ...rest] = fields[0]?.tag === 0xa0 ? fields.slice(1) : fields;
  const [notBefore, notAfter] = sequenceOf(validity, 'validity');
  const extensions = readExtensions(tagged(rest, 3));
  const x509 = openX509(raw);
  return {
    raw,
    serial: hexIntegerOf(serial, 'serial number'),
    issuer: expectTag(issuer, 0x30, 'issuer').raw,
    subject: expectTag(subject, 0x30, 'subject').raw,
    subjectName: readName(subject),
    issuerName: readName(issuer),
    notBefore: timeOf(notBefore),
    notAfter: timeOf(notAfter),
    signatureAlgorithm: oidOf(sequenceOf(algorithm, 'algorithm')[0]),
    keyBits: bitsOf(sequenceOf(key, 'public key')[1]),
    publicKey: x509.publicKey,
    ...readConstraints(extensions),
    keyUsage: readKeyUsage(extensions),
    extendedKeyUsage: readPurposes(extensions),
    extensions,
    signedBy: (other) => signedBy(x509, other),
  };
}

function openX509(raw: Buffer): X509Certificate {
  try {
    const x509 = new X509Certificate(raw);
    if (!x509.publicKey.asymmetricKeyType) throw new DerError('unknown key type');
    return x509;
  } catch (cause) {
    throw new DerError('certificate not readable', { cause });
  }
}

function signedBy(x509: X509Certificate, issuer: Certificate): boolean {
  try {
    return x509.verify(issuer.publicKey);
  } catch {
    return false;
  }
}

/** The extensions of a certificate, CRL or OCSP answer. A second one of the same type is refused (RFC 5280 §4.2). */
export function readExtensions(wrapped: Element | undefined): Map<string, Extension> {
  const extensions = new Map<string, Extension>();
  if (!wrapped) return extensions;
  for (const item of sequenceOf(childrenOf(wrapped)[0], 'extensions')) {
    const parts = sequenceOf(item, 'extension');
    const id = oidOf(parts[0]);
    if (extensions.has(id)) throw new DerError('extension given twice');
    const critical = parts[1]?.tag === 0x01 && parts[1].content[0] !== 0;
    extensions.set(id, { critical, value: octetsOf(parts.at(-1)) });
  }
  return extensions;
}

const labels = new Map<string, string>([
  [oids.commonName, 'CN'],
  [oids.organizationName, 'O'],
  [oids.organizationalUnitName, 'OU'],
  [oids.localityName, 'L'],
  [oids.countryName, 'C'],
  [oids.title, 'T'],
]);

function readName(name: Element | undefined): SubjectName {
  const parts = sequenceOf(name, 'name')
    .flatMap(childrenOf)
    .map((pair) => {
      const [type, value] = sequenceOf(pair, 'name attribute');
      return { type: oidOf(type), text: textOf(value).normalize('NFC').slice(0, 300) };
    });
  const valueOf = (type: string): string => parts.findLast((part) => part.type === type)?.text ?? '';
  const shown = parts.filter(({ type }) => labels.has(type)).map(({ type, text }) => `${labels.get(type)}=${text}`);
  return { commonName: valueOf(oids.commonName), organization: valueOf(oids.organizationName), text: shown.join(', ') };
}

function readConstraints(extensions: ReadonlyMap<string, Extension>): Pick<Certificate, 'isAuthority' | 'pathLength'> {
  const found = extensions.get(oids.basicConstraints);
  if (!found) return { isAuthority: false, pathLength: undefined };
  const parts = sequenceOf(readExactly(found.value), 'basic constraints');
  const isAuthority = parts[0]?.tag === 0x01 && parts[0].content[0] !== 0;
  const length = parts.find((part) => part.tag === 0x02);
  return { isAuthority, pathLength: length ? smallIntegerOf(length) : undefined };
}

function readKeyUsage(extensions: ReadonlyMap<string, Extension>): Set<number> | undefined {
  const found = extensions.get(oids.keyUsage);
  if (!found) return undefined;
  const bits = bitsOf(readExactly(found.value));
  const set = new Set<number>();
  for (let bit = 0; bit < bits.length * 8; bit++) if ((bits[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) set.add(bit);
  return set;
}

function readPurposes(extensions: ReadonlyMap<string, Extension>): string[] | undefined {
  const found = extensions.get(oids.extendedKeyUsage);
  return found && sequenceOf(readExactly(found.value), 'purposes').map((purpose) => oidOf(purpose));
}

/** Addresses of OCSP responders (RFC 5280 §4.2.2.1); none when the extension cannot be read. */
export function ocspAddresses(certificate: Certificate): string[] {
  return tolerant(certificate.extensions.get(oids.authorityInfoAccess), (access) =>
    childrenOf(access).flatMap((item) => {
      const [method, location] = sequenceOf(item, 'access description');
      return oidOf(method) === oids.ocspAccess && location ? urlsUnder(location) : [];
    }),
  );
}

/** Addresses of revocation lists (RFC 5280 §4.2.1.13); none when the extension cannot be read. */
export function crlAddresses(certificate: Certificate): string[] {
  return tolerant(certificate.extensions.get(oids.crlDistributionPoints), urlsUnder);
}

// Where to ask is a hint: a certificate with a broken hint is still judged by everything else.
function tolerant(extension: Extension | undefined, read: (value: Element) => string[]): string[] {
  try {
    return extension ? read(readExactly(extension.value)).slice(0, 10) : [];
  } catch (error) {
    if (error instanceof DerError) return [];
    throw error;
  }
}

function urlsUnder(element: Element): string[] {
  if (element.tag === 0x86) return [element.content.toString('latin1')];
  return element.tag & 0x20 ? childrenOf(element).flatMap(urlsUnder) : [];
}

/** SubjectKeyIdentifier, if the certificate has one. */
export function keyIdentifierOf(certificate: Certificate): Buffer | undefined {
  const found = certificate.extensions.get(oids.subjectKeyIdentifier);
  return found && octetsOf(readExactly(found.value), 'key identifier');
}
