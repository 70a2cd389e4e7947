import type { Actor } from '#platform/access/actor.ts';
import { systemActor } from '#platform/access/actor.ts';
import { conflict, forbidden } from '#platform/errors/app-error.ts';
import { formatInteger } from '#platform/text/amounts.ts';
import { caseFileDelivered, caseFileFinished, issueResult as issueResultJob, resultCorrected } from '../events.ts';
import { atStep, isReview, stateAfter } from '../life.ts';
import { caseAct, type CaseAct, type CaseFile, type Result, type Signer } from '../model.ts';
import type { CaseProcedure, CasesDeps, StoredFile } from '../ports.ts';
import { printResult } from '../press.ts';
import { states } from '../states.ts';
import * as caseFiles from '../store/case-files.ts';
import * as formerResults from '../store/former-results.ts';
import * as results from '../store/results.ts';
import { performAct, procedureOf, refOf, type ActRun } from './act.ts';
import { refuseWhileAsking } from './consult.ts';
import { holdingOf } from './hand-over.ts';
import { parseInput } from './parse-input.ts';

/**
 * The leader's consent. In one transaction the result gets its number, its signature block and its verification code
 * (NĐ 30/2020 Đ15.3), and the job that makes the signatures is queued: neither a number without a paper nor a signed
 * paper without a number can be left behind.
 * @throws AppError forbidden `cases.step_up_required` without a fresh second factor
 */
export async function signResult(deps: CasesDeps, actor: Actor, raw: CaseAct): Promise<CaseFile> {
  const input = parseInput(caseAct, raw);
  await procedureOf(deps, actor, input.caseId);
  requireStepUp(deps, actor);
  return consentTo(deps, actor, input);
}

/** The consent itself, for a leader whose second factor was fresh when they gave it. */
export async function consentTo(deps: CasesDeps, actor: Actor, input: CaseAct): Promise<CaseFile> {
  const procedure = await procedureOf(deps, actor, input.caseId);
  const signer = await deps.agencies.signer(holdingOf(actor), procedure.file.unitUid, deps.clock.now());
  return performAct(deps, { actor, act: 'sign_result', ...input }, async (run) => {
    const result = await results.lockResult(run.tx.q, run.file.id);
    if (result === undefined) throw conflict('cases.result_missing');
    if (result.state !== 'proposed') throw conflict(result.signedAt === null ? 'cases.result_not_proposed' : 'cases.result_already_signed');
    if (isReview(run.file, procedure.steps)) throw conflict('cases.review_first');
    await refuseWhileAsking(run.tx.q, run.file.id);
    const notation = await giveNumber(deps, run, { procedure, signer, requestId: input.requestId });
    await run.save({ ...run.file, holderId: holdingOf(actor), delegateId: null }, { data: { notation }, auditDetail: { notation } });
    run.tx.enqueue(issueResultJob, { caseId: run.file.id }, { key: `cases.issue_result:${run.file.id}` });
  });
}

/** @throws AppError forbidden `cases.step_up_required` without a fresh second factor */
export function requireStepUp(deps: CasesDeps, actor: Actor): void {
  const fresh = actor.kind === 'officer' && actor.stepUpUntil !== null && actor.stepUpUntil > deps.clock.now();
  if (!fresh) throw forbidden('cases.step_up_required', { action: 'cases.sign_result' });
}

type Consent = { readonly procedure: CaseProcedure; readonly signer: Signer; readonly requestId: string };

/** Number, signature block and verification code of a result, fixed from here on. */
async function giveNumber(deps: CasesDeps, run: ActRun, consent: Consent): Promise<string> {
  const given = await nextNumber(deps, run, consent.procedure);
  await fixNumber(deps, run, { ...consent, ...given });
  return given.notation;
}

/** The next number of the series of the result, as it is written: 05/TLKS-BS. */
export async function nextNumber(deps: CasesDeps, { tx, file }: ActRun, procedure: CaseProcedure): Promise<{ number: number; notation: string }> {
  const { number } = await deps.numbers.allocate(tx, {
    unitUid: file.unitUid,
    kind: procedure.resultSeries,
    subjectKind: 'case_result',
    subjectId: file.id,
  });
  return { number, notation: `${number < 10 ? `0${number}` : number}/${procedure.resultNotation}` };
}

/** Fixes what the leader consents to, with an unguessable code for whoever checks the paper. */
export async function fixNumber(deps: CasesDeps, { tx, file, at }: ActRun, given: Omit<Consent, 'procedure'> & { number: number; notation: string }): Promise<void> {
  const { requestId, number, notation, signer } = given;
  await results.markSigning(tx.q, { caseId: file.id, requestId, number, notation, signer, verificationCode: deps.ids.token(12), at });
}

/** The job: prints, signs twice, stores, then records. Safe to repeat: only the recorded file counts. */
export async function issueResult(deps: CasesDeps, caseId: string): Promise<void> {
  const file = await caseFiles.findCase(deps.db.q, caseId);
  const result = await results.findResult(deps.db.q, caseId);
  if (file === undefined || result === undefined || result.state !== 'signing') return;
  const stored = await makePaper(deps, file, result);
  try {
    await recordIssued(deps, file.id, stored);
  } catch (error) {
    // Another run of the same job was faster; its paper is the one that counts.
    if ((await results.findResult(deps.db.q, caseId))?.state !== 'issued') throw error;
  }
}

async function makePaper(deps: CasesDeps, file: CaseFile, result: Result): Promise<StoredFile> {
  const { signer, signedAt, notation, verificationCode } = result;
  if (signer === null || signedAt === null || notation === null || verificationCode === null) throw conflict('cases.result_not_proposed');
  const agency = await deps.agencies.agency(file.unitUid, signedAt);
  const verifyUrl = `${deps.baseUrl}/kiem-tra/${verificationCode}`;
  const paper = await printResult({ template: result.template, fields: result.fields, agency, notation, signer, signedAt, verifyUrl });
  const signed = await deps.signatures.signForPersonAndUnit(paper, signer, file.id);
  return deps.papers.saveBytes(signed, { name: `${file.code}.pdf` });
}

async function recordIssued(deps: CasesDeps, caseId: string, stored: StoredFile): Promise<void> {
  const actor = systemActor('cases.issue_result');
  const procedure = await procedureOf(deps, actor, caseId);
  // A corrected result is issued after the case was finished.
  const again = procedure.file.finishedAt !== null;
  if (again) return recordReissued(deps, caseId, stored);
  await performAct(deps, { actor, act: 'finish', caseId, requestId: null }, async ({ tx, file, at, save }) => {
    const result = await results.lockResult(tx.q, file.id);
    if (result?.state !== 'signing') return;
    await results.markIssued(tx.q, { caseId, ...stored, at });
    const notation = result.notation ?? '';
    const finished = { ...atStep(file, procedure.steps, 'deliver'), state: stateAfter(file, 'finish'), finishedAt: at };
    await save(finished, { data: { notation, sha256: stored.sha256 }, auditDetail: { notation, sha256: stored.sha256 } });
    tx.publish(caseFileFinished, { ...refOf(file), notation });
    if (file.channel !== 'online' || finished.feePaid < finished.feeDue) return;
    await save(delivered(finished, at), { data: { way: 'electronic' }, auditDetail: { way: 'electronic' } }, 'deliver');
    tx.publish(caseFileDelivered, { ...refOf(file), way: 'electronic' });
  });
}

async function recordReissued(deps: CasesDeps, caseId: string, stored: StoredFile): Promise<void> {
  const actor = systemActor('cases.issue_result');
  await performAct(deps, { actor, act: 'reissue', caseId, requestId: null }, async ({ tx, file, at, save }) => {
    const result = await results.lockResult(tx.q, file.id);
    if (result?.state !== 'signing') return;
    await results.markIssued(tx.q, { caseId, ...stored, at });
    const notation = result.notation ?? '';
    await save(file, { data: { notation, sha256: stored.sha256 }, auditDetail: { notation, sha256: stored.sha256 } });
    const former = (await formerResults.listFormer(tx.q, caseId)).at(-1)?.notation ?? '';
    tx.publish(resultCorrected, { ...refOf(file), notation, former });
  });
}

function delivered(file: CaseFile, at: Date): CaseFile {
  return { ...file, state: states.delivered, stepKind: 'closed', holderId: null, delegateId: null, deliveredAt: at };
}

/** Hands the result over, once everything owed is paid. */
export async function deliver(deps: CasesDeps, actor: Actor, raw: CaseAct): Promise<CaseFile> {
  const input = parseInput(caseAct, raw);
  return performAct(deps, { actor, act: 'deliver', ...input }, async ({ tx, file, at, save }) => {
    const owed = file.feeDue - file.feePaid;
    if (owed > 0) throw conflict('cases.fee_unpaid', { amount: formatInteger(owed) });
    const way = file.channel === 'online' ? 'electronic' : 'counter';
    await save(delivered(file, at), { data: { way }, auditDetail: { way } });
    tx.publish(caseFileDelivered, { ...refOf(file), way });
  });
}
