import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, processState } from './postmaster.ts';

/** Registers this process as a user of the server, so that a backup beside the application does not stop it. */
export type Holder = {
  /** Gives the server up. True when no other living process holds it. */
  release(): boolean;
};

let sequence = 0;

/** The start tick in the name tells a holder from a stranger that got its process id later. */
export function holdServer(home: string): Holder {
  const folder = join(home, 'holders');
  mkdirSync(folder, { recursive: true });
  const mine = `${process.pid}.${processState(process.pid)?.startedAt ?? ''}.${(sequence += 1)}`;
  writeFileSync(join(folder, mine), '');
  return {
    release: () => {
      rmSync(join(folder, mine), { force: true });
      return readdirSync(folder).filter((name) => stillHolds(folder, name)).length === 0;
    },
  };
}

function stillHolds(folder: string, name: string): boolean {
  const [pid, startedAt] = name.split('.');
  if (isAlive(Number(pid)) && (processState(Number(pid))?.startedAt ?? '') === startedAt) return true;
  rmSync(join(folder, name), { force: true });
  return false;
}
