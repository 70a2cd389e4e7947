import { foldWords } from '#platform/text/fold.ts';
import type { UnitKind, UnitLevel } from './vocabulary.ts';
import type { LocalDate, Validity } from './validity.ts';

/** What is true of a unit during one segment of its life. */
export type UnitFacts = {
  readonly kind: UnitKind;
  readonly level: UnitLevel;
  readonly parentUid: string | null;
  readonly fullName: string;
  readonly shortName: string | null;
  /** Abbreviation in the notation of documents ("SNV" in 08/TTr-SNV), fixed by the head of the agency. */
  readonly abbreviation: string | null;
  /** Name after "TM." when the unit works as a collective. */
  readonly collectiveName: string | null;
  readonly adminUnitUid: string | null;
  readonly sortOrder: number;
};

/** A unit as it is on one day. */
export type Unit = UnitFacts & Validity & { readonly uid: string };

/** A unit with the units under it, in the order of the organisation chart. */
export type UnitNode = Unit & { readonly children: readonly UnitNode[] };

/** All units of one day; built once and shared, so it must not be changed. */
export type UnitForest = {
  readonly asOf: LocalDate;
  readonly roots: readonly UnitNode[];
  readonly byUid: ReadonlyMap<string, UnitNode>;
};

const byName = new Intl.Collator('vi', { numeric: true });

/** The tree of one day from its units. A unit whose parent is not among them stands as a root. */
export function buildForest(units: readonly Unit[], asOf: LocalDate): UnitForest {
  const byUid = new Map<string, UnitNode>();
  const childrenOf = new Map<string, UnitNode[]>(units.map((unit) => [unit.uid, []]));
  for (const unit of units) byUid.set(unit.uid, { ...unit, children: childrenOf.get(unit.uid) ?? [] });
  const roots: UnitNode[] = [];
  for (const node of byUid.values())
    ((node.parentUid === null ? undefined : childrenOf.get(node.parentUid)) ?? roots).push(node);
  for (const siblings of [roots, ...childrenOf.values()]) siblings.sort(inChartOrder);
  return { asOf, roots, byUid };
}

function inChartOrder(a: Unit, b: Unit): number {
  return a.sortOrder - b.sortOrder || byName.compare(a.fullName, b.fullName) || (a.uid < b.uid ? -1 : 1);
}

/** A unit and everything under it, parents before children; empty when there is no such unit on that day. */
export function subtreeIn(forest: UnitForest, uid: string): UnitNode[] {
  const top = forest.byUid.get(uid);
  const found: UnitNode[] = [];
  const waiting = top === undefined ? [] : [top];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    found.push(node);
    waiting.push(...[...node.children].reverse());
  }
  return found;
}

/** The units above, nearest first; the unit itself is not among them. */
export function ancestorsIn(forest: UnitForest, uid: string): UnitNode[] {
  const found: UnitNode[] = [];
  let node = forest.byUid.get(uid);
  while (node !== undefined && node.parentUid !== null && found.length <= forest.byUid.size) {
    node = forest.byUid.get(node.parentUid);
    if (node !== undefined) found.push(node);
  }
  return found;
}

const mostFound = 20;

/** Units whose name or abbreviation has every word of the text, with or without accents, in reading order; at most 20. */
export function findUnits(forest: UnitForest, text: string): UnitNode[] {
  const words = foldWords(text.slice(0, 200));
  if (words.length === 0) return [];
  const matches = (unit: Unit): boolean => {
    const name = ` ${foldWords(`${unit.fullName} ${unit.shortName ?? ''} ${unit.abbreviation ?? ''}`).join(' ')}`;
    return words.every((word) => name.includes(` ${word}`));
  };
  return flatten(forest.roots)
    .map((row) => row.unit)
    .filter(matches)
    .slice(0, mostFound);
}

/** Where a unit stands, for telling namesakes apart: the units above, nearest first. */
export function placeOf(forest: UnitForest, unit: Unit): string {
  return ancestorsIn(forest, unit.uid)
    .map((above) => above.shortName ?? above.fullName)
    .join(' · ');
}

/** All units with their depth, in the order in which the tree is read. */
export function flatten(roots: readonly UnitNode[]): { readonly unit: UnitNode; readonly depth: number }[] {
  const rows: { unit: UnitNode; depth: number }[] = [];
  const waiting = roots.map((unit) => ({ unit, depth: 0 })).reverse();
  for (let row = waiting.pop(); row !== undefined; row = waiting.pop()) {
    rows.push(row);
    const depth = row.depth + 1;
    waiting.push(...row.unit.children.map((unit) => ({ unit, depth })).reverse());
  }
  return rows;
}
