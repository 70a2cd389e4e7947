import { hash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Database, Tx } from '#platform/db/database.ts';
import { invalid } from '#platform/errors/app-error.ts';
import type { Clock } from '#platform/time/clock.ts';
import type { Scanner } from './clamd.ts';
import { scanFile } from './events.ts';
import * as records from './records.ts';
import { contentKey, type FileStore } from './storage/file-store.ts';
import type { FilesTables } from './tables.gen.ts';

/** What a module keeps of a file: its content's hash (hex SHA-256), bytes, and the type found in the bytes. */
export type FileRef = { readonly sha256: string; readonly size: number; readonly mediaType: string };

export type ContentsDeps = {
  readonly db: Database<FilesTables>;
  readonly store: FileStore;
  readonly clock: Clock;
  readonly scanner?: Scanner;
};

/** Stores bytes at the address of their content; cheap when they are there already. */
export async function storeContent(store: FileStore, bytes: Buffer, mediaType: string): Promise<FileRef> {
  const sha256 = hash('sha256', bytes, 'hex');
  await store.put(contentKey(sha256), bytes);
  return { sha256, size: bytes.length, mediaType };
}

/**
 * Writes down stored bytes. Those from outside wait in quarantine where a scanner is configured; the same bytes are
 * not scanned twice. @throws AppError invalid `files.infected` for bytes already known as malware.
 */
export async function recordContent(
  tx: Tx<FilesTables>,
  ref: FileRef,
  about: { suspect: boolean; at: Date },
): Promise<records.FileRow> {
  const row: records.FileRow = { ...ref, state: about.suspect ? 'quarantined' : 'clean' };
  if (await records.insertFile(tx.q, { ...row, at: about.at })) {
    if (about.suspect) tx.enqueue(scanFile, { sha256: ref.sha256 }, { key: `files.scan:${ref.sha256}` });
    return row;
  }
  return refuseInfected(await existing(tx.q, ref.sha256));
}

async function existing(q: Kysely<FilesTables>, sha256: string): Promise<records.FileRow> {
  const row = await records.findFile(q, sha256);
  if (row === undefined) throw new Error(`file ${sha256} vanished`);
  return row;
}

function refuseInfected(row: records.FileRow): records.FileRow {
  if (row.state === 'infected') throw invalid('files.infected', { sha256: row.sha256 });
  return row;
}
