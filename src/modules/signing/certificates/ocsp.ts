import { createHash } from 'node:crypto';
import { digestOf } from '../cms/algorithms.ts';
import { readAlgorithm } from '../cms/read.ts';
import { oids } from '../der/oids.ts';
import {
  childrenOf,
  expectTag,
  hexIntegerOf,
  octetsOf,
  readExactly,
  sequenceOf,
  tagged,
  type Element,
} from '../der/reader.ts';
import { element, enumerated, explicit, generalizedTime, implicit, octetString, oid, sequence } from '../der/writer.ts';
import { readExtensions, type Certificate } from './x509-read.ts';
import { signBody, type Issuer } from './x509-build.ts';

/** State of one certificate as an authority tells it (RFC 6960 §2.2). */
export type OcspState =
  | { readonly kind: 'good' }
  | { readonly kind: 'revoked'; readonly at: Date; readonly reason: number }
  | { readonly kind: 'unknown' };

export type OcspAuthority = {
  readonly certificate: Certificate;
  readonly issuer: Issuer;
  readonly now: Date;
  /** Answers stay usable for this long. */
  readonly validityMs: number;
  /** By serial number, upper-case hexadecimal. */
  readonly stateOf: (serial: string) => OcspState;
};

const maxQuestions = 10;

/** Answers a DER request; anything unreadable gets `malformedRequest`. */
export function answerOcsp(request: Buffer, authority: OcspAuthority): Buffer {
  try {
    return respond(request, authority);
  } catch {
    return sequence(enumerated(1));
  }
}

/** Serial numbers that a request asks about: the caller loads their states before answering. Throws DerError. */
export function serialsAsked(request: Buffer): string[] {
  return questionsIn(request).list.map((item) =>
    hexIntegerOf(sequenceOf(sequenceOf(item, 'question')[0], 'certificate identifier')[3]),
  );
}

function questionsIn(request: Buffer): { list: Element[]; extensions: Element | undefined } {
  const [body] = sequenceOf(readExactly(request), 'OCSP request');
  const parts = sequenceOf(body, 'OCSP request');
  const list = parts.find((part) => part.tag === 0x30);
  return { list: sequenceOf(list, 'questions').slice(0, maxQuestions), extensions: tagged(parts, 2) };
}

function respond(request: Buffer, authority: OcspAuthority): Buffer {
  const { list, extensions } = questionsIn(request);
  const answers = list.map((item) =>
    answerOne(expectTag(sequenceOf(item, 'question')[0], 0x30, 'identifier'), authority),
  );
  const nonce = readExtensions(extensions).get(oids.ocspNonce);
  const echoed =
    nonce && nonce.value.length <= 130
      ? [explicit(1, sequence(sequence(oid(oids.ocspNonce), octetString(nonce.value))))]
      : [];
  const keyHash = createHash('sha1').update(authority.certificate.keyBits).digest();
  const body = sequence(
    explicit(2, octetString(keyHash)),
    generalizedTime(authority.now),
    sequence(...answers),
    ...echoed,
  );
  const basic = signBody(body, authority.issuer.key);
  return sequence(enumerated(0), explicit(0, sequence(oid(oids.ocspBasic), octetString(basic))));
}

function answerOne(id: Element, { certificate, now, validityMs, stateOf }: OcspAuthority): Buffer {
  const [algorithm, nameHash, keyHash, serial] = childrenOf(id);
  const digest = digestOf(readAlgorithm(algorithm));
  const hash = (data: Buffer): Buffer =>
    createHash(digest ?? 'sha256')
      .update(data)
      .digest();
  const ours =
    digest !== undefined &&
    octetsOf(nameHash).equals(hash(certificate.subject)) &&
    octetsOf(keyHash).equals(hash(certificate.keyBits));
  const state = ours ? stateOf(hexIntegerOf(serial)) : ({ kind: 'unknown' } as const);
  const next = explicit(0, generalizedTime(new Date(now.getTime() + validityMs)));
  // We keep the state of expired certificates for good: say so, or a verifier may not rely on "good" after expiry.
  const cutoff = explicit(
    1,
    sequence(sequence(oid(oids.ocspArchiveCutoff), octetString(generalizedTime(certificate.notBefore)))),
  );
  return sequence(id.raw, encodeState(state), generalizedTime(now), next, cutoff);
}

function encodeState(state: OcspState): Buffer {
  if (state.kind === 'good') return implicit(0, Buffer.alloc(0));
  if (state.kind === 'unknown') return implicit(2, Buffer.alloc(0));
  return element(0xa1, generalizedTime(state.at), explicit(0, enumerated(state.reason)));
}

/** A request about one certificate, with SHA-256 identifiers. */
export function encodeOcspRequest(serial: Buffer, issuer: Certificate): Buffer {
  const hash = (data: Buffer): Buffer => octetString(createHash('sha256').update(data).digest());
  const id = sequence(sequence(oid(oids.sha256)), hash(issuer.subject), hash(issuer.keyBits), element(0x02, serial));
  return sequence(sequence(sequence(sequence(id))));
}
