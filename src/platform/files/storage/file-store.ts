import type { Readable } from 'node:stream';
import { forbidInTransaction } from '#platform/db/database.ts';

/** Bytes `start` to `end`, both included. */
export type ByteRange = { readonly start: number; readonly end: number };

/**
 * Keeps bytes under keys such as `files/ab/cd/abcd…`. All methods may throw AppError unavailable
 * `files.store_unavailable`; none may be called inside a database transaction.
 */
export type FileStore = {
  /** Durable when it returns. A key that is taken keeps its bytes. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** Bytes stored under the key, or null. */
  size(key: string): Promise<number | null>;
  /** @throws AppError not_found `files.not_found` */
  read(key: string): Promise<Buffer>;
  /** @throws AppError not_found `files.not_found` */
  open(key: string, range?: ByteRange): Promise<Readable>;
  /** Removes a key; one that is not there is no error. */
  remove(key: string): Promise<void>;
};

const keyForm = /^[a-z]+(\/[A-Za-z0-9_-]+(\.[a-z]+)?)+$/u;

/** Refuses calls inside a transaction, and keys that could leave the store's folder. */
export function guardStore(store: FileStore): FileStore {
  const guard = (verb: string, key: string): void => {
    forbidInTransaction(`FileStore.${verb}`);
    if (!keyForm.test(key)) throw new Error(`not a key of a file store: ${key}`);
  };
  return {
    put: (key, bytes) => (guard('put', key), store.put(key, bytes)),
    size: (key) => (guard('size', key), store.size(key)),
    read: (key) => (guard('read', key), store.read(key)),
    open: (key, range) => (guard('open', key), store.open(key, range)),
    remove: (key) => (guard('remove', key), store.remove(key)),
  };
}

/** Where the bytes with this SHA-256 lie. */
export function contentKey(sha256: string): string {
  return `files/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`;
}
