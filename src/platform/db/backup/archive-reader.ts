import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { conflict, notFound } from '#platform/errors/app-error.ts';
import { blockSize, decodeHeader, paddingOf } from './tar-format.ts';

/** One part: where its content lies in the archive, in bytes. */
export type ArchiveEntry = { readonly name: string; readonly offset: number; readonly size: number };

/** Reads an archive by jumping from header to header; nothing but one block is held in memory. */
export type ArchiveReader = {
  readonly path: string;
  /** All parts in order. Throws conflict `db.backup_corrupt` or `db.backup_incomplete`. */
  entries(): AsyncGenerator<ArchiveEntry>;
  stream(entry: ArchiveEntry): Readable;
  lines(entry: ArchiveEntry): AsyncIterable<string>;
  text(entry: ArchiveEntry): Promise<string>;
  sha256(entry: ArchiveEntry): Promise<string>;
  close(): Promise<void>;
};

/** Throws not_found `db.backup_not_found`. */
export async function openArchive(path: string): Promise<ArchiveReader> {
  const handle = await open(path, 'r').catch((error: unknown) => {
    throw notFound('db.backup_not_found', { path, cause: error instanceof Error ? error.message : String(error) });
  });
  const stream = ({ offset, size }: ArchiveEntry): Readable =>
    size === 0 ? Readable.from([]) : createReadStream(path, { start: offset, end: offset + size - 1 });
  return {
    path,
    entries: () => scan(handle, path),
    stream,
    lines: (entry) => createInterface({ input: stream(entry), crlfDelay: Infinity }),
    text: (entry) => text(stream(entry)),
    async sha256(entry) {
      const hash = createHash('sha256');
      for await (const chunk of stream(entry)) hash.update(chunk as Buffer);
      return hash.digest('hex');
    },
    close: () => handle.close(),
  };
}

async function* scan(handle: FileHandle, path: string): AsyncGenerator<ArchiveEntry> {
  const { size: total } = await handle.stat();
  const block = Buffer.alloc(blockSize);
  for (let at = 0; ;) {
    const { bytesRead } = await handle.read(block, 0, blockSize, at);
    if (bytesRead < blockSize) throw conflict('db.backup_incomplete', { path });
    const header = decodeHeader(block);
    if (header === 'end') return;
    if (header === null) throw conflict('db.backup_corrupt', { path, part: `byte ${at}` });
    const offset = at + blockSize;
    if (offset + header.size > total) throw conflict('db.backup_incomplete', { path });
    yield { name: header.name, offset, size: header.size };
    at = offset + header.size + paddingOf(header.size);
  }
}
