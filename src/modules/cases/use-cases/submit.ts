import { z } from 'zod';
import type { Actor } from '#platform/access/actor.ts';
import { permit } from '#platform/access/decide.ts';
import type { Traces } from '#platform/db/database.ts';
import { AppError, invalid, isAppError, notFound } from '#platform/errors/app-error.ts';
import { foldText } from '#platform/text/fold.ts';
import { caseFileSubmitted } from '../events.ts';
import { codeDate, codePrefix, submitInput, untouched, type CaseFile, type PaperInput, type SubmitInput } from '../model.ts';
import { decideSubmit } from '../policy.ts';
import type { Agency, CaseProcedure, CasesDeps } from '../ports.ts';
import { states } from '../states.ts';
import * as caseFiles from '../store/case-files.ts';
import { insertNumbered, submissionStatement, type NumberedSubmission } from '../store/submissions.ts';
import { lineOf, notesOf, refOf } from './act.ts';
import { openFee } from './open-fee.ts';
import { parseInput } from './parse-input.ts';

/**
 * Files an application. The answer is the acknowledgement: the case exists, with its code, when this returns.
 * A replay with the same request id returns the first case.
 * @throws AppError invalid `cases.form_has_problems` with `problems`, `cases.paper_missing`, `cases.paper_unknown`
 */
export async function submit(deps: CasesDeps, actor: Actor, raw: SubmitInput): Promise<CaseFile> {
  const input = parseInput(submitInput, raw);
  const at = deps.clock.now();
  const agency = await deps.agencies.receiving(input.unitUid, at);
  permit(decideSubmit(actor, agency.unitUid), { actor, action: 'cases.submit', subject: { kind: 'procedure', id: input.procedureCode } });
  try {
    const procedure = await deps.procedures.inForce(input.procedureCode, at);
    if (procedure === undefined) throw notFound('cases.procedure_not_offered');
    const answers = checkedAnswers(procedure, input.answers);
    await checkPapers(deps, actor, { procedure: { ...procedure, papers: procedure.papersFor(answers) }, given: input.papers });
    return await save(deps, { actor, agency, procedure, answers, papers: input.papers, requestId: input.requestId, at });
  } catch (error) {
    // A replay meets its own request id, or rules that have moved on since: it finds what the first one saved.
    const first = isAppError(error) || isDuplicate(error) ? await firstSubmission(deps, actor, input.requestId) : undefined;
    if (first === undefined) throw error;
    return first;
  }
}

type Submission = {
  readonly actor: Actor;
  readonly agency: Agency;
  readonly procedure: CaseProcedure;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly papers: readonly PaperInput[];
  readonly requestId: string;
  readonly at: Date;
};

async function save(deps: CasesDeps, submission: Submission): Promise<CaseFile> {
  const file = newCase(deps, submission);
  const owesNothing = submission.procedure.feeLines(file.channel, file.answers).length === 0;
  return owesNothing ? saveAtOnce(deps, submission, file) : saveWithFee(deps, submission, file);
}

/** In one statement, which fills the code that it makes into its audit line and its event. */
async function saveAtOnce(deps: CasesDeps, submission: Submission, file: CaseFile): Promise<CaseFile> {
  const [saved] = await deps.db.single<{ code: string }>((traces) => {
    trace(traces, submission.actor, file);
    return submissionStatement(numberedOf(file, submission));
  });
  if (saved === undefined) throw new Error('the case was not filed');
  return { ...file, code: saved.code };
}

async function saveWithFee(deps: CasesDeps, submission: Submission, draft: CaseFile): Promise<CaseFile> {
  return deps.db.transaction(async (tx) => {
    const file = { ...draft, code: await insertNumbered(tx.q, numberedOf(draft, submission)) };
    await openFee(deps, tx, file, submission.procedure);
    trace(tx, submission.actor, file);
    return file;
  });
}

function trace(traces: Traces, actor: Actor, file: CaseFile): void {
  const detail = { code: file.code, procedure: file.procedureCode, channel: file.channel };
  traces.audit({ actor, action: 'cases.submitted', subject: { kind: 'case', id: file.id }, unitUid: file.unitUid, detail });
  traces.publish(caseFileSubmitted, refOf(file));
}

function numberedOf(file: CaseFile, submission: Submission): NumberedSubmission {
  const { actor, agency, at, requestId, papers } = submission;
  return {
    file: { ...file, requestId, submittedBy: submitterOf(actor), applicantSearch: foldText(file.applicantName) },
    code: { prefix: codePrefix(agency.code, at), series: `case_code/${codeDate(at)}` },
    line: { ...lineOf({ actor, act: 'submit', requestId }, { file: null, next: file, at }), ...notesOf({ data: { verified: verifiedAnswers(submission) } }) },
    papers,
  };
}

function newCase(deps: CasesDeps, submission: Submission): CaseFile {
  const { actor, agency, procedure, answers, at } = submission;
  const channel = actor.kind === 'officer' ? 'counter' : 'online';
  const text = (field: string): string | null => (typeof answers[field] === 'string' && answers[field] !== '' ? answers[field] : null);
  return {
    id: deps.ids.uuid(),
    code: '',
    procedureCode: procedure.code,
    procedureName: procedure.name,
    versionId: procedure.versionId,
    unitUid: agency.unitUid,
    receivedUnitUid: agency.unitUid,
    channel,
    state: states.submitted,
    step: 0,
    stepKind: 'receive',
    holderId: null,
    accountId: actor.kind === 'citizen' ? actor.accountId : null,
    applicantName: text(procedure.applicant.name) ?? '',
    applicantPersonalId: text(procedure.applicant.personalId),
    applicantPhone: text(procedure.applicant.phone),
    applicantEmail: text(procedure.applicant.email),
    answers,
    feeDue: procedure.feeOf(channel, answers),
    feePaid: 0,
    submittedAt: at,
    acceptedAt: null,
    dueAt: null,
    dueDerivation: [],
    calendarVersion: null,
    finishedAt: null,
    deliveredAt: null,
    ...untouched,
  };
}

/** Fields in which the applicant wrote what their e-ID says; shown to officers as verified. */
function verifiedAnswers({ actor, procedure, answers }: Submission): string[] {
  if (actor.kind !== 'citizen' || actor.assurance < 2) return [];
  const { name, personalId } = procedure.applicant;
  const facts = [
    { field: name, known: actor.name },
    { field: personalId, known: actor.personalId },
  ];
  return facts.filter(({ field, known }) => known !== null && sameName(answers[field], known)).map(({ field }) => field);
}

function sameName(answer: unknown, known: string): boolean {
  const plain = (text: string): string => text.normalize('NFC').trim().toLocaleLowerCase('vi');
  return typeof answer === 'string' && plain(answer) === plain(known);
}

function checkedAnswers(procedure: CaseProcedure, answers: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { values, problems } = procedure.checkForm(answers);
  if (problems.length > 0) throw invalid('cases.form_has_problems', { count: problems.length, problems });
  return values;
}

/** Every required paper is there, and every named file is really stored and clean. */
export async function checkPapers(deps: CasesDeps, actor: Actor, papers: { procedure: CaseProcedure; given: readonly PaperInput[] }): Promise<void> {
  const { procedure, given } = papers;
  const codes = new Set(given.map((paper) => paper.code));
  const missing = procedure.papers.filter((paper) => paper.required && !codes.has(paper.code));
  if (missing.length > 0) throw invalid('cases.paper_missing', { names: missing.map((paper) => paper.name).join(', ') });
  if (given.length === 0) return;
  const known = await deps.papers.listSentBy(actor, given.map((paper) => paper.sha256));
  const allowed = new Set(procedure.papers.map((paper) => paper.code));
  const unknown = given.find((paper) => !allowed.has(paper.code) || known.get(paper.sha256)?.size !== paper.size);
  if (unknown !== undefined) throw invalid('cases.paper_unknown', { name: unknown.name });
}

async function firstSubmission(deps: CasesDeps, actor: Actor, requestId: string): Promise<CaseFile | undefined> {
  const found = await caseFiles.findByRequest(deps.db.q, requestId);
  // Somebody else's request id says nothing about their case.
  if (found !== undefined && found.submittedBy !== submitterOf(actor)) throw new AppError('conflict', 'cases.act_not_possible');
  return found;
}

function submitterOf(actor: Actor): string {
  return actor.kind === 'citizen' || actor.kind === 'officer' ? actor.accountId : actor.kind;
}

function isDuplicate(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === '23505';
}

/** The case that a draft became, for whoever submitted it: a second press and the way back find it. */
export async function submissionOf(deps: CasesDeps, actor: Actor, draftId: string): Promise<CaseFile | null> {
  const found = z.uuid().safeParse(draftId).success ? await caseFiles.findByRequest(deps.db.q, draftId) : undefined;
  return found === undefined || found.submittedBy !== submitterOf(actor) ? null : found;
}
