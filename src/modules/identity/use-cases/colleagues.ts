import { toLocalDate } from '#platform/text/dates.ts';
import type { IdentityContext } from '../context.ts';
import * as colleagues from '../store/colleagues.ts';

/** Who holds a permission in a unit today, for modules that hand work to people. `ancestorUids` are the units above. */
export async function permissionHolders(
  context: IdentityContext,
  query: { permission: string; unitUid: string; ancestorUids: readonly string[] },
): Promise<readonly colleagues.PermissionHolder[]> {
  return colleagues.listPermissionHolders(context.db.q, { ...query, today: toLocalDate(context.clock.now()) });
}

/** Active officer accounts by person. */
export async function accountsOf(context: IdentityContext, personUids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await colleagues.listAccountsOf(context.db.q, personUids);
  return new Map(rows.map((row) => [row.personUid ?? '', row.accountUid]));
}
