import { conflict } from '#platform/errors/app-error.ts';
import type { Ids } from '#platform/time/ids.ts';
import type { ContentsDeps } from './contents.ts';
import * as records from './records.ts';

type PartsDeps = Pick<ContentsDeps, 'db' | 'store' | 'clock'> & { readonly ids: Ids };

/** After a crash of the server at most this much of an upload has to be sent again. */
export const partSize = 1024 * 1024;

/**
 * Stores bytes of an upload from offset `start` on and returns the new offset. What has arrived counts even when the
 * line breaks. @throws AppError conflict `files.upload_moved_on` when another request was faster.
 */
export async function append(
  deps: PartsDeps,
  to: { uploadId: string; start: number },
  chunks: AsyncIterable<Uint8Array>,
): Promise<number> {
  let offset = to.start;
  let pending: Uint8Array[] = [];
  let size = 0;
  const flush = async (): Promise<void> => {
    const bytes = Buffer.concat(pending);
    pending = [];
    size = 0;
    if (bytes.length === 0) return;
    await savePart(deps, { uploadId: to.uploadId, start: offset, bytes });
    offset += bytes.length;
  };
  try {
    for await (const chunk of chunks) {
      pending.push(chunk);
      size += chunk.length;
      if (size >= partSize) await flush();
    }
  } finally {
    await flush();
  }
  return offset;
}

async function savePart(deps: PartsDeps, part: { uploadId: string; start: number; bytes: Buffer }): Promise<void> {
  const { uploadId, start, bytes } = part;
  const key = `uploads/${uploadId}/${deps.ids.token(12)}`;
  // Written down first: bytes that nobody knows of would stay in the store for ever.
  await deps.db.transaction((tx) => records.insertPart(tx.q, { key, uploadId, start, at: deps.clock.now() }));
  await deps.store.put(key, bytes);
  const counted = await deps.db.transaction((tx) =>
    records.acceptPart(tx.q, { key, uploadId, start, size: bytes.length }),
  );
  if (!counted) throw conflict('files.upload_moved_on');
}

/** All bytes of a complete upload. @throws AppError not_found when its pieces are gone. */
export async function readWhole(deps: PartsDeps, upload: { id: string; size: number }): Promise<Buffer> {
  const whole = Buffer.alloc(upload.size);
  let at = 0;
  for (const key of await records.listParts(deps.db.q, upload.id)) at += (await deps.store.read(key)).copy(whole, at);
  if (at !== upload.size) throw conflict('files.upload_moved_on');
  return whole;
}

/** Removes the pieces of an upload that needs them no more; an expired upload itself is forgotten too. */
export async function discard(deps: PartsDeps, upload: { id: string; expired: boolean }): Promise<void> {
  const keys = await records.listAllParts(deps.db.q, upload.id);
  for (const key of keys) await deps.store.remove(key);
  await deps.db.transaction(async (tx) => {
    await records.deleteParts(tx.q, upload.id, keys);
    if (upload.expired) await records.deleteUpload(tx.q, upload.id);
  });
}
