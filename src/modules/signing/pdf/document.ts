import { decodeStructure } from './filters.ts';
import { cursorAt, expectWord, readValue, readWhole, skipSpace, takeWord, type Cursor } from './lexer.ts';
import { createBudget, pdfLimits, type Budget } from './limits.ts';
import { dictOf, is, malformed, nameOf, PdfError, type PdfDict, type PdfRef, type PdfValue } from './model.ts';
import { readXref, type XrefEntry, type XrefTable } from './xref.ts';

/** One revision of a file, read strictly: nothing is repaired, because two readers repair differently. */
export type PdfDocument = {
  readonly bytes: Buffer;
  readonly xref: XrefTable;
  /** Offset that the last `startxref` names. */
  readonly startXref: number;
  readonly catalog: PdfDict;
  readonly catalogRef: PdfRef;
  entryOf(num: number): XrefEntry | undefined;
  /** The object, or null when it does not exist (ISO 32000-1 §7.3.10). */
  object(ref: PdfRef): PdfValue;
  /** Follows references until a direct value. */
  resolve(value: PdfValue | undefined): PdfValue;
  /** The value under a key, references followed. */
  lookUp(dict: PdfDict, key: string): PdfValue;
};

type State = {
  readonly bytes: Buffer;
  readonly budget: Budget;
  readonly objects: Map<number, PdfValue>;
  readonly opening: Set<number>;
  readonly containers: Map<number, Container>;
  entries: ReadonlyMap<number, XrefEntry>;
};
type Container = { data: Buffer; places: { num: number; at: number }[] };

/** Opens the revision that ends at the end of `bytes`. Throws PdfError. */
export function openPdf(bytes: Buffer, budget: Budget = createBudget()): PdfDocument {
  if (bytes.length > pdfLimits.fileBytes) throw new PdfError('too_complex', 'file too large');
  if (bytes.toString('latin1', 0, 5) !== '%PDF-') throw malformed('no header');
  const state: State = {
    bytes,
    budget,
    objects: new Map(),
    opening: new Set(),
    containers: new Map(),
    entries: new Map(),
  };
  const startXref = findStartXref(bytes, budget);
  const xref = readXref({ bytes, budget, readStream: (cursor) => readIndirect(state, cursor).value }, startXref);
  state.entries = xref.entries;
  if (xref.trailer.entries.has('Encrypt')) throw new PdfError('encrypted', 'encrypted file');
  const catalogRef = xref.trailer.entries.get('Root');
  if (!is(catalogRef, 'ref')) throw malformed('no catalog');
  const catalog = dictOf(loadObject(state, catalogRef));
  if (!catalog || nameOf(catalog.entries.get('Type')) !== 'Catalog') throw malformed('no catalog');
  const resolve = (value: PdfValue | undefined): PdfValue => resolveValue(state, value);
  return {
    bytes,
    xref,
    startXref,
    catalog,
    catalogRef,
    entryOf: (num) => state.entries.get(num),
    object: (ref) => loadObject(state, ref),
    resolve,
    lookUp: (dict, key) => resolve(dict.entries.get(key)),
  };
}

// The end of the file must be the end of a revision; text behind it would be outside every check.
function findStartXref(bytes: Buffer, budget: Budget): number {
  const tail = bytes.toString('latin1', Math.max(0, bytes.length - 1024));
  const found = /startxref[\r\n ]+(\d{1,10})[\r\n ]+%%EOF[\r\n]{0,2}$/.exec(tail);
  if (!found) throw malformed('no end of a revision at the end of the file');
  budget.spend('values', 1);
  return Number(found[1]);
}

function resolveValue(state: State, value: PdfValue | undefined): PdfValue {
  let current = value ?? null;
  for (let hops = 0; is(current, 'ref'); hops++) {
    if (hops > 16) throw malformed('chain of references');
    current = loadObject(state, current);
  }
  return current;
}

function loadObject(state: State, ref: PdfRef): PdfValue {
  const entry = state.entries.get(ref.num);
  const generation = entry?.kind === 'offset' ? entry.gen : 0;
  if (!entry || entry.kind === 'free' || generation !== ref.gen) return null;
  const known = state.objects.get(ref.num);
  if (known !== undefined) return known;
  if (state.opening.has(ref.num)) throw malformed('object refers to itself while being read');
  state.opening.add(ref.num);
  const value = entry.kind === 'packed' ? loadPacked(state, ref.num, entry) : loadAt(state, ref, entry.offset);
  state.opening.delete(ref.num);
  state.objects.set(ref.num, value);
  return value;
}

function loadAt(state: State, ref: PdfRef, offset: number): PdfValue {
  const found = readIndirect(state, cursorAt(state.bytes, offset, state.budget));
  if (found.num !== ref.num || found.gen !== ref.gen) throw malformed('another object at this offset');
  return found.value;
}

/** `n g obj … endobj` at the cursor. */
function readIndirect(state: State, cursor: Cursor): { num: number; gen: number; value: PdfValue } {
  if (cursor.at >= cursor.source.length) throw malformed('offset outside the file');
  const num = readWhole(cursor);
  const gen = readWhole(cursor);
  expectWord(cursor, 'obj');
  const value = readValue(cursor);
  skipSpace(cursor);
  if (takeWord(cursor, 'endobj')) return { num, gen, value };
  if (!takeWord(cursor, 'stream') || !is(value, 'dict')) throw malformed('object without an end');
  return { num, gen, value: { kind: 'stream', dict: value, data: readStreamData(state, cursor, value) } };
}

function readStreamData(state: State, cursor: Cursor, dict: PdfDict): Buffer {
  const { source } = cursor;
  if (source[cursor.at] === 13) cursor.at++;
  if (source[cursor.at] !== 10) throw malformed('stream keyword without a line end');
  const start = cursor.at + 1;
  const length = resolveValue(state, dict.entries.get('Length'));
  if (typeof length !== 'number' || !Number.isInteger(length) || length < 0) throw malformed('bad stream length');
  cursor.at = start + length;
  if (cursor.at > source.length) throw malformed('stream longer than the file');
  expectWord(cursor, 'endstream');
  expectWord(cursor, 'endobj');
  return source.subarray(start, start + length);
}

/** ISO 32000-1 §7.5.7. */
function loadPacked(state: State, num: number, entry: { container: number; index: number }): PdfValue {
  const container = state.containers.get(entry.container) ?? openContainer(state, entry.container);
  const place = container.places[entry.index];
  if (place?.num !== num) throw malformed('object stream does not hold this object');
  return readValue(cursorAt(container.data, place.at, state.budget));
}

function openContainer(state: State, num: number): Container {
  const entry = state.entries.get(num);
  if (entry?.kind !== 'offset') throw malformed('no such object stream');
  const stream = loadObject(state, { kind: 'ref', num, gen: entry.gen });
  if (!is(stream, 'stream') || nameOf(stream.dict.entries.get('Type')) !== 'ObjStm')
    throw malformed('no object stream');
  const count = stream.dict.entries.get('N');
  const first = stream.dict.entries.get('First');
  if (typeof count !== 'number' || typeof first !== 'number') throw malformed('bad object stream');
  const data = decodeStructure(stream, state.budget);
  state.budget.spend('values', count);
  const cursor = cursorAt(data, 0, state.budget);
  const places: Container['places'] = [];
  for (let i = 0; i < count; i++) places.push({ num: readWhole(cursor), at: first + readWhole(cursor) });
  const container = { data, places };
  state.containers.set(num, container);
  return container;
}
