import { createHash, hkdfSync } from 'node:crypto';
import type { Actor } from '#platform/access/actor.ts';
import type { Database } from '#platform/db/database.ts';
import { AppError } from '#platform/errors/app-error.ts';
import type { Clock } from '#platform/time/clock.ts';
import type { Ids } from '#platform/time/ids.ts';
import type { z } from 'zod';
import type { Pkcs11Settings } from './providers/pkcs11-provider.ts';
import type { SigningTables } from './tables.gen.ts';

export type SigningDeps = {
  readonly db: Database<SigningTables>;
  readonly clock: Clock;
  readonly ids: Ids;
  /** 32 bytes of the installation; passwords of key files are derived from it. */
  readonly secretKey: Buffer;
  /** Public origin without a slash at the end; stands in certificates of the demonstration authority. */
  readonly baseUrl: string;
  /** Signing devices attached to the server. */
  readonly tokens?: readonly Pkcs11Settings[];
};

/** Password of one key file: a leaked file opens with nothing but the secret of the installation. */
export function passwordOf(secretKey: Buffer, keyRef: string): string {
  return Buffer.from(hkdfSync('sha256', secretKey, keyRef, 'dinh signing key file', 32)).toString('base64url');
}

/** Who did it, for columns that keep a name. */
export function nameOfActor(actor: Actor): string {
  return actor.kind === 'officer' || actor.kind === 'citizen'
    ? actor.accountId
    : actor.kind === 'system'
      ? actor.name
      : actor.kind;
}

/** Parses an input once at the door. A message that is one of our codes becomes the code of the error. */
export function parseInput<S extends z.ZodType>(schema: S, raw: unknown): z.output<S> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const { issues } = parsed.error;
  const problems = issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  const own = issues.find(({ message }) => message.startsWith('signing.'))?.message;
  throw new AppError('invalid', own ?? 'platform.input_invalid', { problems });
}

/** Random bytes for serial numbers and salts, from the injected source. */
export const randomFrom = (ids: Ids, size: number): Buffer => Buffer.from(ids.token(size), 'base64url');

export const sha256Hex = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
