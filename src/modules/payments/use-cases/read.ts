import type { Actor } from '#platform/access/actor.ts';
import { allow, deny, mayAnywhere, mayIn, permit, unitsFor } from '#platform/access/decide.ts';
import { isAppError, notFound } from '#platform/errors/app-error.ts';
import { toLocalDate } from '#platform/text/dates.ts';
import { z } from 'zod';
import { noticeQuery, pageSize, type BankAccount, type FeeNotice, type NoticeView, type Payment, type Subject } from '../model.ts';
import { decide, decideRead, type PaymentsAction } from '../policy.ts';
import type { PaymentsDeps } from '../ports.ts';
import { balanceOf } from '../states.ts';
import * as bank from '../store/bank.ts';
import * as hub from '../store/hub.ts';
import * as notices from '../store/notices.ts';
import * as payments from '../store/payments.ts';
import { writeVietQr } from '../vietqr/vietqr.ts';
import { resolve } from './online.ts';

/** How to pay what is still owed. */
export type WaysToPay = {
  /** Null while the unit has no account. `text` is what the QR code holds. */
  readonly transfer: { readonly account: BankAccount; readonly content: string; readonly text: string } | null;
  readonly online: boolean;
  /** An order at the hub whose end is not known yet: "đang đối soát". */
  readonly waiting: { readonly since: Date; readonly payUrl: string | null } | null;
};

export type PayView = NoticeView & {
  readonly collector: { readonly name: string; readonly place: string };
  readonly ways: WaysToPay;
  readonly mayCollect: boolean;
};

/** One notice with everything needed to pay it. @throws AppError not_found for others' notices */
export async function viewNotice(deps: PaymentsDeps, actor: Actor, noticeId: string): Promise<PayView> {
  const notice = await readable(deps, actor, noticeId);
  const [view] = await withFacts(deps, [notice]);
  if (view === undefined) throw notFound('payments.notice_not_found');
  const at = deps.clock.now();
  const [collector, account, orders] = await Promise.all([
    deps.units.collector(notice.unitUid, at),
    bank.findAccountOn(deps.db.q, notice.unitUid, toLocalDate(at)),
    hub.listOrders(deps.db.q, notice.id),
  ]);
  const { owed } = view.balance;
  const waiting = orders.find((order) => order.outcome === null && order.expiresAt > at);
  const ways: WaysToPay = {
    transfer: account === undefined || owed === 0 ? null : transferOf(account, notice, owed),
    online: deps.hub !== null && owed > 0 && actor.kind === 'citizen',
    waiting: waiting === undefined ? null : { since: waiting.createdAt, payUrl: waiting.payUrl },
  };
  return { ...view, collector, ways, mayCollect: decide(actor, 'payments.collect', notice).allowed };
}

function transferOf(account: BankAccount, notice: FeeNotice, owed: number): NonNullable<WaysToPay['transfer']> {
  const content = notice.reference;
  const { bankBin, accountNumber } = account;
  return { account, content, text: writeVietQr({ dynamic: true, bankBin, account: accountNumber, to: 'account', amount: owed, billNumber: null, purpose: content }) };
}

async function readable(deps: PaymentsDeps, actor: Actor, noticeId: string): Promise<FeeNotice> {
  const notice = z.uuid().safeParse(noticeId).success ? await notices.findNotice(deps.db.q, noticeId) : undefined;
  if (notice === undefined) throw notFound('payments.notice_not_found');
  permit(decideRead(actor, notice), { actor, action: 'payments.read', subject: { kind: 'fee_notice', id: notice.id } });
  return notice;
}

async function withFacts(deps: PaymentsDeps, list: readonly FeeNotice[]): Promise<NoticeView[]> {
  const ids = list.map(({ id }) => id);
  const [all, cancelled] = await Promise.all([payments.listOfNotices(deps.db.q, ids), notices.listCancellations(deps.db.q, ids)]);
  return list.map((notice) => {
    const own = all.filter(({ noticeId }) => noticeId === notice.id);
    const cancellation = cancelled.get(notice.id) ?? null;
    return { notice, payments: own, cancellation, balance: balanceOf({ amount: notice.amount, cancelled: cancellation !== null, payments: own }) };
  });
}

/** The notices of one matter that the actor may see, in the order in which they were opened. */
export async function listOfSubject(deps: PaymentsDeps, actor: Actor, subject: Subject): Promise<NoticeView[]> {
  const list = await notices.listOfSubject(deps.db.q, subject);
  return withFacts(deps, list.filter((notice) => decideRead(actor, notice).allowed));
}

/** Lists are for officers with the permission somewhere; to all others the page says that it is not theirs. */
export function refuseStrangers(actor: Actor, permission: PaymentsAction): void {
  const decision = mayAnywhere(actor, permission) ? allow : deny('payments.act_forbidden');
  permit(decision, { actor, action: permission, subject: { kind: 'list', id: 'payments' } });
}

/** Notices of the officer's units that await money, newest first. */
export async function listOpen(deps: PaymentsDeps, actor: Actor, raw: unknown): Promise<{ items: NoticeView[]; more: boolean; page: number }> {
  refuseStrangers(actor, 'payments.read');
  const { text, page } = noticeQuery.parse(raw);
  const found = await notices.listOpen(deps.db.q, { units: unitsFor(actor, 'payments.read'), text, limit: pageSize + 1, offset: (page - 1) * pageSize });
  return { items: await withFacts(deps, found.slice(0, pageSize)), more: found.length > pageSize, page };
}

/** Money that came into accounts of the officer's units and that nobody has said what it is for. */
export async function listUnmatched(deps: PaymentsDeps, actor: Actor): Promise<bank.UnmatchedTransaction[]> {
  refuseStrangers(actor, 'payments.collect');
  return bank.listUnmatched(deps.db.q, unitsFor(actor, 'payments.collect'));
}

/** Units whose money the officer may see. */
export async function listUnits(deps: PaymentsDeps, actor: Actor): Promise<{ uid: string; name: string }[]> {
  refuseStrangers(actor, 'payments.read');
  const all = await deps.units.list(deps.clock.now());
  return all.filter(({ uid }) => mayIn(actor, 'payments.read', uid)).map(({ uid, name }) => ({ uid, name }));
}

/** The last comparisons with the hub, for those who see the money of any unit. */
export async function listReconciliations(deps: PaymentsDeps, actor: Actor): Promise<hub.ReconciliationRow[]> {
  refuseStrangers(actor, 'payments.read');
  return hub.listReconciliations(deps.db.q);
}

/** A payment with its receipt, for those who may see the notice. */
export async function readReceipt(deps: PaymentsDeps, actor: Actor, paymentId: string): Promise<{ payment: Payment; notice: FeeNotice; collector: { name: string; place: string } }> {
  const payment = z.uuid().safeParse(paymentId).success ? await payments.findPayment(deps.db.q, paymentId) : undefined;
  const notice = payment === undefined ? undefined : await notices.findNotice(deps.db.q, payment.noticeId);
  if (payment === undefined || notice === undefined || payment.receipt === null || !decideRead(actor, notice).allowed) throw notFound('payments.payment_not_found');
  return { payment, notice, collector: await deps.units.collector(notice.unitUid, payment.recordedAt) };
}

/** The payer is back from the hub: asks it at once instead of waiting for its message. No answer is no harm. */
export async function refresh(deps: PaymentsDeps, actor: Actor, noticeId: string): Promise<void> {
  const notice = await readable(deps, actor, noticeId);
  const waiting = (await hub.listOrders(deps.db.q, notice.id)).find((order) => order.outcome === null);
  if (waiting === undefined) return;
  await resolve(deps, waiting.id).catch((error: unknown) => {
    if (!isAppError(error)) throw error;
  });
}
