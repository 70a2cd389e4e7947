import type { Actor } from '#platform/access/actor.ts';
import { permit } from '#platform/access/decide.ts';
import { conflict, notFound } from '#platform/errors/app-error.ts';
import { formatInteger } from '#platform/text/amounts.ts';
import { maskName } from '#platform/text/mask.ts';
import { z } from 'zod';
import { parseCaseCode, type CaseFile, type JournalLine, type Paper, type Result } from '../model.ts';
import { abilities, decideRead } from '../policy.ts';
import type { Agency, CasesDeps } from '../ports.ts';
import { printReceipt, printResult } from '../press.ts';
import { internalActs, type Act } from '../states.ts';
import { subjectOf } from './act.ts';
import * as caseFiles from '../store/case-files.ts';
import * as formerResults from '../store/former-results.ts';
import * as journal from '../store/journal.ts';
import * as papers from '../store/papers.ts';
import * as results from '../store/results.ts';

export type CaseView = {
  readonly file: CaseFile;
  readonly papers: readonly Paper[];
  readonly journal: readonly JournalLine[];
  readonly result: Result | null;
  readonly agency: Agency;
  /** For officers before the result is issued: what the answers already say about it. */
  readonly suggestion: Readonly<Record<string, unknown>>;
  readonly abilities: Partial<Record<Act, boolean>>;
};

/** Everything about one case for those who may see it. A reading by an officer is recorded with its purpose. */
export async function getCase(deps: CasesDeps, actor: Actor, caseId: string): Promise<CaseView> {
  const file = z.uuid().safeParse(caseId).success ? await caseFiles.findCase(deps.db.q, caseId) : undefined;
  if (file === undefined) throw notFound('cases.not_found');
  const known = await subjectOf(deps.db.q, actor, file);
  permit(decideRead(actor, known), { actor, action: 'cases.read', subject: { kind: 'case', id: file.id } });
  if (actor.kind === 'officer') {
    const subject = { kind: 'case', id: file.id };
    await deps.audit.record({ actor, action: 'cases.read', subject, unitUid: file.unitUid, detail: { code: file.code }, purpose: 'Giải quyết thủ tục hành chính' });
  }
  const [paperList, lines, result, agency, suggestion] = await Promise.all([
    papers.listPapers(deps.db.q, file.id),
    journal.listLines(deps.db.q, file.id),
    results.findResult(deps.db.q, file.id),
    deps.agencies.agency(file.unitUid, file.submittedAt),
    actor.kind === 'officer' ? suggestResult(deps, file) : {},
  ]);
  const citizen = actor.kind === 'citizen';
  return {
    file,
    papers: paperList,
    journal: citizen ? lines.filter(isPublic).map(withoutInternals) : lines,
    result: result === undefined || (citizen && !isPublished(result)) ? null : result,
    agency,
    suggestion,
    abilities: abilities(actor, known),
  };
}

async function suggestResult(deps: CasesDeps, file: CaseFile): Promise<Readonly<Record<string, unknown>>> {
  return (await deps.procedures.version(file.versionId)).draftOf(file.answers);
}

/** Lines of acts among officers are for officers. */
function isPublic(line: JournalLine): boolean {
  return !internalActs.has(line.act);
}

function withoutInternals(line: JournalLine): JournalLine {
  return { ...line, internalNote: null, data: {} };
}

/** The applicant's own cases, newest first. */
export async function listMine(deps: CasesDeps, actor: Actor): Promise<CaseFile[]> {
  return actor.kind === 'citizen' ? caseFiles.listByAccount(deps.db.q, actor.accountId) : [];
}

/** What anyone may know who holds the code: no name in full, no answer of the form, no internal note. */
export type Tracking = Pick<CaseFile, 'code' | 'procedureName' | 'state' | 'stepKind' | 'submittedAt' | 'acceptedAt' | 'dueAt' | 'dueDerivation' | 'finishedAt' | 'deliveredAt' | 'feeDue' | 'feePaid'> & {
  readonly maskedName: string;
  readonly agencyName: string;
  readonly steps: readonly { readonly at: Date; readonly act: Act; readonly by: string; readonly note: string | null }[];
  readonly planned: readonly string[];
};

/** Follows a case by its code, without signing in. @throws AppError not_found for a code that is not one of ours */
export async function track(deps: CasesDeps, typedCode: string): Promise<Tracking> {
  const code = parseCaseCode(typedCode);
  const file = code === undefined ? undefined : await caseFiles.findCaseByCode(deps.db.q, code);
  if (file === undefined) throw notFound('cases.not_found');
  const [lines, agency, procedure] = await Promise.all([
    journal.listLines(deps.db.q, file.id),
    deps.agencies.agency(file.unitUid, file.submittedAt),
    deps.procedures.version(file.versionId),
  ]);
  const { procedureName, state, stepKind, submittedAt, acceptedAt, dueAt, dueDerivation, finishedAt, deliveredAt, feeDue, feePaid } = file;
  return {
    ...{ code: file.code, procedureName, state, stepKind, submittedAt, acceptedAt, dueAt, dueDerivation, finishedAt, deliveredAt, feeDue, feePaid },
    maskedName: maskName(file.applicantName),
    agencyName: agency.name,
    steps: lines.filter(isPublic).map((line) => ({ at: line.at, act: line.act, by: publicActor(line), note: line.publicNote })),
    planned: file.stepKind === 'closed' ? [] : procedure.steps.slice(file.step + 1).map((step) => step.name),
  };
}

/** Officers are named with their position (NĐ 224/2026: the notice names the person); applicants are masked. */
function publicActor(line: JournalLine): string {
  if (line.actorKind === 'officer') return line.actorPosition === null ? line.actorName : `${line.actorName}, ${line.actorPosition}`;
  return line.actorKind === 'citizen' ? maskName(line.actorName) : line.actorName;
}

/** What a paper of ours says about itself to anyone who holds it. */
export type Verification = {
  readonly notation: string;
  readonly procedureName: string;
  readonly maskedName: string;
  readonly agencyName: string;
  readonly signerName: string;
  readonly signerLines: readonly string[];
  readonly signedAt: Date;
  readonly sha256: string;
  readonly size: number;
  readonly revoked: { readonly at: Date; readonly reason: string } | null;
};

/** Verifies a result by the code printed on it or by the SHA-256 of its file. */
export async function verify(deps: CasesDeps, codeOrHash: string): Promise<Verification> {
  const typed = codeOrHash.trim();
  const result = await findPublished(deps, typed);
  const file = result === undefined ? undefined : await caseFiles.findCase(deps.db.q, result.caseId);
  if (result === undefined || file === undefined) throw notFound('cases.verification_not_found');
  const agency = await deps.agencies.agency(file.unitUid, result.signedAt);
  return {
    notation: result.notation,
    procedureName: file.procedureName,
    maskedName: maskName(file.applicantName),
    agencyName: agency.name,
    signerName: result.signer.name,
    signerLines: result.signer.lines,
    signedAt: result.signedAt,
    sha256: result.sha256,
    size: result.size,
    revoked: result.revokedAt === null ? null : { at: result.revokedAt, reason: result.revokeReason ?? '' },
  };
}

/** The result that a code or hash stands for: the one in force, or one that was corrected since. */
async function findPublished(deps: CasesDeps, typed: string): Promise<Published | undefined> {
  const hash = /^[0-9a-f]{64}$/iu.test(typed) ? typed.toLowerCase() : null;
  const current = hash === null ? await results.findByVerificationCode(deps.db.q, typed) : await results.findByHash(deps.db.q, hash);
  if (current !== undefined && isPublished(current)) return current;
  const former = hash === null ? await formerResults.findFormerByCode(deps.db.q, typed) : await formerResults.findFormerByHash(deps.db.q, hash);
  return former !== undefined && isPublished(former) ? former : undefined;
}

type Published = Result & { notation: string; signer: NonNullable<Result['signer']>; signedAt: Date; sha256: string; size: number };

function isPublished(result: Result): result is Published {
  return (result.state === 'issued' || result.state === 'revoked') && result.sha256 !== null;
}

/** Form 01 of an accepted case. @throws AppError conflict `cases.not_accepted_yet` */
export async function receipt(deps: CasesDeps, actor: Actor, input: { caseId: string; format: 'a4' | 'a5' }): Promise<{ pdf: Uint8Array; name: string }> {
  const { file, papers: paperList, agency, journal: lines } = await getCase(deps, actor, input.caseId);
  if (file.acceptedAt === null) throw conflict('cases.not_accepted_yet');
  const procedure = await deps.procedures.version(file.versionId);
  const receiver = lines.find((line) => line.act === 'accept')?.actorName ?? '';
  const trackUrl = `${deps.baseUrl}/tra-cuu/${file.code}`;
  const processingTime = procedure.timeLimit(file.channel);
  return { pdf: await printReceipt({ file, papers: paperList, agency, processingTime, receiver, trackUrl }, input.format), name: `${file.code}-giay-hen.pdf` };
}

/** The draft of the result as it will be signed, number and signature still empty. */
export async function draftPreview(deps: CasesDeps, actor: Actor, caseId: string): Promise<Uint8Array> {
  const { file, result, agency, suggestion } = await getCase(deps, actor, caseId);
  if (actor.kind !== 'officer') throw notFound('cases.result_missing');
  const procedure = await deps.procedures.version(file.versionId);
  // A draft may be half typed: only what passes the form is printed, the rest stays blank.
  const fields = procedure.checkResult(result?.fields ?? suggestion).values;
  const signer = result?.signer ?? { personUid: '', unitUid: file.unitUid, name: '', lines: [] };
  const signedAt = result?.signedAt ?? deps.clock.now();
  const notation = result?.notation ?? `……/${procedure.resultNotation}`;
  const verifyUrl = `${deps.baseUrl}/kiem-tra/${result?.verificationCode ?? ''}`;
  const { pdf } = await printResult({ template: procedure.resultTemplate, fields, agency, notation, signer, signedAt, verifyUrl });
  return pdf;
}

/**
 * The signed file for those who may see the case; each download is recorded. Its owner gets it once what is due on
 * delivery is paid, and not after it was revoked.
 * @throws AppError conflict `cases.result_unpaid`, `cases.result_revoked`
 */
export async function resultFile(deps: CasesDeps, actor: Actor, caseId: string): Promise<{ sha256: string; name: string }> {
  const { file, result } = await getCase(deps, actor, caseId);
  if (result?.sha256 === undefined || result.sha256 === null) throw notFound('cases.result_missing');
  if (actor.kind === 'citizen') refuseToOwner(file, result);
  await deps.audit.record({ actor, action: 'cases.result_downloaded', subject: { kind: 'case', id: file.id }, unitUid: file.unitUid, detail: { code: file.code } });
  return { sha256: result.sha256, name: `${file.code}.pdf` };
}

function refuseToOwner(file: CaseFile, result: Result): void {
  if (result.state === 'revoked') throw conflict('cases.result_revoked');
  const owed = file.feeDue - file.feePaid;
  if (owed > 0) throw conflict('cases.result_unpaid', { amount: formatInteger(owed) });
}
