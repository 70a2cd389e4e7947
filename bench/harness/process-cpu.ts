import { readFileSync } from 'node:fs';

/** Linux counts CPU time in hundredths of a second (`getconf CLK_TCK`). */
const msPerTick = 10;

type Times = { readonly own: number; readonly reaped: number };

function timesOf(pid: number): Times {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name stands in brackets and may hold spaces: fields are counted behind it.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ').map(Number);
  const [user = 0, system = 0, childUser = 0, childSystem = 0] = fields.slice(11, 15);
  return { own: (user + system) * msPerTick, reaped: (childUser + childSystem) * msPerTick };
}

/** CPU milliseconds of a process with all its threads. */
export const cpuMsOf = (pid: number): number => timesOf(pid).own;

/** CPU milliseconds of each live backend of a database, by process id. */
function backendsOf(postmaster: number, database: string): Map<number, number> {
  const backends = new Map<number, number>();
  for (const pid of childrenOf(postmaster)) {
    try {
      // Titles read "postgres: role database address …".
      if (readFileSync(`/proc/${pid}/cmdline`, 'latin1').split(' ').includes(database)) backends.set(pid, cpuMsOf(pid));
    } catch {
      // Ended while we looked: it did nothing in the round that we would miss.
    }
  }
  return backends;
}

function childrenOf(pid: number): number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return text.split(' ').filter((part) => part.trim() !== '').map(Number);
}

/** Watches what the backends of a database use up, from now on. */
export function watchBackends(postmaster: number, database: string): () => number {
  const before = backendsOf(postmaster, database);
  return () => [...backendsOf(postmaster, database)].reduce((sum, [pid, now]) => sum + now - (before.get(pid) ?? 0), 0);
}

/** Everything that the cluster uses up, connections that ended meanwhile included. */
export function watchCluster(postmaster: number): () => number {
  const total = (): number => {
    const { own, reaped } = timesOf(postmaster);
    return own + reaped + childrenOf(postmaster).reduce((sum, pid) => sum + liveCpuMs(pid), 0);
  };
  const before = total();
  return () => total() - before;
}

function liveCpuMs(pid: number): number {
  try {
    return cpuMsOf(pid);
  } catch {
    return 0;
  }
}

/** Proportional set size in megabytes: memory shared with others counts by its share. */
export function pssMegabytes(pid: number): number {
  const [, kilobytes] = /^Pss:\s+(\d+) kB/mu.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}
