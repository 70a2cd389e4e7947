import type { Kysely } from 'kysely';
import type { Actor } from '#platform/access/actor.ts';
import { permit } from '#platform/access/decide.ts';
import type { Tx } from '#platform/db/database.ts';
import { conflict, notFound } from '#platform/errors/app-error.ts';
import type { CaseFile, JournalLine } from '../model.ts';
import { decide, decideRead, staleRefusals, type CaseSubject } from '../policy.ts';
import type { CaseProcedure, CasesDeps } from '../ports.ts';
import type { Act } from '../states.ts';
import * as caseFiles from '../store/case-files.ts';
import * as consultations from '../store/consultations.ts';
import * as journal from '../store/journal.ts';
import * as results from '../store/results.ts';
import type { CasesTables } from '../tables.gen.ts';

/** What every act on a case shares: load and lock → permit → decide → save → journal, audit. */
export type ActRun = {
  readonly tx: Tx<CasesTables>;
  readonly file: CaseFile;
  readonly at: Date;
  /** Saves the new state with its journal line and audit entry; `act` names a second act done in the same stroke. */
  readonly save: (next: CaseFile, words?: Words, act?: Act) => Promise<void>;
};

export type Words = {
  readonly publicNote?: string;
  readonly internalNote?: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly auditDetail?: Readonly<Record<string, unknown>>;
};

export type ActCall = { readonly actor: Actor; readonly act: Act; readonly caseId: string; readonly requestId: string | null };

/** Audit action of each act. */
const auditActionOf: Readonly<Record<Act, string>> = {
  submit: 'cases.submitted',
  accept: 'cases.accepted',
  refuse: 'cases.refused',
  forward: 'cases.forwarded',
  take: 'cases.taken',
  ask_supplement: 'cases.supplement_asked',
  supplement: 'cases.supplemented',
  ask_payment: 'cases.payment_asked',
  confirm_payment: 'cases.payment_confirmed',
  collect_fee: 'cases.fee_collected',
  propose_result: 'cases.result_proposed',
  return_result: 'cases.result_returned',
  sign_result: 'cases.result_signed',
  finish: 'cases.finished',
  deliver: 'cases.delivered',
  withdraw: 'cases.withdrawn',
  stop: 'cases.stopped',
  transfer: 'cases.transferred',
  allow_supplement: 'cases.supplement_allowed',
  hand_over: 'cases.handed_over',
  reassign: 'cases.reassigned',
  delegate: 'cases.delegated',
  end_delegation: 'cases.delegation_ended',
  pass_on: 'cases.passed_on',
  send_back: 'cases.sent_back',
  recall: 'cases.recalled',
  consult: 'cases.consulted',
  give_opinion: 'cases.opinion_given',
  end_consultation: 'cases.consultation_ended',
  note: 'cases.noted',
  apologise: 'cases.apologised',
  split: 'cases.split',
  split_off: 'cases.split_off',
  absorb: 'cases.absorbed',
  merge_into: 'cases.merged',
  review_result: 'cases.result_reviewed',
  correct_result: 'cases.result_corrected',
  reissue: 'cases.reissued',
  revoke_result: 'cases.result_revoked',
};

/** Acts beside the case: who sent it on may still take it back after them. */
const besideTheCase: ReadonlySet<Act> = new Set<Act>(['note', 'give_opinion', 'end_consultation', 'collect_fee', 'allow_supplement']);

/**
 * Runs one act in one transaction. A replay (same request id on the same case) returns what the first run left.
 * @throws AppError not_found for an invisible case, forbidden or conflict by the policy
 */
export async function performAct(deps: CasesDeps, call: ActCall, work: (run: ActRun) => Promise<void>): Promise<CaseFile> {
  return deps.db.transaction(async (tx) => {
    const file = await caseFiles.lockCase(tx.q, call.caseId);
    if (file === undefined) throw notFound('cases.not_found');
    const attempt = { actor: call.actor, action: `cases.${call.act}`, subject: { kind: 'case', id: file.id } };
    const subject = await subjectOf(tx.q, call.actor, file);
    // Before a replay is answered: knowing a request id opens nobody's case.
    permit(decideRead(call.actor, subject), attempt);
    if (call.requestId !== null && (await journal.hasRequest(tx.q, call.requestId, file.id))) return file;
    const decision = decide(call.actor, call.act, subject);
    // A page that was left open is no attempt at something forbidden: the person is told the newest state.
    if (!decision.allowed && staleRefusals.has(decision.code)) throw conflict(decision.code);
    permit(decision, attempt);
    let saved = file;
    const at = deps.clock.now();
    const save = async (changed: CaseFile, words: Words = {}, act: Act = call.act): Promise<void> => {
      const requestId = act === call.act ? call.requestId : null;
      const next = besideTheCase.has(act) ? changed : acted(saved, changed);
      await caseFiles.saveCase(tx.q, next);
      await journal.insertLine(tx.q, { ...lineOf({ actor: call.actor, act, requestId }, { file: saved, next, at }), ...notesOf(words, saved.step === next.step ? {} : { step: next.step }) });
      const detail = { code: file.code, ...words.auditDetail };
      tx.audit({ actor: call.actor, action: auditActionOf[act], subject: { kind: 'case', id: file.id }, unitUid: file.unitUid, detail });
      saved = next;
    };
    await work({ tx, file, at, save });
    return saved;
  });
}

/** Whoever acts on a case ends the right of the one who sent it on to take it back. */
function acted(before: CaseFile, after: CaseFile): CaseFile {
  const sentOn = after.movedFromStep !== before.movedFromStep || after.movedBy !== before.movedBy || after.step !== before.step;
  return sentOn && after.movedBy !== null ? after : { ...after, movedBy: null, movedFromStep: null };
}

/** What the policy asks of a case, with those whose opinion is waited for when an officer may be one of them. */
export async function subjectOf(q: Kysely<CasesTables>, actor: Actor, file: CaseFile): Promise<CaseFile & Pick<CaseSubject, 'asked' | 'heard'>> {
  return actor.kind === 'officer' ? { ...file, ...(await consultations.listAsked(q, file.id)) } : file;
}

/** Once the leader has signed, the paper is on its way: it can only be revoked. */
export async function refuseOnceSigned(q: Kysely<CasesTables>, caseId: string): Promise<void> {
  const result = await results.lockResult(q, caseId);
  if (result !== undefined && result.signedAt !== null) throw conflict('cases.result_already_signed');
}

/**
 * The version of a case, loaded before its transaction begins. A case that the actor may not see is not there: what is
 * checked between here and the transaction must not tell that it exists.
 */
export async function procedureOf(deps: CasesDeps, actor: Actor, caseId: string): Promise<CaseProcedure & { readonly file: CaseFile }> {
  const file = await caseFiles.findCase(deps.db.q, caseId);
  if (file === undefined) throw notFound('cases.not_found');
  permit(decideRead(actor, await subjectOf(deps.db.q, actor, file)), { actor, action: 'cases.read', subject: { kind: 'case', id: file.id } });
  return { ...(await deps.procedures.version(file.versionId)), file };
}

type Change = { readonly file: CaseFile | null; readonly next: CaseFile; readonly at: Date };

/** The journal line of a change; officers are named with their position, citizens by name. */
export function lineOf(call: Pick<ActCall, 'actor' | 'act' | 'requestId'>, change: Change): Omit<journal.NewLine, 'publicNote' | 'internalNote' | 'data'> {
  const { actor, act, requestId } = call;
  const officer = actor.kind === 'officer' ? actor : undefined;
  return {
    requestId,
    caseId: change.next.id,
    at: change.at,
    act,
    fromState: change.file?.state ?? null,
    toState: change.next.state,
    actorKind: actor.kind,
    actorName: nameOf(actor),
    actorPosition: officer?.positionName ?? null,
    holdingId: officer?.holdingId ?? null,
    unitUid: officer?.unitUid ?? null,
  };
}

/** The words of a line and its facts; `step` is noted where the case came to another internal step (Form 06). */
export function notesOf(words: Words, step: { readonly step?: number } = {}): Pick<JournalLine, 'publicNote' | 'internalNote' | 'data'> {
  return { publicNote: words.publicNote ?? null, internalNote: words.internalNote ?? null, data: { ...words.data, ...step } };
}

function nameOf(actor: Actor): string {
  if (actor.kind === 'citizen' || actor.kind === 'officer') return actor.name;
  return 'Hệ thống';
}

/** The payload common to all events of a case. */
export function refOf(file: CaseFile): { caseId: string; code: string; procedureCode: string; procedureName: string; unitUid: string; accountId: string | null } {
  const { id, code, procedureCode, procedureName, unitUid, accountId } = file;
  return { caseId: id, code, procedureCode, procedureName, unitUid, accountId };
}
