import type { Kysely } from 'kysely';
import { systemActor, type Actor } from '#platform/access/actor.ts';
import { permit, unitsFor } from '#platform/access/decide.ts';
import type { Tx } from '#platform/db/database.ts';
import { conflict, forbidden, notFound } from '#platform/errors/app-error.ts';
import { refundExecuted, sendRefund } from '../events.ts';
import { payOutInput, refundDecision, type FeeNotice, type PayOutInput, type RefundDecision } from '../model.ts';
import { decide } from '../policy.ts';
import type { PaymentsDeps } from '../ports.ts';
import * as notices from '../store/notices.ts';
import * as payments from '../store/payments.ts';
import * as refunds from '../store/refunds.ts';
import type { PaymentsTables } from '../tables.gen.ts';
import { openDay } from './collect.ts';
import { parseInput } from './parse-input.ts';
import { refuseStrangers } from './read.ts';
import { recordMovement } from './record.ts';

type PaymentsTx = Tx<PaymentsTables>;
type Held = { readonly refund: refunds.KeptRefund; readonly notice: FeeNotice };

const hubActor = systemActor('payments.hub');

/** A leader decides on a proposed refund, and how the money goes back. A replay changes nothing. */
export async function decideRefund(deps: PaymentsDeps, actor: Actor, raw: RefundDecision): Promise<void> {
  const input = parseInput(refundDecision, raw);
  await deps.db.transaction(async (tx) => {
    const { refund, notice } = await hold(tx, input.refundId);
    const subject = { kind: 'refund', id: refund.id };
    permit(decide(actor, 'payments.decide_refund', notice), { actor, action: 'payments.decide_refund', subject });
    if (refund.decisionRequestId === input.requestId) return;
    if (refund.approved !== null) throw conflict('payments.refund_decided');
    const way = input.approve ? input.way : null;
    const hubOrderId = way === 'hub' ? await orderToRefund(tx, refund) : null;
    const { id, amount } = refund;
    const { approve: approved, words, requestId } = input;
    await refunds.saveDecision(tx.q, { id, at: deps.clock.now(), ...deciderOf(actor), requestId, approved, words, way, hubOrderId });
    tx.audit({ actor, action: 'payments.refund_decided', subject, unitUid: notice.unitUid, detail: { amount, approved, way: way ?? '', words } });
    if (way === 'hub') tx.enqueue(sendRefund, { refundId: id });
  });
}

/** Locks in the order of everything else: the notice, then what hangs on it. */
async function hold(tx: PaymentsTx, refundId: string): Promise<Held> {
  const found = await refunds.findRefund(tx.q, refundId);
  const notice = found === undefined ? undefined : await notices.lockNotice(tx.q, found.noticeId);
  const refund = notice === undefined ? undefined : await refunds.lockRefund(tx.q, refundId);
  if (refund === undefined || notice === undefined) throw notFound('payments.refund_not_found');
  return { refund, notice };
}

function deciderOf(actor: Actor): { by: string; name: string } {
  if (actor.kind !== 'officer') throw forbidden('payments.act_forbidden');
  return { by: actor.accountId, name: `${actor.name}, ${actor.positionName}` };
}

/** The hub gives back what came through it, as one piece. */
async function orderToRefund(tx: PaymentsTx, refund: refunds.KeptRefund): Promise<string> {
  const paid = await hubPayment(tx.q, refund);
  if (paid === undefined) throw conflict('payments.no_hub_payment');
  return paid.orderId;
}

async function hubPayment(q: Kysely<PaymentsTables>, refund: refunds.KeptRefund): Promise<{ orderId: string; transactionId: string } | undefined> {
  const list = await payments.listOfNotice(q, refund.noticeId);
  // The latest first: a payment too many is the last one.
  const found = list.findLast((payment) => payment.kind === 'hub' && payment.amount >= refund.amount && (refund.hubOrderId === null || payment.detail['orderId'] === refund.hubOrderId));
  return found === undefined ? undefined : { orderId: String(found.detail['orderId']), transactionId: String(found.detail['transactionId']) };
}

/** Asks the hub to give the money back. The same refund asked twice is one refund, so an unclear answer is asked again. */
export async function executeAtHub(deps: PaymentsDeps, refundId: string): Promise<void> {
  const refund = await refunds.findRefund(deps.db.q, refundId);
  const paid = refund === undefined ? undefined : await hubPayment(deps.db.q, refund);
  if (refund === undefined || refund.way !== 'hub' || refund.executedAt !== null || paid === undefined || deps.hub === null) return;
  await deps.db.transaction((tx) => refunds.markSent(tx.q, refundId, deps.clock.now()));
  const answer = await deps.hub.refund({ refundId, transactionId: paid.transactionId, amount: refund.amount, reason: refund.words ?? '' });
  await deps.db.transaction(async (tx) => {
    const held = await hold(tx, refundId);
    if (held.refund.executedAt !== null || held.refund.way !== 'hub') return;
    if (answer.status === 'pending') tx.enqueue(sendRefund, { refundId }, { runAt: new Date(deps.clock.now().getTime() + 5 * 60_000) });
    else if (answer.status === 'done') await execute(deps, tx, { ...held, actor: hubActor, at: answer.doneAt, detail: { ...paid, way: 'hub' } });
    else await leaveToCashier(tx, held, answer.reason);
  });
}

async function leaveToCashier(tx: PaymentsTx, { refund, notice }: Held, reason: string): Promise<void> {
  await refunds.turnToCash(tx.q, refund.id, reason);
  tx.audit({ actor: hubActor, action: 'payments.refund_failed', subject: { kind: 'refund', id: refund.id }, unitUid: notice.unitUid, detail: { amount: refund.amount, reason } });
}

/** The cashier pays an approved refund out of the cash box. */
export async function payOut(deps: PaymentsDeps, actor: Actor, raw: PayOutInput): Promise<void> {
  const { refundId, requestId } = parseInput(payOutInput, raw);
  await deps.db.transaction(async (tx) => {
    const held = await hold(tx, refundId);
    const { refund, notice } = held;
    permit(decide(actor, 'payments.collect', notice), { actor, action: 'payments.collect', subject: { kind: 'refund', id: refundId } });
    if (actor.kind !== 'officer') throw forbidden('payments.act_forbidden');
    const before = await payments.findBySource(tx.q, `refund:${refundId}`);
    if (before?.detail['requestId'] === requestId) return;
    if (refund.approved !== true || refund.way !== 'cash' || refund.executedAt !== null) throw conflict('payments.refund_not_payable');
    await openDay(deps, tx, actor, notice.unitUid);
    const voucher = await deps.numbers.allocate(tx, { unitUid: notice.unitUid, kind: 'refund_voucher', subjectKind: 'refund', subjectId: refundId });
    await execute(deps, tx, { ...held, actor, at: deps.clock.now(), detail: { way: 'cash', voucher, requestId } });
  });
}

type Execution = Held & { readonly actor: Actor; readonly at: Date; readonly detail: Readonly<Record<string, unknown>> };

async function execute(deps: PaymentsDeps, tx: PaymentsTx, { refund, notice, actor, at, detail }: Execution): Promise<void> {
  const { id, amount } = refund;
  const payment = await recordMovement(deps, tx, notice, { kind: 'refund', amount: -amount, sourceKey: `refund:${id}`, paidAt: at, actor, detail });
  if (payment === null) throw conflict('payments.refund_not_payable');
  await refunds.markExecuted(tx.q, id, { at: deps.clock.now(), paymentId: payment.id });
  tx.audit({ actor, action: 'payments.refund_executed', subject: { kind: 'refund', id }, unitUid: notice.unitUid, detail: { amount, way: String(detail['way']) } });
  tx.publish(refundExecuted, { noticeId: notice.id, subjectKind: notice.subject.kind, subjectId: notice.subject.id, unitUid: notice.unitUid, refundId: id, amount });
}

export type WaitingRefund = refunds.KeptRefund & { readonly notice: FeeNotice; readonly byHub: boolean; readonly mayDecide: boolean; readonly mayPayOut: boolean };

/** Refunds of the officer's units that wait for a decision or for the money. */
export async function listRefunds(deps: PaymentsDeps, actor: Actor): Promise<WaitingRefund[]> {
  refuseStrangers(actor, 'payments.read');
  const waiting = await refunds.listWaiting(deps.db.q, unitsFor(actor, 'payments.read'));
  const rows = await Promise.all(
    waiting.map(async (refund) => {
      const [notice, paid] = await Promise.all([notices.findNotice(deps.db.q, refund.noticeId), hubPayment(deps.db.q, refund)]);
      return notice === undefined ? null : { ...refund, notice, byHub: paid !== undefined && deps.hub !== null, ...abilitiesOn(actor, refund) };
    }),
  );
  return rows.filter((row) => row !== null);
}

function abilitiesOn(actor: Actor, refund: refunds.KeptRefund): { mayDecide: boolean; mayPayOut: boolean } {
  const subject = { unitUid: refund.unitUid, accountId: null };
  return {
    mayDecide: refund.approved === null && decide(actor, 'payments.decide_refund', subject).allowed,
    mayPayOut: refund.approved === true && refund.way === 'cash' && decide(actor, 'payments.collect', subject).allowed,
  };
}
