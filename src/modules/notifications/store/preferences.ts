import { sql, type Kysely } from 'kysely';
import type { Channel } from '../channels/route.ts';
import type { NotificationsTables } from '../tables.gen.ts';

type Queries = Kysely<NotificationsTables>;

export type Preference = { readonly first: Channel | null; readonly quiet: { readonly from: number; readonly to: number } | null; readonly phone: string | null };

export const noPreference: Preference = { first: null, quiet: null, phone: null };

export async function findPreference(q: Queries, accountId: string): Promise<Preference> {
  const row = await q
    .selectFrom('notifications.preference')
    .select(['first_channel', 'quiet_from', 'quiet_to', 'phone'])
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  if (row === undefined) return noPreference;
  const quiet = row.quiet_from === null || row.quiet_to === null ? null : { from: row.quiet_from, to: row.quiet_to };
  return { first: row.first_channel as Channel | null, quiet, phone: row.phone };
}

export async function savePreference(q: Queries, accountId: string, { first, quiet, at }: Pick<Preference, 'first' | 'quiet'> & { at: Date }): Promise<void> {
  const row = { first_channel: first, quiet_from: quiet?.from ?? null, quiet_to: quiet?.to ?? null, changed_at: at };
  await q
    .insertInto('notifications.preference')
    .values({ account_id: accountId, ...row })
    .onConflict((oc) => oc.column('account_id').doUpdateSet(row))
    .execute();
}

export async function savePhone(q: Queries, accountId: string, { phone, at }: { phone: string | null; at: Date }): Promise<void> {
  await q
    .insertInto('notifications.preference')
    .values({ account_id: accountId, phone, changed_at: at })
    .onConflict((oc) => oc.column('account_id').doUpdateSet({ phone, changed_at: at }))
    .execute();
}

/** Changes of one account wait for each other. */
export async function lockAccount(q: Queries, accountId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`notifications.preference:${accountId}`}, 0))`.execute(q);
}

/** The newest word of the account on each channel; a channel without one was never spoken of. */
export async function currentConsents(q: Queries, accountId: string): Promise<ReadonlyMap<Channel, boolean>> {
  const { rows } = await sql<{ channel: Channel; given: boolean }>`
    select distinct on (channel) channel, given from notifications.consent where account_id = ${accountId}
    order by channel, at desc, id desc`.execute(q);
  return new Map(rows.map(({ channel, given }) => [channel, given]));
}

export type ConsentLine = { readonly channel: Channel; readonly given: boolean; readonly textVersion: string; readonly at: Date };

export async function listConsents(q: Queries, accountId: string): Promise<ConsentLine[]> {
  const rows = await q
    .selectFrom('notifications.consent')
    .select(['channel', 'given', 'text_version', 'at'])
    .where('account_id', '=', accountId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(100)
    .execute();
  return rows.map((row) => ({ channel: row.channel as Channel, given: row.given, textVersion: row.text_version, at: row.at }));
}

export type NewConsent = ConsentLine & { readonly id: string; readonly accountId: string; readonly requestId: string };

export async function insertConsent(q: Queries, consent: NewConsent): Promise<void> {
  const { id, accountId, channel, given, textVersion, requestId, at } = consent;
  await q
    .insertInto('notifications.consent')
    .values({ id, account_id: accountId, channel, given, text_version: textVersion, method: 'page', request_id: requestId, at })
    .onConflict((oc) => oc.doNothing())
    .execute();
}

export type PhoneCheck = { readonly phone: string; readonly code: Buffer; readonly attempts: number; readonly sent: number; readonly day: string; readonly expiresAt: Date; readonly requestId: string };

export async function findPhoneCheck(q: Queries, accountId: string): Promise<PhoneCheck | undefined> {
  const { rows } = await sql<PhoneCheck>`
    select phone, code, attempts, sent, day::text as day, expires_at as "expiresAt", request_id as "requestId"
    from notifications.phone_check where account_id = ${accountId}`.execute(q);
  return rows[0];
}

export async function savePhoneCheck(q: Queries, accountId: string, check: PhoneCheck): Promise<void> {
  const row = { phone: check.phone, code: check.code, attempts: check.attempts, sent: check.sent, day: check.day, expires_at: check.expiresAt, request_id: check.requestId };
  await q
    .insertInto('notifications.phone_check')
    .values({ account_id: accountId, ...row })
    .onConflict((oc) => oc.column('account_id').doUpdateSet(row))
    .execute();
}

export async function countWrongCode(q: Queries, accountId: string): Promise<void> {
  await q
    .updateTable('notifications.phone_check')
    .set(({ eb }) => ({ attempts: eb('attempts', '+', 1) }))
    .where('account_id', '=', accountId)
    .execute();
}
