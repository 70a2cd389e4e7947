import type { AnyTx, Tx } from '#platform/db/database.ts';
import type { NotificationsDeps } from '../context.ts';
import { sendEmail } from '../jobs.ts';
import { isEmailAddress, isOwnPath, templateInUse, writeMessage, type Notice, type ShippedTemplate } from '../model.ts';
import { insertDelivery } from '../store/deliveries.ts';
import { insertMessage } from '../store/messages.ts';
import { findNewest } from '../store/templates.ts';
import type { NotificationsTables } from '../tables.gen.ts';

/**
 * Tells somebody something, inside the caller's transaction: into the inbox of the account, and by e-mail where an
 * address is given. True the first time, false when it was told before under the same key.
 * @throws Error when template and data do not fit, or the link leads elsewhere: faults of the calling module.
 */
export async function send(
  deps: NotificationsDeps,
  catalogue: ReadonlyMap<string, ShippedTemplate>,
  callerTx: AnyTx,
  notice: Notice,
): Promise<boolean> {
  const tx = deps.db.within(callerTx);
  const shipped = catalogue.get(notice.template);
  if (shipped === undefined) throw new Error(`there is no notification template ${notice.template}`);
  if (notice.link !== undefined && !isOwnPath(notice.link)) throw new Error(`not a path of this site: ${notice.link}`);
  const template = templateInUse(shipped, await findNewest(tx.q, notice.template));
  const text = writeMessage(template, notice);
  const id = deps.ids.uuid();
  const first = await insertMessage(tx.q, {
    id,
    key: notice.key,
    accountId: notice.to.accountId ?? null,
    locale: notice.to.locale,
    template,
    title: text.title,
    body: text.body,
    link: notice.link ?? null,
    linkLabel: notice.link === undefined ? null : text.linkLabel,
    unitUid: notice.unitUid ?? null,
    at: deps.clock.now(),
  });
  const email = notice.to.email ?? '';
  if (first && email !== '')
    await queueEmail(deps, tx, {
      messageId: id,
      address: email,
      unitUid: notice.unitUid ?? null,
      number: 1,
      requestId: null,
    });
  return first;
}

export type QueuedEmail = {
  readonly messageId: string;
  readonly address: string;
  readonly unitUid: string | null;
  readonly number: number;
  readonly requestId: string | null;
};

/** Puts a mail on its way; an address that is none is shown to the officers at once, not handed to a server. */
export async function queueEmail(
  deps: NotificationsDeps,
  tx: Tx<NotificationsTables>,
  email: QueuedEmail,
): Promise<string> {
  const id = deps.ids.uuid();
  const good = isEmailAddress(email.address);
  await insertDelivery(tx.q, {
    ...email,
    id,
    state: good ? 'queued' : 'undeliverable',
    reason: good ? null : 'address_form',
    at: deps.clock.now(),
  });
  if (good) tx.enqueue(sendEmail, { deliveryId: id }, { key: `notifications.send_email:${id}` });
  return id;
}
