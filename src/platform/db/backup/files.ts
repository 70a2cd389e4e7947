import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, open, opendir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { conflict, invalid } from '#platform/errors/app-error.ts';
import type { ArchiveEntry, ArchiveReader } from './archive-reader.ts';
import type { ArchiveWriter, PartSum } from './archive-writer.ts';
import { hashing, sha256Of } from './copy-text.ts';
import { parts, type Manifest } from './manifest.ts';

const prefix = 'files/';

/** Letters of a path inside the store; anything else could leave the folder or break the list. */
const safePath = /^(?:[A-Za-z0-9_-][A-Za-z0-9._-]*\/)*[A-Za-z0-9_-][A-Za-z0-9._-]*$/;

/** Files that are still being written. */
const unfinished = /\.(?:partial|tmp)$/;

type Log = (line: string) => void;

/** Stores every file below `root` and, after them, their list; neither is ever held in memory. */
export async function addFiles(archive: ArchiveWriter, root: string, log: Log): Promise<Manifest['files']> {
  const room = await mkdtemp(join(tmpdir(), 'dinh-backup-'));
  const list = await open(join(room, 'list'), 'a');
  try {
    let [count, bytes] = [0, 0];
    for await (const path of filesBelow(root, '')) {
      const stored = await addFile(archive, root, path);
      if (stored === null) continue;
      await list.appendFile(`${stored.sha256}  ${prefix}${path}\n`);
      [count, bytes] = [count + 1, bytes + stored.size];
      if (count % 5000 === 0) log(`Đã chép ${count} tệp…`);
    }
    const { sha256 } = await archive.add(parts.fileList, createReadStream(join(room, 'list')));
    return { count, bytes, listSha256: sha256 };
  } finally {
    await list.close();
    await rm(room, { recursive: true, force: true });
  }
}

async function* filesBelow(root: string, folder: string): AsyncGenerator<string> {
  if (!existsSync(join(root, folder))) return;
  for await (const entry of await opendir(join(root, folder))) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) yield* filesBelow(root, path);
    else if (entry.isFile() && !unfinished.test(path)) yield path;
  }
}

/** Null when the file was lawfully deleted since its folder was listed. */
async function addFile(archive: ArchiveWriter, root: string, path: string): Promise<PartSum | null> {
  if (!safePath.test(path)) throw invalid('db.backup_bad_name', { name: path });
  try {
    return await archive.add(prefix + path, createReadStream(join(root, path)));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** A file of the archive and the SHA-256 that its list promises. */
type ListedFile = { readonly entry: ArchiveEntry; readonly path: string; readonly sha256: string };

/** Walks through files and list side by side. Throws conflict `db.backup_corrupt` where they differ. */
async function* listedFiles(reader: ArchiveReader, list: ArchiveEntry): AsyncGenerator<ListedFile> {
  const lines = reader.lines(list)[Symbol.asyncIterator]();
  for await (const entry of reader.entries()) {
    if (!entry.name.startsWith(prefix)) continue;
    const line = await lines.next();
    const [sha256 = '', name] = line.done === true ? [] : line.value.split('  ');
    const path = entry.name.slice(prefix.length);
    if (name !== entry.name || !safePath.test(path)) throw corrupt(reader, entry.name);
    yield { entry, path, sha256 };
  }
  if ((await lines.next()).done !== true) throw corrupt(reader, parts.fileList);
}

const corrupt = (reader: ArchiveReader, part: string): Error =>
  conflict('db.backup_corrupt', { path: reader.path, part });

/** Reads every file of the archive and compares it with the list. */
export async function verifyFiles(
  reader: ArchiveReader,
  list: ArchiveEntry,
  expected: Manifest['files'],
): Promise<void> {
  let count = 0;
  for await (const file of listedFiles(reader, list)) {
    if ((await reader.sha256(file.entry)) !== file.sha256) throw corrupt(reader, file.entry.name);
    count += 1;
  }
  if (count !== expected.count) throw corrupt(reader, parts.fileList);
}

/** Puts the files below `root`. Throws conflict `db.restore_file_differs` rather than overwrite one. */
export async function extractFiles(reader: ArchiveReader, list: ArchiveEntry, root: string): Promise<void> {
  for await (const file of listedFiles(reader, list)) {
    const target = join(root, file.path);
    if (!existsSync(target)) await extractFile(reader, file, target);
    else if ((await sha256Of(createReadStream(target))) !== file.sha256) {
      throw conflict('db.restore_file_differs', { path: target });
    }
  }
}

async function extractFile(reader: ArchiveReader, file: ListedFile, target: string): Promise<void> {
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  const draft = `${target}.partial`;
  const content = hashing();
  await pipeline(reader.stream(file.entry), content, createWriteStream(draft, { mode: 0o600, flush: true }));
  if (content.digest() !== file.sha256) throw corrupt(reader, file.entry.name);
  await rename(draft, target);
}
