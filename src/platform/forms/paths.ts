/** A place in the answers: `children[0].birthDate` is `['children', 0, 'birthDate']`. */
export type Path = readonly (string | number)[];

const longest = 200;
const deepest = 10;

/** Reads a form field name; null when it is not one. */
export function parsePath(name: string): Path | null {
  if (name.length > longest || !/^[A-Za-z]\w*(\[\d{1,3}\]|\.[A-Za-z]\w*)*$/.test(name)) return null;
  const parts = name.match(/\w+/g) ?? [];
  if (parts.length > deepest) return null;
  return parts.map((part) => (/^\d/.test(part) ? Number(part) : part));
}

/** Writes a place as a form field name. */
export function formatPath(path: Path): string {
  return path.map((part, index) => (typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${part}`)).join('');
}

/** A name from outside, made fit to be shown: printable and short. */
export function showName(name: string): string {
  return name.replace(/[^\p{L}\p{N}_.[\]-]/gu, '·').slice(0, 60);
}
