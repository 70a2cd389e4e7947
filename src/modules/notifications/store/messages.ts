import type { Kysely } from 'kysely';
import type { Brief } from '../channels/brief.ts';
import type { Target } from '../channels/route.ts';
import { pageSize, type InboxMessage, type Locale } from '../model.ts';
import type { NotificationsTables } from '../tables.gen.ts';

type Queries = Kysely<NotificationsTables>;

export type NewMessage = {
  readonly id: string;
  readonly key: string;
  readonly accountId: string | null;
  readonly locale: Locale;
  readonly template: { readonly key: string; readonly version: number };
  readonly title: string;
  readonly body: string;
  readonly link: string | null;
  readonly linkLabel: string | null;
  readonly unitUid: string | null;
  readonly route: readonly Target[];
  readonly brief: Brief;
  readonly at: Date;
};

/** True the first time; false when something was already told under this key. */
export async function insertMessage(q: Queries, message: NewMessage): Promise<boolean> {
  const result = await q
    .insertInto('notifications.message')
    .values({
      id: message.id,
      key: message.key,
      account_id: message.accountId,
      locale: message.locale,
      template_key: message.template.key,
      template_version: message.template.version,
      title: message.title,
      body: message.body,
      link: message.link,
      link_label: message.linkLabel,
      unit_uid: message.unitUid,
      route: JSON.stringify(message.route),
      brief: JSON.stringify(message.brief),
      created_at: message.at,
    })
    .onConflict((oc) => oc.column('key').doNothing())
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows ?? 0) === 1;
}

/** Newest first, one more than a page, so that the reader knows whether there is another. */
export async function listInbox(q: Queries, accountId: string, page: number): Promise<InboxMessage[]> {
  const rows = await q
    .selectFrom('notifications.message')
    .select(['id', 'title', 'body', 'link', 'link_label', 'created_at', 'read_at'])
    .where('account_id', '=', accountId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(pageSize + 1)
    .offset((page - 1) * pageSize)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    body: row.body,
    link: row.link,
    linkLabel: row.link_label,
    createdAt: row.created_at.toISOString(),
    read: row.read_at !== null,
  }));
}

export async function countUnread(q: Queries, accountId: string): Promise<number> {
  const row = await q
    .selectFrom('notifications.message')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('account_id', '=', accountId)
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow();
  return row.count;
}

export async function findOwner(q: Queries, id: string): Promise<{ accountId: string | null } | undefined> {
  const row = await q.selectFrom('notifications.message').select('account_id').where('id', '=', id).executeTakeFirst();
  return row && { accountId: row.account_id };
}

export async function markRead(q: Queries, id: string, at: Date): Promise<void> {
  await q
    .updateTable('notifications.message')
    .set({ read_at: at })
    .where('id', '=', id)
    .where('read_at', 'is', null)
    .execute();
}

/** Marks what lay in the inbox when the page was shown; what came since stays unread. */
export async function markAllRead(q: Queries, mark: { accountId: string; until: Date; at: Date }): Promise<void> {
  await q
    .updateTable('notifications.message')
    .set({ read_at: mark.at })
    .where('account_id', '=', mark.accountId)
    .where('read_at', 'is', null)
    .where('created_at', '<=', mark.until)
    .execute();
}
