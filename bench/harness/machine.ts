import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, release, totalmem } from 'node:os';

/** Where and with what a run was made. */
export type Machine = {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly system: string;
  readonly node: string;
  readonly packages: Readonly<Record<string, string>>;
  /** Load of the last minute before the run: more than the cores means that others worked beside it. */
  readonly loadBefore: number;
};

const named = ['fastify', 'react', 'react-dom', 'react-router', 'kysely', 'pg', 'zod', '@myriaddreamin/typst-ts-node-compiler'] as const;

export function describeMachine(): Machine {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, { version?: string }> };
  return {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${distribution()}, Linux ${release()}`,
    node: process.version,
    packages: Object.fromEntries(named.map((name) => [name, lock.packages[`node_modules/${name}`]?.version ?? 'unknown'])),
    loadBefore: loadavg()[0] ?? 0,
  };
}

function distribution(): string {
  return /^PRETTY_NAME="(.*)"$/mu.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? 'unknown';
}
