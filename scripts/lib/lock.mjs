import { mkdirSync, readFileSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Age in milliseconds after which an unreadable lock, or a guard, was left by a killed process. */
const abandoned = 10_000;

/**
 * Runs `work` while no other process of this machine holds `file`. Calls `onWait` once if it has to wait.
 * A lock whose process is gone (kill -9) is taken over.
 */
export async function withLock(file, work, onWait = () => undefined) {
  mkdirSync(dirname(file), { recursive: true });
  for (let waited = false; !tryTake(file); await sleep(200)) {
    if (!waited) onWait();
    waited = true;
  }
  const release = () => rmSync(file, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

function tryTake(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  if (isStale(file)) removeStale(file);
  return false;
}

function isStale(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    if (pid > 0) return !isAlive(pid);
    // Created but not yet written, unless its writer was killed in between.
    return isOld(file);
  } catch {
    return false;
  }
}

/** Without the guard two waiters could each remove a lock, the second one a fresh one. */
function removeStale(file) {
  const guard = `${file}.guard`;
  try {
    mkdirSync(guard);
  } catch {
    if (isOld(guard)) rmSync(guard, { recursive: true, force: true });
    return;
  }
  if (isStale(file)) rmSync(file, { force: true });
  rmdirSync(guard);
}

function isOld(path) {
  const age = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  return age !== undefined && Date.now() - age > abandoned;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
