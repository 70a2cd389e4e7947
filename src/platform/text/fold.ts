/** Letters that no Unicode decomposition reduces to ASCII. */
const special: ReadonlyMap<string, string> = new Map(
  Object.entries({
    đ: 'd',
    ð: 'd',
    ɖ: 'd',
    ƣ: 'u',
    ø: 'o',
    ł: 'l',
    ħ: 'h',
    ŧ: 't',
    ƀ: 'b',
    ɓ: 'b',
    ı: 'i',
    ĸ: 'k',
    ŋ: 'n',
    ſ: 's',
    ß: 'ss',
    æ: 'ae',
    œ: 'oe',
    þ: 'th',
    ς: 'σ',
  }),
);

function foldSlowly(char: string): string {
  const letters = char.normalize('NFKD').toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');
  return Array.from(letters, (letter) => special.get(letter) ?? letter).join('');
}

const ascii = /^[\x00-\x7f]*$/;
const tableSize = 0x2000;
const table: readonly string[] = Array.from({ length: tableSize }, (_, code) => foldSlowly(String.fromCharCode(code)));

/**
 * Text for searching: lower case, without tones, other marks and đ (`ĐẶNG Thị Hoà` → `dang thi hoa`).
 * The same for NFC and NFD, for `hòa` and `hoà`, and for compatibility forms (full-width letters, ligatures).
 * Idempotent. Spaces and punctuation stay; see `foldCode` for numbers of documents.
 */
export function foldText(text: string): string {
  if (ascii.test(text)) return text.toLowerCase();
  let folded = '';
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < tableSize) folded += table[code] ?? '';
    else return folded + foldRest(text.slice(index));
  }
  return folded;
}

// Outside the table (Han, emoji, letters beyond the basic plane) a code unit is not a character.
function foldRest(text: string): string {
  let folded = '';
  for (const char of text) {
    folded += char.charCodeAt(0) < tableSize ? (table[char.charCodeAt(0)] ?? '') : foldSlowly(char);
  }
  return folded;
}

/** Folds a document or case number for its own search column: `Số 15 / QĐ-UBND` and `15/qd-ubnd` meet. */
export function foldCode(text: string): string {
  return foldText(text)
    .replace(/^\s*so(?:\s*:|\s+)\s*/, '')
    .replace(/[\s\u2010-\u2015]/g, (char) => (/\s/.test(char) ? '' : '-'));
}

/** The searchable words of a text, folded, without punctuation. */
export function foldWords(text: string): string[] {
  return foldText(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}
