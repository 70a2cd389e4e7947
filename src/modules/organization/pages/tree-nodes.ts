import type { UnitForest, UnitNode } from '../index.ts';

/** One unit in the tree on the left. */
export type TreeEntry = {
  readonly uid: string;
  readonly name: string;
  /** All units under it, also those not sent. */
  readonly below: number;
  readonly children: readonly TreeEntry[];
};

const mostSentWhole = 300;

/**
 * The part of the tree that a page needs: all of it while it is small; otherwise two tiers, and every branch on the way
 * to the unit being looked at. The rest is fetched when a branch is chosen.
 */
export function treeEntries({ roots, byUid }: UnitForest, currentUid: string | null): TreeEntry[] {
  const open = new Set<string>();
  for (let uid = currentUid; uid !== null && !open.has(uid); uid = byUid.get(uid)?.parentUid ?? null) open.add(uid);
  const whole = byUid.size <= mostSentWhole;
  const entry = (node: UnitNode, depth: number): TreeEntry => {
    const shown = whole || depth === 0 || open.has(node.uid);
    const children = shown ? node.children.map((child) => entry(child, depth + 1)) : [];
    return { uid: node.uid, name: node.shortName ?? node.fullName, below: countBelow(node), children };
  };
  return roots.map((root) => entry(root, 0));
}

function countBelow(node: UnitNode): number {
  return node.children.reduce((sum, child) => sum + 1 + countBelow(child), 0);
}
