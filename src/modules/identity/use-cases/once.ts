import type { Tx } from '#platform/db/database.ts';
import { conflict } from '#platform/errors/app-error.ts';
import type { IdentityContext } from '../context.ts';
import { claimRequest, findHandledRequest } from '../store/settings.ts';
import type { IdentityTables } from '../tables.gen.ts';

/**
 * True the first time; false when the same form arrives again (double click, retry, lost answer) and nothing is to be done.
 * @throws conflict when the id was used for something else.
 */
export async function firstTime(
  context: IdentityContext,
  tx: Tx<IdentityTables>,
  action: string,
  requestId: string,
): Promise<boolean> {
  if (await claimRequest(tx.q, { requestId, action, result: {}, at: context.clock.now() })) return true;
  const earlier = await findHandledRequest(tx.q, requestId);
  if (earlier?.action !== action) throw conflict('identity.request_reused');
  return false;
}
