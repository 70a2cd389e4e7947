import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unavailable } from '#platform/errors/app-error.ts';
import type { Binaries } from './binaries.ts';
import { giveTo } from './move.ts';
import { runAs } from './os-user.ts';
import { hasCluster, type Place } from './place.ts';

/**
 * Tokens of `initdb --locale`: only ctype matters beside ICU. musl and macOS lack C.UTF-8; plain C is everywhere.
 */
const locales = ['C.UTF-8', 'en_US.UTF-8', 'C'];

const settings = `# Written by Đình at every start; put your own settings into postgresql.conf, where they win.
fsync = on
full_page_writes = on
synchronous_commit = on
max_connections = 100
shared_buffers = 128MB
password_encryption = scram-sha-256
timezone = 'UTC'
# Rows quoted in errors are personal data: log the error, neither the statement nor its values.
log_error_verbosity = terse
log_min_error_statement = panic
logging_collector = on
log_directory = 'log'
log_filename = 'postgresql-%a.log'
log_truncate_on_rotation = on
log_rotation_age = 1d
log_rotation_size = 0
log_line_prefix = '%m [%p] '
`;

const access = `# TYPE  DATABASE  USER  ADDRESS  METHOD
local all all scram-sha-256
host all all 127.0.0.1/32 scram-sha-256
`;

/** Creates the cluster on the first start (about a second), with Vietnamese order as the default. */
export async function createCluster(place: Place, binaries: Binaries, password: string): Promise<void> {
  const draft = `${place.cluster}.${process.pid}.${randomBytes(4).toString('hex')}`;
  mkdirSync(draft, { mode: 0o700 });
  const passwordFile = `${draft}.pw`;
  try {
    writeFileSync(passwordFile, password, { mode: 0o600 });
    giveTo(place.user, draft);
    giveTo(place.user, passwordFile);
    await runInitdb(place, binaries, draft, passwordFile);
    writeFileSync(join(draft, 'pg_hba.conf'), access);
    writeFileSync(join(draft, 'postgresql.conf'), "include 'dinh.conf'\n# Your own settings:\n");
    giveTo(place.user, draft);
    publish(draft, place);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Refreshes our part of the configuration and checks that these programs can read the cluster. */
export function configureCluster(place: Place, binaries: Binaries): void {
  const found = readFileSync(join(place.cluster, 'PG_VERSION'), 'utf8').trim();
  const expected = binaries.version.split('.')[0];
  if (found !== expected) throw unavailable('db.embedded_version', { cluster: place.cluster, found, expected });
  const file = join(place.cluster, 'dinh.conf');
  writeFileSync(file, settings);
  giveTo(place.user, file);
}

async function runInitdb(place: Place, binaries: Binaries, draft: string, passwordFile: string): Promise<void> {
  let detail = '';
  for (const locale of locales) {
    const run = await runToEnd(place, join(binaries.bin, 'initdb'), [
      ...['--pgdata', draft, '--pwfile', passwordFile, '--username', 'postgres', '--auth', 'scram-sha-256'],
      ...['--encoding', 'UTF8', '--locale-provider', 'icu', '--icu-locale', 'vi-VN', '--locale', locale],
      ...['--lc-messages', 'C', '--text-search-config', 'simple', '--data-checksums'],
    ]);
    if (run.code === 0) return;
    detail = run.output.trim().split('\n').slice(-3).join(' ');
    if (!run.output.includes('locale')) break;
  }
  throw unavailable('db.embedded_init_failed', { cluster: place.cluster, detail });
}

/** A rename onto a cluster that another process finished first fails; then theirs is used. */
function publish(draft: string, place: Place): void {
  try {
    renameSync(draft, place.cluster);
  } catch (error) {
    if (!hasCluster(place)) throw error;
  }
}

function runToEnd(place: Place, program: string, args: string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...runAs(place.user), stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}
