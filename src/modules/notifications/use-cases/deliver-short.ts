import { unavailable } from '#platform/errors/app-error.ts';
import type { JobContext } from '#platform/jobs/definitions.ts';
import { fillBrief, parametersOf, withoutAccents } from '../channels/brief.ts';
import { dayStart, quietUntil } from '../channels/quiet.ts';
import type { Verdict } from '../channels/route.ts';
import { shortTexts } from '../channels/short-texts.ts';
import type { NotificationsDeps } from '../context.ts';
import { sendShort } from '../jobs.ts';
import { sendSms } from '../providers/sms/gateway.ts';
import { findTemplate } from '../store/channel-settings.ts';
import * as store from '../store/deliveries.ts';
import { findPreference } from '../store/preferences.ts';
import { localIdOf } from '../write-mail.ts';
import { hasWithdrawn } from './has-withdrawn.ts';
import { openChannels, type LiveChannels } from './live-channels.ts';
import { endAndGoOn } from './queue-step.ts';
import { withToken } from './with-token.ts';

/** Longer than a request may take. */
const claimMs = 120_000;

/**
 * Hands one queued SMS or Zalo message over. A message that may have been taken is never sent a second time by itself:
 * when the answer or the process was lost, it stays undecided in the officers' list, unless the channel recognises
 * repeats.
 */
export async function deliverShort(deps: NotificationsDeps, deliveryId: string, context: JobContext): Promise<void> {
  const live = await openChannels(deps);
  const delivery = await claim(deps, live, deliveryId);
  if (delivery === undefined) return;
  const verdict = await handOver(deps, live, delivery);
  await settle(deps, delivery, { verdict, last: context.attempt >= sendShort.maxAttempts });
  // The queue tries again after a pause.
  const again = verdict.kind === 'retry' || verdict.kind === 'repeat';
  if (again && context.attempt < sendShort.maxAttempts)
    throw unavailable('notifications.channel_unavailable', { cause: verdict.reason });
}

function recognisesRepeats({ settings }: LiveChannels, { channel }: store.Delivery): boolean {
  return channel === 'sms' && settings.sms.wire.recognisesRepeats;
}

async function claim(deps: NotificationsDeps, live: LiveChannels, id: string): Promise<store.Delivery | undefined> {
  const now = deps.clock.now();
  return deps.db.transaction(async (tx) => {
    const delivery = await store.lockDelivery(tx.q, id);
    if (delivery?.state !== 'queued') return undefined;
    const again = (at: Date): void => tx.enqueue(sendShort, { deliveryId: id }, { key: `${sendShort.name}:${id}`, runAt: at });
    const { claimedUntil } = delivery;
    if (claimedUntil !== null && claimedUntil > now) return void again(claimedUntil);
    if (claimedUntil !== null && !recognisesRepeats(live, delivery)) {
      await store.settleDelivery(tx.q, { id, state: 'failed', reason: 'no_answer', at: now });
      return undefined;
    }
    const { accountId } = delivery.message;
    const own = accountId === null ? null : (await findPreference(tx.q, accountId)).quiet;
    const quiet = quietUntil(now, [live.settings.general.quiet, ...(own === null ? [] : [own])]);
    if (quiet !== null) {
      await store.settleDelivery(tx.q, { id, state: 'queued', reason: 'quiet', at: now });
      return void again(quiet);
    }
    await store.claimDelivery(tx.q, id, new Date(now.getTime() + claimMs));
    if (claimedUntil !== null) await store.markDoubtful(tx.q, id);
    return { ...delivery, doubtful: delivery.doubtful || claimedUntil !== null };
  });
}

async function handOver(deps: NotificationsDeps, live: LiveChannels, delivery: store.Delivery): Promise<Verdict> {
  const channel = delivery.channel === 'zalo' ? 'zalo' : 'sms';
  if (await hasWithdrawn(deps.db.q, delivery)) return { kind: 'fail_over', reason: 'withdrawn' };
  const sent = await store.countSent(deps.db.q, channel, dayStart(deps.clock.now()));
  if (sent >= live.settings[channel].dailyLimit) return { kind: 'fail_over', reason: 'quota own' };
  const template = await findTemplate(deps.db.q, channel, delivery.message.template);
  if (template !== undefined && template.approval !== 'approved') return { kind: 'fail_over', reason: 'template_refused' };
  const trackingId = localIdOf(delivery.message.key, delivery.number);
  if (channel === 'sms') return bySms(live, delivery, { text: template?.text, trackingId });
  if (live.zalo === null || template === undefined) return { kind: 'fail_over', reason: 'off' };
  const message = { phone: delivery.address, templateId: template.externalId, data: parametersOf(template.text, delivery.message.brief), trackingId };
  const { zalo } = live.zalo;
  return withToken(deps, live.zalo, (token) => zalo.sendTemplate(token, message));
}

async function bySms(live: LiveChannels, { message, address }: store.Delivery, { text, trackingId }: { text: string | undefined; trackingId: string }): Promise<Verdict> {
  const words = text ?? shortTexts.get(message.template)?.sms;
  if (live.sms === null || words === undefined) return { kind: 'fail_over', reason: 'off' };
  const filled = fillBrief(words, message.brief);
  return sendSms(live.sms, { phone: address, text: live.settings.sms.accents ? filled : withoutAccents(filled), requestId: trackingId });
}

async function settle(deps: NotificationsDeps, delivery: store.Delivery, { verdict, last }: { verdict: Verdict; last: boolean }): Promise<void> {
  const { id } = delivery;
  const at = deps.clock.now();
  await deps.db.transaction(async (tx) => {
    const end = (state: 'sent' | 'queued' | 'failed', reason: string | null, providerId: string | null = null): Promise<boolean> =>
      store.settleDelivery(tx.q, { id, state, reason, at, providerId });
    switch (verdict.kind) {
      case 'taken':
        return void (await end('sent', null, verdict.providerId));
      case 'unknown':
        return void (await end('failed', verdict.reason));
      case 'later':
        await end('queued', verdict.reason);
        return void tx.enqueue(sendShort, { deliveryId: id }, { key: `${sendShort.name}:${id}`, runAt: verdict.at });
      case 'repeat':
        await store.markDoubtful(tx.q, id);
        return void (await end(last ? 'failed' : 'queued', verdict.reason));
      case 'retry':
        if (last && delivery.doubtful) return void (await end('failed', `no_answer ${verdict.reason}`));
        if (!last) return void (await end('queued', verdict.reason));
        return endAndGoOn(deps, tx, delivery, { state: 'failed', reason: `gave_up ${verdict.reason}` });
      case 'fail_over':
        return endAndGoOn(deps, tx, delivery, { state: 'failed', reason: verdict.reason });
      case 'give_up':
        return endAndGoOn(deps, tx, delivery, { state: 'undeliverable', reason: verdict.reason });
    }
  });
}
