import { decodeStructure } from './filters.ts';
import { cursorAt, readValue, readWhole, skipSpace, takeWord, type Cursor } from './lexer.ts';
import { pdfLimits, type Budget } from './limits.ts';
import { dictOf, is, malformed, nameOf, PdfError, type PdfDict, type PdfStream, type PdfValue } from './model.ts';

/** Where an object lies: at a byte offset, or as the n-th of an object stream; `free` means deleted. */
export type XrefEntry =
  | { readonly kind: 'offset'; readonly offset: number; readonly gen: number }
  | { readonly kind: 'packed'; readonly container: number; readonly index: number }
  | { readonly kind: 'free' };

export type XrefTable = {
  readonly entries: ReadonlyMap<number, XrefEntry>;
  /** Newest trailer: the one that counts. */
  readonly trailer: PdfDict;
  /** Offsets of all sections, newest first. */
  readonly sections: readonly number[];
  readonly newest: 'table' | 'stream';
  /** A section that hides entries from older readers (`XRefStm`): what is seen depends on the reader. */
  readonly hybrid: boolean;
};

type Section = { entries: Map<number, XrefEntry>; trailer: PdfDict; form: 'table' | 'stream' };
type Reading = { bytes: Buffer; budget: Budget; readStream: (cursor: Cursor) => PdfValue };

/** Follows `/Prev` from the newest section; a section visited twice or past the limit ends the reading with an error. */
export function readXref(reading: Reading, newestOffset: number): XrefTable {
  let entries = new Map<number, XrefEntry>();
  const sections: number[] = [];
  const seen = new Set<number>();
  let newest: Section | undefined;
  let hybrid = false;
  for (let offset: number | undefined = newestOffset; offset !== undefined;) {
    if (seen.has(offset)) throw malformed('cross-reference loop');
    if (seen.size >= pdfLimits.xrefSections) throw new PdfError('too_complex', 'too many revisions');
    seen.add(offset);
    sections.push(offset);
    const section = readSection(reading, offset);
    if (newest === undefined) entries = section.entries;
    else addMissing(entries, section.entries);
    newest ??= section;
    const hidden = offsetAt(section.trailer, 'XRefStm');
    if (hidden !== undefined) {
      hybrid = true;
      addMissing(entries, readSection(reading, hidden).entries);
    }
    offset = offsetAt(section.trailer, 'Prev');
  }
  if (!newest) throw malformed('no cross-reference section');
  return { entries, trailer: newest.trailer, sections, newest: newest.form, hybrid };
}

function addMissing(target: Map<number, XrefEntry>, older: ReadonlyMap<number, XrefEntry>): void {
  for (const [num, entry] of older) if (!target.has(num)) target.set(num, entry);
}

function offsetAt(trailer: PdfDict, key: string): number | undefined {
  const value = trailer.entries.get(key);
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) throw malformed(`bad /${key}`);
  return value;
}

function readSection(reading: Reading, offset: number): Section {
  if (offset >= reading.bytes.length) throw malformed('cross-reference offset outside the file');
  const cursor = cursorAt(reading.bytes, offset, reading.budget);
  skipSpace(cursor);
  if (reading.bytes.toString('latin1', cursor.at, cursor.at + 4) === 'xref') return readTable(cursor);
  const stream = reading.readStream(cursor);
  if (!is(stream, 'stream') || nameOf(stream.dict.entries.get('Type')) !== 'XRef')
    throw malformed('no cross-reference section');
  return { entries: readXrefStream(stream, reading.budget), trailer: stream.dict, form: 'stream' };
}

/** ISO 32000-1 §7.5.4. */
function readTable(cursor: Cursor): Section {
  cursor.at += 4;
  const entries = new Map<number, XrefEntry>();
  for (;;) {
    skipSpace(cursor);
    if (takeWord(cursor, 'trailer')) break;
    readSubsection(cursor, entries);
  }
  const trailer = dictOf(readValue(cursor));
  if (!trailer) throw malformed('no trailer');
  return { entries, trailer, form: 'table' };
}

function readSubsection(cursor: Cursor, entries: Map<number, XrefEntry>): void {
  const first = readWhole(cursor);
  const count = readWhole(cursor);
  cursor.budget.spend('xrefEntries', count);
  for (let num = first; num < first + count; num++) {
    const plain = readPlainRow(cursor);
    if (plain) {
      setEntry(entries, num, plain);
      continue;
    }
    const offset = readWhole(cursor);
    const gen = readWhole(cursor);
    skipSpace(cursor);
    if (takeWord(cursor, 'n')) setEntry(entries, num, { kind: 'offset', offset, gen });
    else if (takeWord(cursor, 'f')) setEntry(entries, num, free);
    else throw malformed('bad cross-reference entry');
  }
}

const free: XrefEntry = { kind: 'free' };

/** The row as §7.5.4 has it, `0000000016 00000 n` at the position: nearly every one. The position stays when it is another. */
function readPlainRow(cursor: Cursor): XrefEntry | undefined {
  const { source } = cursor;
  skipSpace(cursor);
  const { at } = cursor;
  const offset = digitsAt(source, at, at + 10);
  const gen = digitsAt(source, at + 11, at + 16);
  const kind = source[at + 17];
  const spaced = source[at + 10] === 32 && source[at + 16] === 32 && (source[at + 18] ?? 0) <= 32;
  if (offset < 0 || gen < 0 || !spaced || (kind !== 0x6e && kind !== 0x66)) return undefined;
  cursor.at = at + 18;
  return kind === 0x6e ? { kind: 'offset', offset, gen } : free;
}

function digitsAt(source: Buffer, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at++) {
    const digit = (source[at] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

function setEntry(entries: Map<number, XrefEntry>, num: number, entry: XrefEntry): void {
  if (num > pdfLimits.objectNumber) throw new PdfError('too_complex', 'object number too large');
  const before = entries.size;
  entries.set(num, entry);
  if (entries.size === before) throw malformed('object listed twice in one section');
}

/** ISO 32000-1 §7.5.8. */
function readXrefStream(stream: PdfStream, budget: Budget): Map<number, XrefEntry> {
  const widths = numbersOf(stream.dict.entries.get('W'));
  const [kindWidth = -1, secondWidth = -1, thirdWidth = -1] = widths;
  const fits = (width: number): boolean => width >= 0 && width <= 6;
  if (widths.length < 3 || !fits(kindWidth) || !fits(secondWidth) || !fits(thirdWidth)) throw malformed('bad /W');
  const data = decodeStructure(stream, budget);
  const row = kindWidth + secondWidth + thirdWidth;
  const size = stream.dict.entries.get('Size');
  const index = stream.dict.entries.get('Index');
  const ranges = index === undefined ? [0, typeof size === 'number' ? size : 0] : numbersOf(index);
  const entries = new Map<number, XrefEntry>();
  const field = (at: number, width: number): number => (width === 0 ? 0 : data.readUIntBE(at, width));
  let at = 0;
  for (let range = 0; range + 1 < ranges.length; range += 2) {
    const [first = 0, count = 0] = ranges.slice(range, range + 2);
    if (row === 0 || at + count * row > data.length) throw malformed('cross-reference stream too short');
    budget.spend('xrefEntries', count);
    for (let num = first; num < first + count; num++, at += row) {
      const kind = kindWidth === 0 ? 1 : field(at, kindWidth);
      const second = field(at + kindWidth, secondWidth);
      setEntry(entries, num, streamEntry(kind, second, field(at + kindWidth + secondWidth, thirdWidth)));
    }
  }
  return entries;
}

function streamEntry(kind: number, second: number, third: number): XrefEntry {
  if (kind === 1) return { kind: 'offset', offset: second, gen: third };
  return kind === 2 ? { kind: 'packed', container: second, index: third } : { kind: 'free' };
}

function numbersOf(value: PdfValue | undefined): number[] {
  if (!is(value, 'array')) throw malformed('expected an array of numbers');
  return value.items.map((item) => {
    if (typeof item !== 'number' || !Number.isInteger(item) || item < 0)
      throw malformed('expected an array of numbers');
    return item;
  });
}
