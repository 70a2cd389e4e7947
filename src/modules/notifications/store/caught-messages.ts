import { sql, type Kysely } from 'kysely';
import type { NotificationsTables } from '../tables.gen.ts';

type Queries = Kysely<NotificationsTables>;

export type CaughtChannel = 'sms' | 'zalo' | 'zalo_chat';

/** A message that the demonstration sent to itself, or that a reader of the demonstration wrote (`outgoing` false). */
export type CaughtMessage = {
  readonly id: string;
  readonly channel: CaughtChannel;
  readonly outgoing: boolean;
  readonly trackingId: string;
  readonly address: string;
  readonly body: string;
  readonly receivedAt: Date;
};

const most = 500;

export async function insertCaughtMessage(q: Queries, message: CaughtMessage): Promise<void> {
  const { trackingId, receivedAt, ...row } = message;
  await q
    .insertInto('notifications.caught_message')
    .values({ ...row, tracking_id: trackingId, received_at: receivedAt })
    .execute();
  await sql`delete from notifications.caught_message where id in
    (select id from notifications.caught_message order by received_at desc, id desc offset ${most})`.execute(q);
}

function columns(q: Queries) {
  return q
    .selectFrom('notifications.caught_message')
    .select(['id', 'channel', 'outgoing', 'tracking_id', 'address', 'body', 'received_at']);
}

type Row = Awaited<ReturnType<ReturnType<typeof columns>['executeTakeFirstOrThrow']>>;

function toMessage({ tracking_id, received_at, channel, ...row }: Row): CaughtMessage {
  return { ...row, channel: channel as CaughtChannel, trackingId: tracking_id, receivedAt: received_at };
}

export async function listCaughtMessages(q: Queries): Promise<CaughtMessage[]> {
  const rows = await columns(q).orderBy('received_at', 'desc').orderBy('id', 'desc').limit(100).execute();
  return rows.map(toMessage);
}

export async function findTracked(q: Queries, channel: CaughtChannel, trackingId: string): Promise<CaughtMessage | undefined> {
  const row = await columns(q).where('channel', '=', channel).where('tracking_id', '=', trackingId).limit(1).executeTakeFirst();
  return row && toMessage(row);
}

export async function countSince(q: Queries, channel: CaughtChannel, since: Date): Promise<number> {
  const row = await q
    .selectFrom('notifications.caught_message')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('channel', '=', channel)
    .where('outgoing', '=', true)
    .where('received_at', '>=', since)
    .executeTakeFirstOrThrow();
  return row.count;
}

/** What one reader wrote and was answered, newest first. */
export async function listChat(q: Queries, userId: string): Promise<CaughtMessage[]> {
  const rows = await columns(q).where('channel', '=', 'zalo_chat').where('address', '=', userId).orderBy('received_at', 'desc').orderBy('id', 'desc').limit(50).execute();
  return rows.map(toMessage);
}
