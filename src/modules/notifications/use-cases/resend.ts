import type { Actor } from '#platform/access/actor.ts';
import { permit, unitsFor } from '#platform/access/decide.ts';
import { conflict, notFound } from '#platform/errors/app-error.ts';
import { maskEmail, maskPhone } from '#platform/text/mask.ts';
import type { NotificationsDeps } from '../context.ts';
import { pageSize, resendInput, type DeliveryQuery, type DeliveryRow, type ResendInput } from '../model.ts';
import { decide } from '../policy.ts';
import * as store from '../store/deliveries.ts';
import { parseInput } from './parse-input.ts';
import { queueStep } from './queue-step.ts';

/** Messages on their way of the units the officer looks after, newest first. */
export async function listDeliveries(
  deps: NotificationsDeps,
  actor: Actor,
  query: DeliveryQuery,
): Promise<{ deliveries: DeliveryRow[]; more: boolean }> {
  const units = unitsFor(actor, 'notifications.read_deliveries');
  const found = await store.listDeliveries(deps.db.q, { units, ...query });
  return { deliveries: found.slice(0, pageSize).map((row) => toRow(actor, row)), more: found.length > pageSize };
}

function toRow(actor: Actor, { newest, ...row }: store.ListedDelivery): DeliveryRow {
  const may = decide(actor, 'notifications.resend', { kind: 'delivery', unitUid: row.unitUid }).allowed;
  return {
    ...row,
    address: row.channel === 'email' ? maskEmail(row.address) : maskPhone(row.address),
    queuedAt: row.queuedAt.toISOString(),
    settledAt: row.settledAt?.toISOString() ?? null,
    receivedAt: row.receivedAt?.toISOString() ?? null,
    mayResend: may && newest && row.state !== 'queued',
  };
}

/**
 * Sends a message again, from the first channel of its route, as a delivery of its own. Returns the id of the new delivery; a replay returns the first.
 * @throws AppError not_found `notifications.delivery_not_found`, conflict `notifications.still_queued` or `notifications.newer_delivery`.
 */
export async function resend(deps: NotificationsDeps, actor: Actor, raw: ResendInput): Promise<string> {
  const input = parseInput(resendInput, raw);
  return deps.db.transaction(async (tx) => {
    const delivery = await store.lockDelivery(tx.q, input.deliveryId);
    if (delivery === undefined) throw notFound('notifications.delivery_not_found');
    const subject = { kind: 'delivery', id: delivery.id };
    permit(decide(actor, 'notifications.resend', { kind: 'delivery', unitUid: delivery.unitUid }), {
      actor,
      action: 'notifications.resend',
      subject,
    });
    const before = await store.findByRequest(tx.q, input.requestId);
    if (before !== undefined) return before;
    if (delivery.state === 'queued') throw conflict('notifications.still_queued');
    if ((await store.lastNumber(tx.q, delivery.messageId)) > delivery.number)
      throw conflict('notifications.newer_delivery');
    const { messageId, unitUid, message, channel, address } = delivery;
    const number = delivery.number + 1;
    // Messages of before there were routes went by mail.
    const route = message.route.length > 0 ? message.route : [{ channel, address }];
    const id = await queueStep(deps, tx, { messageId, route, step: 0, unitUid, number, requestId: input.requestId });
    if (id === undefined) throw notFound('notifications.delivery_not_found');
    const unit = unitUid === null ? {} : { unitUid };
    tx.audit({ actor, action: 'notifications.mail_resent', subject, ...unit, detail: { messageId, number } });
    return id;
  });
}
