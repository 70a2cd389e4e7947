import { invalid } from '#platform/errors/app-error.ts';
import { cleanParagraphs } from '#platform/text/clean.ts';
import { loadPaperFonts, readCoverage } from './fonts.ts';

/** What a template may be given: plain JSON values. Dates and amounts arrive already formatted. */
export type PrintValue =
  string | number | boolean | null | undefined | readonly PrintValue[] | { readonly [key: string]: PrintValue };

const placeholder = '□';
const maxDepth = 12;
// About two hundred pages, a second of work; longer registers are printed in parts.
const maxCharacters = 500_000;
const zeroWidthSpace = '\u200b';
// Words of this length are no Vietnamese words; unbroken they would run out of the page or over the next column.
const plainAscii = /^[\x21-\x7e](?:[\x20-\x7e]{0,28}[\x21-\x7e])?$/;
const longWord = /[\p{L}\p{M}\p{N}_]{32,}/gu;

let printable: ReadonlySet<string> | null = null;

// PDF/A forbids NUL and private-use code points, which the font maps to glyphs all the same.
function isForbidden(code: number): boolean {
  return code === 0 || (code >= 0xe000 && code <= 0xf8ff);
}

function printableCharacters(): ReadonlySet<string> {
  if (printable) return printable;
  const coverages = loadPaperFonts().map(readCoverage);
  const common = [...(coverages[0] ?? [])].filter((code) => coverages.every((coverage) => coverage.has(code)));
  printable = new Set(common.filter((code) => !isForbidden(code)).map((code) => String.fromCodePoint(code)));
  return printable;
}

function isPrintable(char: string): boolean {
  return char === '\n' || printableCharacters().has(char);
}

/** The characters of a text that the paper font cannot draw, each once; for a warning at the form. */
export function findUnprintable(text: string): string[] {
  return [...new Set(Array.from(cleanParagraphs(text)).filter((char) => !isPrintable(char)))];
}

// A missing glyph makes the whole PDF/A export fail: one emoji in a field would stop a citizen's receipt.
function drawMissing(text: string): string {
  let drawn = '';
  for (const char of text) drawn += isPrintable(char) ? char : placeholder;
  return drawn;
}

function toPrintable(text: string): string {
  if (plainAscii.test(text)) return text;
  return drawMissing(cleanParagraphs(text)).replace(longWord, (word) =>
    word.replace(/.{6}(?=.)/gsu, `$&${zeroWidthSpace}`),
  );
}

type Budget = { characters: number };

function spend(budget: Budget, characters: number): void {
  budget.characters -= characters;
  if (budget.characters < 0) throw invalid('render.data_too_large');
}

function prepare(value: PrintValue, depth: number, budget: Budget): PrintValue {
  if (depth > maxDepth) throw invalid('render.data_too_large');
  spend(budget, typeof value === 'string' ? value.length : 1);
  if (typeof value === 'string') return toPrintable(value);
  // A key that is there but undefined must reach the template as none, or JSON would drop the key.
  if (value === undefined) return null;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item: PrintValue) => prepare(item, depth + 1, budget));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, prepare(item, depth + 1, budget)]));
}

/**
 * Data as the JSON that templates read: texts cleaned, characters the font lacks shown as □, endless words made
 * breakable. Throws `render.data_too_large` beyond half a million characters or twelve levels.
 */
export function toPrintJson(data: PrintValue): string {
  return JSON.stringify(prepare(data, 0, { characters: maxCharacters }));
}
