import { z } from 'zod';
import type { Actor, Citizen } from '#platform/access/actor.ts';
import { permit } from '#platform/access/decide.ts';
import { invalid } from '#platform/errors/app-error.ts';
import { maskPhone } from '#platform/text/mask.ts';
import { channels, type Channel } from '../channels/route.ts';
import type { NotificationsDeps } from '../context.ts';
import { consentText } from '../model.ts';
import { decide } from '../policy.ts';
import * as store from '../store/preferences.ts';
import { openChannels } from './live-channels.ts';
import { parseInput } from './parse-input.ts';

export type PreferencesView = {
  /** Channels of this locality, each with the reader's last word; null: never asked. */
  readonly channels: readonly { readonly channel: Channel; readonly available: boolean; readonly given: boolean }[];
  readonly first: Channel | null;
  readonly quiet: { readonly from: number; readonly to: number } | null;
  readonly localityQuiet: { readonly from: number; readonly to: number };
  /** Masked. */
  readonly phone: string | null;
  /** A code is on its way to this number, masked. */
  readonly waitingFor: string | null;
  readonly history: readonly { readonly channel: Channel; readonly given: boolean; readonly textVersion: string; readonly at: string }[];
  /** Chat of the official account, where cases can be looked up. */
  readonly chatLink: string | null;
};

export function ownCitizen(actor: Actor): Citizen {
  const accountId = actor.kind === 'citizen' ? actor.accountId : null;
  const subject = { kind: 'preference', id: accountId ?? 'none' };
  permit(decide(actor, 'notifications.read_inbox', { kind: 'inbox', accountId }), { actor, action: 'notifications.read_inbox', subject });
  return actor as Citizen;
}

export async function readPreferences(deps: NotificationsDeps, actor: Actor): Promise<PreferencesView> {
  const { accountId } = ownCitizen(actor);
  const [preference, consents, history, check, live] = await Promise.all([
    store.findPreference(deps.db.q, accountId),
    store.currentConsents(deps.db.q, accountId),
    store.listConsents(deps.db.q, accountId),
    store.findPhoneCheck(deps.db.q, accountId),
    openChannels(deps),
  ]);
  const available = { email: true, sms: live.sms !== null, zalo: live.zalo !== null };
  const waits = check !== undefined && check.expiresAt > deps.clock.now() && check.phone !== preference.phone;
  return {
    channels: channels.map((channel) => ({ channel, available: available[channel], given: consents.get(channel) ?? channel === 'email' })),
    first: preference.first,
    quiet: preference.quiet,
    localityQuiet: live.settings.general.quiet,
    phone: preference.phone === null ? null : maskPhone(preference.phone),
    waitingFor: waits ? maskPhone(check.phone) : null,
    history: history.map(({ at, ...line }) => ({ ...line, at: at.toISOString() })),
    chatLink: live.zalo === null || live.settings.zalo.oaId === '' ? null : `https://zalo.me/${live.settings.zalo.oaId}`,
  };
}

const hour = z.coerce.number().int().min(0).max(23).nullable();
const channel = z.enum(channels);

export const preferencesChange = z
  .object({ channels: z.array(channel).max(3), first: channel.nullable(), quietFrom: hour, quietTo: hour, requestId: z.uuid() })
  .refine(({ quietFrom, quietTo }) => (quietFrom === null) === (quietTo === null) && (quietFrom === null || quietFrom !== quietTo), { path: ['quietFrom'], message: 'notifications.hours_wrong' })
  .refine(({ first, channels: chosen }) => first === null || chosen.includes(first), { path: ['first'], message: 'notifications.first_not_chosen' });

/**
 * Writes down by which channels a citizen agrees to be told, each change a line of the consent register; nothing is
 * agreed to by default. A replay changes nothing.
 * @throws AppError invalid `notifications.input_invalid`, or `notifications.phone_needed` for SMS or Zalo without a proved number.
 */
export async function savePreferences(deps: NotificationsDeps, actor: Actor, raw: unknown): Promise<void> {
  const { accountId } = ownCitizen(actor);
  const change = parseInput(preferencesChange, raw);
  const chosen = new Set(change.channels);
  const at = deps.clock.now();
  await deps.db.transaction(async (tx) => {
    await store.lockAccount(tx.q, accountId);
    const { phone } = await store.findPreference(tx.q, accountId);
    if (phone === null && (chosen.has('sms') || chosen.has('zalo'))) throw invalid('notifications.phone_needed');
    const before = await store.currentConsents(tx.q, accountId);
    const changed = channels.filter((one) => (before.get(one) ?? one === 'email') !== chosen.has(one));
    for (const one of changed) {
      const given = chosen.has(one);
      await store.insertConsent(tx.q, { id: deps.ids.uuid(), accountId, channel: one, given, textVersion: consentText.version, requestId: change.requestId, at });
      const detail = { channel: one, textVersion: consentText.version };
      tx.audit({ actor, action: given ? 'notifications.consent_given' : 'notifications.consent_withdrawn', subject: { kind: 'account', id: accountId }, detail });
    }
    const quiet = change.quietFrom === null || change.quietTo === null ? null : { from: change.quietFrom, to: change.quietTo };
    await store.savePreference(tx.q, accountId, { first: change.first, quiet, at });
  });
}
