import { createHash } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { invalid } from '#platform/errors/app-error.ts';
import { blockSize, encodeHeader, paddingOf } from './tar-format.ts';

/** Size in bytes and SHA-256 (hex) of a part as it lies in the archive. */
export type PartSum = { readonly size: number; readonly sha256: string };

/** A tar archive that gets its name only when it is complete. */
export type ArchiveWriter = {
  /** Streams one part to the disk; its size need not be known before. */
  add(name: string, content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<PartSum>;
  /** Makes the archive durable and gives it its name. */
  finish(): Promise<void>;
  /** Removes what was written so far. */
  abandon(): Promise<void>;
};

/** Opens `<path>.partial`, readable by its owner only. */
export async function createArchive(path: string, createdAt: Date): Promise<ArchiveWriter> {
  const draft = `${path}.partial`;
  const handle = await open(draft, 'w', 0o600);
  let end = 0;
  return {
    async add(name, content) {
      const start = end;
      const hash = createHash('sha256');
      let at = start + blockSize;
      for await (const chunk of content) {
        hash.update(chunk);
        await handle.writev([chunk], at);
        at += chunk.length;
      }
      const size = at - start - blockSize;
      const header = encodeHeader(name, size, createdAt);
      if (header === null) throw invalid('db.backup_bad_name', { name });
      await handle.write(header, 0, blockSize, start);
      end = at + paddingOf(size);
      return { size, sha256: hash.digest('hex') };
    },
    async finish() {
      await handle.truncate(end + 2 * blockSize);
      await handle.sync();
      await handle.close();
      await rename(draft, path);
      await syncFolder(dirname(path));
    },
    async abandon() {
      await handle.close();
      await rm(draft, { force: true });
    },
  };
}

/** Without it a power cut could take the new name away again. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
