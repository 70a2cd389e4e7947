import { is, type PdfDict, type PdfValue } from '../pdf/model.ts';

/** Structural equality of direct values; references are equal when they name the same object. */
export function sameValue(a: PdfValue | undefined, b: PdfValue | undefined): boolean {
  if (a === b) return true;
  if (is(a, 'name')) return is(b, 'name') && a.name === b.name;
  if (is(a, 'ref')) return is(b, 'ref') && a.num === b.num && a.gen === b.gen;
  if (is(a, 'string')) return is(b, 'string') && a.bytes.equals(b.bytes);
  if (is(a, 'array')) return is(b, 'array') && sameArray(a.items, b.items);
  if (is(a, 'dict')) return is(b, 'dict') && sameExcept(a, b, []);
  return false;
}

export function sameArray(a: readonly PdfValue[], b: readonly PdfValue[]): boolean {
  return a.length === b.length && a.every((item, i) => sameValue(item, b[i]));
}

/** Equal but for the given keys, which may also be missing on either side. */
export function sameExcept(a: PdfDict, b: PdfDict, except: readonly string[]): boolean {
  const keys = new Set([...a.entries.keys(), ...b.entries.keys()]);
  for (const key of except) keys.delete(key);
  return [...keys].every((key) => sameValue(a.entries.get(key), b.entries.get(key)));
}
