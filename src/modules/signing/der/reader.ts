/** Thrown for bytes that are not the structure asked for. Callers turn it into a verdict; it never escapes the module. */
export class DerError extends Error {
  override readonly name = 'DerError';
}

/** One parsed element. `raw` is the whole encoding, `content` what follows the header. */
export type Element = {
  readonly tag: number;
  readonly raw: Buffer;
  readonly content: Buffer;
};

const maxDepth = 40;
const maxChildren = 200_000;

/** Reads the element at the start of `bytes`; trailing bytes are ignored (see `readExactly`). */
export function readElement(bytes: Buffer, depth = 0): Element {
  if (depth > maxDepth) throw new DerError('nested too deeply');
  const tag = octet(bytes, 0);
  // High tag numbers occur in none of the structures we read; accepting them would only widen the attack surface.
  if ((tag & 0x1f) === 0x1f) throw new DerError('high tag number');
  const first = octet(bytes, 1);
  if (first === 0x80) return readIndefinite(bytes, tag, depth);
  const { length, header } = readLength(bytes, first);
  if (header + length > bytes.length) throw new DerError('element longer than its container');
  return { tag, raw: bytes.subarray(0, header + length), content: bytes.subarray(header, header + length) };
}

/** Like `readElement`, but refuses bytes after the element. */
export function readExactly(bytes: Buffer): Element {
  const found = readElement(bytes);
  if (found.raw.length !== bytes.length) throw new DerError('bytes after the element');
  return found;
}

function octet(bytes: Buffer, at: number): number {
  const value = bytes[at];
  if (value === undefined) throw new DerError('truncated');
  return value;
}

function readLength(bytes: Buffer, first: number): { length: number; header: number } {
  if (first < 0x80) return { length: first, header: 2 };
  const count = first & 0x7f;
  if (count > 4) throw new DerError('length too large');
  let length = 0;
  for (let i = 0; i < count; i++) length = length * 256 + octet(bytes, 2 + i);
  return { length, header: 2 + count };
}

// Bouncy Castle writes SignedData with indefinite lengths unless told otherwise: signatures in the field have them.
function readIndefinite(bytes: Buffer, tag: number, depth: number): Element {
  if ((tag & 0x20) === 0) throw new DerError('indefinite length on a primitive');
  let at = 2;
  while (octet(bytes, at) !== 0 || octet(bytes, at + 1) !== 0) {
    at += readElement(bytes.subarray(at), depth + 1).raw.length;
  }
  return { tag, raw: bytes.subarray(0, at + 2), content: bytes.subarray(2, at) };
}

/** The members of a constructed element. */
export function childrenOf(parent: Element): Element[] {
  if ((parent.tag & 0x20) === 0) throw new DerError('not constructed');
  const children: Element[] = [];
  for (let at = 0; at < parent.content.length;) {
    if (children.length >= maxChildren) throw new DerError('too many members');
    const child = readElement(parent.content.subarray(at));
    children.push(child);
    at += child.raw.length;
  }
  return children;
}

/** Checks the identifier octet; `what` names the field in the error. */
export function expectTag(found: Element | undefined, tag: number, what: string): Element {
  if (found?.tag !== tag) throw new DerError(`${what}: unexpected type`);
  return found;
}

export const sequenceOf = (found: Element | undefined, what: string): Element[] =>
  childrenOf(expectTag(found, 0x30, what));

export function oidOf(found: Element | undefined, what = 'object identifier'): string {
  const { content } = expectTag(found, 0x06, what);
  if (content.length === 0 || content.length > 40) throw new DerError(`${what}: bad length`);
  const arcs: number[] = [];
  let value = 0;
  for (const byte of content) {
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) {
      arcs.push(value);
      value = 0;
    }
  }
  const [head = 0, ...rest] = arcs;
  const first = Math.min(Math.floor(head / 40), 2);
  return [first, head - first * 40, ...rest].join('.');
}

/** OCTET STRING, also in the constructed form that BER allows. */
export function octetsOf(found: Element | undefined, what = 'octet string'): Buffer {
  if (found?.tag === 0x24) return Buffer.concat(childrenOf(found).map((part) => octetsOf(part, what)));
  return expectTag(found, 0x04, what).content;
}

/** Small INTEGER as a number. */
export function smallIntegerOf(found: Element | undefined, what = 'integer'): number {
  const { content } = expectTag(found, 0x02, what);
  if (content.length === 0 || content.length > 6) throw new DerError(`${what}: out of range`);
  return content.readIntBE(0, content.length);
}

/** INTEGER of any size as upper-case hexadecimal without leading zeros: how serial numbers are compared. */
export function hexIntegerOf(found: Element | undefined, what = 'integer'): string {
  const hex = expectTag(found, 0x02, what).content.toString('hex').replace(/^0+/, '');
  return (hex || '0').toUpperCase();
}

export function bitsOf(found: Element | undefined, what = 'bit string'): Buffer {
  const { content } = expectTag(found, 0x03, what);
  if (content.length === 0 || octet(content, 0) > 7) throw new DerError(`${what}: malformed`);
  return content.subarray(1);
}

const utcTime = /^(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?Z$/;
const generalized = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(?:\.(\d{1,6}))?Z$/;

/** UTCTime or GeneralizedTime, UTC only (RFC 5280 §4.1.2.5, RFC 3161 §2.4.2). */
export function timeOf(found: Element | undefined, what = 'time'): Date {
  const text = found?.content.toString('latin1') ?? '';
  const match = found?.tag === 0x17 ? utcTime.exec(text) : found?.tag === 0x18 ? generalized.exec(text) : null;
  if (!match) throw new DerError(`${what}: malformed`);
  const [, year = '', month, day, hour, minute, second = '00', fraction = ''] = match;
  const century = year.length === 4 ? '' : Number(year) >= 50 ? '19' : '20';
  const milliseconds = fraction.padEnd(3, '0').slice(0, 3);
  const at = new Date(`${century}${year}-${month}-${day}T${hour}:${minute}:${second}.${milliseconds}Z`);
  if (Number.isNaN(at.getTime())) throw new DerError(`${what}: no such time`);
  return at;
}

const directoryStrings = new Map<number, (content: Buffer) => string>([
  [0x0c, (content) => content.toString('utf8')],
  [0x13, (content) => content.toString('latin1')],
  [0x14, (content) => content.toString('latin1')],
  [0x16, (content) => content.toString('latin1')],
  [
    0x1e,
    (content) =>
      Buffer.from(content.subarray(0, content.length & ~1))
        .swap16()
        .toString('utf16le'),
  ],
]);

/** The character string types that names use; unknown types give ''. */
export function textOf(found: Element | undefined): string {
  return found ? (directoryStrings.get(found.tag)?.(found.content) ?? '') : '';
}

/** The member tagged `[n]`, if present. */
export const tagged = (children: readonly Element[], n: number): Element | undefined =>
  children.find((child) => (child.tag & 0xdf) === (0x80 | n));
