import type { Kysely } from 'kysely';
import type { NotificationsTables } from '../tables.gen.ts';

type Queries = Kysely<NotificationsTables>;

export type SimulatedToken = { readonly hash: string; readonly kind: 'access' | 'refresh'; readonly expiresAt: Date };

export async function insertTokens(q: Queries, tokens: readonly SimulatedToken[]): Promise<void> {
  await q
    .insertInto('notifications.simulated_token')
    .values(tokens.map(({ hash, kind, expiresAt }) => ({ hash, kind, expires_at: expiresAt })))
    .onConflict((oc) => oc.doNothing())
    .execute();
}

/** True once per refresh token, while it is good. */
export async function useRefreshToken(q: Queries, hash: string, at: Date): Promise<boolean> {
  const result = await q
    .updateTable('notifications.simulated_token')
    .set({ used_at: at })
    .where('hash', '=', hash)
    .where('kind', '=', 'refresh')
    .where('used_at', 'is', null)
    .where('expires_at', '>', at)
    .executeTakeFirst();
  return Number(result.numUpdatedRows) === 1;
}

export async function isGoodAccess(q: Queries, hash: string, at: Date): Promise<boolean> {
  const row = await q
    .selectFrom('notifications.simulated_token')
    .select('hash')
    .where('hash', '=', hash)
    .where('kind', '=', 'access')
    .where('expires_at', '>', at)
    .executeTakeFirst();
  return row !== undefined;
}
