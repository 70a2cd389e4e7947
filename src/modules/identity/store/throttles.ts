import type { Kysely } from 'kysely';
import type { ThrottleState } from '../sign-in-throttle.ts';
import type { IdentityTables } from '../tables.gen.ts';

type Queries = Kysely<IdentityTables>;

/** Makes sure that the row exists, so that two first attempts wait for each other. */
export async function ensureThrottle(q: Queries, key: string, now: Date): Promise<void> {
  await q
    .insertInto('identity.throttle')
    .values({ key, failures: 0, window_started_at: now })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
}

export async function lockThrottle(q: Queries, key: string): Promise<ThrottleState | null> {
  const row = await q
    .selectFrom('identity.throttle')
    .select(['failures', 'window_started_at', 'locked_until'])
    .where('key', '=', key)
    .forUpdate()
    .executeTakeFirst();
  if (!row || row.failures === 0) return null;
  return { failures: row.failures, windowStartedAt: row.window_started_at, lockedUntil: row.locked_until };
}

export async function saveThrottle(q: Queries, key: string, state: ThrottleState): Promise<void> {
  await q
    .updateTable('identity.throttle')
    .set({ failures: state.failures, window_started_at: state.windowStartedAt, locked_until: state.lockedUntil })
    .where('key', '=', key)
    .execute();
}

export async function clearThrottle(q: Queries, key: string): Promise<void> {
  await q.deleteFrom('identity.throttle').where('key', '=', key).execute();
}

export async function findLock(q: Queries, key: string, now: Date): Promise<Date | null> {
  const row = await q
    .selectFrom('identity.throttle')
    .select('locked_until')
    .where('key', '=', key)
    .where('locked_until', '>', now)
    .executeTakeFirst();
  return row?.locked_until ?? null;
}

/** Forgets names and addresses that have been quiet: they are personal data and no longer protect anybody. */
export async function deleteQuietThrottles(q: Queries, before: Date): Promise<void> {
  await q
    .deleteFrom('identity.throttle')
    .where('window_started_at', '<=', before)
    .where((eb) => eb.or([eb('locked_until', 'is', null), eb('locked_until', '<=', before)]))
    .execute();
}
