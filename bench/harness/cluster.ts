import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '#platform/db/embedded/launcher.ts';

/** The one PostgreSQL that every party of a run uses: the embedded one with its own settings, commits durable. */
export type Cluster = {
  readonly version: string;
  pid(): number;
  /** URL of a fresh database that the owner of schemas owns. */
  createDatabase(name: string): Promise<string>;
  discard(): Promise<void>;
};

const owner = 'dinh_migrator';

export async function openCluster(folder: string, log: (line: string) => void): Promise<Cluster> {
  const server = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), log });
  await server.ensureRole(owner);
  const version = await refuseCheating(server);
  return {
    version,
    pid: () => server.pid(),
    async createDatabase(name) {
      await server.ensureDatabase(name, owner);
      return server.urlFor(name, owner);
    },
    discard: () => server.discard(),
  };
}

/** A commit that is not on disk is not a commit: every figure would be too good. */
async function refuseCheating(server: EmbeddedPostgres): Promise<string> {
  const client = new pg.Client({ connectionString: server.adminUrl });
  await client.connect();
  try {
    await client.query(`alter role ${owner} createrole`);
    const { rows } = await client.query<{ fsync: string; commit: string; version: string }>(
      `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit, current_setting('server_version') as version`,
    );
    if (rows[0]?.fsync !== 'on' || rows[0].commit !== 'on') throw new Error('the cluster does not commit durably');
    return rows[0].version;
  } finally {
    await client.end();
  }
}
