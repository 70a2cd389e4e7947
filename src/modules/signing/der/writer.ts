/** Distinguished Encoding Rules (ITU-T X.690 §10): each function returns one complete element. */

/** Octets that a length takes besides the first (X.690 §8.1.3): none below 128. */
function lengthOctets(size: number): number {
  if (size < 0x80) return 0;
  if (size < 0x100) return 1;
  if (size < 0x10000) return 2;
  return size < 0x1000000 ? 3 : 4;
}

/** One element with the given identifier octet around already encoded content. */
export function element(tag: number, ...content: readonly Uint8Array[]): Buffer {
  let size = 0;
  for (const part of content) size += part.length;
  const octets = lengthOctets(size);
  const whole = Buffer.allocUnsafe(2 + octets + size);
  whole[0] = tag;
  whole[1] = octets === 0 ? size : 0x80 | octets;
  let at = 2;
  for (let shift = (octets - 1) * 8; shift >= 0; shift -= 8) whole[at++] = size >>> shift;
  for (const part of content) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export const sequence = (...parts: readonly Uint8Array[]): Buffer => element(0x30, ...parts);
export const octetString = (value: Uint8Array): Buffer => element(0x04, value);
export const utf8String = (value: string): Buffer => element(0x0c, Buffer.from(value, 'utf8'));
export const printableString = (value: string): Buffer => element(0x13, Buffer.from(value, 'latin1'));
export const nullValue = Buffer.from([0x05, 0x00]);
export const booleanTrue = Buffer.from([0x01, 0x01, 0xff]);

/** SET OF: DER sorts the members by their encoding, otherwise the signature over them cannot be checked. */
export function setOf(...parts: readonly Buffer[]): Buffer {
  return element(0x31, ...parts.toSorted((a, b) => Buffer.compare(a, b)));
}

/** `[n]` EXPLICIT, or a constructed IMPLICIT whose content is given without its own header. */
export const explicit = (n: number, ...content: readonly Uint8Array[]): Buffer => element(0xa0 | n, ...content);
/** `[n]` IMPLICIT over a primitive value. */
export const implicit = (n: number, value: Uint8Array): Buffer => element(0x80 | n, value);

/** Non-negative INTEGER from a number or from big-endian bytes. */
export function integer(value: number | Uint8Array): Buffer {
  if (typeof value !== 'number') return element(0x02, unsigned(value));
  const octets: number[] = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return element(0x02, unsigned(Uint8Array.from(octets)));
}

function unsigned(bytes: Uint8Array): Buffer {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start++;
  const trimmed = Buffer.from(bytes.subarray(start));
  const first = trimmed[0];
  if (first === undefined) return Buffer.from([0]);
  return first >= 0x80 ? Buffer.concat([Buffer.from([0]), trimmed]) : trimmed;
}

export const enumerated = (value: number): Buffer => element(0x0a, Buffer.from([value]));

/** BIT STRING of whole octets. */
export const bitString = (value: Uint8Array): Buffer => element(0x03, Buffer.from([0]), value);

/** Named bits (bit 0 first), without the trailing zero bits that DER forbids. */
export function namedBits(...bits: readonly number[]): Buffer {
  const highest = Math.max(...bits);
  const octets = Buffer.alloc(Math.floor(highest / 8) + 1);
  for (const bit of bits) octets[bit >> 3] = (octets[bit >> 3] ?? 0) | (0x80 >> (bit & 7));
  return element(0x03, Buffer.from([7 - (highest & 7)]), octets);
}

const knownOids = new Map<string, Buffer>();

export function oid(dotted: string): Buffer {
  const known = knownOids.get(dotted);
  if (known) return known;
  const arcs = dotted.split('.').map(Number);
  const [first = 0, second = 0, ...rest] = arcs;
  const encoded = element(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
  knownOids.set(dotted, encoded);
  return encoded;
}

function base128(arc: number): number[] {
  const octets = [arc % 128];
  for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128)) octets.unshift((rest % 128) | 0x80);
  return octets;
}

const stamp = (at: Date): string => at.toISOString().replace(/[-:T]/g, '').slice(0, 14);

/** GeneralizedTime in whole seconds, UTC. */
export const generalizedTime = (at: Date): Buffer => element(0x18, Buffer.from(`${stamp(at)}Z`, 'latin1'));

/** `Time` of RFC 5280 §4.1.2.5: UTCTime through 2049, GeneralizedTime from 2050. */
export function time(at: Date): Buffer {
  if (at.getUTCFullYear() >= 2050) return generalizedTime(at);
  return element(0x17, Buffer.from(`${stamp(at).slice(2)}Z`, 'latin1'));
}

/** `AlgorithmIdentifier`; RSA needs an explicit NULL, ECDSA and the SHA-2 digests have no parameters. */
export function algorithm(dotted: string, parameters?: Uint8Array): Buffer {
  return parameters ? sequence(oid(dotted), parameters) : sequence(oid(dotted));
}
