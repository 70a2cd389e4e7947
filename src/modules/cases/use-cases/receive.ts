import type { Actor } from '#platform/access/actor.ts';
import { conflict } from '#platform/errors/app-error.ts';
import { caseFileAccepted, caseFileRefused, supplementAsked } from '../events.ts';
import { accepted, atStep, closed, mayAskSupplement, stateAfter, supplementCount } from '../life.ts';
import { caseAct, caseActWithWords, supplementRequest, type CaseAct, type CaseActWithWords, type CaseFile, type SupplementRequest } from '../model.ts';
import type { CasesDeps } from '../ports.ts';
import * as journal from '../store/journal.ts';
import * as warnings from '../store/warnings.ts';
import { performAct, procedureOf, refOf } from './act.ts';
import { refuseWhilePapersWrong } from './check-papers.ts';
import { parseInput } from './parse-input.ts';

/** Accepts a complete dossier: the clock starts, the appointment is fixed, and the specialist has it at once (OS§3). */
export async function accept(deps: CasesDeps, actor: Actor, raw: CaseAct): Promise<CaseFile> {
  const input = parseInput(caseAct, raw);
  const procedure = await procedureOf(deps, actor, input.caseId);
  const deadline = await deps.deadlines.for(procedure.file);
  return performAct(deps, { actor, act: 'accept', ...input }, async ({ tx, file, at, save }) => {
    await refuseWhilePapersWrong(tx.q, file, procedure);
    const taken = accepted(file, at, deadline);
    const dueAt = taken.dueAt?.toISOString() ?? '';
    await warnings.planWarnings(tx.q, { caseId: file.id, dueAt: taken.dueAt, planned: deadline(at, []).warnings, at });
    await save(taken, { data: { dueAt }, auditDetail: { dueAt } });
    const forwarded = { ...atStep(taken, procedure.steps, 'process'), state: stateAfter(taken, 'forward') };
    await save(forwarded, {}, 'forward');
    tx.publish(caseFileAccepted, { ...refOf(taken), dueAt });
  });
}

/** Refuses a dossier that is not for this agency or not allowed; Form 03 carries the words. */
export async function refuse(deps: CasesDeps, actor: Actor, raw: CaseActWithWords): Promise<CaseFile> {
  const { words, ...input } = parseInput(caseActWithWords, raw);
  return performAct(deps, { actor, act: 'refuse', ...input }, async ({ tx, file, at, save }) => {
    await save(closed(file, 'refuse', at), { publicNote: words });
    tx.publish(caseFileRefused, { ...refOf(file), words });
  });
}

/** Asks once for everything that is missing (Form 02); after acceptance the clock stands still. */
export async function askSupplement(deps: CasesDeps, actor: Actor, raw: SupplementRequest): Promise<CaseFile> {
  const { words, why, replyBy, phone, ...input } = parseInput(supplementRequest, raw);
  const { maxSupplements } = await procedureOf(deps, actor, input.caseId);
  return performAct(deps, { actor, act: 'ask_supplement', ...input }, async ({ tx, file, save }) => {
    const count = supplementCount(await journal.listLines(tx.q, file.id), maxSupplements);
    if (!mayAskSupplement(file, count)) throw conflict('cases.supplement_already_asked');
    await save({ ...file, state: stateAfter(file, 'ask_supplement') }, { publicNote: words, data: { why, replyBy, phone } });
    tx.publish(supplementAsked, { ...refOf(file), words });
  });
}

/**
 * A leader allows one more request after acceptance, naming its legal ground; the case will count as late at the
 * national portal (OS§3), which the page shows before.
 */
export async function allowSupplement(deps: CasesDeps, actor: Actor, raw: CaseActWithWords): Promise<CaseFile> {
  const { words, ...input } = parseInput(caseActWithWords, raw);
  const { maxSupplements } = await procedureOf(deps, actor, input.caseId);
  return performAct(deps, { actor, act: 'allow_supplement', ...input }, async ({ tx, file, save }) => {
    const count = supplementCount(await journal.listLines(tx.q, file.id), maxSupplements);
    if (mayAskSupplement(file, count)) throw conflict('cases.supplement_not_spent');
    await save(file, { internalNote: words, auditDetail: { ground: words } });
  });
}
