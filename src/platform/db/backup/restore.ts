import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { Client } from 'pg';
import { conflict } from '#platform/errors/app-error.ts';
import { migrateDatabase, type Migration } from '#platform/db/migrate.ts';
import { openArchive, type ArchiveReader } from './archive-reader.ts';
import { fixTextFormat } from './copy-text.ts';
import { clearUnusedDatabase } from './empty-database.ts';
import { extractFiles } from './files.ts';
import { loadBackup } from './load.ts';
import { parts, type Manifest } from './manifest.ts';
import { verifyBackup, type VerifiedBackup } from './verify.ts';

export type RestoreOptions = {
  /** Owner of an empty database. */
  readonly url: string;
  /** The `.tar` file that `makeBackup` wrote. */
  readonly archive: string;
  /** Root of the content-addressed files. */
  readonly filesDir: string;
  /** Where the key that encrypts secrets at rest belongs. */
  readonly secretKeyFile: string;
  /** All migrations of this program, in order. */
  readonly migrations: readonly Migration[];
  readonly log: (line: string) => void;
};

export type RestoreResult = { readonly manifest: Manifest; readonly rows: number; readonly sha256: string };

/**
 * Rebuilds database and files from a backup, and proves it. The archive is verified to the last byte before
 * anything is touched; all rows become visible at once. Throws conflict `db.backup_…` and `db.restore_…`.
 */
export async function restoreBackup(options: RestoreOptions): Promise<RestoreResult> {
  const reader = await openArchive(options.archive);
  try {
    options.log('Đang kiểm tra bản sao lưu…');
    const backup = await verifyBackup(reader);
    const migrations = migrationsOf(backup.manifest, options.migrations);
    await withClient(options.url, clearUnusedDatabase);
    await extractFiles(reader, backup.part(parts.fileList), options.filesDir);
    await placeSecretKey(reader, backup, options.secretKeyFile);
    await migrateDatabase({ url: options.url, migrations });
    options.log(`Đang phục hồi ${backup.manifest.tables.length} bảng…`);
    await withClient(options.url, (client) => fillDatabase(client, reader, backup));
    const rows = backup.manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    return { manifest: backup.manifest, rows, sha256: backup.sha256 };
  } finally {
    await reader.close();
  }
}

/** The migrations that the backed-up database had seen, as this program knows them. */
function migrationsOf(manifest: Manifest, known: readonly Migration[]): Migration[] {
  const recorded = new Map(manifest.migrations.map(({ name, checksum }) => [name, checksum]));
  const chosen = known.filter(({ name }) => recorded.has(name));
  const names = new Set(chosen.map(({ name }) => name));
  const unknown = [...recorded.keys()].filter((name) => !names.has(name));
  if (unknown.length > 0) throw conflict('db.backup_too_new', { names: unknown.join(', ') });
  const changed = chosen.find(({ name, checksum }) => recorded.get(name) !== checksum);
  if (changed !== undefined) throw conflict('db.backup_migration_changed', { name: changed.name });
  return chosen;
}

async function fillDatabase(client: Client, reader: ArchiveReader, backup: VerifiedBackup): Promise<void> {
  await fixTextFormat(client);
  await client.query('begin');
  await loadBackup(client, reader, backup);
  const names = backup.manifest.migrations.map(({ name }) => name);
  const times = backup.manifest.migrations.map(({ appliedAt }) => appliedAt);
  await client.query(
    `update platform.migration m set applied_at = t.at from unnest($1::text[], $2::timestamptz[]) as t(name, at) where t.name = m.name`,
    [names, times],
  );
  await settle(client);
  // Transaction numbers of this server have nothing to do with those of the rows just loaded.
  await client.query(`insert into audit.epoch (epoch, reason) select max(epoch) + 1, $1 from audit.epoch`, [
    `restored from backup ${backup.sha256} of ${backup.manifest.createdAt} (${basename(reader.path)})`,
  ]);
  await client.query('commit');
}

/** The workers of the backed-up system are gone; their jobs would stay locked for four hours. */
async function settle(client: Client): Promise<void> {
  await client.query('delete from platform.worker');
  await client.query(
    'update graphile_worker._private_jobs set locked_at = null, locked_by = null where locked_at is not null',
  );
  await client.query(
    'update graphile_worker._private_job_queues set locked_at = null, locked_by = null where locked_at is not null',
  );
}

/** A key of a first start that has encrypted nothing yet makes room, but is not lost. */
async function placeSecretKey(reader: ArchiveReader, backup: VerifiedBackup, file: string): Promise<void> {
  if (backup.manifest.secretKeySha256 === null) return;
  const key = await reader.text(backup.part(parts.secretKey));
  if (existsSync(file)) {
    if ((await readFile(file, 'utf8')) === key) return;
    await rename(file, `${file}.before-restore`);
  }
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, key, { mode: 0o600, flush: true });
}

async function withClient(url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url, application_name: 'dinh-restore' });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
