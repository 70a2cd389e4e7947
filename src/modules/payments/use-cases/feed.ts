import { systemActor, type Actor } from '#platform/access/actor.ts';
import { permit } from '#platform/access/decide.ts';
import type { Tx } from '#platform/db/database.ts';
import { conflict, invalid, isAppError, notFound } from '#platform/errors/app-error.ts';
import { assignInput, type AssignInput, type BankAccount, type BankTransaction, type FeeNotice } from '../model.ts';
import { decide } from '../policy.ts';
import type { PaymentsDeps } from '../ports.ts';
import { findReferences } from '../reference.ts';
import * as bank from '../store/bank.ts';
import * as notices from '../store/notices.ts';
import * as payments from '../store/payments.ts';
import type { PaymentsTables } from '../tables.gen.ts';
import { bankKey } from './bank-key.ts';
import { parseInput } from './parse-input.ts';
import { recordMovement } from './record.ts';

type PaymentsTx = Tx<PaymentsTables>;

const feedActor = systemActor('payments.bank_feed');
/** A turn reads so many pages of an account; the next minute goes on. */
const pagesATurn = 20;

/** Reads what came into every account since the last time. An account whose feed fails does not hold up the others. */
export async function readFeeds(deps: PaymentsDeps): Promise<void> {
  if (deps.feed === null) return;
  for (const account of await bank.listAccounts(deps.db.q, 'all')) {
    const cursor = await bank.cursorOf(deps.db.q, account.id);
    const reached = await readAccount(deps, account, cursor);
    await deps.db.transaction((tx) => bank.keepPosition(tx.q, { accountId: account.id, ...reached, at: deps.clock.now() }));
  }
}

async function readAccount(deps: PaymentsDeps, account: BankAccount, from: string | null): Promise<{ cursor: string | null; failure: string | null }> {
  let cursor = from;
  try {
    for (let page = 0; page < pagesATurn; page += 1) {
      const fed = await deps.feed?.fetch(account.accountNumber, cursor);
      for (const transaction of fed?.transactions ?? []) await takeTransaction(deps, account, { ...transaction, id: deps.ids.uuid(), accountId: account.id });
      cursor = fed?.cursor ?? cursor;
      if (fed?.more !== true) break;
    }
    return { cursor, failure: null };
  } catch (error) {
    if (!isAppError(error) || error.kind !== 'unavailable') throw error;
    return { cursor, failure: error.code };
  }
}

/** Money that came into an account, once; matched by the reference in its text, or left to the cashier. */
export async function takeTransaction(deps: PaymentsDeps, account: BankAccount, transaction: BankTransaction): Promise<void> {
  await deps.db.transaction(async (tx) => {
    if (!(await bank.insertTransaction(tx.q, { ...transaction, receivedAt: deps.clock.now() }))) return;
    if (await proveNoted(deps, tx, { account, transaction })) return;
    for (const reference of findReferences(transaction.content)) {
      const found = await notices.findByReference(tx.q, reference);
      if (found === undefined || found.unitUid !== account.unitUid) continue;
      const notice = await notices.lockNotice(tx.q, found.id);
      // An officer may have noted this very money under a mistyped number: a person must look.
      if (notice === undefined || (await unprovedNote(tx, notice, transaction.amount)) !== undefined) return;
      await enter(deps, tx, { account, transaction, notice, how: 'reference', actor: feedActor, requestId: null });
      return;
    }
  });
}

type Fed = { readonly account: BankAccount; readonly transaction: BankTransaction };

/** The proof of a transfer that an officer noted before. */
async function proveNoted(deps: PaymentsDeps, tx: PaymentsTx, { account, transaction }: Fed): Promise<boolean> {
  const noted = await payments.findBySource(tx.q, bankKey(account.accountNumber, transaction.bankRef));
  if (noted?.amount !== transaction.amount) return false;
  await match(deps, tx, { transaction, how: 'noted', noticeId: noted.noticeId, paymentId: noted.id, actor: feedActor, requestId: null, reason: null });
  const detail = { bankRef: transaction.bankRef };
  tx.audit({ actor: feedActor, action: 'payments.transfer_proved', subject: { kind: 'fee_notice', id: noted.noticeId }, unitUid: account.unitUid, detail });
  return true;
}

/** A transfer noted for this notice with this amount that no transaction has proved yet. */
async function unprovedNote(tx: PaymentsTx, notice: FeeNotice, amount: number): Promise<string | undefined> {
  const noted = (await payments.listOfNotice(tx.q, notice.id)).filter((payment) => payment.kind === 'transfer' && payment.amount === amount);
  const proved = await bank.listProved(tx.q, noted.map(({ id }) => id));
  return noted.find(({ id }) => !proved.has(id))?.id;
}

type Entry = Fed & { readonly notice: FeeNotice; readonly how: 'reference' | 'assigned'; readonly actor: Actor; readonly requestId: string | null };

async function enter(deps: PaymentsDeps, tx: PaymentsTx, { account, transaction, notice, how, actor, requestId }: Entry): Promise<void> {
  const { amount, bankRef, bookedAt, content } = transaction;
  const sourceKey = bankKey(account.accountNumber, bankRef);
  const payment = await recordMovement(deps, tx, notice, { kind: 'bank', amount, sourceKey, paidAt: bookedAt, actor, detail: { bankRef, content, payer: transaction.payer } });
  // The same number was noted with another amount: left to the cashier, who sees both.
  if (payment === null) return;
  await match(deps, tx, { transaction, how, noticeId: notice.id, paymentId: payment.id, actor, requestId, reason: null });
}

type Match = {
  readonly transaction: BankTransaction;
  readonly how: bank.NewMatch['how'];
  readonly noticeId: string | null;
  readonly paymentId: string | null;
  readonly actor: Actor;
  readonly requestId: string | null;
  readonly reason: string | null;
};

async function match(deps: PaymentsDeps, tx: PaymentsTx, { transaction, actor, ...row }: Match): Promise<void> {
  const by = actor.kind === 'officer' ? actor.accountId : actor.kind === 'system' ? actor.name : actor.kind;
  const first = await bank.insertMatch(tx.q, { ...row, transactionId: transaction.id, at: deps.clock.now(), by });
  if (!first) throw conflict('payments.already_assigned');
}

/** The cashier says what a transaction was for: a notice of the unit, the proof of a noted transfer, or no fee at all. */
export async function assignTransaction(deps: PaymentsDeps, actor: Actor, raw: AssignInput): Promise<void> {
  const input = parseInput(assignInput, raw);
  await deps.db.transaction(async (tx) => {
    const transaction = await bank.findTransaction(tx.q, input.transactionId);
    const account = transaction === undefined ? undefined : await bank.findAccount(tx.q, transaction.accountId);
    if (transaction === undefined || account === undefined) throw notFound('payments.transaction_not_found');
    const subject = { kind: 'bank_transaction', id: transaction.id };
    permit(decide(actor, 'payments.collect', { unitUid: account.unitUid, accountId: null }), { actor, action: 'payments.assign', subject });
    const before = await bank.findMatch(tx.q, transaction.id);
    if (before !== undefined && before.requestId === input.requestId) return;
    if (before !== undefined) throw conflict('payments.already_assigned');
    const about = { account, transaction, actor, requestId: input.requestId };
    if (input.reference === '') await setAside(deps, tx, { ...about, reason: input.reason });
    else await assignTo(deps, tx, { ...about, reference: input.reference });
  });
}

type Assignment = Fed & { readonly actor: Actor; readonly requestId: string };

async function setAside(deps: PaymentsDeps, tx: PaymentsTx, { account, transaction, reason, ...who }: Assignment & { reason: string }): Promise<void> {
  await match(deps, tx, { transaction, how: 'not_a_fee', noticeId: null, paymentId: null, reason, ...who });
  const detail = { bankRef: transaction.bankRef, amount: transaction.amount, reason };
  tx.audit({ actor: who.actor, action: 'payments.transaction_set_aside', subject: { kind: 'bank_transaction', id: transaction.id }, unitUid: account.unitUid, detail });
}

async function assignTo(deps: PaymentsDeps, tx: PaymentsTx, { reference, ...entry }: Assignment & { reference: string }): Promise<void> {
  const [written = reference] = findReferences(reference);
  const found = await notices.findByReference(tx.q, written);
  if (found === undefined || found.unitUid !== entry.account.unitUid) throw invalid('payments.reference_unknown', { reference });
  const notice = await notices.lockNotice(tx.q, found.id);
  if (notice === undefined) throw notFound('payments.notice_not_found');
  const noted = await unprovedNote(tx, notice, entry.transaction.amount);
  if (noted !== undefined) return match(deps, tx, { ...entry, how: 'noted', noticeId: notice.id, paymentId: noted, reason: null });
  return enter(deps, tx, { ...entry, notice, how: 'assigned' });
}
