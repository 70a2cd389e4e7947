// A server of its own process, for tests that kill it: node upload-server.ts <database url> <folder>
import { createDatabase } from '#platform/db/database.ts';
import { applicationRole } from '#platform/db/migrate.ts';
import { createPool } from '#platform/db/pool.ts';
import { systemClock } from '#platform/time/clock.ts';
import { systemIds } from '#platform/time/ids.ts';
import { createFiles } from '../files.ts';
import { createDiskStore } from '../storage/disk-store.ts';
import type { FilesTables } from '../tables.gen.ts';
import { createFilesApp } from './files-app.ts';

const [url = '', folder = ''] = process.argv.slice(2);
const db = createDatabase<FilesTables>({
  pool: createPool({ url, role: applicationRole }),
  clock: systemClock,
  ids: systemIds,
  consumersOf: () => [],
});
const app = await createFilesApp(
  createFiles({ db, store: createDiskStore(folder), clock: systemClock, ids: systemIds }),
  db,
);
process.stdout.write(`${await app.listen({ port: 0, host: '127.0.0.1' })}\n`);
