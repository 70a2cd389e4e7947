import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unavailable } from '#platform/errors/app-error.ts';

/** Gives each database role its password. */
export type PasswordOf = (role: string) => string;

/**
 * Reads (or makes, on the first start) the secret in `dataDir`, mode 0600. Every role's password is
 * derived from it, so two processes that start at once can never write different passwords.
 * Throws unavailable `db.embedded_secret_lost` when a cluster exists but its secret does not.
 */
export function loadPasswords(dataDir: string, clusterExists: boolean): PasswordOf {
  const file = join(dataDir, 'secret');
  if (!existsSync(file)) {
    if (clusterExists) throw unavailable('db.embedded_secret_lost', { file });
    writeOnce(file, randomBytes(32).toString('hex'));
  }
  const secret = Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
  if (secret.length !== 32) throw unavailable('db.embedded_secret_lost', { file });
  return (role) => createHmac('sha256', secret).update(`role:${role}`).digest('base64url');
}

/** Whole or not at all, and the first writer wins: a reader never sees half a secret. */
function writeOnce(file: string, text: string): void {
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(draft, `${text}\n`, { mode: 0o600, flush: true });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
}
