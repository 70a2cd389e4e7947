import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readlinkSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** What a running server says about itself in `postmaster.pid` (PostgreSQL `miscadmin.h`, LOCK_FILE_LINE_*). */
export type ServerLock = { readonly pid: number; readonly port: number; readonly status: string };

/** Reads `postmaster.pid`; null when it is missing or not yet written out. */
export function readServerLock(cluster: string): ServerLock | null {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Math.abs(Number.parseInt(lines[0] ?? '', 10));
    return pid > 0 ? { pid, port: Number(lines[3] ?? 0), status: (lines[7] ?? '').trim() } : null;
  } catch {
    return null;
  }
}

/** True while the process runs; a zombie that nobody reaped (a container without init) does not run. */
export function isAlive(pid: number): boolean {
  if (!pidExists(pid)) return false;
  return processState(pid)?.state !== 'Z';
}

/** State letter and start tick of a process from `/proc` (proc(5)); null elsewhere or when it is gone. */
export function processState(pid: number): { state: string; startedAt: string } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The program name in brackets may hold spaces and brackets; fields 3 and 22 follow the last one.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '', startedAt: fields[19] ?? '' };
  } catch {
    return null;
  }
}

function pidExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The process id of the server that runs on `cluster` now. A process id alone may have been reused. */
export function runningServer(cluster: string): number | null {
  const pid = readServerLock(cluster)?.pid;
  return pid !== undefined && isAlive(pid) && worksIn(pid, cluster) ? pid : null;
}

function worksIn(pid: number, cluster: string): boolean {
  if (process.platform !== 'linux') {
    return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout.includes(cluster);
  }
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster);
  } catch {
    return false;
  }
}

/**
 * Frees a lock file whose process id now belongs to a stranger. PostgreSQL ignores a lock that names its
 * own parent, so our id is written in; removing `postmaster.pid` would lose its shared-memory check.
 */
export function disownStaleLock(file: string): void {
  if (!existsSync(file)) return;
  const [first, ...rest] = readFileSync(file, 'utf8').split('\n');
  if (pidExists(Math.abs(Number.parseInt(first ?? '', 10)))) writeFileSync(file, [process.pid, ...rest].join('\n'));
}

/** Stops the server of `cluster`, if one runs: fast; after `patience` milliseconds immediately; then by force. */
export async function stopServer(cluster: string, patience = 30_000): Promise<void> {
  const pid = runningServer(cluster);
  if (pid === null) return;
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    signalQuietly(pid, signal);
    if (await isGone(pid, signal === 'SIGINT' ? patience : 5_000)) return;
  }
}

function signalQuietly(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function isGone(pid: number, patience: number): Promise<boolean> {
  for (let waited = 0; waited < patience; waited += 20) {
    if (!isAlive(pid)) return true;
    await sleep(20);
  }
  return false;
}
