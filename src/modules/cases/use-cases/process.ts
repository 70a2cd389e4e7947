import type { Actor } from '#platform/access/actor.ts';
import { conflict, invalid } from '#platform/errors/app-error.ts';
import { caseFileStopped } from '../events.ts';
import { closed, draftingStep, movedTo, stepOfKind } from '../life.ts';
import { caseAct, caseActWithWords, proposeInput, type CaseAct, type CaseActWithWords, type CaseFile, type ProposeInput } from '../model.ts';
import type { CasesDeps } from '../ports.ts';
import * as results from '../store/results.ts';
import { performAct, procedureOf, refOf, refuseOnceSigned } from './act.ts';
import { refuseWhileAsking } from './consult.ts';
import { holdingOf } from './hand-over.ts';
import { parseInput } from './parse-input.ts';

/** A specialist takes a case that lies with the role, so that two do not work on it. */
export async function take(deps: CasesDeps, actor: Actor, raw: CaseAct): Promise<CaseFile> {
  const input = parseInput(caseAct, raw);
  return performAct(deps, { actor, act: 'take', ...input }, async ({ file, save }) => {
    await save({ ...file, holderId: actor.kind === 'officer' ? actor.holdingId : null });
  });
}

/** The draft of the result is complete and goes to the leader. */
export async function proposeResult(deps: CasesDeps, actor: Actor, raw: ProposeInput): Promise<CaseFile> {
  const { fields, ...input } = parseInput(proposeInput, raw);
  const procedure = await procedureOf(deps, actor, input.caseId);
  const { values, problems } = procedure.checkResult(fields);
  if (problems.length > 0) throw invalid('cases.result_has_problems', { count: problems.length, problems });
  return performAct(deps, { actor, act: 'propose_result', ...input }, async ({ tx, file, at, save }) => {
    await refuseOnceSigned(tx.q, file.id);
    await refuseWhileAsking(tx.q, file.id);
    await results.putDraft(tx.q, { caseId: file.id, template: procedure.resultTemplate, fields: values, state: 'proposed', at });
    const signing = stepOfKind(procedure.steps, 'sign', file.step);
    await save({ ...movedTo(file, procedure.steps, signing, { by: holdingOf(actor) }), stepKind: 'sign' });
  });
}

/** Keeps the draft of the result as typed, right or wrong; each saving replaces the one before, so a repeat is harmless. */
export async function saveResult(deps: CasesDeps, actor: Actor, raw: ProposeInput): Promise<CaseFile> {
  const { fields, caseId } = parseInput(proposeInput, raw);
  const procedure = await procedureOf(deps, actor, caseId);
  return performAct(deps, { actor, act: 'propose_result', caseId, requestId: null }, async ({ tx, file, at }) => {
    await refuseOnceSigned(tx.q, file.id);
    await results.putDraft(tx.q, { caseId: file.id, template: procedure.resultTemplate, fields, state: 'drafted', at });
    tx.audit({ actor, action: 'cases.result_drafted', subject: { kind: 'case', id: file.id }, unitUid: file.unitUid, detail: { code: file.code } });
  });
}

/** The leader sends the draft back with words. */
export async function returnResult(deps: CasesDeps, actor: Actor, raw: CaseActWithWords): Promise<CaseFile> {
  const { words, ...input } = parseInput(caseActWithWords, raw);
  const procedure = await procedureOf(deps, actor, input.caseId);
  return performAct(deps, { actor, act: 'return_result', ...input }, async ({ tx, file, at, save }) => {
    const result = await results.lockResult(tx.q, file.id);
    if (result === undefined) throw conflict('cases.result_missing');
    // Once the leader has signed, the paper is on its way: it can only be revoked.
    if (result.signedAt !== null) throw conflict('cases.result_already_signed');
    await results.setState(tx.q, file.id, { state: 'drafted', at });
    const drafting = draftingStep(file, procedure.steps);
    await save({ ...movedTo(file, procedure.steps, drafting, { by: '' }), stepKind: 'process', movedBy: null, movedFromStep: null }, { internalNote: words });
  });
}

/** The agency ends the case without a result, with its reason (Form 05). */
export async function stop(deps: CasesDeps, actor: Actor, raw: CaseActWithWords): Promise<CaseFile> {
  const { words, ...input } = parseInput(caseActWithWords, raw);
  return performAct(deps, { actor, act: 'stop', ...input }, async ({ tx, file, at, save }) => {
    await refuseOnceSigned(tx.q, file.id);
    await save(closed(file, 'stop', at), { publicNote: words });
    tx.publish(caseFileStopped, { ...refOf(file), words });
  });
}
