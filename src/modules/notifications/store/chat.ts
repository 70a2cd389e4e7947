import { sql, type Kysely } from 'kysely';
import type { NotificationsTables } from '../tables.gen.ts';

type Queries = Kysely<NotificationsTables>;

export type IncomingChat = { readonly msgId: string; readonly userId: string; readonly text: string; readonly sentAt: Date; readonly at: Date };

/** True the first time; Zalo repeats what it thinks was not heard. */
export async function insertIncoming(q: Queries, { msgId, userId, text, sentAt, at }: IncomingChat): Promise<boolean> {
  const result = await q
    .insertInto('notifications.chat_message')
    .values({ msg_id: msgId, user_id: userId, text, sent_at: sentAt, received_at: at })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows ?? 0) === 1;
}

/** A message that waits for its answer, locked. */
export async function lockUnanswered(q: Queries, msgId: string): Promise<{ userId: string; text: string } | undefined> {
  const row = await q.selectFrom('notifications.chat_message').select(['user_id', 'text']).where('msg_id', '=', msgId).where('answered_at', 'is', null).forUpdate().executeTakeFirst();
  return row === undefined ? undefined : { userId: row.user_id, text: row.text ?? '' };
}

/** Four digits of somebody must not lie about: the words go once they are answered. */
export async function markAnswered(q: Queries, msgId: string, at: Date): Promise<void> {
  await q.updateTable('notifications.chat_message').set({ answered_at: at, text: null }).where('msg_id', '=', msgId).execute();
}

export async function countIncoming(q: Queries, userId: string, since: Date): Promise<number> {
  const row = await q
    .selectFrom('notifications.chat_message')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('user_id', '=', userId)
    .where('received_at', '>=', since)
    .executeTakeFirstOrThrow();
  return row.count;
}

export async function rememberCode(q: Queries, chat: { userId: string; code: string; at: Date }): Promise<void> {
  const row = { code: chat.code, asked_at: chat.at };
  await q
    .insertInto('notifications.chat')
    .values({ user_id: chat.userId, ...row })
    .onConflict((oc) => oc.column('user_id').doUpdateSet(row))
    .execute();
}

export async function recallCode(q: Queries, userId: string, since: Date): Promise<string | undefined> {
  const row = await q.selectFrom('notifications.chat').select('code').where('user_id', '=', userId).where('asked_at', '>=', since).executeTakeFirst();
  return row?.code ?? undefined;
}

/** Tries for one case wait for each other, so that many at once get no more tries than one after the other. */
export async function lockProofs(q: Queries, code: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`notifications.chat_proof:${code}`}, 0))`.execute(q);
}

/** Wrong tries for this case or by this reader, whichever are more; the try of `msgId` itself does not count. */
export async function countWrongProofs(q: Queries, proof: { userId: string; code: string; msgId: string; since: Date }): Promise<number> {
  const { rows } = await sql<{ most: number }>`
    select greatest(count(*) filter (where code = ${proof.code}), count(*) filter (where user_id = ${proof.userId})) as most
    from notifications.chat_proof
    where not matched and at >= ${proof.since} and msg_id <> ${proof.msgId} and (code = ${proof.code} or user_id = ${proof.userId})`.execute(q);
  return rows[0]?.most ?? 0;
}

export async function insertProof(q: Queries, proof: { msgId: string; userId: string; code: string; matched: boolean; at: Date }): Promise<void> {
  await q
    .insertInto('notifications.chat_proof')
    .values({ msg_id: proof.msgId, user_id: proof.userId, code: proof.code, matched: proof.matched, at: proof.at })
    .onConflict((oc) => oc.doNothing())
    .execute();
}
