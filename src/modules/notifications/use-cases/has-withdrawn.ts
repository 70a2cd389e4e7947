import type { Kysely } from 'kysely';
import type { Delivery } from '../store/deliveries.ts';
import { currentConsents } from '../store/preferences.ts';
import type { NotificationsTables } from '../tables.gen.ts';

/** Whether the reader took his consent back after the message was put on its way. */
export async function hasWithdrawn(q: Kysely<NotificationsTables>, { channel, message }: Delivery): Promise<boolean> {
  if (message.accountId === null) return false;
  return (await currentConsents(q, message.accountId)).get(channel) === false;
}
