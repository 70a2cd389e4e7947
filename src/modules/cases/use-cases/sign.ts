import type { Actor } from '#platform/access/actor.ts';
import { systemActor } from '#platform/access/actor.ts';
import { conflict, forbidden } from '#platform/errors/app-error.ts';
import { formatInteger } from '#platform/text/amounts.ts';
import { caseFileDelivered, caseFileFinished, issueResult as issueResultJob } from '../events.ts';
import { atStep, stateAfter } from '../life.ts';
import { caseAct, type CaseAct, type CaseFile, type Result, type Signer } from '../model.ts';
import type { CaseProcedure, CasesDeps, StoredFile } from '../ports.ts';
import { printResult } from '../press.ts';
import { states } from '../states.ts';
import * as caseFiles from '../store/case-files.ts';
import * as results from '../store/results.ts';
import { performAct, procedureOf, refOf, type ActRun } from './act.ts';
import { parseInput } from './parse-input.ts';

/**
 * The leader's consent. In one transaction the result gets its number, its signature block and its verification code
 * (NĐ 30/2020 Đ15.3), and the job that makes the signatures is queued: neither a number without a paper nor a signed
 * paper without a number can be left behind.
 * @throws AppError forbidden `cases.step_up_required` without a fresh second factor
 */
export async function signResult(deps: CasesDeps, actor: Actor, raw: CaseAct): Promise<CaseFile> {
  const input = parseInput(caseAct, raw);
  const procedure = await procedureOf(deps, actor, input.caseId);
  requireStepUp(deps, actor);
  const holdingId = actor.kind === 'officer' ? actor.holdingId : '';
  const signer = await deps.agencies.signer(holdingId, procedure.file.unitUid, deps.clock.now());
  return performAct(deps, { actor, act: 'sign_result', ...input }, async (run) => {
    const result = await results.lockResult(run.tx.q, run.file.id);
    if (result === undefined) throw conflict('cases.result_missing');
    if (result.state !== 'proposed') throw conflict(result.signedAt === null ? 'cases.result_not_proposed' : 'cases.result_already_signed');
    const notation = await giveNumber(deps, run, { procedure, signer, requestId: input.requestId });
    await run.save({ ...run.file, holderId: holdingId }, { data: { notation }, auditDetail: { notation } });
    run.tx.enqueue(issueResultJob, { caseId: run.file.id }, { key: `cases.issue_result:${run.file.id}` });
  });
}

function requireStepUp(deps: CasesDeps, actor: Actor): void {
  const fresh = actor.kind === 'officer' && actor.stepUpUntil !== null && actor.stepUpUntil > deps.clock.now();
  if (!fresh) throw forbidden('cases.step_up_required', { action: 'cases.sign_result' });
}

async function giveNumber(deps: CasesDeps, run: ActRun, to: { procedure: CaseProcedure; signer: Signer; requestId: string }): Promise<string> {
  const { file, tx, at } = run;
  const { number } = await deps.numbers.allocate(tx, {
    unitUid: file.unitUid,
    kind: to.procedure.resultSeries,
    subjectKind: 'case_result',
    subjectId: file.id,
  });
  const notation = `${number < 10 ? `0${number}` : number}/${to.procedure.resultNotation}`;
  const verificationCode = deps.ids.token(12);
  await results.markSigning(tx.q, { caseId: file.id, requestId: to.requestId, number, notation, signer: to.signer, verificationCode, at });
  return notation;
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

function delivered(file: CaseFile, at: Date): CaseFile {
  return { ...file, state: states.delivered, stepKind: 'closed', holderId: null, deliveredAt: at };
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
