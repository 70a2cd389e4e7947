/** How many combining marks may follow one letter; Vietnamese in NFC needs none, minority scripts up to three. */
const maxMarks = 3;

const controls = String.raw`\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f`;
const bidi = String.raw`\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069`;
const zeroWidth = String.raw`\u00ad\u034f\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb`;
const fillers = String.raw`\u115f\u1160\u17b4\u17b5\u3164\uffa0`;
const beyondTheBasicPlane = String.raw`\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}`;
const nonCharacters = String.raw`\ufdd0-\ufdef\ufffe\uffff`;

// Invisible characters let two different names look alike, and bidi overrides turn "exe.pdf" into "fdp.exe".
const invisible = new RegExp(`[${controls}${bidi}${zeroWidth}${fillers}${beyondTheBasicPlane}${nonCharacters}]`, 'gu');
const lineBreaks = /\r\n?|[\u000b\u000c\u0085\u2028\u2029]/gu;
const spaces = /[\t\p{Zs}\u2800]+/gu;
const tooManyMarks = new RegExp(String.raw`(\p{M}{${maxMarks}})\p{M}+`, 'gu');
const plainAscii = /^[\x20-\x7e]*$/;
const needsTrim = /^ | $| {2}/;

function removeInvisible(text: string): string {
  return text.toWellFormed().normalize('NFC').replace(invisible, '');
}

// Removing a character can bring a letter and a mark together, so NFC comes again at the end.
function limitMarks(text: string): string {
  return text.normalize('NFC').replace(tooManyMarks, '$1').normalize('NFC');
}

/** Unicode NFC, the one form in which text is stored and compared (TCVN 6909:2001). */
export function toNfc(text: string): string {
  return text.normalize('NFC');
}

/**
 * One line of text from outside, made safe to store and print: NFC; control, bidi, zero-width and tag characters
 * removed; every kind of space and line break folded to one space; trimmed; at most three combining marks a letter.
 * Convert legacy encodings first (`convertLegacyText`): in TCVN3 the soft hyphen is the letter ư.
 */
export function cleanLine(text: string): string {
  if (plainAscii.test(text) && !needsTrim.test(text)) return text;
  const visible = removeInvisible(text.replace(lineBreaks, ' ').replace(/\n/g, ' '));
  return limitMarks(visible).replace(spaces, ' ').trim();
}

/** Like `cleanLine`, but keeps line breaks as `\n` and at most one empty line between paragraphs. */
export function cleanParagraphs(text: string): string {
  const visible = limitMarks(removeInvisible(text.replace(lineBreaks, '\n')));
  return visible
    .replace(spaces, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

const lookalikes: ReadonlyMap<string, string> = new Map([
  ['\u00d0', 'Đ'],
  ['\u0189', 'Đ'],
  ['\u00f0', 'đ'],
  ['\u0256', 'đ'],
  ['\u01a2', 'Ư'],
  ['\u01a3', 'ư'],
]);

/**
 * Repairs letters that old converters and fonts put in place of Vietnamese ones: Ð (eth) for Đ, ƣ (oi) for ư.
 * Both look right on paper and make a search for the name fail.
 */
export function repairLookalikes(text: string): string {
  return text.replace(/[\u00d0\u0189\u00f0\u0256\u01a2\u01a3]/g, (char) => lookalikes.get(char) ?? char);
}
