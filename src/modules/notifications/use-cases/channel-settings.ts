import { z } from 'zod';
import type { Actor } from '#platform/access/actor.ts';
import { permit } from '#platform/access/decide.ts';
import type { Tx } from '#platform/db/database.ts';
import { invalid, notFound } from '#platform/errors/app-error.ts';
import { briefPlaceholders } from '../channels/brief.ts';
import { secretNames, settingSchemas, type SettingName, type Settings } from '../channels/settings.ts';
import { shortTexts } from '../channels/short-texts.ts';
import type { NotificationsDeps } from '../context.ts';
import { messages } from '../messages.ts';
import { decide } from '../policy.ts';
import * as store from '../store/channel-settings.ts';
import { findToken, putRefreshToken } from '../store/zalo-token.ts';
import { findBraceProblem, type Placeholder } from '../template-text.ts';
import type { NotificationsTables } from '../tables.gen.ts';
import { openChannels, secretContext, secretsOf, settingsFrom } from './live-channels.ts';
import { parseInput } from './parse-input.ts';
import type { Catalogue } from './templates.ts';
import { withToken } from './with-token.ts';
import { refreshContext } from './zalo-token.ts';

export type ChannelsView = {
  readonly settings: Settings;
  /** Which secrets are there; never what they are. */
  readonly kept: Readonly<Record<string, boolean>>;
  readonly token: { readonly connected: boolean; readonly renewedAt: string | null; readonly broken: string | null };
  readonly templates: readonly ChannelTemplateLine[];
  readonly changes: readonly { readonly channel: string; readonly version: number; readonly reason: string; readonly at: string }[];
  /** Address that Zalo must call. */
  readonly webhook: string;
};

export type ChannelTemplateLine = store.ChannelTemplate & { readonly vi: string; readonly registered: boolean };

export const webhookPath = '/api/v1/notifications/zalo/webhook';

function permitChannels(actor: Actor, id: string): void {
  const attempt = { actor, action: 'notifications.manage_channels', subject: { kind: 'channel', id } };
  permit(decide(actor, 'notifications.manage_channels', { kind: 'channel' }), attempt);
}

/** Everything about the channels but their secrets. */
export async function readChannels(deps: NotificationsDeps, catalogue: Catalogue, actor: Actor): Promise<ChannelsView> {
  permitChannels(actor, 'all');
  const stored = await store.listCurrent(deps.db.q);
  const settings = settingsFrom(stored);
  const kept = stored.flatMap((one) => Object.keys(secretsOf(deps, one)).map((name) => [`${one.channel}.${name}`, true] as const));
  const token = settings.zalo.appId === '' ? undefined : await findToken(deps.db.q, settings.zalo.appId);
  const known = await store.listTemplates(deps.db.q);
  const changes = await store.listChanges(deps.db.q);
  return {
    settings,
    kept: Object.fromEntries(kept),
    token: { connected: token?.broken === null, renewedAt: token?.renewedAt.toISOString() ?? null, broken: token?.broken ?? null },
    templates: (['zalo', 'sms'] as const).flatMap((channel) => [...shortTexts.keys()].map((key) => lineOf(catalogue, known, { channel, key }))),
    changes: changes.map(({ at, ...change }) => ({ ...change, at: at.toISOString() })),
    webhook: `${deps.baseUrl}${webhookPath}`,
  };
}

type TemplateName = { readonly channel: 'sms' | 'zalo'; readonly key: string };

function lineOf(catalogue: Catalogue, known: readonly store.ChannelTemplate[], { channel, key }: TemplateName): ChannelTemplateLine {
  const found = known.find((one) => one.channel === channel && one.key === key);
  const shipped = { channel, key, externalId: '', text: shortTexts.get(key)?.[channel] ?? '', approval: 'draft' } as const;
  return { ...(found ?? shipped), vi: catalogue.get(key)?.vi ?? key, registered: found !== undefined };
}

export const settingChange = z.object({
  channel: z.enum(['general', 'sms', 'zalo']),
  content: z.record(z.string(), z.unknown()),
  /** An empty secret keeps the one that is there. */
  secrets: z.record(z.string(), z.string().max(500)).default({}),
  reason: z.string().trim().min(5, 'notifications.reason_too_short').max(500),
  requestId: z.uuid(),
});

/** Puts settings of one channel in use; a replay changes nothing. @throws AppError invalid `notifications.input_invalid` */
export async function changeSetting(deps: NotificationsDeps, actor: Actor, raw: unknown): Promise<void> {
  const { channel, content, secrets, reason, requestId } = parseInput(settingChange, raw);
  permitChannels(actor, channel);
  const checked = parseInput(settingSchemas[channel] as z.ZodType<Settings[SettingName]>, content);
  const by = actor.kind === 'officer' ? actor.accountId : actor.kind;
  await deps.db.transaction(async (tx) => {
    await store.lockSettings(tx.q);
    if (await store.isKnownRequest(tx.q, requestId)) return;
    const before = (await store.listCurrent(tx.q)).find((one) => one.channel === channel);
    const typed = Object.fromEntries(Object.entries(secrets).filter(([name, value]) => value !== '' && (secretNames[channel] as readonly string[]).includes(name)));
    const { refreshToken, ...kept } = { ...secretsOf(deps, before), ...typed };
    const sealed = Object.keys(kept).length === 0 ? null : deps.vault.seal(JSON.stringify(kept), secretContext(channel));
    const version = (before?.version ?? 0) + 1;
    await store.insertSetting(tx.q, { channel, version, content: checked, secrets: sealed, reason, at: deps.clock.now(), by, requestId });
    if (refreshToken !== undefined) await connect(deps, tx, { content: checked, refreshToken });
    const detail = { version, reason, secrets: Object.keys(typed) };
    tx.audit({ actor, action: 'notifications.channel_changed', subject: { kind: 'channel', id: channel }, detail });
  });
}

async function connect(deps: NotificationsDeps, tx: Tx<NotificationsTables>, { content, refreshToken }: { content: unknown; refreshToken: string }): Promise<void> {
  const { appId } = settingSchemas.zalo.parse(content);
  await putRefreshToken(tx.q, appId, { refresh: deps.vault.seal(refreshToken, refreshContext(appId)), at: deps.clock.now() });
}

export const channelTemplateChange = z.object({
  channel: z.enum(['sms', 'zalo']),
  key: z.string().max(100),
  externalId: z.string().trim().max(60).default(''),
  text: z.string().trim().min(5, 'notifications.body_too_short').max(600),
  approval: z.enum(['draft', 'pending', 'approved', 'rejected']),
});

/** Changes a short wording as it is registered with a channel. @throws AppError invalid `notifications.template_wrong` */
export async function changeChannelTemplate(deps: NotificationsDeps, catalogue: Catalogue, actor: Actor, raw: unknown): Promise<void> {
  const change = parseInput(channelTemplateChange, raw);
  permitChannels(actor, change.channel);
  const shipped = catalogue.get(change.key);
  if (shipped === undefined || !shortTexts.has(change.key)) throw notFound('notifications.template_not_found');
  refuseStrangeWords(briefPlaceholders(shipped.placeholders), change.text);
  const by = actor.kind === 'officer' ? actor.accountId : actor.kind;
  await deps.db.transaction(async (tx) => {
    await store.upsertTemplate(tx.q, { ...change, text: change.text.replaceAll('\r\n', '\n'), at: deps.clock.now(), by });
    const subject = { kind: 'channel_template', id: `${change.channel}:${change.key}` };
    tx.audit({ actor, action: 'notifications.channel_template_changed', subject, detail: { approval: change.approval } });
  });
}

/** Only what a brief holds may be said: no name, number or address gets into a message by a changed wording. */
function refuseStrangeWords(allowed: readonly Placeholder[], text: string): void {
  const problem = findBraceProblem(text, allowed);
  if (problem === null) return;
  const message = problem === 'unbalanced' ? messages['notifications.unbalanced_braces'] : messages['notifications.unknown_placeholder'].replace('{{name}}', `{{${problem.unknown}}}`);
  throw invalid('notifications.template_wrong', { problems: [{ path: 'text', message }] });
}

/** Asks Zalo whether it has approved the templates. @throws AppError invalid `notifications.zalo_not_connected` */
export async function syncApprovals(deps: NotificationsDeps, actor: Actor): Promise<void> {
  permitChannels(actor, 'zalo');
  const { zalo } = await openChannels(deps);
  if (zalo === null) throw invalid('notifications.zalo_not_connected');
  const templates = (await store.listTemplates(deps.db.q)).filter(({ channel, externalId }) => channel === 'zalo' && externalId !== '');
  for (const template of templates) {
    let approval: store.Approval | undefined;
    const verdict = await withToken(deps, zalo, async (token) => {
      approval = await zalo.zalo.approvalOf(token, template.externalId);
      return approval === undefined ? { kind: 'token', reason: 'no state' } : { kind: 'taken', providerId: null };
    });
    if (verdict.kind !== 'taken' || approval === undefined) throw invalid('notifications.zalo_not_connected');
    const changed = { ...template, approval, at: deps.clock.now(), by: 'zalo' };
    await deps.db.transaction((tx) => store.upsertTemplate(tx.q, changed));
  }
}
