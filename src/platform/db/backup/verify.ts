import { conflict } from '#platform/errors/app-error.ts';
import type { ArchiveEntry, ArchiveReader } from './archive-reader.ts';
import { verifyFiles } from './files.ts';
import { manifestSchema, parts, type Manifest } from './manifest.ts';

/** An archive whose every byte has been compared with its checksums. */
export type VerifiedBackup = {
  readonly manifest: Manifest;
  /** SHA-256 of the manifest: the name of this backup in the audit trail. */
  readonly sha256: string;
  /** A part beside `files/…`; throws conflict `db.backup_corrupt` when there is none. */
  part(name: string): ArchiveEntry;
};

/** Reads the whole archive once. Throws conflict `db.backup_incomplete` or `db.backup_corrupt`. */
export async function verifyBackup(reader: ArchiveReader): Promise<VerifiedBackup> {
  const found = await partsOf(reader);
  const part = (name: string): ArchiveEntry => {
    const entry = found.get(name);
    if (entry === undefined) throw conflict('db.backup_corrupt', { path: reader.path, part: name });
    return entry;
  };
  const { manifest, sha256 } = await readManifest(reader, part);
  const sums: [string, string][] = manifest.tables.map((table) => [table.part, table.sha256]);
  sums.push([parts.fileList, manifest.files.listSha256]);
  if (manifest.secretKeySha256 !== null) sums.push([parts.secretKey, manifest.secretKeySha256]);
  for (const [name, expected] of sums) await expectSum(reader, part(name), expected);
  await verifyFiles(reader, part(parts.fileList), manifest.files);
  return { manifest, sha256, part };
}

async function partsOf(reader: ArchiveReader): Promise<Map<string, ArchiveEntry>> {
  const found = new Map<string, ArchiveEntry>();
  for await (const entry of reader.entries()) if (!entry.name.startsWith('files/')) found.set(entry.name, entry);
  return found;
}

async function readManifest(
  reader: ArchiveReader,
  part: (name: string) => ArchiveEntry,
): Promise<{ manifest: Manifest; sha256: string }> {
  const sha256 = await reader.sha256(part(parts.manifest));
  if ((await reader.text(part(parts.manifestSum))) !== `${sha256}  ${parts.manifest}\n`) {
    throw conflict('db.backup_corrupt', { path: reader.path, part: parts.manifest });
  }
  const text = await reader.text(part(parts.manifest));
  const parsed = manifestSchema.safeParse(JSON.parse(text));
  if (!parsed.success) throw conflict('db.backup_corrupt', { path: reader.path, part: parts.manifest });
  return { manifest: parsed.data, sha256 };
}

async function expectSum(reader: ArchiveReader, entry: ArchiveEntry, sha256: string): Promise<void> {
  if ((await reader.sha256(entry)) !== sha256) {
    throw conflict('db.backup_corrupt', { path: reader.path, part: entry.name });
  }
}
