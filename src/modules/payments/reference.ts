const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const prefix = 'DINH';
const bodyLength = 6;

/**
 * The reference of a notice for the text of a transfer: `DINH`, six or more letters and digits, two check digits.
 * `serial` is unique and positive. Letters that are taken for digits are not used.
 */
export function writeReference(serial: number): string {
  let body = '';
  for (let rest = serial; rest > 0; rest = Math.floor(rest / 32)) body = (alphabet[rest % 32] ?? '') + body;
  body = body.padStart(bodyLength, '0');
  return `${prefix}${body}${checkDigits(body)}`;
}

/**
 * The references in the text of a transfer, most likely first. Banks fold case, cut spaces and punctuation, and put their
 * own words around it; people take O for 0 and I or L for 1.
 */
export function findReferences(content: string): string[] {
  const plain = content.normalize('NFD').replace(/\p{M}/gu, '').replaceAll(/đ/giu, 'D').toUpperCase().replace(/[^0-9A-Z]/gu, '');
  const found = new Set<string>();
  for (const match of plain.matchAll(/D[I1L]NH(?=([0-9A-Z]{8,13}))/gu)) {
    const tail = (match[1] ?? '').replaceAll('O', '0').replaceAll(/[IL]/gu, '1');
    // What follows may be run together with the next word: the shortest body whose check digits fit is meant.
    for (let length = bodyLength; length + 2 <= tail.length; length += 1) {
      const body = tail.slice(0, length);
      if (tail.slice(length, length + 2) === checkDigits(body)) found.add(`${prefix}${body}${checkDigits(body)}`);
    }
  }
  return [...found];
}

/** ISO 7064 MOD 97-10 over the places in the alphabet: catches one wrong character and two that changed places. */
function checkDigits(body: string): string {
  let rest = 0;
  for (const letter of body) rest = (rest * 32 + Math.max(0, alphabet.indexOf(letter))) % 97;
  return String(98 - ((rest * 100) % 97)).padStart(2, '0');
}
