import { spawnSync } from 'node:child_process';

/** The operating system user that PostgreSQL runs as; `null` means "as this process". */
export type OsUser = { readonly uid: number; readonly gid: number } | null;

/** PG* and LD_* of the caller must not reach the server: PGDATA or PGPORT would redirect it. */
export const cleanEnv = { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', HOME: '/', LC_ALL: 'C' };

export const isRoot = (): boolean => process.getuid?.() === 0;

/** PostgreSQL refuses to run as root, so root drops to `postgres`, or to `nobody` where that is missing. */
export function unprivilegedUser(): OsUser {
  if (!isRoot()) return null;
  return lookUpUser('postgres') ?? lookUpUser('nobody');
}

/** Options for `spawn` that start a program as `user`, from a folder that every user can enter. */
export function runAs(user: OsUser): { cwd: string; env: NodeJS.ProcessEnv; uid?: number; gid?: number } {
  return { cwd: '/', env: cleanEnv, ...(user === null ? {} : user) };
}

/** True when `user` can enter and use `folder`, whatever modes and access lists its parents have. */
export function canReach(folder: string, user: OsUser): boolean {
  return spawnSync('/bin/sh', ['-c', 'test -x "$1" && test -r "$1"', 'sh', folder], runAs(user)).status === 0;
}

function lookUpUser(name: string): OsUser {
  const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }));
  if (uid?.status !== 0 || gid?.status !== 0) return null;
  // `| 0`: macOS prints nobody as 4294967294, which spawn refuses; it means -2.
  return { uid: Number(uid.stdout) | 0, gid: Number(gid.stdout) | 0 };
}
