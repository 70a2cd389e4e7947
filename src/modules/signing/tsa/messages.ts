import {
  DerError,
  expectTag,
  hexIntegerOf,
  octetsOf,
  oidOf,
  readExactly,
  sequenceOf,
  smallIntegerOf,
  timeOf,
  type Element,
} from '../der/reader.ts';
import { booleanTrue, element, generalizedTime, integer, octetString, oid, sequence } from '../der/writer.ts';
import { sha256Algorithm } from '../cms/signer-template.ts';
import { digestOf, type DigestName } from '../cms/algorithms.ts';
import { readAlgorithm } from '../cms/read.ts';

/** What a client asks a timestamp authority to certify (RFC 3161 §2.4.1). */
export type TimestampQuery = {
  readonly imprint: Imprint;
  /** Upper-case hexadecimal. */
  readonly nonce: string | undefined;
  readonly policy: string | undefined;
  readonly wantsCertificate: boolean;
};
export type Imprint = { readonly digest: DigestName | undefined; readonly value: Buffer; readonly raw: Buffer };

/** A query for a SHA-256 digest; the certificate is asked for, because verifiers need it in the token. */
export function encodeQuery(digest: Buffer, nonce: Buffer): Buffer {
  return sequence(integer(1), sequence(sha256Algorithm, octetString(digest)), integer(nonce), booleanTrue);
}

/** Throws DerError. */
export function readQuery(bytes: Buffer): TimestampQuery {
  const [version, imprint, ...rest] = sequenceOf(readExactly(bytes), 'timestamp query');
  if (smallIntegerOf(version) !== 1) throw new DerError('unknown version of the query');
  const policy = rest.find((part) => part.tag === 0x06);
  const nonce = rest.find((part) => part.tag === 0x02);
  const flag = rest.find((part) => part.tag === 0x01);
  return {
    imprint: readImprint(imprint),
    nonce: nonce && hexIntegerOf(nonce),
    policy: policy && oidOf(policy),
    wantsCertificate: flag !== undefined && flag.content[0] !== 0,
  };
}

function readImprint(found: Element | undefined): Imprint {
  const [algorithm, value] = sequenceOf(found, 'message imprint');
  return {
    digest: digestOf(readAlgorithm(algorithm)),
    value: octetsOf(value),
    raw: expectTag(found, 0x30, 'imprint').raw,
  };
}

/** The content of a token (RFC 3161 §2.4.2). */
export type TimestampInfo = {
  readonly imprint: Imprint;
  readonly policy: string;
  readonly serial: string;
  readonly at: Date;
  readonly nonce: string | undefined;
};

/** Throws DerError. */
export function readTimestampInfo(bytes: Buffer): TimestampInfo {
  const [version, policy, imprint, serial, at, ...rest] = sequenceOf(readExactly(bytes), 'timestamp');
  if (smallIntegerOf(version) !== 1) throw new DerError('unknown version of the timestamp');
  const nonce = rest.find((part) => part.tag === 0x02);
  return {
    imprint: readImprint(imprint),
    policy: oidOf(policy),
    serial: hexIntegerOf(serial),
    at: timeOf(at, 'time of the timestamp'),
    nonce: nonce && hexIntegerOf(nonce),
  };
}

type NewTimestamp = { imprint: Buffer; policy: string; serial: Buffer; at: Date; nonce: string | undefined };

export function encodeTimestampInfo({ imprint, policy, serial, at, nonce }: NewTimestamp): Buffer {
  const accuracy = sequence(integer(1));
  const echoed =
    nonce === undefined ? [] : [integer(Buffer.from(nonce.padStart(nonce.length + (nonce.length % 2), '0'), 'hex'))];
  return sequence(integer(1), oid(policy), imprint, integer(serial), generalizedTime(at), accuracy, ...echoed);
}

/** PKIFailureInfo bits (RFC 3161 §2.4.2). */
export const failure = { badAlgorithm: 0, badRequest: 2, badDataFormat: 5, unacceptedPolicy: 15 } as const;

export const encodeGranted = (token: Buffer): Buffer => sequence(sequence(integer(0)), token);

export function encodeRejection(bit: number): Buffer {
  const octets = Buffer.alloc((bit >> 3) + 1);
  octets[bit >> 3] = 0x80 >> (bit & 7);
  const info = element(0x03, Buffer.from([7 - (bit & 7)]), octets);
  return sequence(sequence(integer(2), info));
}

/** The token of a granted answer; undefined when the authority refused. Throws DerError. */
export function readResponse(bytes: Buffer): Buffer | undefined {
  const [statusInfo, token] = sequenceOf(readExactly(bytes), 'timestamp answer');
  const [status] = sequenceOf(statusInfo, 'status');
  return smallIntegerOf(status) <= 1 ? expectTag(token, 0x30, 'timestamp token').raw : undefined;
}
