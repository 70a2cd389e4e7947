/** A case of the list at the left, as the desk hands it to the browser. */
type Item = { readonly kind: string; readonly id: string };

/**
 * The case to go on to after this one: the next of the list, at its end the one before. Null without a list, when the case is not in it,
 * or when nothing else is left. `lists` are the data of the routes around the page.
 */
export function nextCase(lists: readonly unknown[], currentId: string): string | null {
  const items = lists.map(itemsOf).find((list) => list !== null) ?? [];
  const cases = items.filter((item) => item.kind === 'case');
  const at = cases.findIndex((item) => item.id === currentId);
  return at === -1 ? null : (cases[at + 1]?.id ?? cases[at - 1]?.id ?? null);
}

function itemsOf(data: unknown): readonly Item[] | null {
  if (typeof data !== 'object' || data === null || !('items' in data) || !Array.isArray(data.items)) return null;
  return data.items.filter(isItem);
}

function isItem(value: unknown): value is Item {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    'id' in value &&
    typeof value.kind === 'string' &&
    typeof value.id === 'string'
  );
}

/** The wanted page after an act, when it is one of the officers' own; else the fallback. */
export function afterAct(wanted: string, fallback: string): string {
  return /^\/can-bo(?:\/[\w/-]*)?(?:\?[\w=&%.+-]*)?$/u.test(wanted) ? wanted : fallback;
}
