import { createHash } from 'node:crypto';
import { createVaultFor, type Vault } from '#platform/secrets/vault.ts';

export type { Vault };

/** SHA-256 of a random token: the database must not be able to open a session (no salt needed, tokens have 256 bits). */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** What this module keeps secret at rest. */
export function createVault(secretKey: Buffer): Vault {
  return createVaultFor(secretKey, 'dinh.identity');
}
