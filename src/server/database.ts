import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '#platform/db/embedded/launcher.ts';
import type { Config } from './config.ts';

export type DatabaseServer = {
  /** Owner of the schemas: migrations and the job queue. */
  readonly ownerUrl: string;
  /** Login of the application; sessions take on the restricted role either way. */
  readonly appUrl: string;
  stop(): Promise<void>;
};

const owner = 'dinh_migrator';

/** The configured server, or the embedded one in DATA_DIR. */
export async function openDatabaseServer(config: Config, log: (line: string) => void): Promise<DatabaseServer> {
  if (config.DATABASE_URL !== undefined) {
    return { ownerUrl: config.DATABASE_URL, appUrl: config.DATABASE_APP_URL ?? config.DATABASE_URL, stop: async () => undefined };
  }
  const server = await startEmbeddedPostgres({ dataDir: join(config.dataDir, 'postgres'), log });
  await server.ensureRole(owner);
  await server.ensureDatabase('dinh', owner);
  await allowRoles(server.adminUrl);
  const url = server.urlFor('dinh', owner);
  return { ownerUrl: url, appUrl: url, stop: () => server.stop() };
}

/** The owner creates the application's role itself, as it must on a server of somebody else. */
async function allowRoles(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(`alter role ${owner} createrole`);
  } finally {
    await client.end();
  }
}
