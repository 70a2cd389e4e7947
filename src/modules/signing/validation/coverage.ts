import { createHash } from 'node:crypto';
import type { DigestName } from '../cms/algorithms.ts';
import { is, type PdfDict } from '../pdf/model.ts';

/** The part of the file under one signature: everything from 0 to `end` except the hexadecimal string of the signature. */
export type Coverage = {
  readonly end: number;
  readonly contents: Buffer;
  readonly digest: (name: DigestName) => Buffer;
};

/**
 * Reads /ByteRange and /Contents and insists that the gap is exactly the string `<…>` of this dictionary: a gap that is
 * larger, or lies elsewhere, could hide other content (signature wrapping). Undefined when it is not so.
 */
export function readCoverage(file: Buffer, signature: PdfDict): Coverage | undefined {
  const range = signature.entries.get('ByteRange');
  const contents = signature.entries.get('Contents');
  if (!is(range, 'array') || !is(contents, 'string') || signature.source !== file) return undefined;
  const [first, gapStart, gapEnd, length] = range.items;
  if (range.items.length !== 4 || first !== 0 || gapStart !== contents.start || gapEnd !== contents.end)
    return undefined;
  if (typeof length !== 'number' || !Number.isInteger(length) || length < 1) return undefined;
  const end = contents.end + length;
  if (end > file.length || !isCanonicalHex(file, contents.start, contents.end)) return undefined;
  const before = file.subarray(0, contents.start);
  const after = file.subarray(contents.end, end);
  return { end, contents: contents.bytes, digest: (name) => createHash(name).update(before).update(after).digest() };
}

// The digits are outside the digest: upper and lower case mixed, spaces or a missing digit would be an unnoticed change.
function isCanonicalHex(file: Buffer, start: number, end: number): boolean {
  if (file[start] !== 0x3c || file[end - 1] !== 0x3e || (end - start) % 2 !== 0) return false;
  const digits = file.toString('latin1', start + 1, end - 1);
  return /^[0-9a-f]+$/.test(digits) || /^[0-9A-F]+$/.test(digits);
}
