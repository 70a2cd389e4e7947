import {
  createDecipheriv,
  createHmac,
  createPrivateKey,
  pbkdf2Sync,
  timingSafeEqual,
  X509Certificate,
  type KeyObject,
} from 'node:crypto';
import { AppError, invalid } from '#platform/errors/app-error.ts';
import { oids } from '../der/oids.ts';
import {
  childrenOf,
  expectTag,
  octetsOf,
  oidOf,
  readElement,
  readExactly,
  sequenceOf,
  smallIntegerOf,
  type Element,
} from '../der/reader.ts';
import { explicit, integer, nullValue, octetString, oid, sequence, setOf } from '../der/writer.ts';
import { derivePkcs12 } from './pkcs12-kdf.ts';

/** What a PKCS #12 file holds for signing: one key and its certificate, the others as chain. */
export type KeyFile = { readonly key: KeyObject; readonly certificate: Buffer; readonly chain: readonly Buffer[] };

const maxIterations = 2_000_000;
const macIterations = 2048;

/** Writes a PKCS #12 file (RFC 7292): key under AES-256 with PBKDF2, everything under an HMAC with SHA-256. */
export function writeKeyFile({ key, certificate, chain }: KeyFile, password: string, salt: Buffer): Buffer {
  const localId = new X509Certificate(certificate).fingerprint256.replaceAll(':', '');
  const label = setOf(sequence(oid(oids.localKeyId), setOf(octetString(Buffer.from(localId, 'hex')))));
  const shrouded = key.export({ type: 'pkcs8', format: 'der', cipher: 'aes-256-cbc', passphrase: password });
  const keyBag = sequence(oid(oids.shroudedKeyBag), explicit(0, shrouded), label);
  const certificateBag = (der: Buffer, ...labels: Buffer[]): Buffer =>
    sequence(
      oid(oids.certificateBag),
      explicit(0, sequence(oid(oids.x509CertificateBag), explicit(0, octetString(der)))),
      ...labels,
    );
  const certificates = sequence(certificateBag(certificate, label), ...chain.map((issuer) => certificateBag(issuer)));
  const safe = sequence(dataContent(certificates), dataContent(sequence(keyBag)));
  const macKey = derivePkcs12({ digest: 'sha256', password, salt, iterations: macIterations, purpose: 3, size: 32 });
  const mac = createHmac('sha256', macKey).update(safe).digest();
  const digestInfo = sequence(sequence(oid(oids.sha256), nullValue), octetString(mac));
  return sequence(integer(3), dataContent(safe), sequence(digestInfo, octetString(salt), integer(macIterations)));
}

const dataContent = (content: Buffer): Buffer => sequence(oid(oids.data), explicit(0, octetString(content)));

/**
 * Opens a PKCS #12 file. Throws `signing.key_file_password` when the MAC does not fit, `signing.key_file_unreadable`
 * for anything else, such as RC2 encryption of old files.
 */
export function readKeyFile(file: Buffer, password: string): KeyFile {
  try {
    const [version, content, mac] = sequenceOf(readExactly(file), 'key file');
    if (smallIntegerOf(version) !== 3) throw invalid('signing.key_file_unreadable');
    const safe = dataIn(content);
    checkMac(mac, safe, password);
    const bags = sequenceOf(readExactly(safe), 'safe').flatMap((part) =>
      sequenceOf(readElement(safeContents(part, password)), 'bags'),
    );
    return assemble(bags, password);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('invalid', 'signing.key_file_unreadable', {}, { cause: error });
  }
}

function dataIn(content: Element | undefined): Buffer {
  const [type, wrapped] = sequenceOf(content, 'content');
  if (oidOf(type) !== oids.data) throw invalid('signing.key_file_unreadable');
  return octetsOf(childrenOf(expectTag(wrapped, 0xa0, 'content'))[0]);
}

function checkMac(found: Element | undefined, safe: Buffer, password: string): void {
  const [info, salt, count] = sequenceOf(found, 'MAC');
  const [algorithm, value] = sequenceOf(info, 'MAC digest');
  const digest = oidOf(sequenceOf(algorithm, 'MAC algorithm')[0]) === oids.sha256 ? 'sha256' : 'sha1';
  const iterations = bounded(count ? smallIntegerOf(count) : 1);
  const expected = octetsOf(value);
  const key = derivePkcs12({
    digest,
    password,
    salt: octetsOf(salt),
    iterations,
    purpose: 3,
    size: digest === 'sha1' ? 20 : 32,
  });
  const mac = createHmac(digest, key).update(safe).digest();
  if (mac.length !== expected.length || !timingSafeEqual(mac, expected)) throw invalid('signing.key_file_password');
}

// A file names its own iteration count: an absurd one would hold the processor for hours.
function bounded(iterations: number): number {
  if (iterations < 1 || iterations > maxIterations) throw invalid('signing.key_file_unreadable');
  return iterations;
}

function safeContents(part: Element, password: string): Buffer {
  const [type, wrapped] = sequenceOf(part, 'safe part');
  if (oidOf(type) === oids.data) return dataIn(part);
  if (oidOf(type) !== oids.encryptedData) throw invalid('signing.key_file_unreadable');
  const [, info] = sequenceOf(childrenOf(expectTag(wrapped, 0xa0, 'encrypted data'))[0], 'encrypted data');
  const [, algorithm, encrypted] = sequenceOf(info, 'encrypted content');
  if (!encrypted) throw invalid('signing.key_file_unreadable');
  const data =
    encrypted.tag === 0xa0 ? Buffer.concat(childrenOf(encrypted).map((piece) => octetsOf(piece))) : encrypted.content;
  return decrypt(algorithm, data, password);
}

function decrypt(algorithm: Element | undefined, data: Buffer, password: string): Buffer {
  const [id, parameters] = sequenceOf(algorithm, 'encryption');
  if (oidOf(id) === oids.pbes2) return decryptPbes2(parameters, data, password);
  if (oidOf(id) !== oids.pbeSha1TripleDes) throw invalid('signing.key_file_unreadable');
  const [salt, count] = sequenceOf(parameters, 'encryption parameters');
  const common = {
    digest: 'sha1',
    password,
    salt: octetsOf(salt),
    iterations: bounded(smallIntegerOf(count)),
  } as const;
  const key = derivePkcs12({ ...common, purpose: 1, size: 24 });
  const decipher = createDecipheriv('des-ede3-cbc', key, derivePkcs12({ ...common, purpose: 2, size: 8 }));
  return Buffer.concat([decipher.update(data), decipher.final()]);
}

/** RFC 8018 §6.2 with PBKDF2 and AES-CBC. */
function decryptPbes2(parameters: Element | undefined, data: Buffer, password: string): Buffer {
  const [derivation, scheme] = sequenceOf(parameters, 'PBES2');
  const [kdf, kdfParameters] = sequenceOf(derivation, 'PBKDF2');
  const [cipher, vector] = sequenceOf(scheme, 'cipher');
  const size = oidOf(cipher) === oids.aes256Cbc ? 32 : oidOf(cipher) === oids.aes128Cbc ? 16 : 0;
  if (oidOf(kdf) !== oids.pbkdf2 || size === 0) throw invalid('signing.key_file_unreadable');
  const [salt, count, ...rest] = sequenceOf(kdfParameters, 'PBKDF2');
  const prf = rest.find((part) => part.tag === 0x30);
  const digest = prf && oidOf(childrenOf(prf)[0]) === oids.hmacSha256 ? 'sha256' : 'sha1';
  const key = pbkdf2Sync(password, octetsOf(salt), bounded(smallIntegerOf(count)), size, digest);
  const decipher = createDecipheriv(size === 32 ? 'aes-256-cbc' : 'aes-128-cbc', key, octetsOf(vector));
  return Buffer.concat([decipher.update(data), decipher.final()]);
}

function assemble(bags: readonly Element[], password: string): KeyFile {
  const certificates: Buffer[] = [];
  let key: KeyObject | undefined;
  for (const bag of bags) {
    const [type, wrapped] = sequenceOf(bag, 'bag');
    const [value] = childrenOf(expectTag(wrapped, 0xa0, 'bag value'));
    if (!value) throw invalid('signing.key_file_unreadable');
    const kind = oidOf(type);
    if (kind === oids.certificateBag) certificates.push(certificateIn(value));
    if (kind === oids.keyBag || kind === oids.shroudedKeyBag) {
      key = createPrivateKey({ key: value.raw, format: 'der', type: 'pkcs8', passphrase: password });
    }
  }
  const opened = key;
  const certificate = opened && certificates.find((der) => new X509Certificate(der).checkPrivateKey(opened));
  if (!opened || !certificate) throw invalid('signing.key_file_unreadable');
  return { key: opened, certificate, chain: certificates.filter((der) => der !== certificate && !isSelfSigned(der)) };
}

function certificateIn(value: Element): Buffer {
  const [type, wrapped] = sequenceOf(value, 'certificate bag');
  if (oidOf(type) !== oids.x509CertificateBag) throw invalid('signing.key_file_unreadable');
  return octetsOf(childrenOf(expectTag(wrapped, 0xa0, 'certificate'))[0]);
}

// Verifiers bring their own root; ours in every signature would only make the files larger.
function isSelfSigned(der: Buffer): boolean {
  const certificate = new X509Certificate(der);
  return certificate.subject === certificate.issuer;
}
