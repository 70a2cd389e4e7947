import type { Actor } from '#platform/access/actor.ts';
import type { Tx } from '#platform/db/database.ts';
import { conflict } from '#platform/errors/app-error.ts';
import type { HallDeps } from '../context.ts';
import * as requests from '../store/requests.ts';
import type { HallTables } from '../tables.gen.ts';

export type HallTx = Tx<HallTables>;

export type Ask = { readonly actor: Actor; readonly kind: string; readonly requestId: string };

/**
 * Runs one use case in one transaction, once per request: a replay by the same person gets the first answer (which must
 * be JSON). The same id for something else, or by somebody else, is refused.
 */
export async function carryOut<R>(deps: HallDeps, { actor, kind, requestId }: Ask, work: (tx: HallTx) => Promise<R>): Promise<R> {
  return deps.db.transaction(async (tx) => {
    const by = accountOf(actor);
    const earlier = await requests.enterRequest(tx.q, { requestId, kind, by, at: deps.clock.now() });
    if (earlier !== null) {
      if (earlier.kind !== kind || earlier.byAccount !== by) throw conflict('hall.request_reused');
      return earlier.answer as R;
    }
    const answer = await work(tx);
    await requests.saveAnswer(tx.q, requestId, answer);
    return answer;
  });
}

export function accountOf(actor: Actor): string {
  if (actor.kind === 'officer' || actor.kind === 'citizen') return actor.accountId;
  return actor.kind === 'system' ? actor.name : 'anonymous';
}

/** Name for the journal. */
export function nameOf(actor: Actor): string {
  if (actor.kind === 'officer' || actor.kind === 'citizen') return actor.name;
  return actor.kind === 'system' ? 'Hệ thống' : '';
}
