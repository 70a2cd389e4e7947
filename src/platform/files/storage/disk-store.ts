import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, constants, link, mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { notFound, unavailable } from '#platform/errors/app-error.ts';
import type { FileStore } from './file-store.ts';

const readAhead = 256 * 1024;

/** Files below `folder`: written aside, flushed, then given their name, which is never given twice. */
export function createDiskStore(folder: string): FileStore {
  const root = resolve(folder);
  const pathOf = (key: string): string => join(root, ...key.split('/'));
  return {
    put: (key, bytes) => orUnavailable(() => putFile(root, pathOf(key), bytes)),
    async size(key) {
      try {
        return (await stat(pathOf(key))).size;
      } catch (error) {
        return absent(error) ? null : fail(error);
      }
    },
    async read(key) {
      try {
        return await readFile(pathOf(key));
      } catch (error) {
        return fail(error);
      }
    },
    async open(key, range) {
      try {
        const handle = await open(pathOf(key), 'r');
        return createReadStream('', { fd: handle, highWaterMark: readAhead, ...range });
      } catch (error) {
        return fail(error);
      }
    },
    remove: (key) => orUnavailable(() => rm(pathOf(key), { force: true })),
  };
}

const absent = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

function fail(cause: unknown): never {
  if (absent(cause)) throw notFound('files.not_found');
  throw unavailable('files.store_unavailable', { cause: String(cause) });
}

async function orUnavailable(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    fail(error);
  }
}

async function putFile(root: string, path: string, bytes: Uint8Array): Promise<void> {
  const draft = join(root, 'tmp', randomBytes(12).toString('hex'));
  await makeFolder(root, dirname(draft));
  await makeFolder(root, dirname(path));
  try {
    await writeDurably(draft, bytes);
    await giveName(draft, path);
    await syncFolder(dirname(path));
  } finally {
    await rm(draft, { force: true });
  }
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A rename would silently replace what is there; a link fails instead. */
async function giveName(draft: string, path: string): Promise<void> {
  try {
    await link(draft, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    // Some network and removable file systems know no hard links.
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP') throw error;
    await copyFile(draft, path, constants.COPYFILE_EXCL).catch((again: unknown) => {
      if ((again as NodeJS.ErrnoException).code !== 'EEXIST') throw again;
    });
  }
}

/** A new folder survives a power cut only when the folder above it has been flushed too. */
async function makeFolder(root: string, folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  const below = relative(root, folder).split(sep);
  for (let depth = 0; depth < below.length; depth++) await syncFolder(join(root, ...below.slice(0, depth)));
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
