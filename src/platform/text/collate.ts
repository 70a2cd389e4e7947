import { toNfc } from './clean.ts';
import { foldText } from './fold.ts';
import { splitTone } from './vietnamese-letters.ts';

/** The Vietnamese alphabet with f, j, w, z in their international places (QĐ 1989/QĐ-BGDĐT order of letters). */
const alphabet = 'aăâbcdđeêfghijklmnoôơpqrstuưvwxyz';

// Characters that compare by code point in the right order, so that a database column with collation "C" agrees.
const rankOf: ReadonlyMap<string, string> = new Map(
  Array.from(alphabet, (letter, index) => [letter, String.fromCharCode(0x41 + index)]),
);
const tonePoints = '!"#$%&';
const wordEnd = ' ';

function numberKey(digits: string): string {
  const significant = digits.replace(/^0+(?=\d)/, '').slice(0, 99);
  const length = significant.length;
  // The length leads, so that "Thôn 10" comes after "Thôn 2".
  return (length < 9 ? String(length) : `9${String(length).padStart(2, '0')}`) + significant;
}

function letterKey(letter: string): string {
  const rank = rankOf.get(letter);
  if (rank !== undefined) return rank;
  return Array.from(foldText(letter), (part) => rankOf.get(part) ?? part).join('');
}

function wordKey(word: string): string {
  if (/^\d+$/.test(word)) return numberKey(word) + wordEnd;
  let letters = '';
  let tones = '';
  for (const char of word) {
    const { bare, tone } = splitTone(char);
    letters += letterKey(bare);
    if (tone > 0) tones += tonePoints[tone] ?? '';
  }
  return letters + (tones || (tonePoints[0] ?? '')) + wordEnd;
}

function wordsOf(text: string): string[] {
  return (
    toNfc(text)
      .toLowerCase()
      .match(/\d+|\p{L}[\p{L}\p{M}'’]*|[^\s\d\p{L}\p{P}\p{S}]+/gu) ?? []
  );
}

/**
 * A key whose plain code-point order (JavaScript `<`, PostgreSQL `COLLATE "C"`) is Vietnamese dictionary order:
 * syllable by syllable, letters first (a ă â … d đ … o ô ơ … u ư), then tones (ngang huyền hỏi ngã sắc nặng);
 * case and the position of the tone mark do not count; numbers compare by value (Thôn 2 before Thôn 10).
 */
export function sortKey(text: string): string {
  return wordsOf(text).map(wordKey).join('');
}

/** Sort key of a person's name as Vietnamese lists order them: given name, then family name, then middle names. */
export function nameSortKey(name: string): string {
  const words = wordsOf(name);
  const given = words.pop();
  return given === undefined ? '' : [given, ...words].map(wordKey).join('');
}

function compareKeys(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** Compares two texts in Vietnamese dictionary order; sort many by a stored `sortKey` instead. */
export function compareVietnamese(left: string, right: string): number {
  return compareKeys(sortKey(left), sortKey(right));
}

/** Compares two names of persons by given name first; sort many by a stored `nameSortKey` instead. */
export function compareNames(left: string, right: string): number {
  return compareKeys(nameSortKey(left), nameSortKey(right));
}
