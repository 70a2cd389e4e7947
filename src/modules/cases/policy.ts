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
  { key: 'cases.manage', vi: 'Phân công, điều chuyển hồ sơ; xin lỗi và hẹn lại' },
] as const;

/** Somebody asked for an opinion: a person in a position, or anyone of a unit. */
export type Addressee = { readonly holdingId: string | null; readonly unitUid: string };

/** What the rules need to know of a case. */
export type CaseSubject = Pick<
  CaseFile,
  'unitUid' | 'accountId' | 'state' | 'stepKind' | 'holderId' | 'acceptedAt'
> & {
  readonly receivedUnitUid?: string;
  /** Who works on it in the holder's place. */
  readonly delegateId?: string | null;
  /** Who sent it to the step where it lies; null when nobody did, or when it was touched since. */
  readonly movedBy?: string | null;
  /** Whose opinion is being waited for. */
  readonly asked?: readonly Addressee[];
  /** Who gave their opinion, and may still see what became of it. */
  readonly heard?: readonly Addressee[];
};

type Place = Pick<CaseSubject, 'unitUid' | 'accountId' | 'receivedUnitUid' | 'asked' | 'heard'>;

const stepOf: Readonly<Partial<Record<Performer, string>>> = {
  'cases.receive': 'receive',
  'cases.process': 'process',
  'cases.sign': 'sign',
  'cases.deliver': 'deliver',
};

/** Acts that are bound to no step: of the counter wherever the case lies, of a leader, and what outlives the steps. */
const anywhere: ReadonlySet<Act> = new Set<Act>([
  ...(['supplement', 'confirm_payment', 'collect_fee', 'stop'] as const),
  ...(['allow_supplement', 'correct_result', 'revoke_result', 'end_consultation', 'split_off'] as const),
]);

export function mayRead(actor: Actor, subject: Place): boolean {
  if (actor.kind === 'system') return true;
  if (actor.kind === 'citizen') return subject.accountId !== null && subject.accountId === actor.accountId;
  return (
    mayReadIn(actor, subject.unitUid) ||
    // The office that received a dossier for another one goes on seeing it.
    (subject.receivedUnitUid !== undefined && mayReadIn(actor, subject.receivedUnitUid)) ||
    isAsked(actor, [...(subject.asked ?? []), ...(subject.heard ?? [])])
  );
}

function mayReadIn(actor: Actor, unitUid: string): boolean {
  return permissions.some((permission) => mayIn(actor, permission.key, unitUid));
}

/** True for the person, or anyone of the unit, whose opinion is being waited for. */
export function isAsked(actor: Actor, asked: readonly Addressee[]): boolean {
  if (actor.kind !== 'officer') return false;
  return asked.some((one) =>
    one.holdingId === null ? one.unitUid === actor.unitUid : one.holdingId === actor.holdingId,
  );
}

export function decideRead(actor: Actor, subject: Place): Decision {
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
  if (actor.kind !== 'officer') return false;
  if (performer === 'consulted') return isAsked(actor, subject.asked ?? []);
  if (performer === 'reader') return mayReadIn(actor, subject.unitUid);
  if (performer === 'sender') return mayRecall(actor.holdingId, subject);
  if (!mayIn(actor, performer, subject.unitUid)) return false;
  if (performer === 'cases.manage' || anywhere.has(act)) return true;
  return stepOf[performer] === subject.stepKind && isHolder(actor.holdingId, act, subject);
}

/** Free for anyone of the role, or theirs; a delegate works in the holder's place but does not pass the case on. */
function isHolder(holdingId: string, act: Act, { holderId, delegateId }: CaseSubject): boolean {
  if (holderId === null || holderId === holdingId) return true;
  return delegateId === holdingId && act !== 'delegate' && act !== 'hand_over';
}

/** Taken back as long as nobody has acted on it since: any act of somebody else forgets who sent it. */
function mayRecall(holdingId: string, { movedBy, stepKind }: CaseSubject): boolean {
  return movedBy === holdingId && stepKind !== 'closed';
}

/** Why not: it was never theirs to do, it is over, somebody else holds it, or it has moved on since the page was made. */
function refusalOf(actor: Actor, act: Act, subject: CaseSubject): string {
  const performers = transitions.filter((transition) => transition.act === act).flatMap((transition) => transition.by);
  if (!performers.some((performer) => isInRole(actor, performer, subject))) return 'cases.act_forbidden';
  if (endStates.includes(subject.state)) return 'cases.is_closed';
  const heldByAnother = actor.kind === 'officer' && subject.holderId !== null && subject.holderId !== actor.holdingId;
  return heldByAnother ? 'cases.held_by_another' : 'cases.act_not_possible';
}

function isInRole(actor: Actor, performer: Performer, subject: CaseSubject): boolean {
  if (performer === 'applicant') return actor.kind === 'citizen';
  if (performer === 'sender' || performer === 'reader') return actor.kind === 'officer';
  if (performer === 'consulted') return isAsked(actor, subject.asked ?? []);
  return mayIn(actor, performer, subject.unitUid);
}

/** Refusals that a page left open for a while meets in good faith. */
export const staleRefusals: ReadonlySet<string> = new Set(['cases.is_closed', 'cases.act_not_possible', 'cases.held_by_another']);

/**
 * The counter judges papers of a dossier that is being received and not held by somebody else; what becomes of the
 * originals it may note as long as the case is open.
 */
export function decideCheckPapers(actor: Actor, what: 'judge' | 'handle', subject: CaseSubject): Decision {
  if (!mayRead(actor, subject)) return hide('cases.not_found');
  if (actor.kind !== 'officer' || !mayIn(actor, 'cases.receive', subject.unitUid)) return deny('cases.act_forbidden');
  if (endStates.includes(subject.state)) return deny('cases.is_closed');
  if (what === 'handle') return allow;
  if (subject.stepKind !== 'receive' || subject.acceptedAt !== null) return deny('cases.act_not_possible');
  const { holderId, delegateId } = subject;
  return holderId === null || holderId === actor.holdingId || delegateId === actor.holdingId ? allow : deny('cases.held_by_another');
}

/** The register of a unit is for whoever may read all its cases. */
export function decideRegister(actor: Actor, unitUid: string): Decision {
  return mayIn(actor, 'cases.read', unitUid) ? allow : hide('cases.agency_unknown');
}

/** Level 2 of assurance is needed to submit (NĐ 69/2024); officers file for others at the counter. */
export function decideSubmit(actor: Actor, unitUid: string): Decision {
  if (actor.kind === 'citizen') return actor.assurance >= 2 ? allow : deny('cases.assurance_too_low');
  if (actor.kind === 'officer') return mayIn(actor, 'cases.receive', unitUid) ? allow : deny('cases.act_forbidden');
  return deny('cases.sign_in_to_submit');
}

const officerActs: readonly Act[] = [
  ...(['accept', 'refuse', 'transfer', 'ask_supplement', 'allow_supplement', 'supplement'] as const),
  ...(['take', 'hand_over', 'reassign', 'delegate', 'end_delegation', 'pass_on', 'send_back', 'recall'] as const),
  ...(['consult', 'give_opinion', 'end_consultation', 'note', 'apologise', 'split', 'absorb'] as const),
  ...(['ask_payment', 'confirm_payment', 'collect_fee', 'propose_result', 'review_result', 'return_result'] as const),
  ...(['sign_result', 'deliver', 'correct_result', 'revoke_result', 'stop'] as const),
];
const applicantActs = ['supplement', 'withdraw'] as const;

/** What the page may offer; the same rules as the use cases. */
export function abilities(actor: Actor, subject: CaseSubject): Partial<Record<Act, boolean>> {
  const acts: readonly Act[] = actor.kind === 'citizen' ? applicantActs : officerActs;
  return Object.fromEntries(acts.map((act) => [act, decide(actor, act, subject).allowed]));
}
