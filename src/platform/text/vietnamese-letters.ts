/** The six tones in dictionary order: ngang, huyền, hỏi, ngã, sắc, nặng. */
export type Tone = 0 | 1 | 2 | 3 | 4 | 5;

const toneOfMark: ReadonlyMap<string, Tone> = new Map([
  ['\u0300', 1],
  ['\u0309', 2],
  ['\u0303', 3],
  ['\u0301', 4],
  ['\u0323', 5],
]);

/** The combining mark of each tone; index 0 (ngang) has none. */
export const toneMarks: readonly string[] = ['', '\u0300', '\u0309', '\u0303', '\u0301', '\u0323'];

type Letter = { readonly bare: string; readonly tone: Tone };

const known = new Map<string, Letter>();

function decompose(char: string): Letter {
  let tone: Tone = 0;
  let rest = '';
  for (const part of char.normalize('NFD')) {
    const mark = toneOfMark.get(part);
    // Only the first tone is taken: a second one is not Vietnamese and stays visible in `bare`.
    if (mark !== undefined && tone === 0) tone = mark;
    else rest += part;
  }
  return { bare: rest.normalize('NFC'), tone };
}

for (const vowel of 'aăâeêioôơuưyAĂÂEÊIOÔƠUƯY') {
  for (const mark of toneMarks) {
    const char = (vowel + mark).normalize('NFC');
    known.set(char, decompose(char));
  }
}

/**
 * Takes the tone off one NFC character and keeps its quality: `ế` → `{bare: 'ê', tone: 4}`, `đ` → itself.
 * A lone combining tone mark (left over in badly typed text) gives an empty `bare`.
 */
export function splitTone(char: string): Letter {
  const letter = known.get(char);
  if (letter) return letter;
  return char < '\u00c0' ? { bare: char, tone: 0 } : decompose(char);
}
