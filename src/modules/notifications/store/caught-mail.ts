import { sql, type Kysely } from 'kysely';
import type { NotificationsTables } from '../tables.gen.ts';

type Queries = Kysely<NotificationsTables>;

/** A mail that the demonstration sent to itself. */
export type CaughtMail = {
  readonly id: string;
  readonly messageId: string;
  readonly recipient: string;
  readonly subject: string;
  readonly body: string;
  readonly copies: number;
  readonly receivedAt: Date;
};

const most = 500;

/** Keeps a mail once, however often it arrives, and only the newest ones. */
export async function insertCaught(q: Queries, mail: Omit<CaughtMail, 'copies'>): Promise<void> {
  await q
    .insertInto('notifications.caught_mail')
    .values({
      id: mail.id,
      message_id: mail.messageId,
      recipient: mail.recipient,
      subject: mail.subject,
      body: mail.body,
      received_at: mail.receivedAt,
    })
    .onConflict((oc) => oc.column('message_id').doUpdateSet({ copies: sql`notifications.caught_mail.copies + 1` }))
    .execute();
  await q
    .deleteFrom('notifications.caught_mail')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('notifications.caught_mail')
        .select('id')
        .orderBy('received_at', 'desc')
        .orderBy('id', 'desc')
        .offset(most),
    )
    .execute();
}

export async function listCaught(q: Queries): Promise<CaughtMail[]> {
  const rows = await columns(q).orderBy('received_at', 'desc').orderBy('id', 'desc').limit(100).execute();
  return rows.map(toMail);
}

export async function findCaught(q: Queries, id: string): Promise<CaughtMail | undefined> {
  const row = await columns(q).where('id', '=', id).executeTakeFirst();
  return row && toMail(row);
}

function columns(q: Queries) {
  return q
    .selectFrom('notifications.caught_mail')
    .select(['id', 'message_id', 'recipient', 'subject', 'body', 'copies', 'received_at']);
}

type Row = Awaited<ReturnType<ReturnType<typeof columns>['executeTakeFirstOrThrow']>>;

function toMail(row: Row): CaughtMail {
  return {
    id: row.id,
    messageId: row.message_id,
    recipient: row.recipient,
    subject: row.subject,
    body: row.body,
    copies: row.copies,
    receivedAt: row.received_at,
  };
}
