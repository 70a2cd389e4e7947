import { conflict, notFound } from '#platform/errors/app-error.ts';
import type { Database } from '#platform/db/database.ts';
import { digestLength, inclusionPath, leafHash, rootOfPath } from './merkle.ts';
import { sealHash, type SealHeader } from './seal-format.ts';
import * as store from './store.ts';
import type { AuditTables } from './tables.gen.ts';

/** All that somebody outside needs to check one entry against a published `<seal number>:<hash>`. Digests are hex. */
export type EntryProof = {
  /** COPY line of the entry. */
  readonly line: string;
  readonly index: number;
  readonly path: readonly string[];
  readonly seal: SealHeader & { readonly hash: string };
};

/**
 * Proves that an entry stands in a seal. The caller decides who may see the entry.
 * @throws AppError not_found `audit.entry_not_found`, conflict `audit.entry_not_sealed`.
 */
export async function proveEntry(db: Database<AuditTables>, id: number): Promise<EntryProof> {
  return db.transaction(async ({ q }) => {
    const entry = await store.findSealable(q, id);
    if (entry === undefined) throw notFound('audit.entry_not_found', { id });
    const found = await store.findSealOf(q, entry);
    if (found === undefined) throw conflict('audit.entry_not_sealed', { id });
    const { entryIds, leaves, ...seal } = found;
    const digests = Array.from({ length: entryIds.length }, (_, at) =>
      leaves.subarray(at * digestLength, (at + 1) * digestLength),
    );
    const index = entryIds.indexOf(id);
    const path = inclusionPath(digests, index).map((digest) => digest.toString('hex'));
    return { line: entry.line, index, path, seal };
  });
}

/** True when the line stands at its place under the seal's root and the seal's hash fits its header. */
export function verifyEntryProof(proof: EntryProof): boolean {
  const leaf = leafHash(Buffer.from(proof.line));
  const path = proof.path.map((hex) => Buffer.from(hex, 'hex'));
  const root = rootOfPath({ leaf, index: proof.index, size: proof.seal.entryCount, path });
  return root?.toString('hex') === proof.seal.root && sealHash(proof.seal) === proof.seal.hash;
}
