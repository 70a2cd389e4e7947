import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Client } from 'pg';
import { conflict } from '#platform/errors/app-error.ts';
import type { Clock } from '#platform/time/clock.ts';
import { createArchive, type ArchiveWriter, type PartSum } from './archive-writer.ts';
import { isMigrationRecord, listAppliedMigrations, listTables, readSequences, type Table } from './catalogue.ts';
import { copyOut, fixTextFormat, hashing } from './copy-text.ts';
import { addFiles } from './files.ts';
import { parts, type Manifest, type TablePart } from './manifest.ts';

export type BackupOptions = {
  /** Owner of the tables. */
  readonly url: string;
  /** A `.tar` file to make, or an existing folder to make it in. */
  readonly target: string;
  /** Root of the content-addressed files; may be missing. */
  readonly filesDir: string;
  /** The key that encrypts secrets at rest; null to keep it apart from the backup. */
  readonly secretKeyFile: string | null;
  readonly clock: Clock;
  readonly log: (line: string) => void;
};

export type BackupResult = {
  readonly path: string;
  readonly tables: number;
  readonly rows: number;
  readonly files: number;
  /** SHA-256 of the manifest, which covers every other part. */
  readonly sha256: string;
};

/**
 * Writes one consistent copy of the database and its files, while the application goes on working.
 * An interrupted backup leaves only a `.partial` file. Throws conflict `db.backup_target_exists`.
 */
export async function makeBackup(options: BackupOptions): Promise<BackupResult> {
  const createdAt = options.clock.now();
  const path = await archivePath(options.target, createdAt);
  const archive = await createArchive(path, createdAt);
  try {
    const database = await addDatabase(archive, options);
    // After the snapshot: a file that a row names was stored before the row.
    const files = await addFiles(archive, options.filesDir, options.log);
    const secretKeySha256 = await addSecretKey(archive, options.secretKeyFile);
    const manifest: Manifest = {
      format: 'dinh-backup',
      version: 1,
      createdAt: createdAt.toISOString(),
      ...database,
      files,
      secretKeySha256,
    };
    const { sha256 } = await addManifest(archive, manifest);
    await archive.finish();
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    return { path, tables: manifest.tables.length, rows, files: files.count, sha256 };
  } catch (error) {
    await archive.abandon();
    throw error;
  }
}

async function archivePath(target: string, at: Date): Promise<string> {
  const isFolder = existsSync(target) && (await stat(target)).isDirectory();
  const stamp = at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
  const path = isFolder ? join(target, `dinh-${stamp}Z.tar`) : target;
  if (existsSync(path)) throw conflict('db.backup_target_exists', { path });
  return path;
}

type DatabaseParts = Pick<Manifest, 'serverVersion' | 'migrations' | 'tables' | 'sequences'>;

async function addDatabase(archive: ArchiveWriter, { url, log }: BackupOptions): Promise<DatabaseParts> {
  const client = new Client({ connectionString: url, application_name: 'dinh-backup' });
  await client.connect();
  try {
    await fixTextFormat(client);
    await client.query('begin isolation level repeatable read read only');
    const version = await client.query<{ version: string }>(`select current_setting('server_version') as version`);
    const all = (await listTables(client)).filter((table) => !isMigrationRecord(table));
    log(`Đang sao lưu ${all.length} bảng…`);
    const tables: TablePart[] = [];
    for (const table of all) tables.push(await addTable(archive, client, table));
    const [migrations, sequences] = [await listAppliedMigrations(client), await readSequences(client)];
    await client.query('commit');
    return { serverVersion: version.rows[0]?.version ?? '', migrations, tables, sequences };
  } finally {
    await client.end();
  }
}

async function addTable(archive: ArchiveWriter, client: Client, table: Table): Promise<TablePart> {
  const { schema, name, columns } = table;
  const part = `tables/${schema}.${name}.copy.gz`;
  const rows = copyOut(client, table);
  const content = hashing();
  let sum: PartSum | undefined;
  await pipeline(rows, content, createGzip(), async (packed: AsyncIterable<Buffer>) => {
    sum = await archive.add(part, packed);
  });
  const contentSha256 = content.digest();
  return { schema, name, columns: [...columns], rows: rows.rowCount, part, sha256: sum?.sha256 ?? '', contentSha256 };
}

async function addSecretKey(archive: ArchiveWriter, file: string | null): Promise<string | null> {
  if (file === null || !existsSync(file)) return null;
  return (await archive.add(parts.secretKey, [await readFile(file)])).sha256;
}

async function addManifest(archive: ArchiveWriter, manifest: Manifest): Promise<PartSum> {
  const sum = await archive.add(parts.manifest, [Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`)]);
  await archive.add(parts.manifestSum, [Buffer.from(`${sum.sha256}  ${parts.manifest}\n`)]);
  return sum;
}
