import type { Ids } from '#platform/time/ids.ts';

/** Crockford's base 32: no I, L, O, U, so nothing is misread from paper. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A code for people to type: groups of four, five random bits a letter. */
export function makeTypedCode(ids: Ids, groups: number): string {
  const bytes = Buffer.from(ids.token(groups * 4), 'base64url');
  const letters = Array.from(bytes.subarray(0, groups * 4), (byte) => alphabet[byte & 31] ?? '');
  return (letters.join('').match(/.{4}/g) ?? []).join('-');
}

/** What was meant, whatever the hand wrote: spaces, dashes, lower case, O for 0, I or L for 1. */
export function readTypedCode(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/[\s\-–—]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
}
