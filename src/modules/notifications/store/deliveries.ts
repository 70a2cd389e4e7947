import { sql, type Kysely } from 'kysely';
import type { Brief } from '../channels/brief.ts';
import type { Channel, Target } from '../channels/route.ts';
import { pageSize, type DeliveryState, type Locale } from '../model.ts';
import type { NotificationsTables } from '../tables.gen.ts';

type Queries = Kysely<NotificationsTables>;

export type NewDelivery = {
  readonly id: string;
  readonly messageId: string;
  readonly number: number;
  readonly channel: Channel;
  /** Place in the route of the message. */
  readonly step: number;
  readonly address: string;
  readonly unitUid: string | null;
  readonly state: DeliveryState;
  readonly reason: string | null;
  readonly requestId: string | null;
  readonly at: Date;
};

export async function insertDelivery(q: Queries, delivery: NewDelivery): Promise<void> {
  await q
    .insertInto('notifications.delivery')
    .values({
      id: delivery.id,
      message_id: delivery.messageId,
      number: delivery.number,
      channel: delivery.channel,
      step: delivery.step,
      address: delivery.address,
      unit_uid: delivery.unitUid,
      state: delivery.state,
      reason: delivery.reason,
      request_id: delivery.requestId,
      queued_at: delivery.at,
      settled_at: delivery.state === 'queued' ? null : delivery.at,
    })
    .execute();
}

/** A delivery with the words it carries. */
export type Delivery = {
  readonly id: string;
  readonly messageId: string;
  readonly number: number;
  readonly channel: Channel;
  readonly step: number;
  readonly address: string;
  readonly unitUid: string | null;
  readonly state: DeliveryState;
  /** Until when somebody is handing it over. */
  readonly claimedUntil: Date | null;
  /** An earlier try may have been taken though no answer came. */
  readonly doubtful: boolean;
  readonly message: {
    readonly key: string;
    readonly accountId: string | null;
    readonly template: string;
    readonly route: readonly Target[];
    readonly brief: Brief;
    readonly locale: Locale;
    readonly title: string;
    readonly body: string;
    readonly link: string | null;
    readonly linkLabel: string | null;
  };
};

/** The delivery, locked: nobody else settles or repeats it meanwhile. */
export async function lockDelivery(q: Queries, id: string): Promise<Delivery | undefined> {
  const row = await q
    .selectFrom('notifications.delivery as d')
    .innerJoin('notifications.message as m', 'm.id', 'd.message_id')
    .select(['d.id', 'd.message_id', 'd.number', 'd.channel', 'd.step', 'd.address', 'd.unit_uid', 'd.state', 'd.claimed_until', 'd.doubtful'])
    .select(['m.key', 'm.locale', 'm.title', 'm.body', 'm.link', 'm.link_label'])
    .select(['m.account_id', 'm.template_key', 'm.route', 'm.brief'])
    .where('d.id', '=', id)
    .forUpdate('d')
    .executeTakeFirst();
  return (
    row && {
      id: row.id,
      messageId: row.message_id,
      number: row.number,
      channel: row.channel as Channel,
      step: row.step,
      address: row.address,
      unitUid: row.unit_uid,
      state: row.state as DeliveryState,
      claimedUntil: row.claimed_until,
      doubtful: row.doubtful,
      message: {
        key: row.key,
        accountId: row.account_id,
        template: row.template_key,
        route: row.route as readonly Target[],
        brief: row.brief as Brief,
        locale: row.locale as Locale,
        title: row.title,
        body: row.body,
        link: row.link,
        linkLabel: row.link_label,
      },
    }
  );
}

export async function countAttempt(q: Queries, id: string): Promise<void> {
  await q
    .updateTable('notifications.delivery')
    .set(({ eb }) => ({ attempts: eb('attempts', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

/** Until then nobody else hands it over. */
export async function claimDelivery(q: Queries, id: string, until: Date): Promise<void> {
  await q
    .updateTable('notifications.delivery')
    .set(({ eb }) => ({ claimed_until: until, attempts: eb('attempts', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

/** From now on nobody knows whether it was taken. */
export async function markDoubtful(q: Queries, id: string): Promise<void> {
  await q.updateTable('notifications.delivery').set({ doubtful: true }).where('id', '=', id).execute();
}

export type DeliveryEnd = {
  readonly id: string;
  readonly state: DeliveryState;
  readonly reason: string | null;
  readonly at: Date;
  readonly providerId?: string | null;
};

/** Ends a delivery that is still queued, true when it did; the state `queued` only gives it back, with a reason. */
export async function settleDelivery(q: Queries, end: DeliveryEnd): Promise<boolean> {
  const settledAt = end.state === 'queued' ? null : end.at;
  const result = await q
    .updateTable('notifications.delivery')
    .set({ state: end.state, reason: end.reason, settled_at: settledAt, claimed_until: null, provider_id: end.providerId ?? null })
    .where('id', '=', end.id)
    .where('state', '=', 'queued')
    .executeTakeFirst();
  return Number(result.numUpdatedRows) === 1;
}

/** The channel says that it is on the reader's device. */
export async function markReceived(q: Queries, channel: Channel, providerId: string, at: Date): Promise<void> {
  await q
    .updateTable('notifications.delivery')
    .set({ received_at: at })
    .where('channel', '=', channel)
    .where('provider_id', '=', providerId)
    .where('received_at', 'is', null)
    .execute();
}

export async function countSent(q: Queries, channel: Channel, since: Date): Promise<number> {
  const row = await q
    .selectFrom('notifications.delivery')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('channel', '=', channel)
    .where('state', '=', 'sent')
    .where('settled_at', '>=', since)
    .executeTakeFirstOrThrow();
  return row.count;
}

/** The newest number of a message; a repeat must not overtake another. */
export async function lastNumber(q: Queries, messageId: string): Promise<number> {
  const row = await q
    .selectFrom('notifications.delivery')
    .select(({ fn }) => fn.max('number').as('number'))
    .where('message_id', '=', messageId)
    .executeTakeFirstOrThrow();
  return row.number;
}

export async function findByRequest(q: Queries, requestId: string): Promise<string | undefined> {
  const row = await q
    .selectFrom('notifications.delivery')
    .select('id')
    .where('request_id', '=', requestId)
    .executeTakeFirst();
  return row?.id;
}

export type ListedDelivery = {
  readonly id: string;
  readonly number: number;
  readonly newest: boolean;
  readonly channel: Channel;
  readonly title: string;
  readonly address: string;
  readonly unitUid: string | null;
  readonly state: DeliveryState;
  readonly reason: string | null;
  readonly attempts: number;
  readonly queuedAt: Date;
  readonly settledAt: Date | null;
  readonly receivedAt: Date | null;
};

/** Deliveries of the given units, newest first, one more than a page. */
export async function listDeliveries(
  q: Queries,
  scope: { units: 'all' | readonly string[]; state: DeliveryState | null; page: number },
): Promise<ListedDelivery[]> {
  const units = scope.units === 'all' ? null : scope.units;
  const { rows } = await sql<ListedDelivery>`
    select d.id, d.number, d.channel, d.address, d.unit_uid as "unitUid", d.state, d.reason, d.attempts, d.queued_at as "queuedAt",
           d.settled_at as "settledAt", d.received_at as "receivedAt", m.title,
           not exists (select from notifications.delivery l where l.message_id = d.message_id and l.number > d.number) as newest
    from notifications.delivery d join notifications.message m on m.id = d.message_id
    where (${units}::text[] is null or d.unit_uid = any(${units}::text[]))
      and (${scope.state}::text is null or d.state = ${scope.state})
    order by d.queued_at desc, d.id desc limit ${pageSize + 1} offset ${(scope.page - 1) * pageSize}`.execute(q);
  return rows;
}
