import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { unavailable } from '#platform/errors/app-error.ts';
import type { Binaries } from './binaries.ts';
import { answers, chooseEndpoint, connectionUrl, endpointAt, listenArguments, type Endpoint } from './endpoint.ts';
import { runAs } from './os-user.ts';
import type { Place } from './place.ts';
import { disownStaleLock, isAlive, readServerLock, runningServer, stopServer } from './postmaster.ts';
import type { PasswordOf } from './secret.ts';

/** Everything needed to bring the server of one place up again. */
export type ServerPlan = {
  readonly place: Place;
  readonly binaries: Binaries;
  readonly passwordOf: PasswordOf;
  readonly log: (line: string) => void;
  readonly settings: Readonly<Record<string, string>>;
};

/** A server that has answered. */
export type RunningServer = { readonly pid: number; readonly endpoint: Endpoint };

/** Recovery after a crash may replay gigabytes; a server that says nothing for this long is stuck. */
const longestStart = 600_000;
const attempts = 40;

/**
 * Adopts the server that runs on the cluster (left by a killed parent, or started by a process beside us),
 * else starts one. Throws unavailable `db.embedded_start_failed`.
 */
export async function ensureServer(plan: ServerPlan): Promise<RunningServer> {
  for (let attempt = 1; ; attempt += 1) {
    const adopted = runningServer(plan.place.cluster);
    const pid = adopted ?? (await spawnServer(plan));
    const endpoint = await readiness(plan, pid);
    if (endpoint !== null) {
      if (adopted !== null) plan.log('Dùng tiếp máy chủ PostgreSQL đang chạy.');
      return { pid, endpoint };
    }
    // Alive but deaf: left in a bad state by a killed parent.
    if (isAlive(pid)) await stopServer(plan.place.cluster, 3_000);
    // Backends of a killed server need a moment to notice; a process beside us may have won the start.
    if (attempt >= attempts || (adopted === null && !mayPass(plan.place))) throw startFailure(plan.place);
    await sleep(250);
  }
}

const startLog = (place: Place): string => join(place.home, 'start.log');

async function spawnServer({ place, binaries, settings }: ServerPlan): Promise<number> {
  const endpoint = await chooseEndpoint(place);
  if (runningServer(place.cluster) === null) {
    disownStaleLock(join(place.cluster, 'postmaster.pid'));
    disownStaleLock(join(place.socketDir, `.s.PGSQL.${endpoint.port}.lock`));
  }
  const output = openSync(startLog(place), 'w', 0o600);
  const extra = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const args = ['-D', place.cluster, ...listenArguments(endpoint), ...extra];
  const child = spawn(join(binaries.bin, 'postgres'), args, {
    ...runAs(place.user),
    // Its own session: Ctrl-C in the terminal must stop us first, so that requests can finish.
    detached: true,
    // A file, not a pipe: a pipe would break under the server when its parent is killed.
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  await once(child, 'spawn');
  child.unref();
  return child.pid ?? 0;
}

/** Waits until the server is ready and answers; null when it is gone or does not answer. */
async function readiness(plan: ServerPlan, pid: number): Promise<Endpoint | null> {
  for (let waited = 0; waited < longestStart && isAlive(pid); waited += 20) {
    const lock = readServerLock(plan.place.cluster);
    if (lock?.pid === pid && lock.status === 'ready') {
      const endpoint = endpointAt(plan.place, lock.port);
      return (await answers(adminUrl(plan, endpoint))) ? endpoint : null;
    }
    if (waited % 5000 === 4980) plan.log('PostgreSQL đang phục hồi sau lần dừng đột ngột…');
    await sleep(20);
  }
  return null;
}

export const adminUrl = (plan: Pick<ServerPlan, 'passwordOf'>, endpoint: Endpoint): string =>
  connectionUrl(endpoint, 'postgres', plan.passwordOf('postgres'), 'postgres');

function mayPass(place: Place): boolean {
  return /lock file|shared memory block|Address already in use/.test(lastLines(place));
}

function startFailure(place: Place): Error {
  const detail = lastLines(place).trim().split('\n').slice(-3).join(' ');
  return unavailable('db.embedded_start_failed', { log: `${startLog(place)}, ${join(place.cluster, 'log')}`, detail });
}

function lastLines(place: Place): string {
  try {
    return readFileSync(startLog(place), 'utf8').slice(-2000);
  } catch {
    return '';
  }
}
