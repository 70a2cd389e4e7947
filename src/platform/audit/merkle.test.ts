import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inclusionPath, leafHash, merkleRoot, rootOfPath } from './merkle.ts';

const sha = (...parts: readonly Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();

/** RFC 6962 §2.1, word for word. */
function rootByDefinition(entries: readonly Buffer[]): Buffer {
  if (entries.length === 1) return sha(Buffer.of(0), entries[0] as Buffer);
  const k = splitOf(entries.length);
  return sha(Buffer.of(1), rootByDefinition(entries.slice(0, k)), rootByDefinition(entries.slice(k)));
}

/** RFC 6962 §2.1.1, word for word. */
function pathByDefinition(m: number, entries: readonly Buffer[]): Buffer[] {
  if (entries.length === 1) return [];
  const k = splitOf(entries.length);
  return m < k
    ? [...pathByDefinition(m, entries.slice(0, k)), rootByDefinition(entries.slice(k))]
    : [...pathByDefinition(m - k, entries.slice(k)), rootByDefinition(entries.slice(0, k))];
}

function splitOf(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

const entries = fc
  .array(fc.uint8Array({ maxLength: 40 }), { minLength: 1, maxLength: 70 })
  .map((list) => list.map((bytes) => Buffer.from(bytes)));

describe('Merkle tree', () => {
  it('gives the published roots of the Certificate Transparency test tree', () => {
    const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
    const leaves = inputs.map((hex) => leafHash(Buffer.from(hex, 'hex')));
    expect(merkleRoot(leaves.slice(0, 1)).toString('hex')).toBe(
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    );
    expect(merkleRoot(leaves).toString('hex')).toBe('5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328');
  });

  it('agrees with the definition of the standard', () => {
    fc.assert(
      fc.property(entries, fc.nat(), (list, seed) => {
        const leaves = list.map(leafHash);
        const index = seed % list.length;
        expect(merkleRoot(leaves)).toEqual(rootByDefinition(list));
        expect(inclusionPath(leaves, index)).toEqual(pathByDefinition(index, list));
      }),
    );
  });

  it('proves every leaf of every small tree, and only in its own place', () => {
    for (let size = 1; size <= 33; size++) {
      const leaves = Array.from({ length: size }, (_, index) => leafHash(Buffer.of(index)));
      const root = merkleRoot(leaves);
      for (const [index, leaf] of leaves.entries()) {
        const path = inclusionPath(leaves, index);
        expect(rootOfPath({ leaf, index, size, path })).toEqual(root);
        expect(rootOfPath({ leaf, index: index ^ 1, size, path })?.equals(root) ?? false).toBe(false);
        expect(rootOfPath({ leaf, index, size, path: [...path, root] })).toBeNull();
        if (path.length > 0) expect(rootOfPath({ leaf, index, size, path: path.slice(1) })).toBeNull();
      }
    }
  });

  it('refuses an empty tree and places outside it', () => {
    expect(() => merkleRoot([])).toThrow(RangeError);
    expect(() => inclusionPath([leafHash(Buffer.of(1))], 1)).toThrow(RangeError);
    expect(rootOfPath({ leaf: leafHash(Buffer.of(1)), index: 1, size: 1, path: [] })).toBeNull();
  });
});
