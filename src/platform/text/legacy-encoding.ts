import { isVietnameseSyllable } from './syllable.ts';
import { tcvn3, viqr, vni } from './legacy-tables.ts';

export type LegacyEncoding = 'tcvn3' | 'vni' | 'viqr';

export type EncodingGuess = {
  readonly encoding: 'unicode' | LegacyEncoding;
  /** 0 to 1: the share of telling words that are Vietnamese syllables under this reading, less for short texts. */
  readonly confidence: number;
  /** The text in Unicode NFC under this reading. */
  readonly text: string;
};

const tables: Readonly<Record<LegacyEncoding, ReadonlyMap<string, string>>> = { tcvn3, vni, viqr };
const longest: Readonly<Record<LegacyEncoding, number>> = { tcvn3: 1, vni: 2, viqr: 3 };

// Windows-1252 shows byte 0xD0 as Ð, but text that went through a Vietnamese code page carries Đ and its like.
const latinOf: ReadonlyMap<string, string> = new Map([
  ['Đ', 'Ð'],
  ['đ', 'ð'],
]);

/** Rewrites text of a known legacy encoding (its bytes read as Windows-1252) in Unicode NFC. */
export function decodeLegacy(text: string, encoding: LegacyEncoding): string {
  const table = tables[encoding];
  const source = encoding === 'viqr' ? text : text.normalize('NFC');
  let decoded = '';
  for (let index = 0; index < source.length;) {
    const match = longestMatch(table, source, index, longest[encoding]);
    decoded += match?.letter ?? source.charAt(index);
    index += match?.length ?? 1;
  }
  return decoded.normalize('NFC');
}

type Match = { readonly letter: string; readonly length: number };

function longestMatch(table: ReadonlyMap<string, string>, text: string, at: number, most: number): Match | null {
  for (let length = most; length > 0; length -= 1) {
    const part = text.slice(at, at + length);
    const letter = table.get(latinOf.get(part) ?? part);
    if (letter !== undefined && part.length === length) return { letter, length };
  }
  return null;
}

// Letters that exist in Unicode Vietnamese only: one of them rules a legacy font encoding out.
const unicodeOnly =
  /[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9\u0300\u0301\u0303\u0309\u0323]/u;
const viqrSigns = /[aeo]\^|[au]\(|[ou]\+|[aeiouy][`~]/i;
const margin = 0.25;

function tellingWords(text: string, encoding: EncodingGuess['encoding']): string[] {
  const words = text.split(/[\s,;:!"]+/);
  return encoding === 'viqr'
    ? words.filter((word) => viqrSigns.test(word))
    : words.filter((word) => /[\u00a1-\uffff]/.test(word));
}

function judge(text: string, encoding: EncodingGuess['encoding']): EncodingGuess {
  const read = (part: string): string =>
    encoding === 'unicode' ? part.normalize('NFC') : decodeLegacy(part, encoding);
  const telling = tellingWords(text, encoding);
  const valid = telling.filter((word) =>
    isVietnameseSyllable(read(word).replace(/[^\p{L}\p{M}]+$|^[^\p{L}\p{M}]+/gu, '')),
  );
  const share = telling.length === 0 ? 0 : valid.length / telling.length;
  // One word proves little: "Hòa" is a syllable in two readings.
  const confidence = share * (1 - 0.5 ** (telling.length + 1));
  return { encoding, confidence, text: read(text) };
}

/**
 * Guesses whether text is Unicode or was typed in TCVN3 (ABC) or VNI-Windows fonts (bytes read as Windows-1252) or in
 * VIQR, by how many words become possible Vietnamese syllables. Ties and doubt go to Unicode.
 */
export function detectEncoding(text: string): EncodingGuess {
  const plain = text.normalize('NFC');
  if (unicodeOnly.test(plain)) return { encoding: 'unicode', confidence: 1, text: plain };
  const asUnicode = judge(text, 'unicode');
  const readings = (['tcvn3', 'vni', 'viqr'] as const).map((encoding) => judge(text, encoding));
  const best = readings.reduce((left, right) => (right.confidence > left.confidence ? right : left));
  if (best.confidence > asUnicode.confidence + margin) return best;
  return tellingWords(text, 'unicode').length === 0 ? { ...asUnicode, confidence: 1 } : asUnicode;
}

/** Unicode text whatever the source: legacy text is converted when the guess is sure enough, other text stays (NFC). */
export function convertLegacyText(text: string, minConfidence = 0.8): string {
  const guess = detectEncoding(text);
  return guess.encoding !== 'unicode' && guess.confidence >= minConfidence ? guess.text : text.normalize('NFC');
}
