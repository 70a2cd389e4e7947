import { settingSchemas, type SettingName, type Settings } from '../channels/settings.ts';
import type { NotificationsDeps } from '../context.ts';
import type { SmsGateway } from '../providers/sms/gateway.ts';
import { createZalo, type AppCredentials, type Zalo } from '../providers/zalo/zalo.ts';
import { listCurrent, type StoredSetting } from '../store/channel-settings.ts';

/** Settings in use; what nobody set is as the program ships it. */
export function settingsFrom(stored: readonly StoredSetting[]): Settings {
  const of = (channel: SettingName): unknown => stored.find((one) => one.channel === channel)?.content ?? {};
  return { general: settingSchemas.general.parse(of('general')), sms: settingSchemas.sms.parse(of('sms')), zalo: settingSchemas.zalo.parse(of('zalo')) };
}

export const secretContext = (channel: SettingName): string => `channel_setting:${channel}`;

export type Secrets = Readonly<Record<string, string>>;

export function secretsOf({ vault }: Pick<NotificationsDeps, 'vault'>, stored: StoredSetting | undefined): Secrets {
  return stored?.secrets == null ? {} : (JSON.parse(vault.open(stored.secrets, secretContext(stored.channel))) as Secrets);
}

export type ZaloConnection = { readonly zalo: Zalo; readonly app: AppCredentials; readonly oaSecret: string };

/** The channels that can be spoken to now; null where one is off or lacks what it needs. */
export type LiveChannels = { readonly settings: Settings; readonly sms: SmsGateway | null; readonly zalo: ZaloConnection | null };

export async function openChannels(deps: NotificationsDeps): Promise<LiveChannels> {
  const stored = await listCurrent(deps.db.q);
  const settings = settingsFrom(stored);
  const secrets = (channel: SettingName): Secrets => secretsOf(deps, stored.find((one) => one.channel === channel));
  return { settings, sms: smsOf(deps, settings, secrets('sms')), zalo: zaloOf(deps, settings, secrets('zalo')) };
}

function smsOf({ hosts }: NotificationsDeps, { sms }: Settings, { apiKey }: Secrets): SmsGateway | null {
  const url = hosts.smsUrl ?? sms.url;
  if (!sms.enabled || url === '' || apiKey === undefined || sms.brandName === '') return null;
  return { url, apiKey, brandName: sms.brandName, wire: sms.wire };
}

function zaloOf({ hosts }: NotificationsDeps, { zalo }: Settings, { appSecret, oaSecret }: Secrets): ZaloConnection | null {
  if (!zalo.enabled || zalo.appId === '' || appSecret === undefined || oaSecret === undefined) return null;
  return { zalo: createZalo(hosts.zalo), app: { appId: zalo.appId, appSecret }, oaSecret };
}
