import type { Actor } from '#platform/access/actor.ts';
import { allow, deny, hide, mayIn, type Decision } from '#platform/access/decide.ts';
import type { CaseFile } from './model.ts';
import { endStates, transitionOf, transitions, type Act, type Performer } from './states.ts';

export const permissions = [
  { key: 'cases.read', vi: 'Xem hồ sơ của đơn vị' },
  { key: 'cases.receive', vi: 'Kiểm tra, tiếp nhận hồ sơ (một cửa)' },
  { key: 'cases.process', vi: 'Thụ lý hồ sơ' },
  { key: 'cases.sign', vi: 'Duyệt và ký kết quả' },
  { key: 'cases.deliver', vi: 'Trả kết quả' },
] as const;

/** What the rules need to know of a case. */
export type CaseSubject = Pick<CaseFile, 'unitUid' | 'accountId' | 'state' | 'stepKind' | 'holderId' | 'acceptedAt'>;

const stepOf: Readonly<Partial<Record<Performer, string>>> = {
  'cases.receive': 'receive',
  'cases.process': 'process',
  'cases.sign': 'sign',
  'cases.deliver': 'deliver',
};

/** Acts of the counter that it may do wherever the case lies. */
const anywhere: ReadonlySet<Act> = new Set(['supplement', 'confirm_payment', 'collect_fee', 'stop']);

export function mayRead(actor: Actor, subject: Pick<CaseSubject, 'unitUid' | 'accountId'>): boolean {
  if (actor.kind === 'system') return true;
  if (actor.kind === 'citizen') return subject.accountId !== null && subject.accountId === actor.accountId;
  return permissions.some((permission) => mayIn(actor, permission.key, subject.unitUid));
}

export function decideRead(actor: Actor, subject: Pick<CaseSubject, 'unitUid' | 'accountId'>): Decision {
  return mayRead(actor, subject) ? allow : hide('cases.not_found');
}

/**
 * May this actor perform this act on this case now? Others' cases do not exist for a citizen; a case of another unit
 * does not exist for an officer.
 */
export function decide(actor: Actor, act: Act, subject: CaseSubject): Decision {
  if (!mayRead(actor, subject)) return hide('cases.not_found');
  const transition = transitionOf(act, subject.state, subject.acceptedAt !== null);
  const allowed = transition?.by.some((performer) => isPerformer(actor, performer, act, subject)) === true;
  return allowed ? allow : deny(refusalOf(actor, act, subject));
}

function isPerformer(actor: Actor, performer: Performer, act: Act, subject: CaseSubject): boolean {
  if (performer === 'system') return actor.kind === 'system';
  if (performer === 'applicant') return actor.kind === 'citizen' && actor.accountId === subject.accountId;
  if (actor.kind !== 'officer' || !mayIn(actor, performer, subject.unitUid)) return false;
  const atThisStep = anywhere.has(act) || stepOf[performer] === subject.stepKind;
  return atThisStep && (subject.holderId === null || subject.holderId === actor.holdingId || anywhere.has(act));
}

/** Why not: it was never theirs to do, it is over, somebody else holds it, or it has moved on since the page was made. */
function refusalOf(actor: Actor, act: Act, subject: CaseSubject): string {
  const performers = transitions.filter((transition) => transition.act === act).flatMap((transition) => transition.by);
  const inRole = performers.some((performer) => (performer === 'applicant' ? actor.kind === 'citizen' : mayIn(actor, performer, subject.unitUid)));
  if (!inRole) return 'cases.act_forbidden';
  if (endStates.includes(subject.state)) return 'cases.is_closed';
  const heldByAnother = actor.kind === 'officer' && subject.holderId !== null && subject.holderId !== actor.holdingId;
  return heldByAnother ? 'cases.held_by_another' : 'cases.act_not_possible';
}

/** Refusals that a page left open for a while meets in good faith. */
export const staleRefusals: ReadonlySet<string> = new Set(['cases.is_closed', 'cases.act_not_possible', 'cases.held_by_another']);

/** Level 2 of assurance is needed to submit (NĐ 69/2024); officers file for others at the counter. */
export function decideSubmit(actor: Actor, unitUid: string): Decision {
  if (actor.kind === 'citizen') return actor.assurance >= 2 ? allow : deny('cases.assurance_too_low');
  if (actor.kind === 'officer') return mayIn(actor, 'cases.receive', unitUid) ? allow : deny('cases.act_forbidden');
  return deny('cases.sign_in_to_submit');
}

const officerActs = [
  'accept',
  'refuse',
  'ask_supplement',
  'supplement',
  'take',
  'collect_fee',
  'propose_result',
  'return_result',
  'sign_result',
  'deliver',
  'stop',
] as const;
const applicantActs = ['supplement', 'withdraw'] as const;

/** What the page may offer; the same rules as the use cases. */
export function abilities(actor: Actor, subject: CaseSubject): Partial<Record<Act, boolean>> {
  const acts: readonly Act[] = actor.kind === 'citizen' ? applicantActs : officerActs;
  return Object.fromEntries(acts.map((act) => [act, decide(actor, act, subject).allowed]));
}
