import type { Actor } from '#platform/access/actor.ts';
import { permit } from '#platform/access/decide.ts';
import { notFound } from '#platform/errors/app-error.ts';
import type { NotificationsDeps } from '../context.ts';
import { isUuid, pageSize, type InboxPage, type InboxQuery } from '../model.ts';
import { decide } from '../policy.ts';
import * as store from '../store/messages.ts';

function ownAccount(actor: Actor): string {
  const accountId = actor.kind === 'citizen' || actor.kind === 'officer' ? actor.accountId : null;
  const subject = { kind: 'inbox', id: accountId ?? 'none' };
  permit(decide(actor, 'notifications.read_inbox', { kind: 'inbox', accountId }), {
    actor,
    action: 'notifications.read_inbox',
    subject,
  });
  return accountId ?? '';
}

/** What the actor was told, newest first. */
export async function listInbox(deps: NotificationsDeps, actor: Actor, { page }: InboxQuery): Promise<InboxPage> {
  const accountId = ownAccount(actor);
  const found = await store.listInbox(deps.db.q, accountId, page);
  return {
    messages: found.slice(0, pageSize),
    unread: await store.countUnread(deps.db.q, accountId),
    more: found.length > pageSize,
  };
}

/** For the mark in the frame of every page; 0 for somebody without an inbox. */
export async function countUnread(deps: NotificationsDeps, actor: Actor): Promise<number> {
  return actor.kind === 'citizen' || actor.kind === 'officer' ? store.countUnread(deps.db.q, actor.accountId) : 0;
}

/** Marks one own message as read; repeating it changes nothing. */
export async function markRead(deps: NotificationsDeps, actor: Actor, messageId: string): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const owner = isUuid(messageId) ? await store.findOwner(tx.q, messageId) : undefined;
    if (owner === undefined) throw notFound('notifications.message_not_found');
    const attempt = { actor, action: 'notifications.read_inbox', subject: { kind: 'message', id: messageId } };
    permit(decide(actor, 'notifications.read_inbox', { kind: 'inbox', accountId: owner.accountId }), attempt);
    await store.markRead(tx.q, messageId, deps.clock.now());
  });
}

/** Marks everything that had been told by `until` as read. */
export async function markAllRead(deps: NotificationsDeps, actor: Actor, until: Date): Promise<void> {
  const accountId = ownAccount(actor);
  await deps.db.transaction((tx) => store.markAllRead(tx.q, { accountId, until, at: deps.clock.now() }));
}
