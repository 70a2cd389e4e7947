import type { AnyTx } from '#platform/db/database.ts';
import { writeBrief } from '../channels/brief.ts';
import { shortTexts } from '../channels/short-texts.ts';
import type { NotificationsDeps } from '../context.ts';
import { isOwnPath, templateInUse, writeMessage, type Notice, type ShippedTemplate } from '../model.ts';
import { insertMessage } from '../store/messages.ts';
import { findNewest } from '../store/templates.ts';
import { queueStep } from './queue-step.ts';
import { routeTo } from './route-to.ts';

/**
 * Tells somebody something, inside the caller's transaction: into the inbox of the account, and by the first channel
 * that takes it. True the first time, false when it was told before under the same key.
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
  const route = await routeTo(tx.q, notice);
  const unitUid = notice.unitUid ?? null;
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
    unitUid,
    route,
    brief: briefOf(deps, shipped, notice),
    at: deps.clock.now(),
  });
  if (first) await queueStep(deps, tx, { messageId: id, route, step: 0, number: 1, unitUid, requestId: null });
  return first;
}

function briefOf({ baseUrl }: NotificationsDeps, { placeholders }: ShippedTemplate, notice: Notice) {
  const { locale } = notice.to;
  const short = shortTexts.get(notice.template);
  if (short === undefined) return {};
  const link = notice.link === undefined ? null : `${baseUrl}${notice.link}`;
  return writeBrief({ placeholders, data: notice.data, state: short.state[locale], link, locale });
}
