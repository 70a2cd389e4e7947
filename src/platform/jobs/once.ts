import { sql } from 'kysely';
import type { AnyTx } from '#platform/db/database.ts';
import type { Transaction } from 'kysely';
import type { JobContext } from './definitions.ts';

/**
 * True the first time a consumer handles an event; false when it was handled before.
 * Call it first inside the consumer's own transaction: the receipt commits with the effect.
 */
export async function once(tx: AnyTx, context: JobContext): Promise<boolean> {
  if (context.eventId === undefined || context.consumer === undefined) throw new Error('once() needs the context of an event');
  const q = tx.q as Transaction<unknown>;
  const result = await sql`insert into platform.event_receipt (event_id, consumer) values (${context.eventId}, ${context.consumer})
    on conflict do nothing returning event_id`.execute(q);
  return result.rows.length === 1;
}
