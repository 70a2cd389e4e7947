import { notFound } from '#platform/errors/app-error.ts';
import type { NotificationsDeps } from '../context.ts';
import { isUuid } from '../model.ts';
import * as store from '../store/caught-mail.ts';

export type TestMail = Omit<store.CaughtMail, 'receivedAt'> & { readonly receivedAt: string };

/** Mail that the demonstration sent to itself. @throws AppError not_found outside demonstration mode. */
export async function listTestMail(deps: NotificationsDeps): Promise<TestMail[]> {
  refuseOutsideDemo(deps);
  return (await store.listCaught(deps.db.q)).map(toMail);
}

/** @throws AppError not_found outside demonstration mode, or when there is no such mail. */
export async function readTestMail(deps: NotificationsDeps, id: string): Promise<TestMail> {
  refuseOutsideDemo(deps);
  const mail = isUuid(id) ? await store.findCaught(deps.db.q, id) : undefined;
  if (mail === undefined) throw notFound('notifications.message_not_found');
  return toMail(mail);
}

function refuseOutsideDemo({ demo }: NotificationsDeps): void {
  if (!demo) throw notFound('notifications.mailbox_not_found');
}

function toMail({ receivedAt, ...mail }: store.CaughtMail): TestMail {
  return { ...mail, receivedAt: receivedAt.toISOString() };
}
