import { createHash } from 'node:crypto';
import { glob, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { runMigrations as migrateWorker } from 'graphile-worker';
import pg from 'pg';
import { AppError } from '#platform/errors/app-error.ts';
import { quietWorkerLogger } from '#platform/jobs/worker-logger.ts';

/** Role with only the granted verbs; every session of the application takes it on. */
export const applicationRole = 'dinh_app';

export type Migration = { readonly name: string; readonly checksum: string; readonly sql: string };

/** All migrations of the platform and the modules, in the order of their timestamps. */
export async function listMigrations(sourceRoot: string): Promise<Migration[]> {
  const files: string[] = [];
  for await (const file of glob('{platform,modules}/*/migrations/*.sql', { cwd: sourceRoot })) files.push(file);
  files.sort((a, b) => (basename(a) < basename(b) ? -1 : 1));
  return Promise.all(files.map((file) => readMigration(join(sourceRoot, file))));
}

async function readMigration(path: string): Promise<Migration> {
  const sql = await readFile(path, 'utf8');
  return { name: basename(path, '.sql'), checksum: createHash('sha256').update(sql).digest('hex'), sql };
}

export type MigrateOptions = {
  readonly url: string;
  readonly migrations: readonly Migration[];
  readonly log?: (line: string) => void;
};

/**
 * Brings a database to the newest state. Each migration runs in its own transaction; several processes may call at once.
 * @throws AppError conflict `platform.migration_changed` when an applied file was edited, `platform.migration_unknown`
 * when the database is newer than this program.
 */
export async function migrateDatabase(options: MigrateOptions): Promise<{ applied: string[] }> {
  const client = new pg.Client({ connectionString: options.url, application_name: 'dinh-migrate' });
  await client.connect();
  try {
    await client.query(`select pg_advisory_lock(hashtext('dinh.migrate'))`);
    await ensureGround(client);
    await migrateWorker({ connectionString: options.url, logger: quietWorkerLogger });
    return { applied: await applyPending(client, options) };
  } finally {
    await client.end();
  }
}

async function ensureGround(client: pg.Client): Promise<void> {
  // Roles belong to the whole server: another database may be creating the same one at this moment.
  await client.query(`do $$ begin
    if not exists (select from pg_roles where rolname = '${applicationRole}') then create role ${applicationRole} nologin; end if;
  exception when duplicate_object or unique_violation then null; end $$`);
  // A role that an administrator made and granted cannot be granted again by us; taking it on will tell.
  // From 16 on, whoever creates a role may administer it but not take it on until it is granted.
  await client.query(`do $$ begin
    if not (select rolsuper from pg_roles where rolname = current_user) then execute format('grant ${applicationRole} to %I', current_user); end if;
  exception when unique_violation or insufficient_privilege or sqlstate 'XX000' then null; end $$`);
  await client.query(`create schema if not exists platform`);
  await client.query(`create table if not exists platform.migration (
    name text primary key, checksum text not null, applied_at timestamptz not null default now())`);
}

async function applyPending(client: pg.Client, options: MigrateOptions): Promise<string[]> {
  const { rows } = await client.query<{ name: string; checksum: string }>('select name, checksum from platform.migration');
  const done = new Map(rows.map((row) => [row.name, row.checksum]));
  refuseUnknown(done, options.migrations);
  const applied: string[] = [];
  for (const migration of options.migrations) {
    const known = done.get(migration.name);
    if (known === undefined) {
      await applyOne(client, migration);
      options.log?.(migration.name);
      applied.push(migration.name);
    } else if (known !== migration.checksum) {
      throw new AppError('conflict', 'platform.migration_changed', { name: migration.name });
    }
  }
  await grantSchemas(client);
  return applied;
}

function refuseUnknown(done: ReadonlyMap<string, string>, migrations: readonly Migration[]): void {
  const names = new Set(migrations.map((migration) => migration.name));
  const unknown = [...done.keys()].filter((name) => !names.has(name));
  if (unknown.length > 0) throw new AppError('conflict', 'platform.migration_unknown', { names: unknown });
}

async function applyOne(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(migration.sql);
    await client.query('insert into platform.migration (name, checksum) values ($1, $2)', [migration.name, migration.checksum]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`migration ${migration.name} failed: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

async function grantSchemas(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ nspname: string }>(
    `select nspname from pg_namespace where nspowner = (select oid from pg_roles where rolname = current_user)
       and nspname not in ('public', 'graphile_worker', 'information_schema') and nspname not like 'pg\\_%'`,
  );
  for (const { nspname } of rows) await client.query(`grant usage on schema ${pg.escapeIdentifier(nspname)} to ${applicationRole}`);
}
