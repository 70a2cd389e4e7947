import { hash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import type { PdfDocument } from './document.ts';
import { is, spanOf, type PdfDict, type PdfRef, type PdfValue } from './model.ts';

/** Collects new and changed objects and writes them behind the old bytes (ISO 32000-1 §7.5.6), which stay untouched. */
export type Increment = {
  /** A reference for a new object. */
  allocate(): PdfRef;
  /** Stores the body of a new or changed object (what stands between `obj` and `endobj`), in pieces; text is Latin-1. */
  put(ref: PdfRef, ...body: readonly Piece[]): void;
  /** The whole file, old bytes first, and where in it the body of an object begins. */
  finish(): { bytes: Buffer; bodyAt: (ref: PdfRef) => number };
};

export type Piece = Buffer | string;

/** `12 0 R`. */
export const refText = (ref: PdfRef): string => `${ref.num} ${ref.gen} R`;

export function startIncrement(document: PdfDocument): Increment {
  const bodies = new Map<number, Changed>();
  let next = sizeOf(document);
  for (const num of document.xref.entries.keys()) if (num >= next) next = num + 1;
  return {
    allocate: () => ({ kind: 'ref', num: next++, gen: 0 }),
    put: (ref, ...body) => void bodies.set(ref.num, { ref, body }),
    finish: () => {
      const sorted = [...bodies.values()].sort((a, b) => a.ref.num - b.ref.num);
      return writeIncrement(document, sorted, next);
    },
  };
}

function sizeOf(document: PdfDocument): number {
  const size = document.xref.trailer.entries.get('Size');
  return typeof size === 'number' ? size : 1;
}

type Changed = { ref: PdfRef; body: readonly Piece[] };
type Placed = { ref: PdfRef; offset: number };

function writeIncrement(
  document: PdfDocument,
  changed: readonly Changed[],
  next: number,
): ReturnType<Increment['finish']> {
  const placed: Placed[] = [];
  const bodies = new Map<number, number>();
  const chunks = createChunks(document.bytes);
  chunks.add('\n');
  for (const { ref, body } of changed) {
    placed.push({ ref, offset: chunks.end() });
    chunks.add(`${ref.num} ${ref.gen} obj\n`);
    bodies.set(ref.num, chunks.end());
    for (const piece of body) chunks.add(piece);
    chunks.add('\nendobj\n');
  }
  const section = { placed, next, end: chunks.end(), trailer: trailerKeys(document, chunks.freshId) };
  // A table may not continue a chain of streams: strict readers then see only half of the file.
  for (const piece of document.xref.newest === 'stream' ? xrefStream(section) : [xrefTable(section)]) chunks.add(piece);
  return { bytes: chunks.join(), bodyAt: (ref) => bodies.get(ref.num) ?? -1 };
}

type Chunks = {
  readonly add: (piece: Piece) => void;
  readonly end: () => number;
  readonly freshId: () => string;
  readonly join: () => Buffer;
};

/** Text between two buffers is one string, turned into bytes once. */
function createChunks(first: Buffer): Chunks {
  const chunks: Buffer[] = [first];
  let size = first.length;
  let text = '';
  let texts = `${size}`;
  const flush = (): void => {
    if (text === '') return;
    chunks.push(Buffer.from(text, 'latin1'));
    size += text.length;
    texts += text;
    text = '';
  };
  return {
    end: () => size + text.length,
    add(piece) {
      if (typeof piece === 'string') return void (text += piece);
      flush();
      chunks.push(piece);
      size += piece.length;
    },
    // From what is written, not from the pictures and the place kept free for a signature between it.
    freshId: () => hash('sha256', texts + text, 'hex').slice(0, 32),
    join() {
      flush();
      return Buffer.concat(chunks, size);
    },
  };
}

type Section = { placed: readonly Placed[]; next: number; end: number; trailer: string };

function trailerKeys(document: PdfDocument, freshId: () => string): string {
  const { trailer } = document.xref;
  const keys = [`/Prev ${document.startXref}`, `/Root ${refText(document.catalogRef)}`];
  const info = trailer.entries.get('Info');
  if (info !== undefined) keys.push(`/Info ${rawValue(trailer, 'Info')}`);
  const id = trailer.entries.get('ID');
  if (is(id, 'array')) keys.push(`/ID [${firstId(trailer, id.items[0])} <${freshId()}>]`);
  return keys.join(' ');
}

// The first identifier stays for the life of the file; the second changes with every update (ISO 32000-1 §14.4).
const firstId = (trailer: PdfDict, value: PdfValue | undefined): string =>
  is(value, 'string') ? trailer.source.toString('latin1', value.start, value.end) : '<00>';

function rawValue(dict: PdfDict, key: string): string {
  const [start, end] = spanOf(dict, key) ?? [0, 0];
  return dict.source.toString('latin1', start, end);
}

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

/** Runs of consecutive object numbers: each is one subsection. */
function runsOf(placed: readonly Placed[]): Placed[][] {
  const runs: Placed[][] = [];
  for (const item of placed) {
    const last = runs.at(-1);
    if (last?.at(-1)?.ref.num === item.ref.num - 1) last.push(item);
    else runs.push([item]);
  }
  return runs;
}

function xrefTable({ placed, next, end, trailer }: Section): string {
  const subsections = runsOf(placed).map((run) => {
    const rows = run.map(({ ref, offset }) => `${pad(offset, 10)} ${pad(ref.gen, 5)} n \n`).join('');
    return `${run[0]?.ref.num} ${run.length}\n${rows}`;
  });
  return `xref\n${subsections.join('')}trailer\n<</Size ${next} ${trailer}>>\nstartxref\n${end}\n%%EOF\n`;
}

function xrefStream({ placed, next, end, trailer }: Section): Piece[] {
  const self: Placed = { ref: { kind: 'ref', num: next, gen: 0 }, offset: end };
  const all = [...placed, self];
  const rows = Buffer.alloc(all.length * 7);
  all.forEach(({ ref, offset }, i) => {
    rows.writeUInt8(1, i * 7);
    rows.writeUInt32BE(offset, i * 7 + 1);
    rows.writeUInt16BE(ref.gen, i * 7 + 5);
  });
  const data = deflateSync(rows);
  const index = runsOf(all)
    .map((run) => `${run[0]?.ref.num} ${run.length}`)
    .join(' ');
  const dict = `<</Type/XRef/Size ${next + 1} /W[1 4 2]/Index[${index}]/Filter/FlateDecode/Length ${data.length} ${trailer}>>`;
  return [`${next} 0 obj\n${dict}\nstream\n`, data, `\nendstream\nendobj\nstartxref\n${end}\n%%EOF\n`];
}

/** The dictionary's own text with some values replaced or added; everything else is copied byte by byte. */
export function patchDict(dict: PdfDict, changes: Readonly<Record<string, string>>): string {
  const edits = Object.entries(changes).map(([key, value]) => ({ key, value, span: spanOf(dict, key) }));
  let text = '';
  let at = dict.start;
  for (const { value, span } of edits
    .filter((edit) => edit.span)
    .toSorted((a, b) => (a.span?.[0] ?? 0) - (b.span?.[0] ?? 0))) {
    const [start, end] = span ?? [at, at];
    text += `${dict.source.toString('latin1', at, start)} ${value} `;
    at = end;
  }
  const added = edits.filter((edit) => !edit.span).map(({ key, value }) => `/${key} ${value}`);
  return `${text}${dict.source.toString('latin1', at, dict.end - 2)}${added.join('')}>>`;
}

/** A text string (ISO 32000-1 §7.9.2.2) as UTF-16BE in hexadecimal: any Vietnamese letter, nothing to escape. */
export const textString = (text: string): string => `<FEFF${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`;

/** A date string (§7.9.4) in Vietnam time. */
export function dateString(at: Date): string {
  const local = new Date(at.getTime() + 7 * 3_600_000);
  const date = `${pad(local.getUTCFullYear(), 4)}${pad(local.getUTCMonth() + 1, 2)}${pad(local.getUTCDate(), 2)}`;
  const clock = `${pad(local.getUTCHours(), 2)}${pad(local.getUTCMinutes(), 2)}${pad(local.getUTCSeconds(), 2)}`;
  return `(D:${date}${clock}+07'00')`;
}

/** A stream object; `keys` are the dictionary entries besides Length. */
export function streamBody(keys: string, data: Buffer): Buffer {
  const head = Buffer.from(`<<${keys}/Length ${data.length}>>\nstream\n`, 'latin1');
  return Buffer.concat([head, data, Buffer.from('\nendstream', 'latin1')]);
}
