import { toLocalDate } from '#platform/text/dates.ts';
import type { IdentityContext } from '../context.ts';
import { listAccountsHolding } from '../store/holders.ts';

/**
 * Accounts of officers that are open and hold a permission today, by their own grants or by a position. Units are not
 * looked at: meant for permissions that concern the whole locality.
 */
export async function accountsHolding(context: IdentityContext, permission: string): Promise<readonly string[]> {
  const today = toLocalDate(context.clock.now());
  const accounts = await listAccountsHolding(context.db.q, { permission, today });
  const byPosition = await Promise.all(
    accounts.candidates.map(async ({ uid, personUid }) => {
      const held = await context.organization.holdingsOf(personUid, today);
      return held.some(({ positionUid }) => accounts.positions.has(positionUid)) ? [uid] : [];
    }),
  );
  return [...new Set([...accounts.own, ...byPosition.flat()])];
}
