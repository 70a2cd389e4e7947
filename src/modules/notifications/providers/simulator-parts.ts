import type { Database } from '#platform/db/database.ts';
import type { Clock } from '#platform/time/clock.ts';
import type { Ids } from '#platform/time/ids.ts';
import { insertCaughtMessage, type CaughtMessage } from '../store/caught-messages.ts';
import type { NotificationsTables } from '../tables.gen.ts';

export type SimulatorDeps = { readonly db: Database<NotificationsTables>; readonly clock: Clock; readonly ids: Ids };

/**
 * What goes wrong with the next requests, for tests and visitors: `busy` is an answer 5xx, `lost` takes the message and
 * hangs up without an answer.
 */
export type Trouble = 'none' | 'busy' | 'lost';

export async function keepMessage({ db, clock, ids }: SimulatorDeps, message: Omit<CaughtMessage, 'id' | 'receivedAt'>): Promise<void> {
  await db.transaction((tx) => insertCaughtMessage(tx.q, { ...message, id: ids.uuid(), receivedAt: clock.now() }));
}
