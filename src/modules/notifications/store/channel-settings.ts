import { sql, type Kysely } from 'kysely';
import type { SettingName } from '../channels/settings.ts';
import type { NotificationsTables } from '../tables.gen.ts';

type Queries = Kysely<NotificationsTables>;

export type StoredSetting = { readonly channel: SettingName; readonly version: number; readonly content: unknown; readonly secrets: Buffer | null };

/** The setting in use of each channel that has one. */
export async function listCurrent(q: Queries): Promise<StoredSetting[]> {
  const { rows } = await sql<StoredSetting>`
    select distinct on (channel) channel, version, content, secrets from notifications.channel_setting
    order by channel, version desc`.execute(q);
  return rows;
}

export type SettingChange = { readonly channel: string; readonly version: number; readonly reason: string; readonly at: Date };

export async function listChanges(q: Queries): Promise<SettingChange[]> {
  const rows = await q.selectFrom('notifications.channel_setting').select(['channel', 'version', 'reason', 'created_at']).orderBy('created_at', 'desc').limit(20).execute();
  return rows.map(({ created_at, ...row }) => ({ ...row, at: created_at }));
}

/** Two changes of the settings wait for each other. */
export async function lockSettings(q: Queries): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('notifications.channel_setting', 0))`.execute(q);
}

export async function isKnownRequest(q: Queries, requestId: string): Promise<boolean> {
  const row = await q.selectFrom('notifications.channel_setting').select('version').where('request_id', '=', requestId).executeTakeFirst();
  return row !== undefined;
}

export type NewSetting = StoredSetting & { readonly reason: string; readonly at: Date; readonly by: string; readonly requestId: string };

export async function insertSetting(q: Queries, setting: NewSetting): Promise<void> {
  const { channel, version, content, secrets, reason, at, by, requestId } = setting;
  await q
    .insertInto('notifications.channel_setting')
    .values({ channel, version, content: JSON.stringify(content), secrets, reason, created_at: at, created_by: by, request_id: requestId })
    .execute();
}

export type Approval = 'draft' | 'pending' | 'approved' | 'rejected';
export type ChannelTemplate = { readonly channel: 'sms' | 'zalo'; readonly key: string; readonly externalId: string; readonly text: string; readonly approval: Approval };

export async function listTemplates(q: Queries): Promise<ChannelTemplate[]> {
  const rows = await q.selectFrom('notifications.channel_template').select(['channel', 'template_key', 'external_id', 'text', 'approval']).execute();
  return rows.map((row) => ({ channel: row.channel as 'sms' | 'zalo', key: row.template_key, externalId: row.external_id, text: row.text, approval: row.approval as Approval }));
}

export async function findTemplate(q: Queries, channel: 'sms' | 'zalo', key: string): Promise<ChannelTemplate | undefined> {
  const row = await q
    .selectFrom('notifications.channel_template')
    .select(['external_id', 'text', 'approval'])
    .where('channel', '=', channel)
    .where('template_key', '=', key)
    .executeTakeFirst();
  return row && { channel, key, externalId: row.external_id, text: row.text, approval: row.approval as Approval };
}

export async function upsertTemplate(q: Queries, template: ChannelTemplate & { readonly at: Date; readonly by: string }): Promise<void> {
  const row = { external_id: template.externalId, text: template.text, approval: template.approval, changed_at: template.at, changed_by: template.by };
  await q
    .insertInto('notifications.channel_template')
    .values({ channel: template.channel, template_key: template.key, ...row })
    .onConflict((oc) => oc.columns(['channel', 'template_key']).doUpdateSet(row))
    .execute();
}
