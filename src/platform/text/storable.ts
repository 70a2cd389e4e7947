/** Deeper than any form or document of ours; JSON of any depth would overflow the stack of whoever walks it. */
const deepest = 60;

/** False for what no database keeps and nobody types: U+0000, and half of a surrogate pair. */
export function isStorableText(text: string): boolean {
  return !text.includes('\u0000') && text.isWellFormed();
}

/** Whether every text in a plain value (keys too) is storable and it is not nested absurdly deep. Walks without recursion. */
export function isStorable(value: unknown): boolean {
  const waiting: [unknown, number][] = [[value, 0]];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [item, depth] = next;
    if (typeof item === 'string' && !isStorableText(item)) return false;
    if (!isPlain(item)) continue;
    if (depth >= deepest) return false;
    for (const [key, inner] of Object.entries(item)) {
      if (!isStorableText(key)) return false;
      waiting.push([inner, depth + 1]);
    }
  }
  return true;
}

/** Arrays and plain objects, also those that parsers make without a prototype; streams and bytes are none. */
function isPlain(item: unknown): item is object {
  if (typeof item !== 'object' || item === null) return false;
  if (Array.isArray(item)) return true;
  const prototype: unknown = Object.getPrototypeOf(item);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
