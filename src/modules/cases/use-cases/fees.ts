import { systemActor, type Actor } from '#platform/access/actor.ts';
import type { Tx } from '#platform/db/database.ts';
import { conflict, isAppError } from '#platform/errors/app-error.ts';
import { formatInteger } from '#platform/text/amounts.ts';
import { feeInput, type CaseFile, type FeeInput } from '../model.ts';
import type { CasesDeps } from '../ports.ts';
import { endStates, states } from '../states.ts';
import * as caseFiles from '../store/case-files.ts';
import * as journal from '../store/journal.ts';
import type { CasesTables } from '../tables.gen.ts';
import { lineOf, notesOf, performAct, procedureOf } from './act.ts';
import { confirmPayment } from './obligation.ts';
import { openFee } from './open-fee.ts';
import { parseInput } from './parse-input.ts';
import { deliver } from './sign.ts';

type CasesTx = Tx<CasesTables>;

const followActor = systemActor('cases.follow_payment');
const subjectOf = (file: Pick<CaseFile, 'id'>): { kind: 'case'; id: string } => ({ kind: 'case', id: file.id });

/** Money taken at the counter, with its receipt; never more than is owed. */
export async function collectFee(deps: CasesDeps, actor: Actor, raw: FeeInput): Promise<CaseFile> {
  const { amount, method, reference, ...input } = parseInput(feeInput, raw);
  const procedure = await procedureOf(deps, actor, input.caseId);
  return performAct(deps, { actor, act: 'collect_fee', ...input }, async ({ tx, file, save }) => {
    await openFee(deps, tx, file, procedure);
    const { owed } = await deps.fees.balance(tx, subjectOf(file));
    if (amount > owed) throw conflict('cases.fee_too_much', { amount: formatInteger(owed) });
    await deps.fees.collect(tx, actor, { requestId: input.requestId, subject: subjectOf(file), amount, method, bankRef: reference });
    const balance = await deps.fees.balance(tx, subjectOf(file));
    await save({ ...file, feeDue: balance.due, feePaid: balance.paid }, { data: { amount, method, reference }, auditDetail: { amount, method } });
  });
}

/**
 * Something moved in the money of a case: its figures follow the books, a case that waits for the money goes on, and a
 * finished one is delivered to who applied online. May be repeated, and told in any order.
 */
export async function followPayment(deps: CasesDeps, caseId: string): Promise<void> {
  const followed = await deps.db.transaction((tx) => copyBalance(deps, tx, caseId));
  if (followed === null) return;
  const act = { caseId, requestId: deps.ids.uuid() };
  const { file, owed } = followed;
  if (owed > 0) return;
  if (file.state === states.awaitingPayment && file.feePaid > 0) await unlessMovedOn(() => confirmPayment(deps, followActor, act));
  if (file.state === states.finished && file.channel === 'online') await unlessMovedOn(() => deliver(deps, followActor, act));
}

async function copyBalance(deps: CasesDeps, tx: CasesTx, caseId: string): Promise<{ file: CaseFile; owed: number } | null> {
  const file = await caseFiles.lockCase(tx.q, caseId);
  if (file === undefined) return null;
  const { due, paid, owed } = await deps.fees.balance(tx, subjectOf(file));
  // What a case cost stays known after its end, though nothing is owed any more.
  const next = { ...file, feeDue: endStates.includes(file.state) ? file.feeDue : due, feePaid: paid };
  if (file.feePaid === paid && file.feeDue === next.feeDue) return { file, owed };
  await caseFiles.saveCase(tx.q, next);
  const amount = paid - file.feePaid;
  if (amount <= 0 || endStates.includes(file.state)) return { file: next, owed };
  const line = lineOf({ actor: followActor, act: 'collect_fee', requestId: null }, { file, next, at: deps.clock.now() });
  await journal.insertLine(tx.q, { ...line, ...notesOf({ data: { amount, method: 'electronic' } }) });
  tx.audit({ actor: followActor, action: 'cases.fee_collected', subject: { kind: 'case', id: caseId }, unitUid: file.unitUid, detail: { code: file.code, amount, method: 'electronic' } });
  return { file: next, owed };
}

/** Between the balance and the act somebody may have moved the case; then the act is theirs. */
async function unlessMovedOn(act: () => Promise<unknown>): Promise<void> {
  await act().catch((error: unknown) => {
    if (!isAppError(error) || error.kind !== 'conflict') throw error;
  });
}

const endings = {
  refused: 'Hồ sơ không được tiếp nhận',
  withdrawn: 'Người nộp rút hồ sơ',
  stopped: 'Dừng giải quyết hồ sơ',
} as const;

/** The case ended without its result: what was paid is proposed for refund. */
export async function endFees(deps: CasesDeps, tx: CasesTx, caseId: string, ending: keyof typeof endings): Promise<void> {
  await deps.fees.end(tx, { subject: { kind: 'case', id: caseId }, reason: endings[ending] });
}
