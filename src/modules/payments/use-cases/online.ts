import { systemActor, type Actor } from '#platform/access/actor.ts';
import { permit } from '#platform/access/decide.ts';
import type { Tx } from '#platform/db/database.ts';
import { conflict, isAppError, notFound } from '#platform/errors/app-error.ts';
import { resolveOrder } from '../events.ts';
import { payOnlineInput, type FeeNotice, type PayOnlineInput } from '../model.ts';
import { decidePay } from '../policy.ts';
import type { PaymentsDeps } from '../ports.ts';
import type { HubPayment } from '../providers/hub/hub.ts';
import * as hub from '../store/hub.ts';
import * as notices from '../store/notices.ts';
import type { PaymentsTables } from '../tables.gen.ts';
import { parseInput } from './parse-input.ts';
import { readBalance, recordMovement } from './record.ts';

type PaymentsTx = Tx<PaymentsTables>;

const actor = systemActor('payments.hub');
const minute = 60_000;
const lifetime = 15 * minute;

/**
 * Opens the hub's page for what is still owed. The order is written before the hub is asked, so that whatever it tells
 * later finds it; a second press leads to the same page.
 * @throws AppError conflict `payments.nothing_owed`, unavailable `payments.hub_away`
 */
export async function payOnline(deps: PaymentsDeps, payer: Actor, raw: PayOnlineInput): Promise<{ payUrl: string }> {
  const input = parseInput(payOnlineInput, raw);
  const { order, notice } = await deps.db.transaction((tx) => beginOrder(deps, tx, payer, input));
  if (deps.hub === null) throw conflict('payments.hub_missing');
  if (order.payUrl !== null) return { payUrl: order.payUrl };
  const { payUrl } = await deps.hub.createOrder({
    orderId: order.id,
    amount: order.amount,
    description: notice.reference,
    expiresAt: order.expiresAt,
    returnUrl: `${deps.baseUrl}/nop-phi/${notice.id}?ve=1`,
    notifyUrl: `${deps.baseUrl}/api/v1/payments/hub/callback`,
  });
  await deps.db.transaction((tx) => hub.keepPayUrl(tx.q, order.id, payUrl));
  return { payUrl };
}

async function beginOrder(deps: PaymentsDeps, tx: PaymentsTx, payer: Actor, input: PayOnlineInput): Promise<{ order: hub.HubOrderRow; notice: FeeNotice }> {
  const notice = await notices.lockNotice(tx.q, input.noticeId);
  if (notice === undefined) throw notFound('payments.notice_not_found');
  permit(decidePay(payer, notice), { actor: payer, action: 'payments.pay', subject: { kind: 'fee_notice', id: notice.id } });
  if (deps.hub === null) throw conflict('payments.hub_missing');
  const { owed } = await readBalance(tx.q, notice);
  if (owed === 0) throw conflict('payments.nothing_owed');
  const at = deps.clock.now();
  const live = (await hub.listOrders(tx.q, notice.id)).find((order) => order.outcome === null && order.amount === owed && order.expiresAt.getTime() - at.getTime() > minute);
  if (live !== undefined) return { order: live, notice };
  const order: hub.HubOrderRow = {
    ...{ id: deps.ids.uuid(), noticeId: notice.id, amount: owed, createdAt: at, expiresAt: new Date(at.getTime() + lifetime) },
    ...{ payUrl: null, settledAt: null, outcome: null },
  };
  // A page left open sends its request again after its order has ended: that is a new order.
  const requestId = (await hub.hasRequest(tx.q, input.requestId)) ? order.id : input.requestId;
  await hub.insertOrder(tx.q, { ...order, requestId });
  tx.enqueue(resolveOrder, { orderId: order.id }, { runAt: new Date(at.getTime() + 2 * minute) });
  tx.audit({ actor: payer, action: 'payments.order_created', subject: { kind: 'fee_notice', id: notice.id }, unitUid: notice.unitUid, detail: { amount: owed, orderId: order.id } });
  return { order, notice };
}

/**
 * A message of the hub, signed over its very bytes. Money that came is always entered: late, partial, repeated or for a
 * cancelled notice; what is too much is proposed for refund.
 * @throws AppError forbidden `payments.hub_signature_wrong`, not_found `payments.hub_order_unknown`
 */
export async function receiveCallback(deps: PaymentsDeps, rawBody: string, signature: string): Promise<void> {
  if (deps.hub === null) throw notFound('payments.hub_missing');
  const message = await readSigned(deps, rawBody, signature);
  if (message.payment !== null) await takeHubPayment(deps, { orderId: message.orderId, payment: message.payment, source: 'callback', body: rawBody });
  else await noteEnd(deps, { orderId: message.orderId, outcome: message.status === 'expired' ? 'expired' : 'failed', body: rawBody });
}

async function readSigned(deps: PaymentsDeps, rawBody: string, signature: string) {
  try {
    if (deps.hub === null) throw notFound('payments.hub_missing');
    return deps.hub.readCallback(rawBody, signature, deps.clock.now());
  } catch (error) {
    const forged = isAppError(error) && error.code === 'payments.hub_signature_wrong';
    // Without the body: whoever forges must not write into our records.
    if (forged) await deps.audit.record({ actor: { kind: 'anonymous' }, action: 'payments.forged_callback', subject: { kind: 'hub', id: 'callback' }, detail: { size: rawBody.length } });
    throw error;
  }
}

export type ToldPayment = { readonly orderId: string; readonly payment: HubPayment; readonly source: 'callback' | 'query' | 'reconciliation'; readonly body: string };

/** Enters one payment of the hub, whoever tells it; false when it was in the books. */
export async function takeHubPayment(deps: PaymentsDeps, told: ToldPayment): Promise<boolean> {
  const { orderId, payment, source, body } = told;
  const recorded = await deps.db.transaction(async (tx) => {
    const at = deps.clock.now();
    const order = await hub.findOrder(tx.q, orderId);
    const notice = order === undefined ? undefined : await notices.lockNotice(tx.q, order.noticeId);
    if (order === undefined || notice === undefined) {
      await hub.insertMessage(tx.q, { orderId, source, at, outcome: 'unknown_order', body });
      tx.audit({ actor, action: 'payments.unknown_order', subject: { kind: 'hub_order', id: orderId }, detail: { orderId } });
      return null;
    }
    const { transactionId, amount, paidAt } = payment;
    const entered = await recordMovement(deps, tx, notice, { kind: 'hub', amount, sourceKey: `hub:${transactionId}`, paidAt, actor, detail: { transactionId, orderId } });
    await hub.insertMessage(tx.q, { orderId, source, at, outcome: entered === null ? 'repeated' : 'recorded', body });
    await settleOrder(deps, tx, { order, notice, outcome: 'paid' });
    return entered !== null;
  });
  if (recorded === null) throw notFound('payments.hub_order_unknown');
  return recorded;
}

async function settleOrder(deps: PaymentsDeps, tx: PaymentsTx, of: { order: hub.HubOrderRow; notice: FeeNotice; outcome: hub.OrderOutcome }): Promise<void> {
  const { order, notice, outcome } = of;
  if (!(await hub.settleOrder(tx.q, order.id, outcome, deps.clock.now()))) return;
  tx.audit({ actor, action: 'payments.order_settled', subject: { kind: 'fee_notice', id: notice.id }, unitUid: notice.unitUid, detail: { orderId: order.id, outcome } });
}

/** An order ended without money. That says nothing against money that was told before or comes after. */
async function noteEnd(deps: PaymentsDeps, end: { orderId: string; outcome: hub.OrderOutcome; body: string | null }): Promise<void> {
  const known = await deps.db.transaction(async (tx) => {
    const order = await hub.findOrder(tx.q, end.orderId);
    const notice = order === undefined ? undefined : await notices.lockNotice(tx.q, order.noticeId);
    const outcome = order === undefined ? 'unknown_order' : 'noted';
    if (end.body !== null) await hub.insertMessage(tx.q, { orderId: end.orderId, source: 'callback', at: deps.clock.now(), outcome, body: end.body });
    if (order === undefined || notice === undefined) return false;
    await settleOrder(deps, tx, { order, notice, outcome: end.outcome });
    return true;
  });
  if (!known) throw notFound('payments.hub_order_unknown');
}

/** Asks the hub how an order stands, and enters what it says; asks again later while nobody knows. */
export async function resolve(deps: PaymentsDeps, orderId: string): Promise<void> {
  const order = await hub.findOrder(deps.db.q, orderId);
  if (order === undefined || order.outcome === 'paid' || deps.hub === null) return;
  const answer = await deps.hub.queryOrder(orderId);
  for (const payment of answer.payments) await takeHubPayment(deps, { orderId, payment, source: 'query', body: JSON.stringify(answer) });
  if (answer.status === 'paid') return;
  const over = deps.clock.now().getTime() > order.expiresAt.getTime() + 2 * minute;
  if (answer.status === 'failed' || answer.status === 'expired') return noteEnd(deps, { orderId, outcome: answer.status, body: null });
  if (over) return noteEnd(deps, { orderId, outcome: answer.status === 'unknown' ? 'unknown' : 'expired', body: null });
  await deps.db.transaction(async (tx) => tx.enqueue(resolveOrder, { orderId }, { runAt: new Date(deps.clock.now().getTime() + 3 * minute) }));
}
