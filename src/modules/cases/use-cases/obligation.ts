import type { Actor } from '#platform/access/actor.ts';
import { clockFacts, runsOn, stateAfter } from '../life.ts';
import { caseAct, paymentRequest, type CaseAct, type CaseFile, type PaymentRequest } from '../model.ts';
import type { CasesDeps } from '../ports.ts';
import * as journal from '../store/journal.ts';
import * as warnings from '../store/warnings.ts';
import { performAct, procedureOf } from './act.ts';
import { openDuty } from './open-fee.ts';
import { parseInput } from './parse-input.ts';

/**
 * The applicant owes taxes or charges first (notice of the tax office): the clock stands still. With an amount they are
 * paid here, and the case goes on by itself once they are; without one an officer confirms what another office took.
 */
export async function askPayment(deps: CasesDeps, actor: Actor, raw: PaymentRequest): Promise<CaseFile> {
  const { words, amount, ...input } = parseInput(paymentRequest, raw);
  return performAct(deps, { actor, act: 'ask_payment', ...input }, async ({ tx, file, save }) => {
    if (amount > 0) await openDuty(deps, tx, file, { amount, words, key: input.requestId });
    await save({ ...file, feeDue: file.feeDue + amount, state: stateAfter(file, 'ask_payment') }, { publicNote: words, ...(amount > 0 ? { data: { amount } } : {}) });
  });
}

/** The obligation is met: the clock goes on from where it stood. */
export async function confirmPayment(deps: CasesDeps, actor: Actor, raw: CaseAct): Promise<CaseFile> {
  const input = parseInput(caseAct, raw);
  const procedure = await procedureOf(deps, actor, input.caseId);
  const deadline = await deps.deadlines.for(procedure.file);
  return performAct(deps, { actor, act: 'confirm_payment', ...input }, async ({ tx, file, at, save }) => {
    const lines = await journal.listLines(tx.q, file.id);
    const toState = stateAfter(file, 'confirm_payment');
    const facts = clockFacts([...lines, { act: 'confirm_payment', at, fromState: file.state, toState }], procedure.clockPolicy);
    const due = deadline(file.acceptedAt ?? at, facts);
    const next = runsOn(file, 'confirm_payment', due);
    await warnings.planWarnings(tx.q, { caseId: file.id, dueAt: next.dueAt, planned: due.warnings, at });
    await save(next, { data: { dueAt: next.dueAt?.toISOString() ?? '' } });
  });
}
