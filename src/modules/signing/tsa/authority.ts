import { createHash, sign, type KeyObject } from 'node:crypto';
import type { Clock } from '#platform/time/clock.ts';
import { assembleSignedData, attributesFor, signerTemplate } from '../cms/signer-template.ts';
import { oids } from '../der/oids.ts';
import { explicit, octetString, oid, sequence } from '../der/writer.ts';
import {
  encodeGranted,
  encodeRejection,
  encodeTimestampInfo,
  failure,
  readQuery,
  type TimestampQuery,
} from './messages.ts';

export type TimestampAuthority = {
  /** Answers a DER query with a DER answer (RFC 3161); a bad query gets a rejection, never an exception. */
  answer(query: Buffer): Buffer;
};

export type TimestampAuthorityDeps = {
  readonly certificate: Buffer;
  readonly chain: readonly Buffer[];
  readonly key: KeyObject;
  readonly clock: Clock;
  /** A new positive number for each token, at most 20 bytes. */
  readonly nextSerial: () => Buffer;
};

/** Best-practice timestamp policy of ETSI EN 319 421 §5.2. */
const policy = '0.4.0.2023.1.1';
const digestSizes: Readonly<Record<string, number>> = { sha256: 32, sha384: 48, sha512: 64 };

/** A real, small timestamp authority: for the demonstration and the tests. */
export function createTimestampAuthority(deps: TimestampAuthorityDeps): TimestampAuthority {
  return {
    answer: (bytes) => {
      const query = tryRead(bytes);
      if (!query) return encodeRejection(failure.badDataFormat);
      if (digestSizes[query.imprint.digest ?? ''] !== query.imprint.value.length)
        return encodeRejection(failure.badAlgorithm);
      if (query.policy !== undefined && query.policy !== policy) return encodeRejection(failure.unacceptedPolicy);
      return encodeGranted(issueToken(deps, query));
    },
  };
}

function tryRead(bytes: Buffer): TimestampQuery | undefined {
  try {
    return readQuery(bytes);
  } catch {
    return undefined;
  }
}

function issueToken(
  { certificate, chain, key, clock, nextSerial }: TimestampAuthorityDeps,
  query: TimestampQuery,
): Buffer {
  const { imprint, nonce, wantsCertificate } = query;
  const info = encodeTimestampInfo({ imprint: imprint.raw, policy, serial: nextSerial(), at: clock.now(), nonce });
  const template = signerTemplate(certificate, chain, oids.timestampInfo);
  const attributes = attributesFor(template, createHash('sha256').update(info).digest());
  const signature = sign('sha256', attributes, key);
  const content = sequence(oid(oids.timestampInfo), explicit(0, octetString(info)));
  // RFC 3161 §2.4.1: no certificates unless they were asked for.
  const shown = wantsCertificate ? template : { ...template, certificates: Buffer.alloc(0) };
  return assembleSignedData({ template: shown, attributes, signature, content, version: 3 });
}
