import { pdfLimits, type Budget } from './limits.ts';
import {
  malformed,
  PdfError,
  type PdfArray,
  type PdfDict,
  type PdfName,
  type PdfString,
  type PdfValue,
} from './model.ts';

// Character classes of ISO 32000-1 §7.2.2: 1 white space, 2 delimiter, 0 regular.
const classes = new Uint8Array(256);
for (const space of [0, 9, 10, 12, 13, 32]) classes[space] = 1;
for (const delimiter of Buffer.from('()<>[]{}/%')) classes[delimiter] = 2;

const code = {
  hash: 0x23,
  percent: 0x25,
  open: 0x28,
  close: 0x29,
  slash: 0x2f,
  less: 0x3c,
  greater: 0x3e,
  leftBracket: 0x5b,
  backslash: 0x5c,
  rightBracket: 0x5d,
  bigR: 0x52,
} as const;

/** A reading position in `source`. The budget is shared by all cursors of one file. */
export type Cursor = { readonly source: Buffer; at: number; readonly budget: Budget; depth: number };

export const cursorAt = (source: Buffer, at: number, budget: Budget): Cursor => ({ source, at, budget, depth: 0 });

/** Skips white space and comments. */
export function skipSpace(cursor: Cursor): void {
  const { source } = cursor;
  for (;;) {
    while (classes[source[cursor.at] ?? 0xff] === 1) cursor.at++;
    if (source[cursor.at] !== code.percent) return;
    while (cursor.at < source.length && source[cursor.at] !== 10 && source[cursor.at] !== 13) cursor.at++;
  }
}

/** The run of regular characters at the position; empty at a delimiter or the end. */
export function readWord(cursor: Cursor): string {
  const { source, at } = cursor;
  let end = at;
  while (end < source.length && classes[source[end] ?? 0] === 0) end++;
  cursor.at = end;
  return source.toString('latin1', at, end);
}

/** Whether exactly this word (at most 10 letters) stands at the position, which then moves behind it. Makes no string. */
export function takeWord(cursor: Cursor, word: string): boolean {
  const { source, at } = cursor;
  for (let i = 0; i < word.length; i++) if (source[at + i] !== word.charCodeAt(i)) return false;
  const end = at + word.length;
  if (end < source.length && classes[source[end] ?? 0] === 0) return false;
  cursor.at = end;
  return true;
}

export function expectWord(cursor: Cursor, word: string): void {
  skipSpace(cursor);
  if (!takeWord(cursor, word)) throw malformed(`expected ${word}`);
}

const realNumber = /^[+-]?(?:\d{1,20}(?:\.\d{0,20})?|\.\d{1,20})$/;

/**
 * One to ten digits that are a word of their own, or -1 and the position unchanged. Read from the bytes: a file has
 * thousands of offsets, and a string for each would cost more than all else.
 */
function takeWhole(cursor: Cursor): number {
  const { source, at } = cursor;
  let end = at;
  let value = 0;
  for (let digit = (source[end] ?? 0) - 0x30; digit >= 0 && digit <= 9; digit = (source[++end] ?? 0) - 0x30) {
    value = value * 10 + digit;
    if (end - at === 10) return -1;
  }
  const isWord = end > at && (end >= source.length || classes[source[end] ?? 0] !== 0);
  if (!isWord) return -1;
  cursor.at = end;
  return value;
}

/** A non-negative whole number, as in headers of objects and cross-reference sections. */
export function readWhole(cursor: Cursor): number {
  skipSpace(cursor);
  const value = takeWhole(cursor);
  if (value < 0) throw malformed('expected a whole number');
  return value;
}

/** Parses the value at the position (ISO 32000-1 §7.3), streams excepted: see `document.ts`. */
export function readValue(cursor: Cursor): PdfValue {
  skipSpace(cursor);
  cursor.budget.spend('values', 1);
  const { source, at } = cursor;
  const first = source[at];
  if (first === code.slash) return readName(cursor);
  if (first === code.open) return readLiteral(cursor);
  if (first === code.leftBracket) return nested(cursor, readArray);
  if (first !== code.less) return readAtom(cursor);
  return source[at + 1] === code.less ? nested(cursor, readDict) : readHex(cursor);
}

function nested<T>(cursor: Cursor, read: (cursor: Cursor) => T): T {
  if (++cursor.depth > pdfLimits.nesting) throw new PdfError('too_complex', 'nested too deeply');
  const value = read(cursor);
  cursor.depth--;
  return value;
}

const keywords = new Map<string, null | boolean>([
  ['null', null],
  ['true', true],
  ['false', false],
]);

function readAtom(cursor: Cursor): PdfValue {
  const whole = takeWhole(cursor);
  if (whole >= 0) return readReference(cursor, whole) ?? whole;
  const word = readWord(cursor);
  const keyword = keywords.get(word);
  if (keyword !== undefined) return keyword;
  if (!realNumber.test(word)) throw malformed('unknown token');
  return Number(word);
}

// "12 0 R" is only told from two numbers by its third word: look ahead, and step back when it is not there.
function readReference(cursor: Cursor, num: number): PdfValue | undefined {
  const { source } = cursor;
  const back = cursor.at;
  if (classes[source[back] ?? 0] === 1) {
    skipSpace(cursor);
    const digitsAt = cursor.at;
    const gen = takeWhole(cursor);
    if (gen >= 0 && cursor.at - digitsAt <= 5) {
      skipSpace(cursor);
      if (source[cursor.at] === code.bigR && classes[source[cursor.at + 1] ?? 32] !== 0) {
        cursor.at++;
        return { kind: 'ref', num, gen };
      }
    }
  }
  cursor.at = back;
  return undefined;
}

const maxNameLength = 1024;
/** A key costs more memory than a value: its name, its place and its entry. */
const keyCost = 4;

type Met = { readonly bytes: Buffer; readonly name: PdfName };
/** The name met last for each sum of bytes: names repeat endlessly, and are found here without making a string. */
const met = new Array<Met | undefined>(2048).fill(undefined);

function readName(cursor: Cursor): PdfName {
  const { source } = cursor;
  const start = ++cursor.at;
  let sum = 0;
  let end = start;
  while (end < source.length && classes[source[end] ?? 0] === 0) sum = (sum * 31 + (source[end++] ?? 0)) & 2047;
  cursor.at = end;
  const known = met[sum];
  if (known !== undefined && isAt(known.bytes, source, start, end)) return known.name;
  const name = decodeName(source.toString('latin1', start, end));
  // Only short ones are kept: a hostile file must not fill the table of the process with megabytes.
  if (end - start < 40) met[sum] = { bytes: Buffer.from(source.subarray(start, end)), name };
  return name;
}

function isAt(bytes: Buffer, source: Buffer, start: number, end: number): boolean {
  if (bytes.length !== end - start) return false;
  for (let i = 0; i < bytes.length; i++) if (bytes[i] !== source[start + i]) return false;
  return true;
}

function decodeName(word: string): PdfName {
  // ISO 32000-1 annex C allows 127 bytes; decoding megabytes of escapes would hold the processor for seconds.
  if (word.length > maxNameLength) throw malformed('name too long');
  const name = word.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return { kind: 'name', name };
}

function readArray(cursor: Cursor): PdfArray {
  const { source, at: start } = cursor;
  const items: PdfValue[] = [];
  cursor.at++;
  for (;;) {
    skipSpace(cursor);
    if (source[cursor.at] === code.rightBracket) break;
    items.push(readValue(cursor));
  }
  cursor.at++;
  return { kind: 'array', items, source, start, end: cursor.at };
}

function readDict(cursor: Cursor): PdfDict {
  const { source, at: start } = cursor;
  const entries = new Map<string, PdfValue>();
  const [keys, bounds]: [string[], number[]] = [[], []];
  cursor.at += 2;
  for (;;) {
    skipSpace(cursor);
    if (source[cursor.at] === code.greater && source[cursor.at + 1] === code.greater) break;
    if (source[cursor.at] !== code.slash) throw malformed('dictionary key is no name');
    const key = readName(cursor).name;
    cursor.budget.spend('values', keyCost);
    skipSpace(cursor);
    const valueStart = cursor.at;
    entries.set(key, readValue(cursor));
    keys.push(key);
    bounds.push(valueStart, cursor.at);
  }
  cursor.at += 2;
  return { kind: 'dict', entries, keys, bounds, ambiguous: keys.length > entries.size, source, start, end: cursor.at };
}

function readHex(cursor: Cursor): PdfString {
  const { source, at: start } = cursor;
  const end = source.indexOf(code.greater, start);
  if (end < 0) throw malformed('unterminated hexadecimal string');
  cursor.at = end + 1;
  const text = source.toString('latin1', start + 1, end);
  const digits = /[^0-9a-fA-F]/.test(text) ? text.replace(/[\0\t\n\f\r ]+/g, '') : text;
  if (/[^0-9a-fA-F]/.test(digits)) throw malformed('bad hexadecimal string');
  const bytes = Buffer.from(digits.length % 2 ? `${digits}0` : digits, 'hex');
  return { kind: 'string', bytes, start, end: end + 1 };
}

/** Letter after the backslash → byte (ISO 32000-1 table 3). */
const escapes = new Map<number, number>([
  [0x6e, 10],
  [0x72, 13],
  [0x74, 9],
  [0x62, 8],
  [0x66, 12],
]);

function readLiteral(cursor: Cursor): PdfString {
  const { source, at: start } = cursor;
  const { end, escaped } = findLiteralEnd(source, start + 1);
  cursor.at = end + 1;
  const inside = source.subarray(start + 1, end);
  return { kind: 'string', bytes: escaped ? unescape(inside) : inside, start, end: end + 1 };
}

function findLiteralEnd(source: Buffer, from: number): { end: number; escaped: boolean } {
  let open = 1;
  let escaped = false;
  for (let at = from; at < source.length; at++) {
    const byte = source[at];
    if (byte === code.backslash) {
      escaped = true;
      at++;
    } else if (byte === code.open) open++;
    else if (byte === code.close && --open === 0) return { end: at, escaped };
  }
  throw malformed('unterminated string');
}

function unescape(inside: Buffer): Buffer {
  const out = Buffer.alloc(inside.length);
  let size = 0;
  for (let at = 0; at < inside.length;) {
    const byte = inside[at++] ?? 0;
    if (byte !== code.backslash) {
      out[size++] = byte;
      continue;
    }
    const { value, next } = readEscape(inside, at);
    if (value !== undefined) out[size++] = value;
    at = next;
  }
  return out.subarray(0, size);
}

/** What the escape after a backslash stands for (nothing for a line end), and the position behind it. */
function readEscape(inside: Buffer, at: number): { value: number | undefined; next: number } {
  const byte = inside[at] ?? 0;
  if (byte >= 0x30 && byte <= 0x37) {
    const digits = /^[0-7]{1,3}/.exec(inside.toString('latin1', at, at + 3))?.[0] ?? '0';
    return { value: parseInt(digits, 8) & 0xff, next: at + digits.length };
  }
  if (byte === 13) return { value: undefined, next: inside[at + 1] === 10 ? at + 2 : at + 1 };
  return { value: byte === 10 ? undefined : (escapes.get(byte) ?? byte), next: at + 1 };
}
