/** What lies open: the paper by its place in the list, its page from 1, and how far it is enlarged. */
export type Leaf = { readonly index: number; readonly page: number; readonly zoom: number };

/** Steps of enlargement, each with a class in the stylesheet. */
export const zooms = 4;

export const firstLeaf = (index: number): Leaf => ({ index, page: 1, zoom: 0 });

/** `last` is the last page of the paper once it is known; only `paged` papers have more than one. */
export type Around = { readonly count: number; readonly last: number | null; readonly paged: boolean };

/** The next or the previous page; past the end of a paper, the next paper. Stops at both ends. */
export function stepFrom(leaf: Leaf, by: 1 | -1, { count, last, paged }: Around): Leaf {
  const page = leaf.page + by;
  if (page >= 1 && (by === -1 || (paged && (last === null || page <= last)))) return { ...leaf, page };
  const index = leaf.index + by;
  return index < 0 || index >= count ? leaf : firstLeaf(index);
}

const keyOf = (caseId: string, position: number): string => `dinh:turn:${caseId}:${position}`;

/** Quarter turns of a paper are kept for the session of the officer's window, never with the case. */
export function keptTurn(caseId: string, position: number): number {
  const kept = Number(sessionStorage.getItem(keyOf(caseId, position)));
  return kept === 1 || kept === 2 || kept === 3 ? kept : 0;
}

export function keepTurn(caseId: string, position: number, turn: number): void {
  sessionStorage.setItem(keyOf(caseId, position), String(turn));
}
