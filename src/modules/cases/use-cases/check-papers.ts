import type { Kysely } from 'kysely';
import type { Actor } from '#platform/access/actor.ts';
import { permit } from '#platform/access/decide.ts';
import { conflict, invalid, notFound } from '#platform/errors/app-error.ts';
import { toLocalDate } from '#platform/text/dates.ts';
import type { CaseFile } from '../model.ts';
import { blocking, checkLines, paperTick, refusalWords, requestWords, ticked, type CheckLine, type PaperReason, type PaperTick, type Tick } from '../paper-checks.ts';
import { decideCheckPapers, decideRead, staleRefusals } from '../policy.ts';
import type { CaseProcedure, CasesDeps } from '../ports.ts';
import * as caseFiles from '../store/case-files.ts';
import * as checks from '../store/paper-checks.ts';
import type { CasesTables } from '../tables.gen.ts';
import { procedureOf, subjectOf } from './act.ts';
import { parseInput } from './parse-input.ts';

/** The checklist of a case with the words that follow from it. */
export type PaperChecks = {
  readonly lines: readonly CheckLine[];
  /** Reasons in force today, in their order. */
  readonly reasons: readonly PaperReason[];
  /** Label of every reason that a line carries. */
  readonly labels: Readonly<Record<string, string>>;
  /** Form 02 and Form 03 as far as the papers say; empty when nothing is wrong. */
  readonly words: { readonly supplement: string; readonly refusal: string };
  /** Names of required papers that are wrong: the case cannot be accepted. */
  readonly blocking: readonly string[];
  readonly mayJudge: boolean;
  readonly mayHandle: boolean;
};

/** What the counter found of the papers of a case. For officers; those who only read get no buttons. */
export async function paperChecks(deps: CasesDeps, actor: Actor, caseId: string): Promise<PaperChecks> {
  const procedure = await procedureOf(deps, actor, caseId);
  const { file } = procedure;
  if (actor.kind !== 'officer') throw notFound('cases.not_found');
  const [lines, reasons] = await Promise.all([linesOf(deps.db.q, file, procedure), checks.listReasons(deps.db.q, toLocalDate(deps.clock.now()))]);
  return {
    lines,
    reasons: reasons.current,
    labels: Object.fromEntries(reasons.all.toReversed().map(({ code, label }) => [code, label])),
    words: { supplement: requestWords(lines, reasons.all), refusal: refusalWords(lines, reasons.all) },
    blocking: blocking(lines).map(nameOfLine),
    mayJudge: decideCheckPapers(actor, 'judge', file).allowed,
    mayHandle: decideCheckPapers(actor, 'handle', file).allowed,
  };
}

/**
 * One tick of the checklist, saved at once: a line of the journal of checks and of the audit trail. A replay does nothing.
 * @throws AppError not_found for an invisible case, invalid `cases.paper_unlisted`, `cases.reason_unknown`,
 * `cases.reason_needs_note`, conflict when the case has moved on
 */
export async function checkPaper(deps: CasesDeps, actor: Actor, raw: PaperTick): Promise<void> {
  const { requestId, caseId, paper, tick } = parseInput(paperTick, raw);
  const procedure = await procedureOf(deps, actor, caseId);
  await deps.db.transaction(async (tx) => {
    const file = await caseFiles.lockCase(tx.q, caseId);
    if (file === undefined) throw notFound('cases.not_found');
    const attempt = { actor, action: 'cases.check_paper', subject: { kind: 'case', id: file.id } };
    permit(decideRead(actor, await subjectOf(tx.q, actor, file)), attempt);
    const decision = decideCheckPapers(actor, tick.what === 'handling' ? 'handle' : 'judge', file);
    if (!decision.allowed && staleRefusals.has(decision.code)) throw conflict(decision.code);
    permit(decision, attempt);
    if (actor.kind !== 'officer' || (await checks.hasTick(tx.q, requestId, caseId))) return;
    const line = (await linesOf(tx.q, file, procedure)).find((candidate) => candidate.paper === paper);
    if (line === undefined) throw invalid('cases.paper_unlisted');
    const at = deps.clock.now();
    await refuseWrongReason(tx.q, tick, toLocalDate(at));
    const check = ticked(line.check, tick, at);
    await checks.insertCheck(tx.q, { requestId, caseId, paper, check, at, holdingId: actor.holdingId, officerName: actor.name });
    const detail = { code: file.code, paper, what: tick.what, ...(tick.what === 'wrong' ? { reason: tick.reason } : {}) };
    tx.audit({ actor, action: 'cases.paper_checked', subject: attempt.subject, unitUid: file.unitUid, detail });
  });
}

async function refuseWrongReason(q: Kysely<CasesTables>, tick: Tick, day: string): Promise<void> {
  if (tick.what !== 'wrong') return;
  const { current } = await checks.listReasons(q, day);
  const reason = current.find(({ code }) => code === tick.reason);
  if (reason === undefined) throw invalid('cases.reason_unknown');
  if (reason.needsNote && tick.note.length < 5) throw invalid('cases.reason_needs_note', { label: reason.label });
}

async function linesOf(q: Kysely<CasesTables>, file: CaseFile, procedure: CaseProcedure): Promise<CheckLine[]> {
  const [sent, kept] = [await checks.listSent(q, file.id), await checks.listChecks(q, file.id)];
  return checkLines(procedure.papersFor(file.answers), sent, kept);
}

/** A dossier is not complete while a required paper is wrong. @throws AppError conflict `cases.papers_wrong` */
export async function refuseWhilePapersWrong(q: Kysely<CasesTables>, file: CaseFile, procedure: CaseProcedure): Promise<void> {
  const wrong = blocking(await linesOf(q, file, procedure));
  if (wrong.length > 0) throw conflict('cases.papers_wrong', { names: wrong.map(nameOfLine).join('; ') });
}

const nameOfLine = ({ name, paper }: CheckLine): string => name ?? paper;
