import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCluster, type Cluster } from './cluster.ts';
import { openDinh, type Dinh } from './dinh.ts';

/** What measures share; each thing is opened when the first of them asks for it. */
export type Bench = {
  /** A folder of this run, deleted at its end. */
  readonly folder: string;
  /** Where the product's own process leaves its CPU profile; undefined when none was asked for. */
  readonly profileFolder: string | undefined;
  cluster(): Promise<Cluster>;
  /** The product with 100,000 cases, running as its own process. */
  dinh(): Promise<Dinh>;
  say(line: string): void;
  close(): Promise<void>;
};

export async function openBench(say: (line: string) => void, profileFolder?: string): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), 'dinh-bench-'));
  let cluster: Promise<Cluster> | undefined;
  let dinh: Promise<Dinh> | undefined;
  const bench: Bench = {
    folder,
    profileFolder,
    say,
    cluster: () => (cluster ??= openCluster(folder, say)),
    dinh: () => (dinh ??= openDinh(bench)),
    async close() {
      // What could not be opened was told when it was asked for; what could must still be put away.
      await (await dinh?.catch(() => undefined))?.close();
      await (await cluster?.catch(() => undefined))?.discard();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return bench;
}
