import { hash } from 'node:crypto';

/** Bytes of a SHA-256 digest. */
export const digestLength = 32;

/** Leaf of RFC 6962 §2.1: the prefix keeps a leaf from ever passing for a node. */
export function leafHash(line: Buffer): Buffer {
  return hash('sha256', Buffer.concat([leafPrefix, line]), 'buffer');
}

const leafPrefix = Buffer.of(0);
const nodePrefix = Buffer.of(1);

function nodeHash(left: Buffer, right: Buffer): Buffer {
  return hash('sha256', Buffer.concat([nodePrefix, left, right]), 'buffer');
}

/** Merkle tree hash of RFC 6962 §2.1. @throws RangeError for an empty list, which no seal has. */
export function merkleRoot(leaves: readonly Buffer[]): Buffer {
  let level = leaves;
  while (level.length > 1) level = parentsOf(level);
  const root = level[0];
  if (root === undefined) throw new RangeError('a tree needs a leaf');
  return root;
}

/** One level up; a last node without a partner rises unchanged, which gives the split of RFC 6962. */
function parentsOf(level: readonly Buffer[]): Buffer[] {
  const parents: Buffer[] = [];
  for (let i = 0; i < level.length; i += 2) {
    const left = level[i] as Buffer;
    const right = level[i + 1];
    parents.push(right === undefined ? left : nodeHash(left, right));
  }
  return parents;
}

/** Audit path of RFC 6962 §2.1.1: the siblings from the leaf at `index` up to the root. */
export function inclusionPath(leaves: readonly Buffer[], index: number): Buffer[] {
  if (!(index >= 0 && index < leaves.length)) throw new RangeError('no such leaf');
  const path: Buffer[] = [];
  let level = leaves;
  for (let at = index; level.length > 1; at >>>= 1) {
    const sibling = level[at ^ 1];
    if (sibling !== undefined) path.push(sibling);
    level = parentsOf(level);
  }
  return path;
}

export type Inclusion = {
  readonly leaf: Buffer;
  readonly index: number;
  readonly size: number;
  readonly path: readonly Buffer[];
};

/** The root that a path leads to (RFC 9162 §2.1.3.2), or null when its length does not fit the place in the tree. */
export function rootOfPath({ leaf, index, size, path }: Inclusion): Buffer | null {
  if (!(index >= 0 && index < size)) return null;
  let digest = leaf;
  let used = 0;
  for (let at = index, last = size - 1; last > 0; at >>>= 1, last >>>= 1) {
    // A lone last node has no sibling at this level.
    if (at === last && (at & 1) === 0) continue;
    const sibling = path[used++];
    if (sibling === undefined) return null;
    digest = (at & 1) === 1 ? nodeHash(sibling, digest) : nodeHash(digest, sibling);
  }
  return used === path.length ? digest : null;
}
