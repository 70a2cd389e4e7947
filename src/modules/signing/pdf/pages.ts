import type { PdfDocument } from './document.ts';
import { dictOf, is, malformed, PdfError, type PdfDict, type PdfRef, type PdfValue } from './model.ts';

/** A rectangle in default user space: points, origin at the lower left. */
export type Box = readonly [left: number, bottom: number, right: number, top: number];

export type PdfPage = {
  readonly ref: PdfRef;
  readonly dict: PdfDict;
  /** What a reader shows: the crop box, else the media box. */
  readonly box: Box;
  /** Clockwise quarter turns that a reader applies: 0, 90, 180 or 270. */
  readonly rotation: number;
};

const maxPages = 20_000;
const letter: Box = [0, 0, 612, 792];

type Inherited = { box: Box; rotation: number };
type Visit = { ref: PdfRef; inherited: Inherited };

/** All pages in order. Throws for a tree that loops or names a page twice. */
export function listPages(document: PdfDocument): PdfPage[] {
  const pages: PdfPage[] = [];
  const root = document.catalog.entries.get('Pages');
  if (!is(root, 'ref')) throw malformed('no page tree');
  const seen = new Set<number>();
  const left: Visit[] = [{ ref: root, inherited: { box: letter, rotation: 0 } }];
  for (let visit = left.pop(); visit; visit = left.pop()) {
    if (seen.has(visit.ref.num)) throw malformed('page tree loop');
    if (seen.size > maxPages) throw new PdfError('too_complex', 'too many pages');
    seen.add(visit.ref.num);
    const dict = dictOf(document.object(visit.ref));
    if (!dict) throw malformed('missing page');
    const inherited = inherit(document, dict, visit.inherited);
    const kids = document.lookUp(dict, 'Kids');
    if (is(kids, 'array')) left.push(...childVisits(kids.items, inherited));
    else pages.push({ ref: visit.ref, dict, ...inherited });
  }
  return pages;
}

function childVisits(kids: readonly PdfValue[], inherited: Inherited): Visit[] {
  if (kids.length > maxPages) throw new PdfError('too_complex', 'too many pages');
  return kids
    .map((kid) => {
      if (!is(kid, 'ref')) throw malformed('page is no reference');
      return { ref: kid, inherited };
    })
    .reverse();
}

function inherit(document: PdfDocument, dict: PdfDict, from: Inherited): Inherited {
  const box = boxOf(document, dict, 'CropBox') ?? boxOf(document, dict, 'MediaBox') ?? from.box;
  const turn = document.lookUp(dict, 'Rotate');
  const rotation = typeof turn === 'number' && turn % 90 === 0 ? ((turn % 360) + 360) % 360 : from.rotation;
  return { box, rotation };
}

function boxOf(document: PdfDocument, dict: PdfDict, key: string): Box | undefined {
  const value = document.lookUp(dict, key);
  if (!is(value, 'array') || value.items.length !== 4) return undefined;
  const numbers = value.items.map((item) => document.resolve(item)).filter((item) => typeof item === 'number');
  const [a, b, c, d] = numbers;
  if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined;
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
}
