import type { Actor } from '#platform/access/actor.ts';
import type { Tx } from '#platform/db/database.ts';
import { toLocalDate } from '#platform/text/dates.ts';
import { balanceChanged, refundProposed } from '../events.ts';
import { writeReceiptNumber, type FeeNotice, type Payment } from '../model.ts';
import type { PaymentsDeps } from '../ports.ts';
import { balanceOf, refundToPropose, type Balance, type PaymentKind } from '../states.ts';
import * as notices from '../store/notices.ts';
import * as payments from '../store/payments.ts';
import * as refunds from '../store/refunds.ts';
import type { PaymentsTables } from '../tables.gen.ts';

/** Money that moved. `sourceKey` names the movement itself, so that telling it twice is harmless. */
export type Movement = {
  readonly kind: PaymentKind;
  readonly amount: number;
  readonly sourceKey: string;
  readonly paidAt: Date;
  readonly actor: Actor;
  readonly detail: Readonly<Record<string, unknown>>;
};

type PaymentsTx = Tx<PaymentsTables>;

/** Series of receipts, one a year for each unit. */
const receiptSeries = 'fee_receipt';

/** Enters a movement for a notice that the caller holds; null when it is in the books already. */
export async function recordMovement(deps: PaymentsDeps, tx: PaymentsTx, notice: FeeNotice, movement: Movement): Promise<Payment | null> {
  const { kind, amount, sourceKey, paidAt, actor, detail } = movement;
  const at = deps.clock.now();
  const row = { id: deps.ids.uuid(), noticeId: notice.id, kind, amount, unitUid: notice.unitUid, paidAt, recordedAt: at, detail, ...recorderOf(actor) };
  if (!(await payments.insertPayment(tx.q, { ...row, sourceKey, day: toLocalDate(at) }))) return null;
  const receipt = amount > 0 ? await giveReceipt(deps, tx, row) : null;
  const subject = { kind: 'fee_notice', id: notice.id };
  const source = receipt === null ? { source: sourceKey } : { source: sourceKey, receipt: writeReceiptNumber(receipt) };
  tx.audit({ actor, action: 'payments.payment_recorded', subject, unitUid: notice.unitUid, detail: { kind, amount, ...source } });
  await settle(deps, tx, notice);
  return { ...row, receipt };
}

async function giveReceipt(deps: PaymentsDeps, tx: PaymentsTx, payment: { id: string; unitUid: string; recordedAt: Date }): Promise<{ number: number; year: number }> {
  const { id, unitUid, recordedAt } = payment;
  const receipt = await deps.numbers.allocate(tx, { unitUid, kind: receiptSeries, subjectKind: 'payment', subjectId: id });
  await payments.insertReceipt(tx.q, { paymentId: id, unitUid, ...receipt, at: recordedAt });
  return receipt;
}

function recorderOf(actor: Actor): { recordedBy: string; recordedName: string } {
  if (actor.kind === 'officer') return { recordedBy: actor.accountId, recordedName: actor.name };
  return { recordedBy: actor.kind === 'system' ? actor.name : actor.kind, recordedName: 'Hệ thống' };
}

/** The balance of a notice, as the facts are inside this transaction. */
export async function readBalance(q: PaymentsTx['q'], notice: FeeNotice): Promise<Balance> {
  return balanceOf(await factsOf(q, notice));
}

async function factsOf(q: PaymentsTx['q'], notice: FeeNotice): Promise<Parameters<typeof balanceOf>[0]> {
  const list = await payments.listOfNotice(q, notice.id);
  return { amount: notice.amount, cancelled: (await notices.findCancellation(q, notice.id)) !== undefined, payments: list };
}

/** After a new fact: figures of the lists, a refund where too much is held, and the news. */
export async function settle(deps: PaymentsDeps, tx: PaymentsTx, notice: FeeNotice): Promise<void> {
  const facts = await factsOf(tx.q, notice);
  const { owed, surplus, state } = balanceOf(facts);
  await notices.keepFigures(tx.q, notice.id, { awaits: owed > 0, surplus });
  const proposed = await refunds.listOfNotice(tx.q, notice.id);
  const amount = refundToPropose(facts, proposed.map((refund) => refund.amount));
  const about = { noticeId: notice.id, subjectKind: notice.subject.kind, subjectId: notice.subject.id, unitUid: notice.unitUid };
  if (amount > 0) await proposeRefund(deps, tx, { ...about, amount, reason: await reasonOf(tx.q, notice) });
  tx.publish(balanceChanged, { ...about, state });
}

type Proposal = { readonly noticeId: string; readonly subjectKind: string; readonly subjectId: string; readonly unitUid: string; readonly amount: number; readonly reason: string };

async function proposeRefund(deps: PaymentsDeps, tx: PaymentsTx, { reason, ...about }: Proposal): Promise<void> {
  const { noticeId, unitUid, amount } = about;
  const id = deps.ids.uuid();
  await refunds.insertRefund(tx.q, { id, noticeId, unitUid, amount, reason, proposedAt: deps.clock.now() });
  const actor = { kind: 'system', name: 'payments' } as const;
  tx.audit({ actor, action: 'payments.refund_proposed', subject: { kind: 'refund', id }, unitUid, detail: { amount, reason } });
  tx.publish(refundProposed, { ...about, refundId: id });
}

async function reasonOf(q: PaymentsTx['q'], notice: FeeNotice): Promise<string> {
  const cancelled = await notices.findCancellation(q, notice.id);
  return cancelled === undefined ? 'Nộp thừa so với số phải nộp' : cancelled.reason;
}
