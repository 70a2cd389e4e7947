import { systemActor, type Actor } from '#platform/access/actor.ts';
import type { AnyTx } from '#platform/db/database.ts';
import type { FeeNotice, NewFeeNotice, Subject } from '../model.ts';
import type { PaymentsDeps } from '../ports.ts';
import { writeReference } from '../reference.ts';
import * as notices from '../store/notices.ts';
import { readBalance, settle } from './record.ts';

/** What is owed and held for a matter over all its notices, đồng. */
export type SubjectBalance = { readonly due: number; readonly paid: number; readonly owed: number };

/** Tells somebody what they owe, inside the caller's transaction; once for each subject and purpose. */
export async function openNotice(deps: PaymentsDeps, callerTx: AnyTx, input: NewFeeNotice): Promise<void> {
  const tx = deps.db.within(callerTx);
  const { subject, unitUid, payer, channel, lines, dueWhen } = input;
  const notice: FeeNotice = {
    ...{ id: deps.ids.uuid(), subject, unitUid, channel, lines, dueWhen },
    ...{ accountId: payer.accountId, payerName: payer.name, payerAddress: payer.address },
    reference: writeReference(await notices.nextSerial(tx.q)),
    amount: lines.reduce((sum, line) => sum + line.amount, 0),
    openedAt: deps.clock.now(),
  };
  if (!(await notices.insertNotice(tx.q, notice, `${subject.kind}/${subject.id}/${input.purpose}`))) return;
  const detail = { code: subject.code, amount: notice.amount, reference: notice.reference };
  tx.audit({ actor: systemActor('payments'), action: 'payments.notice_opened', subject: { kind: 'fee_notice', id: notice.id }, unitUid, detail });
}

/**
 * The matter ended without its result, inside the caller's transaction: nothing is owed any more, and what was paid is
 * proposed for refund. Money that comes later is proposed too. May be repeated.
 */
export async function endSubject(deps: PaymentsDeps, callerTx: AnyTx, input: { subject: Subject; reason: string }): Promise<void> {
  const tx = deps.db.within(callerTx);
  const actor: Actor = systemActor('payments');
  for (const { id } of await notices.listOfSubject(tx.q, input.subject)) {
    const notice = await notices.lockNotice(tx.q, id);
    if (notice === undefined || !(await notices.insertCancellation(tx.q, { noticeId: id, at: deps.clock.now(), by: actor.name, reason: input.reason }))) continue;
    tx.audit({ actor, action: 'payments.notice_cancelled', subject: { kind: 'fee_notice', id }, unitUid: notice.unitUid, detail: { reason: input.reason } });
    await settle(deps, tx, notice);
  }
}

/** The balance of a matter as it is inside the caller's transaction. */
export async function balanceOfSubject(deps: PaymentsDeps, callerTx: AnyTx, subject: Subject): Promise<SubjectBalance> {
  const tx = deps.db.within(callerTx);
  const list = await notices.listOfSubject(tx.q, subject);
  const balances = [];
  for (const notice of list) balances.push(await readBalance(tx.q, notice));
  const held = balances.reduce((sum, balance) => sum + balance.held, 0);
  const owed = balances.reduce((sum, balance) => sum + balance.owed, 0);
  const surplus = balances.reduce((sum, balance) => sum + balance.surplus, 0);
  return { due: held + owed - surplus, paid: held, owed };
}
