import type { Tx } from '#platform/db/database.ts';
import { stepAfter, type Target } from '../channels/route.ts';
import type { NotificationsDeps } from '../context.ts';
import { sendEmail, sendShort } from '../jobs.ts';
import { isEmailAddress } from '../model.ts';
import { insertDelivery, lastNumber, settleDelivery, type Delivery, type DeliveryEnd } from '../store/deliveries.ts';
import type { NotificationsTables } from '../tables.gen.ts';

export type Step = {
  readonly messageId: string;
  readonly route: readonly Target[];
  readonly step: number;
  readonly number: number;
  readonly unitUid: string | null;
  readonly requestId: string | null;
};

type NotificationsTx = Tx<NotificationsTables>;

/**
 * Puts a message on its way by one step of its route; an address that is none is shown to the officers at once, and the
 * next step is taken. Returns the id of the delivery that was asked for; undefined where the route has no such step.
 */
export async function queueStep(deps: NotificationsDeps, tx: NotificationsTx, at: Step): Promise<string | undefined> {
  const target = at.route[at.step];
  if (target === undefined) return undefined;
  const id = deps.ids.uuid();
  const good = target.channel !== 'email' || isEmailAddress(target.address);
  const { messageId, number, step, unitUid, requestId } = at;
  const state = good ? 'queued' : 'undeliverable';
  await insertDelivery(tx.q, { id, messageId, number, step, unitUid, requestId, ...target, state, reason: good ? null : 'address_form', at: deps.clock.now() });
  const next = good ? null : stepAfter(at.route, step, 'give_up');
  if (good) enqueue(tx, target, id);
  else if (next !== null) await queueStep(deps, tx, { ...at, step: next, number: number + 1, requestId: null });
  return id;
}

function enqueue(tx: NotificationsTx, { channel }: Target, deliveryId: string): void {
  const job = channel === 'email' ? sendEmail : sendShort;
  tx.enqueue(job, { deliveryId }, { key: `${job.name}:${deliveryId}` });
}

/**
 * Ends a delivery that did not reach anybody and goes on by the next channel. Whoever ends it goes on, so a message is
 * under way by one channel at most.
 */
export async function endAndGoOn(deps: NotificationsDeps, tx: NotificationsTx, delivery: Delivery, end: { readonly state: 'failed' | 'undeliverable'; readonly reason: string }): Promise<void> {
  const settled: DeliveryEnd = { id: delivery.id, ...end, at: deps.clock.now() };
  if (!(await settleDelivery(tx.q, settled))) return;
  const { messageId, unitUid, message } = delivery;
  const next = stepAfter(message.route, delivery.step, end.state === 'undeliverable' ? 'give_up' : 'fail_over');
  if (next === null) return;
  const number = (await lastNumber(tx.q, messageId)) + 1;
  await queueStep(deps, tx, { messageId, unitUid, route: message.route, step: next, number, requestId: null });
}
