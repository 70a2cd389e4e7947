import { z } from 'zod';
import type { Actor } from '#platform/access/actor.ts';
import { conflict, notFound } from '#platform/errors/app-error.ts';
import { caseFileTransferred } from '../events.ts';
import { isReview, movedTo, stepAfter, stepBefore } from '../life.ts';
import { caseAct, caseActWithWords, type CaseAct, type CaseActWithWords, type CaseFile } from '../model.ts';
import type { CasesDeps } from '../ports.ts';
import * as results from '../store/results.ts';
import { performAct, procedureOf, refOf, refuseOnceSigned } from './act.ts';
import { refuseWhileAsking } from './consult.ts';
import { holdingOf } from './hand-over.ts';
import { parseInput } from './parse-input.ts';

export const passInput = caseAct.extend({ words: z.string().trim().max(2000).default('') });
export type PassInput = z.input<typeof passInput>;

/** The step is done and the next one, of a specialist too, may begin. Mandatory opinions must be in. */
export async function passOn(deps: CasesDeps, actor: Actor, raw: PassInput): Promise<CaseFile> {
  const { words, ...input } = parseInput(passInput, raw);
  const { steps } = await procedureOf(deps, actor, input.caseId);
  return performAct(deps, { actor, act: 'pass_on', ...input }, async ({ tx, file, save }) => {
    await refuseWhileAsking(tx.q, file.id);
    const next = movedTo(file, steps, stepAfter(file, steps, 'process'), { by: holdingOf(actor) });
    await save(next, words === '' ? {} : { internalNote: words });
  });
}

/** Back to the step before, or the one that the process names, with words. */
export async function sendBack(deps: CasesDeps, actor: Actor, raw: CaseActWithWords): Promise<CaseFile> {
  const { words, ...input } = parseInput(caseActWithWords, raw);
  const { steps } = await procedureOf(deps, actor, input.caseId);
  return performAct(deps, { actor, act: 'send_back', ...input }, async ({ file, save }) => {
    await save(movedTo(file, steps, stepBefore(file, steps), { by: holdingOf(actor) }), { internalNote: words });
  });
}

/** A leader who does not sign last approves the draft and sends it on to the one who does. */
export async function reviewResult(deps: CasesDeps, actor: Actor, raw: CaseAct): Promise<CaseFile> {
  const input = parseInput(caseAct, raw);
  const { steps } = await procedureOf(deps, actor, input.caseId);
  return performAct(deps, { actor, act: 'review_result', ...input }, async ({ tx, file, save }) => {
    await refuseOnceSigned(tx.q, file.id);
    if ((await results.lockResult(tx.q, file.id))?.state !== 'proposed') throw conflict('cases.result_not_proposed');
    await refuseWhileAsking(tx.q, file.id);
    if (!isReview(file, steps)) throw conflict('cases.nothing_to_review');
    const next = steps.findIndex((step, index) => index > file.step && step.kind === 'sign');
    await save(movedTo(file, steps, next, { by: holdingOf(actor) }));
  });
}

/** Words among officers; the applicant never sees them. */
export async function addNote(deps: CasesDeps, actor: Actor, raw: CaseActWithWords): Promise<CaseFile> {
  const { words, ...input } = parseInput(caseActWithWords, raw);
  return performAct(deps, { actor, act: 'note', ...input }, async ({ file, save }) => {
    await save(file, { internalNote: words });
  });
}

export const transferInput = caseActWithWords.extend({ toUnit: z.string().min(1).max(64) });
export type TransferInput = z.input<typeof transferInput>;

/**
 * Sends a dossier that was received here to the office that decides it. The place of receipt stays on record; the clock
 * starts when the competent agency accepts it (OS§3, non-boundary receiving).
 */
export async function transfer(deps: CasesDeps, actor: Actor, raw: TransferInput): Promise<CaseFile> {
  const { toUnit, words, ...input } = parseInput(transferInput, raw);
  const agency = await deps.agencies.receiving(toUnit, deps.clock.now());
  return performAct(deps, { actor, act: 'transfer', ...input }, async ({ tx, file, save }) => {
    if (agency.unitUid === file.unitUid) throw conflict('cases.already_there');
    const sent = { ...file, unitUid: agency.unitUid, holderId: null, delegateId: null, step: 0, stepKind: 'receive' as const };
    await save(sent, { publicNote: words, data: { to: agency.name, fromUnit: file.unitUid }, auditDetail: { to: agency.unitUid } });
    tx.publish(caseFileTransferred, { ...refOf(sent), fromUnitUid: file.unitUid });
  });
}

/** Offices that a dossier may be sent to. */
export async function listCompetentOffices(deps: CasesDeps, actor: Actor, caseId: string): Promise<readonly { readonly unitUid: string; readonly name: string }[]> {
  const { file } = await procedureOf(deps, actor, caseId);
  if (actor.kind !== 'officer') throw notFound('cases.not_found');
  const agencies = await deps.agencies.listReceiving(deps.clock.now());
  return agencies.filter((agency) => agency.unitUid !== file.unitUid).map(({ unitUid, name }) => ({ unitUid, name }));
}
