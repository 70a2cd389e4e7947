import type { Actor, Officer } from '#platform/access/actor.ts';
import { permit } from '#platform/access/decide.ts';
import type { AnyTx, Tx } from '#platform/db/database.ts';
import { conflict, forbidden, invalid, notFound } from '#platform/errors/app-error.ts';
import { formatInteger } from '#platform/text/amounts.ts';
import { toLocalDate } from '#platform/text/dates.ts';
import { cashInput, transferInput, type CashInput, type FeeNotice, type Payment, type Subject, type TransferInput } from '../model.ts';
import { decide } from '../policy.ts';
import type { PaymentsDeps } from '../ports.ts';
import * as bank from '../store/bank.ts';
import { lockDay } from '../store/days.ts';
import * as notices from '../store/notices.ts';
import * as payments from '../store/payments.ts';
import type { PaymentsTables } from '../tables.gen.ts';
import { bankKey } from './bank-key.ts';
import { parseInput } from './parse-input.ts';
import { readBalance, recordMovement } from './record.ts';

type PaymentsTx = Tx<PaymentsTables>;

/** Takes cash at the counter and gives a receipt; never more than is owed. A replay returns the first receipt. */
export async function collectCash(deps: PaymentsDeps, actor: Actor, raw: CashInput): Promise<Payment> {
  const { requestId, noticeId, amount } = parseInput(cashInput, raw);
  return deps.db.transaction(async (tx) => takeCash(deps, tx, actor, { notice: await heldNotice(tx, noticeId), amount, sourceKey: `cash:${requestId}` }));
}

/** An officer has seen the money on the account's statement; the feed will prove it later, not count it again. */
export async function noteTransfer(deps: PaymentsDeps, actor: Actor, raw: TransferInput): Promise<Payment> {
  const { noticeId, amount, bankRef } = parseInput(transferInput, raw);
  return deps.db.transaction(async (tx) => takeTransfer(deps, tx, actor, { notice: await heldNotice(tx, noticeId), amount, bankRef }));
}

export type Collected = {
  readonly requestId: string;
  readonly subject: Subject;
  readonly amount: number;
  readonly method: 'cash' | 'transfer';
  readonly bankRef: string;
};

/** Money for a matter, inside the caller's transaction: it goes to the open notices of the matter, oldest first. */
export async function collectForSubject(deps: PaymentsDeps, callerTx: AnyTx, actor: Actor, input: Collected): Promise<readonly Payment[]> {
  const tx = deps.db.within(callerTx);
  const taken: Payment[] = [];
  let left = input.amount;
  for (const { id } of await notices.listOfSubject(tx.q, input.subject)) {
    const notice = await heldNotice(tx, id);
    const amount = Math.min(left, (await readBalance(tx.q, notice)).owed);
    if (amount === 0) continue;
    taken.push(
      input.method === 'cash'
        ? await takeCash(deps, tx, actor, { notice, amount, sourceKey: `cash:${input.requestId}:${taken.length}` })
        : await takeTransfer(deps, tx, actor, { notice, amount, bankRef: input.bankRef }),
    );
    left -= amount;
  }
  if (left > 0) throw conflict('payments.too_much', { amount: formatInteger(input.amount - left) });
  return taken;
}

async function heldNotice(tx: PaymentsTx, id: string): Promise<FeeNotice> {
  const notice = await notices.lockNotice(tx.q, id);
  if (notice === undefined) throw notFound('payments.notice_not_found');
  return notice;
}

type Taking = { readonly notice: FeeNotice; readonly amount: number; readonly sourceKey: string };

async function takeCash(deps: PaymentsDeps, tx: PaymentsTx, actor: Actor, { notice, amount, sourceKey }: Taking): Promise<Payment> {
  const cashier = cashierOf(actor, notice);
  const before = await payments.findBySource(tx.q, sourceKey);
  if (before?.noticeId === notice.id) return before;
  await refuseTooMuch(tx, notice, amount);
  await openDay(deps, tx, cashier, notice.unitUid);
  const payment = await recordMovement(deps, tx, notice, { kind: 'cash', amount, sourceKey, paidAt: deps.clock.now(), actor, detail: { position: cashier.positionName } });
  if (payment === null) throw conflict('payments.nothing_owed');
  return payment;
}

/** @throws AppError conflict `payments.day_closed` once the cashier has counted today's cash */
export async function openDay(deps: PaymentsDeps, tx: PaymentsTx, cashier: Officer, unitUid: string): Promise<void> {
  const at = deps.clock.now();
  const day = await lockDay(tx.q, { unitUid, accountId: cashier.accountId, day: toLocalDate(at), cashierName: cashier.name, at });
  if (day.closedAt !== null) throw conflict('payments.day_closed');
}

type Transfer = { readonly notice: FeeNotice; readonly amount: number; readonly bankRef: string };

async function takeTransfer(deps: PaymentsDeps, tx: PaymentsTx, actor: Actor, { notice, amount, bankRef }: Transfer): Promise<Payment> {
  cashierOf(actor, notice);
  // Without the bank's number the feed would count the same money again.
  if (bankRef.trim().length < 4) throw invalid('payments.bank_ref_too_short');
  const at = deps.clock.now();
  const account = await bank.findAccountOn(tx.q, notice.unitUid, toLocalDate(at));
  const sourceKey = bankKey(account?.accountNumber ?? notice.unitUid, bankRef);
  const before = await payments.findBySource(tx.q, sourceKey);
  // A second press of the same note; any other use of the number is a mistake.
  if (before?.noticeId === notice.id && before.amount === amount && before.kind === 'transfer') return before;
  if (before !== undefined) throw conflict('payments.bank_ref_used', { bankRef });
  await refuseTooMuch(tx, notice, amount);
  const payment = await recordMovement(deps, tx, notice, { kind: 'transfer', amount, sourceKey, paidAt: at, actor, detail: { bankRef } });
  if (payment === null) throw conflict('payments.bank_ref_used', { bankRef });
  return payment;
}

async function refuseTooMuch(tx: PaymentsTx, notice: FeeNotice, amount: number): Promise<void> {
  const { owed } = await readBalance(tx.q, notice);
  if (owed === 0) throw conflict('payments.nothing_owed');
  if (amount > owed) throw conflict('payments.too_much', { amount: formatInteger(owed) });
}

function cashierOf(actor: Actor, notice: FeeNotice): Officer {
  permit(decide(actor, 'payments.collect', notice), { actor, action: 'payments.collect', subject: { kind: 'fee_notice', id: notice.id } });
  if (actor.kind !== 'officer') throw forbidden('payments.act_forbidden');
  return actor;
}
