import { cleanLine, repairLookalikes } from './clean.ts';
import { foldText } from './fold.ts';
import { splitTone } from './vietnamese-letters.ts';

/** The parts of a Vietnamese name; a single word is a given name. */
export type NameParts = { readonly family: string; readonly middle: string; readonly given: string };

/** How two spellings of a name relate, from harmless to serious. */
export type NameDifference = 'none' | 'tone_position' | 'accents' | 'different';

const apostrophes = /[\u0060\u00b4\u02b9\u02bc\u2018\u2019\u2032]/g;
const camel = /^\p{Lu}\p{M}*(?:\p{Ll}\p{M}*)+(?:\p{Lu}\p{M}*(?:\p{Ll}\p{M}*)+)+$/u;
const allowed = /^[\p{Script=Latin}\p{M}'. -]+$/u;

/** Name as typed → name as stored: visible characters, NFC, single spaces, Đ for Ð, one kind of apostrophe. */
export function cleanPersonName(name: string): string {
  return repairLookalikes(cleanLine(name)).replace(apostrophes, "'").replace(/ ?- ?/g, '-');
}

/** Why a cleaned name cannot be a person's name, or null. Foreign names are written in Latin letters as in the passport. */
export function findNameProblem(name: string): 'empty' | 'too_long' | 'characters' | null {
  if (!/\p{L}/u.test(name)) return 'empty';
  if (name.length > 128) return 'too_long';
  return allowed.test(name) ? null : 'characters';
}

/** Upper case with diacritics, as civil-status papers print names: `Nguyễn Thị Hoà` → `NGUYỄN THỊ HOÀ`. */
export function toUpperVietnamese(text: string): string {
  return text.normalize('NFC').toLocaleUpperCase('vi').normalize('NFC');
}

function titleWord(word: string): string {
  // "McDonald" was typed with care; "NGUYễN" came from a keyboard that cannot shift accented letters.
  if (camel.test(word)) return word;
  return word
    .toLocaleLowerCase('vi')
    .replace(/(^|['-])(\p{L})/gu, (_, before: string, letter: string) => before + titleLetter(letter));
}

/** One letter may have a capital of two (ß, ᾀ): only the first stays one. */
function titleLetter(letter: string): string {
  const [first = '', ...others] = letter.toLocaleUpperCase('vi');
  return first + others.join('').toLocaleLowerCase('vi');
}

/** Title case of a name: `NGUYỄN VĂN AN` and `nguyễn văn an` → `Nguyễn Văn An`; `h'hen niê` → `H'Hen Niê`. */
export function toTitleName(name: string): string {
  return name.normalize('NFC').split(' ').map(titleWord).join(' ').normalize('NFC');
}

/** Family, middle and given name by position: the first, the inner and the last word. */
export function splitName(name: string): NameParts {
  const words = name.split(/\s+/).filter((word) => word !== '');
  const given = words.pop() ?? '';
  const family = words.shift() ?? '';
  return { family, middle: words.join(' '), given };
}

function spellingKey(text: string): string {
  const words =
    text
      .normalize('NFC')
      .toLocaleLowerCase('vi')
      .match(/[\p{L}\p{M}']+/gu) ?? [];
  return words.map(syllableKey).join(' ');
}

// The tone goes to the end of the syllable, so that hoà and hòa have one key.
function syllableKey(word: string): string {
  let letters = '';
  let tones = '';
  for (const char of word) {
    const { bare, tone } = splitTone(char);
    letters += bare;
    if (tone > 0) tones += String(tone);
  }
  return letters + tones;
}

/** True when two texts spell the same words, whatever their case, spacing, normal form and place of the tone mark. */
export function isSameSpelling(left: string, right: string): boolean {
  return spellingKey(left) === spellingKey(right);
}

/**
 * Compares a declared name with a registered one. `accents` (An / Ân) is a person to check, not to refuse:
 * registers before 2000 were often typed without tones.
 */
export function compareSpelling(left: string, right: string): NameDifference {
  const [a, b] = [cleanPersonName(left), cleanPersonName(right)];
  if (a.toLocaleLowerCase('vi') === b.toLocaleLowerCase('vi')) return 'none';
  if (isSameSpelling(a, b)) return 'tone_position';
  return foldText(a) === foldText(b) ? 'accents' : 'different';
}
