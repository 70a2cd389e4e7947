import { createHash, hash, X509Certificate } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { oids } from '../der/oids.ts';
import { readExactly, sequenceOf } from '../der/reader.ts';
import { algorithm, element, explicit, integer, nullValue, octetString, oid, sequence, setOf } from '../der/writer.ts';

export type SignatureAlgorithm = 'rsa-sha256' | 'ecdsa-sha256';

/** Everything of a CMS signature that depends only on the certificate, encoded once: signing then copies and fills in. */
export type SignerTemplate = {
  readonly algorithm: SignatureAlgorithm;
  /** `[0] certificates` of SignedData. */
  readonly certificates: Buffer;
  /** SignerInfo up to the attributes: version, `issuerAndSerialNumber`, digest algorithm. */
  readonly signerHead: Buffer;
  readonly signatureAlgorithm: Buffer;
  /** SET OF attributes, DER order, with 32 zero bytes at `digestAt` for the message digest. */
  readonly attributes: Buffer;
  readonly digestAt: number;
};

export const sha256Algorithm = algorithm(oids.sha256);

const templates = new LRUCache<string, SignerTemplate>({ max: 500 });
/** The same without a digest over the certificates, while a caller signs on with the very same objects. */
const recent = new WeakMap<Buffer, { chain: readonly Buffer[]; contentType: string; template: SignerTemplate }>();

/** Template for a content type: `data` for documents, TSTInfo for timestamps. Throws for a key that is not RSA or EC. */
export function signerTemplate(
  certificate: Buffer,
  chain: readonly Buffer[],
  contentType: string = oids.data,
): SignerTemplate {
  const last = recent.get(certificate);
  if (last?.chain === chain && last.contentType === contentType) return last.template;
  const fingerprint = createHash('sha256').update(certificate);
  for (const issuer of chain) fingerprint.update(issuer);
  const key = `${contentType} ${fingerprint.digest('base64')}`;
  const template = templates.get(key) ?? buildTemplate(certificate, chain, contentType);
  templates.set(key, template);
  recent.set(certificate, { chain, contentType, template });
  return template;
}

function buildTemplate(certificate: Buffer, chain: readonly Buffer[], contentType: string): SignerTemplate {
  const kind = new X509Certificate(certificate).publicKey.asymmetricKeyType;
  if (kind !== 'rsa' && kind !== 'ec') throw new Error(`cannot sign with a key of type ${kind}`);
  const { issuer, serial } = issuerAndSerial(certificate);
  const digest = Buffer.alloc(32);
  const signatureAlgorithm =
    kind === 'rsa' ? algorithm(oids.sha256WithRsa, nullValue) : algorithm(oids.ecdsaWithSha256);
  const attributes = setOf(
    attribute(oids.contentType, oid(contentType)),
    attribute(oids.messageDigest, octetString(digest)),
    attribute(oids.signingCertificateV2, signingCertificateV2(certificate, issuer, serial)),
    // RFC 6211: without it the algorithm names around the signature could be exchanged unnoticed.
    attribute(oids.algorithmProtection, algorithmProtection(signatureAlgorithm)),
  );
  return {
    algorithm: kind === 'rsa' ? 'rsa-sha256' : 'ecdsa-sha256',
    certificates: explicit(0, certificate, ...chain),
    signerHead: Buffer.concat([integer(1), sequence(issuer, serial), sha256Algorithm]),
    signatureAlgorithm,
    attributes,
    digestAt: attributes.indexOf(octetString(digest)) + 2,
  };
}

export const attribute = (type: string, ...values: readonly Buffer[]): Buffer => sequence(oid(type), setOf(...values));

/** CMSAlgorithmProtection: the digest algorithm and `[1]` IMPLICIT the signature algorithm. */
function algorithmProtection(signatureAlgorithm: Buffer): Buffer {
  const implicitly = Buffer.from(signatureAlgorithm);
  implicitly[0] = 0xa1;
  return sequence(sha256Algorithm, implicitly);
}

function issuerAndSerial(certificate: Buffer): { issuer: Buffer; serial: Buffer } {
  const [body] = sequenceOf(readExactly(certificate), 'certificate');
  const fields = sequenceOf(body, 'certificate body');
  const at = fields[0]?.tag === 0xa0 ? 1 : 0;
  const [serial, , issuer] = fields.slice(at);
  if (!serial || !issuer) throw new Error('certificate without serial number or issuer');
  return { issuer: issuer.raw, serial: serial.raw };
}

/** RFC 5035 §3: binds the signature to this very certificate, so that another one for the same key cannot be put in its place. */
function signingCertificateV2(certificate: Buffer, issuer: Buffer, serial: Buffer): Buffer {
  const digest = octetString(hash('sha256', certificate, 'buffer'));
  const directoryName = explicit(4, issuer);
  const identifier = sequence(digest, sequence(sequence(directoryName), serial));
  return sequence(sequence(identifier));
}

/** The attributes with the digest in its place: these bytes are what the key signs. */
export function attributesFor(template: SignerTemplate, digest: Buffer): Buffer {
  const attributes = Buffer.from(template.attributes);
  digest.copy(attributes, template.digestAt);
  return attributes;
}

type Signed = {
  template: SignerTemplate;
  attributes: Buffer;
  signature: Buffer;
  /** EncapsulatedContentInfo; the bare type for a detached signature. */
  content: Buffer;
  version: 1 | 3;
  /** Complete attributes, in DER order. */
  unsigned?: readonly Buffer[];
};

/** ContentInfo with SignedData (RFC 5652 §5.1) for one signer. */
export function assembleSignedData({
  template,
  attributes,
  signature,
  content,
  version,
  unsigned = [],
}: Signed): Buffer {
  const signedAttributes = Buffer.from(attributes);
  signedAttributes[0] = 0xa0;
  const unsignedAttributes = unsigned.length > 0 ? [element(0xa1, ...unsigned)] : [];
  const signerInfo = sequence(
    template.signerHead,
    signedAttributes,
    template.signatureAlgorithm,
    octetString(signature),
    ...unsignedAttributes,
  );
  const parts = [integer(version), digestAlgorithms, content, template.certificates, element(0x31, signerInfo)];
  return sequence(oid(oids.signedData), explicit(0, sequence(...parts)));
}

const digestAlgorithms = element(0x31, sha256Algorithm);

export const detachedData = sequence(oid(oids.data));
