import { join } from 'node:path';
import type { AuditEntry } from '#platform/audit/entry.ts';
import type { BackupAuditAction } from '#platform/db/backup/audit.ts';
import { messages as backupMessages } from '#platform/db/backup/messages.ts';
import { createDatabase } from '#platform/db/database.ts';
import { messages as embeddedMessages } from '#platform/db/embedded/messages.ts';
import { createPool } from '#platform/db/pool.ts';
import { isAppError } from '#platform/errors/app-error.ts';
import { createWording } from '#platform/errors/wording.ts';
import { systemClock } from '#platform/time/clock.ts';
import { systemIds } from '#platform/time/ids.ts';
import { readConfig, type Config } from '#server/config.ts';
import { openDatabaseServer } from '#server/database.ts';

/** What a command of the operator works on. */
export type Surroundings = {
  readonly config: Config;
  /** Owner of the tables. */
  readonly url: string;
  readonly filesDir: string;
  readonly secretKeyFile: string;
  readonly say: (line: string) => void;
  /** Writes an audit line in the name of the command. */
  readonly record: (entry: Pick<AuditEntry, 'subject' | 'detail'> & { action: BackupAuditAction }) => Promise<void>;
};

/** Opens the configured database (the embedded one may be in use by the application), works, and says errors in words. */
export async function runOperatorCommand(name: string, work: (around: Surroundings) => Promise<void>): Promise<void> {
  const say = (line: string): void => void process.stdout.write(`› ${line}\n`);
  try {
    const config = readConfig(process.env, []);
    const server = await openDatabaseServer(config, say);
    try {
      await work(surroundings(name, config, server.ownerUrl, say));
    } finally {
      await server.stop();
    }
  } catch (error) {
    process.stderr.write(`✗ ${wordsOf(error)}\n`);
    process.exitCode = 1;
  }
}

function surroundings(name: string, config: Config, url: string, say: (line: string) => void): Surroundings {
  const filesDir = join(config.dataDir, 'files');
  const secretKeyFile = join(config.dataDir, 'secret-key');
  const record: Surroundings['record'] = async (entry) => {
    const pool = createPool({ url, max: 1, name: `dinh-${name}` });
    const deps = { pool, clock: systemClock, ids: systemIds, consumersOf: () => [] };
    const database = createDatabase<unknown>(deps);
    await database.record({ ...entry, actor: { kind: 'system', name } });
    await database.close();
  };
  return { config, url, filesDir, secretKeyFile, say, record };
}

const wording = createWording(embeddedMessages, backupMessages);

function wordsOf(error: unknown): string {
  if (isAppError(error)) return wording(error);
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
