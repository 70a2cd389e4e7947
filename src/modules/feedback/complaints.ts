import type { Actor } from '#platform/access/actor.ts';
import { mayAnywhere, permit, unitsFor } from '#platform/access/decide.ts';
import type { Tx } from '#platform/db/database.ts';
import { conflict, forbidden, notFound } from '#platform/errors/app-error.ts';
import { toLocalDate } from '#platform/text/dates.ts';
import { z } from 'zod';
import * as events from './events.ts';
import { answerInput, complaintInput, complaintQuery, pageSize, passOnInput, type AnswerInput, type Complaint, type ComplaintInput, type PassOnInput } from './model.ts';
import { parseInput } from './parse-input.ts';
import { decideComplaint, type ComplaintAct } from './policy.ts';
import type { FeedbackDeps } from './ports.ts';
import * as store from './store.ts';
import type { FeedbackTables } from './tables.gen.ts';

/**
 * Files a complaint about how the applicant's own case was handled. Supervisors who did not act on it see it.
 * @throws AppError conflict `feedback.too_many_open` while one about this case waits for its answer
 */
export async function complain(deps: FeedbackDeps, actor: Actor, raw: ComplaintInput): Promise<Complaint> {
  const input = parseInput(complaintInput, raw);
  const judged = await deps.cases.own(actor, input.caseId);
  if (actor.kind !== 'citizen') throw notFound('feedback.case_not_found');
  const at = deps.clock.now();
  const limit = await store.findTimeLimit(deps.db.q, toLocalDate(at));
  const [upperUnitUid, deadline] = await Promise.all([deps.supervisors.above(judged.unitUid, at), deps.deadlines.after(judged.unitUid, at, limit)]);
  return deps.db.transaction(async (tx) => {
    const earlier = await store.lockComplaintsOf(tx.q, judged.id);
    const same = earlier.find((one) => one.id === input.requestId);
    if (same !== undefined) return same;
    if (earlier.some((one) => one.state !== 'answered')) throw conflict('feedback.too_many_open');
    const complaint: Complaint = {
      ...{ id: input.requestId, caseId: judged.id, caseCode: judged.code, procedureName: judged.procedureName, unitUid: judged.unitUid, upperUnitUid },
      ...{ handlers: judged.handlers, accountId: actor.accountId, authorName: actor.name, topic: input.topic, words: input.words },
      ...{ state: 'received', receivedAt: at, dueAt: deadline.dueAt, dueDerivation: deadline.derivation, passedOnAt: null, answer: null, answeredAt: null, answeredBy: null },
    };
    await store.insertComplaint(tx.q, complaint);
    trace(tx, { actor, complaint, action: 'feedback.complaint_received', detail: { code: judged.code, topic: input.topic } });
    tx.publish(events.complaintReceived, refOf(complaint));
    return complaint;
  });
}

/** The applicant's complaints about one of their cases, newest first. */
export async function listOwnComplaints(deps: FeedbackDeps, actor: Actor, caseId: string): Promise<readonly Complaint[]> {
  const { id } = await deps.cases.own(actor, caseId);
  const all = await store.listOfCase(deps.db.q, id);
  return all.filter((complaint) => decideComplaint(actor, 'read', complaint).allowed);
}

export type ComplaintPage = { readonly items: readonly Complaint[]; readonly more: boolean };

/** What this supervisor may see, most urgent first. */
export async function listComplaints(deps: FeedbackDeps, actor: Actor, raw: unknown): Promise<ComplaintPage> {
  const query = complaintQuery.parse(raw);
  if (actor.kind !== 'officer' || !mayAnywhere(actor, 'feedback.supervise')) throw forbidden('feedback.supervise_forbidden');
  const by = { units: unitsFor(actor, 'feedback.supervise'), personUid: actor.personUid };
  const items = await store.listForSupervisor(deps.db.q, by, { open: query.state === 'open', page: query.page });
  return { items: items.slice(0, pageSize), more: items.length > pageSize };
}

/** How many complaints wait for this supervisor. */
export async function countComplaints(deps: FeedbackDeps, actor: Actor): Promise<number> {
  if (actor.kind !== 'officer') return 0;
  return store.countOpen(deps.db.q, { units: unitsFor(actor, 'feedback.supervise'), personUid: actor.personUid });
}

/** One complaint, for its author or a supervisor; a reading by an officer is recorded. */
export async function getComplaint(deps: FeedbackDeps, actor: Actor, id: string): Promise<Complaint> {
  const found = z.uuid().safeParse(id).success ? await store.findComplaint(deps.db.q, id) : undefined;
  const complaint = allowed(actor, 'read', found);
  if (actor.kind === 'officer') {
    const subject = { kind: 'complaint', id };
    await deps.audit.record({ actor, action: 'feedback.complaint_read', subject, unitUid: complaint.unitUid, detail: { code: complaint.caseCode }, purpose: 'Giải quyết phản ánh' });
  }
  return complaint;
}

/** Hands a complaint to the supervisors of the unit above. */
export async function passOn(deps: FeedbackDeps, actor: Actor, raw: PassOnInput): Promise<void> {
  refuseOthers(actor);
  const input = parseInput(passOnInput, raw);
  await deps.db.transaction(async (tx) => {
    const found = await store.lockComplaint(tx.q, input.complaintId);
    if (found?.state === 'passed_on' && decideComplaint(actor, 'read', found).allowed) return;
    const complaint = allowed(actor, 'pass_on', found);
    await store.savePassedOn(tx.q, complaint.id, deps.clock.now());
    trace(tx, { actor, complaint, action: 'feedback.complaint_passed_on', detail: { code: complaint.caseCode } });
  });
}

/** Answers the author, who is told at once. A replay finds the answer of the first press. */
export async function answerComplaint(deps: FeedbackDeps, actor: Actor, raw: AnswerInput): Promise<void> {
  refuseOthers(actor);
  const input = parseInput(answerInput, raw);
  await deps.db.transaction(async (tx) => {
    const found = await store.lockComplaint(tx.q, input.complaintId);
    allowed(actor, 'read', found);
    if (await store.isAnswerRequest(tx.q, input.complaintId, input.requestId)) return;
    const complaint = allowed(actor, 'answer', found);
    const by = actor.kind === 'officer' ? [actor.name, actor.positionName].filter((part) => part !== '').join(', ') : '';
    await store.saveAnswer(tx.q, { id: complaint.id, words: input.words, at: deps.clock.now(), by, requestId: input.requestId });
    await deps.notices.send(tx, {
      key: `feedback.complaint_answered:${complaint.id}`,
      to: { accountId: complaint.accountId, email: null, locale: 'vi' },
      template: 'feedback.complaint_answered',
      data: { code: complaint.caseCode, procedure: complaint.procedureName },
      link: `/ho-so/${complaint.caseId}/phan-anh`,
      unitUid: complaint.unitUid,
    });
    trace(tx, { actor, complaint, action: 'feedback.complaint_answered', detail: { code: complaint.caseCode } });
    tx.publish(events.complaintAnswered, refOf(complaint));
  });
}

/** Before the input is read: what is wrong with it is nobody else's business. */
function refuseOthers(actor: Actor): void {
  if (!mayAnywhere(actor, 'feedback.supervise')) throw notFound('feedback.complaint_not_found');
}

function allowed(actor: Actor, act: ComplaintAct, complaint: Complaint | undefined): Complaint {
  if (complaint === undefined) throw notFound('feedback.complaint_not_found');
  permit(decideComplaint(actor, act, complaint), { actor, action: `feedback.${act}`, subject: { kind: 'complaint', id: complaint.id } });
  return complaint;
}

type Trace = { readonly actor: Actor; readonly complaint: Complaint; readonly action: string; readonly detail: Readonly<Record<string, unknown>> };

function trace(tx: Tx<FeedbackTables>, { actor, complaint, action, detail }: Trace): void {
  tx.audit({ actor, action, subject: { kind: 'complaint', id: complaint.id }, unitUid: complaint.unitUid, detail });
}

function refOf({ id, caseId, unitUid }: Complaint): { complaintId: string; caseId: string; unitUid: string } {
  return { complaintId: id, caseId, unitUid };
}
