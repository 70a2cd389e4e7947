import { oids } from '../der/oids.ts';
import {
  childrenOf,
  DerError,
  expectTag,
  hexIntegerOf,
  octetsOf,
  oidOf,
  readElement,
  sequenceOf,
  smallIntegerOf,
  type Element,
} from '../der/reader.ts';

/** `parameters` is undefined when absent or NULL. */
export type AlgorithmIdentifier = { readonly id: string; readonly parameters: Element | undefined };

export type SignerInfo = {
  /** Issuer name bytes and serial number, or the subject key identifier of the signer's certificate. */
  readonly signer: { readonly issuer: Buffer; readonly serial: string } | { readonly keyIdentifier: Buffer };
  readonly digestAlgorithm: AlgorithmIdentifier;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  /** The bytes under the signature: the attributes as SET OF; undefined for a signature without attributes. */
  readonly signedBytes: Buffer | undefined;
  readonly signed: ReadonlyMap<string, readonly Element[]>;
  readonly unsigned: ReadonlyMap<string, readonly Element[]>;
  readonly signature: Buffer;
};

export type SignedData = {
  readonly contentType: string;
  readonly content: Buffer | undefined;
  readonly certificates: readonly Buffer[];
  readonly revocationLists: readonly Buffer[];
  readonly signerInfo: SignerInfo;
};

const maxCertificates = 40;

/**
 * Reads a ContentInfo with SignedData and one signer (RFC 5652), strictly: members that the schema does not name are
 * refused, so that no byte of the structure can be changed without a consequence. Throws DerError.
 */
export function readSignedData(bytes: Buffer): SignedData {
  const root = readElement(bytes);
  // The hole is filled up with zeros; anything else behind the structure was put there later.
  if (bytes.subarray(root.raw.length).some((byte) => byte !== 0)) throw new DerError('bytes after the signature');
  const [type, wrapped, ...surplus] = sequenceOf(root, 'content info');
  if (oidOf(type) !== oids.signedData || surplus.length > 0) throw new DerError('no signed data');
  const [body] = childrenOf(expectTag(wrapped, 0xa0, 'signed data'));
  const members = sequenceOf(body, 'signed data');
  const [version, digests, encapsulated, ...rest] = members;
  const certificates = take(rest, 0xa0);
  const revocations = take(rest, 0xa1);
  const [signers, ...unknown] = rest;
  if (unknown.length > 0) throw new DerError('unknown member of signed data');
  const [signer, ...others] = childrenOf(expectTag(signers, 0x31, 'signers'));
  if (!signer || others.length > 0) throw new DerError('exactly one signer expected');
  const content = readContent(encapsulated);
  const signerInfo = readSignerInfo(signer);
  checkVersion(smallIntegerOf(version), content.contentType, signerInfo);
  checkDigests(digests, signerInfo.digestAlgorithm.id);
  const certificateList = certificates ? childrenOf(certificates) : [];
  if (certificateList.length > maxCertificates) throw new DerError('too many certificates');
  return {
    ...content,
    certificates: certificateList.map((certificate) => expectTag(certificate, 0x30, 'certificate').raw),
    revocationLists: revocations
      ? childrenOf(revocations)
          .filter((list) => list.tag === 0x30)
          .map((list) => list.raw)
      : [],
    signerInfo,
  };
}

function take(members: Element[], tag: number): Element | undefined {
  return members[0]?.tag === tag ? members.shift() : undefined;
}

// RFC 5652 §5.1: version 3 as soon as the content is not plain data or the signer is named by key identifier.
function checkVersion(version: number, contentType: string, { signer }: SignerInfo): void {
  const expected = contentType === oids.data && 'issuer' in signer ? 1 : 3;
  if (version !== expected) throw new DerError('unexpected version of signed data');
}

function checkDigests(digests: Element | undefined, used: string): void {
  const listed = childrenOf(expectTag(digests, 0x31, 'digest algorithms')).map(readAlgorithm);
  if (!listed.some(({ id }) => id === used)) throw new DerError('digest algorithm not listed');
}

function readContent(encapsulated: Element | undefined): { contentType: string; content: Buffer | undefined } {
  const [type, wrapped, ...surplus] = sequenceOf(encapsulated, 'content');
  if (surplus.length > 0) throw new DerError('unknown member of the content');
  const content = wrapped && octetsOf(childrenOf(expectTag(wrapped, 0xa0, 'content'))[0], 'content');
  return { contentType: oidOf(type), content };
}

/** AlgorithmIdentifier. */
export function readAlgorithm(found: Element | undefined): AlgorithmIdentifier {
  const [id, parameters, ...surplus] = sequenceOf(found, 'algorithm');
  if (surplus.length > 0) throw new DerError('unknown member of an algorithm');
  const isNull = parameters?.tag === 0x05;
  if (isNull && parameters.content.length > 0) throw new DerError('malformed NULL');
  return { id: oidOf(id), parameters: isNull ? undefined : parameters };
}

function readSignerInfo(found: Element): SignerInfo {
  const members = sequenceOf(found, 'signer');
  const [version, name, digestAlgorithm, ...rest] = members;
  const signedAttributes = take(rest, 0xa0);
  const [signatureAlgorithm, signature, ...tail] = rest;
  const unsignedAttributes = take(tail, 0xa1);
  if (tail.length > 0) throw new DerError('unknown member of the signer');
  const signer = readSignerName(name);
  if (smallIntegerOf(version) !== ('issuer' in signer ? 1 : 3)) throw new DerError('unexpected version of the signer');
  return {
    signer,
    digestAlgorithm: readAlgorithm(digestAlgorithm),
    signatureAlgorithm: readAlgorithm(signatureAlgorithm),
    signedBytes: signedAttributes && asSet(signedAttributes),
    signed: readAttributes(signedAttributes),
    unsigned: readAttributes(unsignedAttributes),
    signature: octetsOf(signature, 'signature'),
  };
}

// RFC 5652 §5.4: the signature is over the SET OF encoding, not over the [0] that stands in the message.
function asSet(attributes: Element): Buffer {
  const copy = Buffer.from(attributes.raw);
  copy[0] = 0x31;
  return copy;
}

function readSignerName(name: Element | undefined): SignerInfo['signer'] {
  if (name?.tag === 0x80) return { keyIdentifier: name.content };
  const [issuer, serial] = sequenceOf(name, 'signer name');
  return { issuer: expectTag(issuer, 0x30, 'issuer').raw, serial: hexIntegerOf(serial) };
}

function readAttributes(wrapped: Element | undefined): Map<string, readonly Element[]> {
  const attributes = new Map<string, readonly Element[]>();
  for (const item of wrapped ? childrenOf(wrapped) : []) {
    const [type, values, ...surplus] = sequenceOf(item, 'attribute');
    const id = oidOf(type);
    if (attributes.has(id) || surplus.length > 0) throw new DerError('attribute given twice');
    attributes.set(id, childrenOf(expectTag(values, 0x31, 'attribute values')));
  }
  return attributes;
}

/** The only value of an attribute; undefined when it is missing. */
export function singleValue(attributes: ReadonlyMap<string, readonly Element[]>, type: string): Element | undefined {
  const values = attributes.get(type);
  if (values && values.length !== 1) throw new DerError('attribute with several values');
  return values?.[0];
}
