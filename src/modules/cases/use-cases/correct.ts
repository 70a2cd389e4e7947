import { z } from 'zod';
import type { Actor } from '#platform/access/actor.ts';
import { conflict, invalid } from '#platform/errors/app-error.ts';
import { issueResult as issueResultJob, resultRevoked } from '../events.ts';
import { caseActWithWords, type CaseActWithWords, type CaseFile } from '../model.ts';
import type { CasesDeps } from '../ports.ts';
import * as formerResults from '../store/former-results.ts';
import * as results from '../store/results.ts';
import { performAct, procedureOf, refOf } from './act.ts';
import { holdingOf } from './hand-over.ts';
import { parseInput } from './parse-input.ts';
import { fixNumber, nextNumber, requireStepUp } from './sign.ts';

export const correctionInput = caseActWithWords.extend({ fields: z.record(z.string(), z.unknown()) });
export type CorrectionInput = z.input<typeof correctionInput>;

/**
 * Signs a corrected result in the place of one that was issued. The former keeps its number and says that it was
 * corrected, and why; the new one gets a number of its own and is made by the same job.
 */
export async function correctResult(deps: CasesDeps, actor: Actor, raw: CorrectionInput): Promise<CaseFile> {
  const { fields, words, ...input } = parseInput(correctionInput, raw);
  const procedure = await procedureOf(deps, actor, input.caseId);
  requireStepUp(deps, actor);
  const { values, problems } = procedure.checkResult(fields);
  if (problems.length > 0) throw invalid('cases.result_has_problems', { count: problems.length, problems });
  const signer = await deps.agencies.signer(holdingOf(actor), procedure.file.unitUid, deps.clock.now());
  return performAct(deps, { actor, act: 'correct_result', ...input }, async (run) => {
    const { tx, file, at, save } = run;
    const result = await results.lockResult(tx.q, file.id);
    if (result?.state === 'signing') throw conflict('cases.result_on_its_way');
    if (result?.state !== 'issued' && result?.state !== 'revoked') throw conflict('cases.result_not_issued');
    const former = result.notation ?? '';
    const { number, notation } = await nextNumber(deps, run, procedure);
    await formerResults.keepFormer(tx.q, { caseId: file.id, kind: 'replaced', replacedBy: notation, reason: `Đã đính chính: ${words}`, at });
    await results.putCorrection(tx.q, { caseId: file.id, fields: values, at });
    await fixNumber(deps, run, { signer, requestId: input.requestId, number, notation });
    await save(file, { publicNote: words, data: { notation, former }, auditDetail: { notation, former } });
    tx.enqueue(issueResultJob, { caseId: file.id }, { key: `cases.issue_result:${file.id}` });
  });
}

/** Takes a result back that should not have been given; the verification page says so from now on. */
export async function revokeResult(deps: CasesDeps, actor: Actor, raw: CaseActWithWords): Promise<CaseFile> {
  const { words, ...input } = parseInput(caseActWithWords, raw);
  await procedureOf(deps, actor, input.caseId);
  requireStepUp(deps, actor);
  return performAct(deps, { actor, act: 'revoke_result', ...input }, async ({ tx, file, at, save }) => {
    const result = await results.lockResult(tx.q, file.id);
    if (result?.state === 'signing') throw conflict('cases.result_on_its_way');
    if (result?.state !== 'issued') throw conflict('cases.result_not_issued');
    const notation = result.notation ?? '';
    await results.markRevoked(tx.q, { caseId: file.id, reason: words, at });
    await save(file, { publicNote: words, data: { notation }, auditDetail: { notation } });
    tx.publish(resultRevoked, { ...refOf(file), notation });
  });
}
