import { z } from 'zod';
import type { Actor } from '#platform/access/actor.ts';
import { permit } from '#platform/access/decide.ts';
import { conflict, notFound } from '#platform/errors/app-error.ts';
import { foldText } from '#platform/text/fold.ts';
import { caseFileSplit, caseFileStopped } from '../events.ts';
import { clockFacts, closed } from '../life.ts';
import { caseActWithWords, caseCode, codeDate, parseCaseCode, untouched, type CaseFile, type Paper } from '../model.ts';
import { decide, decideRead } from '../policy.ts';
import type { CaseDeadline, CaseProcedure, CasesDeps } from '../ports.ts';
import { states } from '../states.ts';
import * as caseFiles from '../store/case-files.ts';
import * as journal from '../store/journal.ts';
import * as links from '../store/links.ts';
import * as papers from '../store/papers.ts';
import { insertSubmission } from '../store/submissions.ts';
import * as warnings from '../store/warnings.ts';
import { lineOf, notesOf, performAct, procedureOf, refOf, refuseOnceSigned, subjectOf, type ActRun } from './act.ts';
import { parseInput } from './parse-input.ts';

export const splitInput = caseActWithWords.extend({ papers: z.array(z.number().int().min(0)).max(500).default([]) });
export type SplitInput = z.input<typeof splitInput>;

/**
 * Makes a second case out of one that asks for two things. It keeps the applicant, the day of acceptance and the clock;
 * the chosen papers are copied. Either names the other.
 */
export async function splitCase(deps: CasesDeps, actor: Actor, raw: SplitInput): Promise<CaseFile> {
  const { papers: positions, words, ...input } = parseInput(splitInput, raw);
  const procedure = await procedureOf(deps, actor, input.caseId);
  const agency = await deps.agencies.agency(procedure.file.unitUid, deps.clock.now());
  const deadline = await deps.deadlines.for(procedure.file);
  return performAct(deps, { actor, act: 'split', ...input }, async (run) => {
    const { tx, file, at, save } = run;
    await refuseOnceSigned(tx.q, file.id);
    const { number } = await deps.numbers.allocate(tx, { unitUid: file.unitUid, kind: `case_code/${codeDate(at)}`, subjectKind: 'case', subjectId: file.id });
    const id = deps.ids.uuid();
    const made: CaseFile = { ...file, ...untouched, id, code: caseCode(agency.code, at, number), feeDue: 0, feePaid: 0, holderId: file.holderId };
    const chosen = (await papers.listPapers(tx.q, file.id)).filter((paper) => positions.includes(paper.position));
    await insertPart(deps, run, { actor, made, chosen, words, procedure });
    await warnings.planWarnings(tx.q, planOf(made, deadline(file.acceptedAt ?? at, []), at));
    await links.insertLink(tx.q, { from: file.id, to: id, kind: 'split', at });
    await save(file, { publicNote: words, data: { to: made.code }, auditDetail: { to: made.code } });
    tx.publish(caseFileSplit, { ...refOf(file), newCaseId: id, newCode: made.code });
  });
}

function planOf(made: CaseFile, deadline: CaseDeadline, at: Date): warnings.WarningPlan {
  return { caseId: made.id, dueAt: made.dueAt, planned: deadline.warnings.filter((warning) => warning.at > at), at };
}

type Part = { readonly actor: Actor; readonly made: CaseFile; readonly chosen: readonly Paper[]; readonly words: string; readonly procedure: CaseProcedure };

async function insertPart(deps: CasesDeps, { tx, file, at }: ActRun, { actor, made, chosen, words, procedure }: Part): Promise<void> {
  const clock = clockFacts(await journal.listLines(tx.q, file.id), procedure.clockPolicy);
  const submittedBy = actor.kind === 'officer' ? actor.accountId : 'system';
  const line = { ...lineOf({ actor, act: 'split_off', requestId: null }, { file: null, next: made, at }), ...notesOf({ publicNote: words, data: { from: file.code, clock } }, { step: made.step }) };
  const row = { ...made, requestId: deps.ids.uuid(), submittedBy, applicantSearch: foldText(made.applicantName) };
  await insertSubmission(tx.q, { file: row, line, papers: chosen });
  // Acceptance and appointment are those of the first case.
  await caseFiles.saveCase(tx.q, made);
  tx.audit({ actor, action: 'cases.split_off', subject: { kind: 'case', id: made.id }, unitUid: made.unitUid, detail: { code: made.code, from: file.code } });
}

export const mergeInput = caseActWithWords.extend({ otherCode: z.string().max(80) });
export type MergeInput = z.input<typeof mergeInput>;

/** Takes another case of the same matter into this one: its papers come over, and it ends with a link to this one. */
export async function mergeCases(deps: CasesDeps, actor: Actor, raw: MergeInput): Promise<CaseFile> {
  const { otherCode, words, ...input } = parseInput(mergeInput, raw);
  const code = parseCaseCode(otherCode);
  const named = code === undefined ? undefined : await caseFiles.findCaseByCode(deps.db.q, code);
  if (named === undefined) throw notFound('cases.not_found');
  permit(decideRead(actor, named), { actor, action: 'cases.absorb', subject: { kind: 'case', id: named.id } });
  return performAct(deps, { actor, act: 'absorb', ...input }, async (run) => {
    const { tx, file, save } = run;
    const other = await caseFiles.lockCase(tx.q, named.id);
    if (other === undefined || !alike(file, other)) throw conflict('cases.not_alike');
    if (other.feePaid > 0) throw conflict('cases.merge_paid', { code: other.code });
    permit(decide(actor, 'merge_into', await subjectOf(tx.q, actor, other)), { actor, action: 'cases.merge_into', subject: { kind: 'case', id: other.id } });
    await refuseOnceSigned(tx.q, file.id);
    await refuseOnceSigned(tx.q, other.id);
    await endMerged(run, { actor, other, words });
    await save(file, { publicNote: words, data: { from: other.code }, auditDetail: { from: other.code } });
    tx.publish(caseFileStopped, { ...refOf(other), words });
  });
}

/** Same procedure, agency and applicant, both being processed. */
function alike(file: CaseFile, other: CaseFile): boolean {
  const same = (['procedureCode', 'unitUid', 'accountId', 'applicantPersonalId'] as const).every((key) => file[key] === other[key]);
  return same && file.id !== other.id && other.state === states.inProcess && (file.accountId !== null || file.applicantPersonalId !== null);
}

async function endMerged({ tx, file, at }: ActRun, merge: { actor: Actor; other: CaseFile; words: string }): Promise<void> {
  const { actor, other, words } = merge;
  const [own, theirs] = [await papers.listPapers(tx.q, file.id), await papers.listPapers(tx.q, other.id)];
  await papers.insertPapers(tx.q, theirs, { caseId: file.id, from: own.length, at });
  const next = closed(other, 'merge_into', at);
  await caseFiles.saveCase(tx.q, next);
  const notes = notesOf({ publicNote: `Gộp vào hồ sơ ${file.code}. ${words}`, data: { to: file.code } });
  await journal.insertLine(tx.q, { ...lineOf({ actor, act: 'merge_into', requestId: null }, { file: other, next, at }), ...notes });
  await links.insertLink(tx.q, { from: other.id, to: file.id, kind: 'merge', at });
  tx.audit({ actor, action: 'cases.merged', subject: { kind: 'case', id: other.id }, unitUid: other.unitUid, detail: { code: other.code, to: file.code } });
}
