import { notFound } from '#platform/errors/app-error.ts';
import { cleanLine } from '#platform/text/clean.ts';
import type { NotificationsDeps } from '../context.ts';
import { listCaughtMessages, type CaughtMessage } from '../store/caught-messages.ts';

export type TestMessage = Omit<CaughtMessage, 'receivedAt'> & { readonly receivedAt: string };

/** The reader that visitors of the demonstration play. */
const demoReader = '3000000000000000003';

/** SMS and Zalo messages that the demonstration sent to itself. @throws AppError not_found outside demonstration mode. */
export async function listTestMessages(deps: NotificationsDeps): Promise<TestMessage[]> {
  if (!deps.demo) throw notFound('notifications.mailbox_not_found');
  const messages = await listCaughtMessages(deps.db.q);
  return messages.map(({ receivedAt, ...message }) => ({ ...message, receivedAt: receivedAt.toISOString() }));
}

/** A visitor writes to the official account; the simulator posts it to the webhook as Zalo would. @throws AppError not_found outside demonstration mode. */
export async function writeToOfficialAccount({ demo, simulators }: NotificationsDeps, text: string): Promise<void> {
  if (!demo || simulators === null) throw notFound('notifications.mailbox_not_found');
  const line = cleanLine(text).slice(0, 500);
  if (line !== '') await simulators.zalo.userSends(demoReader, line);
}
