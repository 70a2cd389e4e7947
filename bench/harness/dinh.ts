import { join } from 'node:path';
import type pg from 'pg';
import { createPool } from '#platform/db/pool.ts';
import { fillLocality, type FilledLocality } from '../data/fill-locality.ts';
import type { Bench } from './bench.ts';
import { startServer, type Server } from './child.ts';

/** The product as it is started for real, on a database of its own with 100,000 cases. */
export type Dinh = FilledLocality & {
  readonly server: Server;
  readonly database: { readonly postmaster: number; readonly name: string };
  readonly databaseUrl: string;
  readonly owner: pg.Pool;
  /** A second process of the same product on the same database. */
  startAnother(role: 'web' | 'all'): Promise<Server>;
  close(): Promise<void>;
};

const name = 'dinh';

export async function openDinh(bench: Bench): Promise<Dinh> {
  const cluster = await bench.cluster();
  const databaseUrl = await cluster.createDatabase(name);
  const profiling = bench.profileFolder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${bench.profileFolder}`];
  const start = (role: 'web' | 'all'): Promise<Server> =>
    startServer({
      // The flag is that of scripts/start.mjs.
      command: [...profiling, '--max-semi-space-size=16', 'src/server/main.ts', '--role', role],
      // Callers' addresses come from the proxy's header, so that the limit per address is in force as it is in production.
      env: { DATABASE_URL: databaseUrl, DATA_DIR: join(bench.folder, 'data'), TRUST_PROXY: '1' },
      readyPath: '/readyz',
      patienceSeconds: 180,
    });
  bench.say('starting the product on an empty database');
  const server = await start('web');
  const owner = createPool({ url: databaseUrl, max: 8, name: 'dinh-bench', statementTimeout: 0 });
  bench.say('filling in 100,000 cases');
  const filled = await fillLocality(owner);
  return {
    ...filled,
    server,
    databaseUrl,
    owner,
    database: { postmaster: cluster.pid(), name },
    startAnother: start,
    async close() {
      await server.stop();
      await owner.end();
    },
  };
}
