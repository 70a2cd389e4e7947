import { foldWords } from '#platform/text/fold.ts';

/** What somebody typed, ready for searching. */
export type AdminQuery = {
  /** A tsquery of folded words, all of them needed, the last one as a prefix. */
  readonly words: string;
  /** Folded words of the first part of the address. */
  readonly name: string;
  /** The text as typed, lower case: a hit with the right accents comes first. */
  readonly exact: string;
};

const abbreviations: ReadonlyMap<string, readonly string[]> = new Map([
  ['p', ['phuong']],
  ['x', ['xa']],
  ['q', ['quan']],
  ['h', ['huyen']],
  ['t', ['tinh']],
  ['tt', ['thi', 'tran']],
  ['tx', ['thi', 'xa']],
  ['tp', ['thanh', 'pho']],
  ['dk', ['dac', 'khu']],
  ['hcm', ['ho', 'chi', 'minh']],
  ['tphcm', ['thanh', 'pho', 'ho', 'chi', 'minh']],
]);
const numbered = /^(?<kind>[pq])(?<number>\d{1,2})$/;
const kindOfUnit = /^(?:phuong|xa|thi tran|thi xa|dac khu|quan|huyen|thanh pho|tinh)(?: |$)/;
const longestText = 200;
const mostWords = 16;

/** The words of an address or a name with the usual abbreviations written out (P.12, Q. Gò Vấp, TP.HCM). Null when there are none. */
export function readAdminQuery(text: string): AdminQuery | null {
  const typed = text.slice(0, longestText).normalize('NFC');
  const parts = fromUnitOn(typed.split(/[,;\n]/u).map((part) => ({ part, words: foldWords(part) })));
  const words = writeOut(parts.flatMap((each) => each.words)).slice(0, mostWords);
  if (words.length === 0) return null;
  const name = writeOut(parts.find((each) => each.words.length > 0)?.words ?? []).join(' ');
  const exact = parts
    .map((each) => each.part.trim())
    .join(', ')
    .toLocaleLowerCase('vi');
  return { words: `${words.join(' & ')}:*`, name, exact };
}

type Part = { readonly part: string; readonly words: readonly string[] };

/** House number, street and hamlet stand before the commune and are in no list of units. */
function fromUnitOn(parts: readonly Part[]): readonly Part[] {
  const first = parts.findIndex((each) => kindOfUnit.test(writeOut([...each.words, '']).join(' ')));
  return first > 0 ? parts.slice(first) : parts;
}

function writeOut(words: readonly string[]): string[] {
  return words
    .flatMap((word, index) => {
      const last = index === words.length - 1;
      const unit = numbered.exec(word)?.groups;
      if (unit !== undefined) return [...(abbreviations.get(unit['kind'] ?? '') ?? []), unit['number'] ?? ''];
      // The last word may still be on its way: "xã h" is not "xã huyện".
      return last && word.length === 1 ? [word] : (abbreviations.get(word) ?? [word]);
    })
    .filter((word) => word !== '');
}
