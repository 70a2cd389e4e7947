import { spawnSync } from 'node:child_process';
import { cpSync, renameSync, rmSync } from 'node:fs';
import type { OsUser } from './os-user.ts';
import { stopServer } from './postmaster.ts';

/** Hands a folder and all it holds to `user`; does nothing when PostgreSQL runs as this process. */
export function giveTo(user: OsUser, folder: string): void {
  if (user === null) return;
  const run = spawnSync('chown', ['-R', `${user.uid}:${user.gid}`, folder], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`chown ${folder}: ${run.error?.message ?? run.stderr}`);
}

/** Moves a cluster, stopping its server first; the target appears only when complete. */
export async function moveCluster(from: string, to: string): Promise<void> {
  await stopServer(from);
  try {
    renameSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    const draft = `${to}.moving`;
    rmSync(draft, { recursive: true, force: true });
    cpSync(from, draft, { recursive: true, verbatimSymlinks: true });
    renameSync(draft, to);
    rmSync(from, { recursive: true });
  }
}
