import { conflict } from '#platform/errors/app-error.ts';
import type { CaseFile, JournalLine } from './model.ts';
import type { CaseDeadline, ClockFact, ProcedureStep } from './ports.ts';
import { states, transitionOf, transitions, type Act, type State } from './states.ts';

export type Deadline = (start: Date, facts: readonly ClockFact[]) => CaseDeadline;

/** The state after an act. @throws AppError conflict when the state does not allow it. */
export function stateAfter(file: Pick<CaseFile, 'state' | 'acceptedAt'>, act: Act): State {
  const transition = transitionOf(act, file.state, file.acceptedAt !== null);
  if (transition === undefined) throw conflict('cases.act_not_possible');
  return transition.to;
}

/** The first step of a kind at or after `from`; a procedure without one keeps the step it is at. */
export function stepOfKind(steps: readonly ProcedureStep[], kind: ProcedureStep['kind'], from = 0): number {
  const index = steps.findIndex((step, position) => position >= from && step.kind === kind);
  return index === -1 ? from : index;
}

/** Puts a case at a step, free for anyone of the role, unless somebody is named. */
export function atStep(file: CaseFile, steps: readonly ProcedureStep[], kind: ProcedureStep['kind'], holderId: string | null = null): CaseFile {
  return { ...file, step: stepOfKind(steps, kind), stepKind: kind, holderId, delegateId: null };
}

export type Mover = { readonly by: string; readonly holderId?: string | null };

/** Sent to another step by an officer, who may take it back until somebody acts on it. */
export function movedTo(file: CaseFile, steps: readonly ProcedureStep[], step: number, mover: Mover): CaseFile {
  const stepKind = steps[step]?.kind ?? file.stepKind;
  return { ...file, step, stepKind, holderId: mover.holderId ?? null, delegateId: null, movedBy: mover.by, movedFromStep: file.step };
}

/** The step that follows, when it is of this kind. @throws AppError conflict `cases.no_such_step` */
export function stepAfter(file: CaseFile, steps: readonly ProcedureStep[], kind: ProcedureStep['kind']): number {
  const next = file.step + 1;
  if (steps[next]?.kind !== kind) throw conflict('cases.no_such_step');
  return next;
}

/** Where a case is sent back to: the latest earlier step that its step names, else the one before. */
export function stepBefore(file: CaseFile, steps: readonly ProcedureStep[]): number {
  const named = steps[file.step]?.returnsTo ?? [];
  const before = steps.slice(0, file.step).findLastIndex((step) => named.length === 0 || named.includes(step.key));
  if (before === -1) throw conflict('cases.no_such_step');
  return before;
}

/** The process step to which a leader returns a draft. */
export function draftingStep(file: CaseFile, steps: readonly ProcedureStep[]): number {
  const before = steps.slice(0, file.step).findLastIndex((step) => step.kind === 'process');
  return before === -1 ? stepOfKind(steps, 'process') : before;
}

/** Whether another leader signs after this step, so that this one only reviews. */
export function isReview(file: Pick<CaseFile, 'step' | 'stepKind'>, steps: readonly Pick<ProcedureStep, 'kind'>[]): boolean {
  return file.stepKind === 'sign' && steps.slice(file.step + 1).some((step) => step.kind === 'sign');
}

/** Accepted: the clock starts now and the appointment is fixed with its reasons. */
export function accepted(file: CaseFile, at: Date, deadline: Deadline): CaseFile {
  const { dueAt, derivation, calendarVersion } = deadline(at, []);
  return { ...file, state: stateAfter(file, 'accept'), acceptedAt: at, dueAt, dueDerivation: derivation, calendarVersion };
}

/** Any act that ends the case without a result. */
export function closed(file: CaseFile, act: 'refuse' | 'withdraw' | 'stop' | 'merge_into', at: Date): CaseFile {
  return { ...file, state: stateAfter(file, act), stepKind: 'closed', holderId: null, delegateId: null, finishedAt: at };
}

/** How often supplements were asked for, and may be, once the case was accepted. */
export type SupplementCount = { readonly asked: number; readonly allowed: number };

/**
 * Requests after acceptance: as many as the procedure says, and one more for each time a leader allowed it with its
 * legal ground (OS§3, OS§15.3).
 */
export function supplementCount(journal: readonly Pick<JournalLine, 'act' | 'fromState'>[], maximum: number): SupplementCount {
  const asked = journal.filter((line) => line.act === 'ask_supplement' && line.fromState === states.inProcess).length;
  return { asked, allowed: maximum + journal.filter((line) => line.act === 'allow_supplement').length };
}

export function mayAskSupplement(file: Pick<CaseFile, 'acceptedAt'>, count: SupplementCount): boolean {
  return file.acceptedAt === null || count.asked < count.allowed;
}

type ClockLine = Pick<JournalLine, 'act' | 'at' | 'fromState' | 'toState'> & Partial<Pick<JournalLine, 'data'>>;

const pauses: Readonly<Partial<Record<State, { readonly key: string; readonly reason: string }>>> = {
  [states.awaitingSupplement]: { key: 'supplement', reason: 'chờ bổ sung hồ sơ' },
  [states.awaitingPayment]: { key: 'payment', reason: 'chờ thực hiện nghĩa vụ tài chính' },
};

/** The dated facts of the legal clock that the journal tells, by the clock effects of the transitions. */
export function clockFacts(journal: readonly ClockLine[], policy: 'resume' | 'restart'): ClockFact[] {
  return journal.flatMap((line): ClockFact[] => {
    // A case that was split off goes on with the clock of the one it came from.
    if (line.act === 'split_off') return inheritedFacts(line.data?.['clock']);
    const effect = transitions.find(({ act, from, to }) => act === line.act && from === line.fromState && to === line.toState)?.clock;
    if (effect === 'pause') {
      const pause = pauses[line.toState];
      return pause === undefined ? [] : [{ kind: 'paused', at: line.at, ...pause }];
    }
    const ended = effect === 'resume' && line.fromState !== null ? pauses[line.fromState] : undefined;
    return ended === undefined ? [] : [runsAgain(line.at, ended.key, policy)];
  });
}

/** Only a supplement restarts the clock, where the procedure says so; a paid obligation lets it go on. */
function runsAgain(at: Date, key: string, policy: 'resume' | 'restart'): ClockFact {
  const restarts = policy === 'restart' && key === 'supplement';
  return restarts ? { kind: 'restarted', at, key, reason: 'đã bổ sung đủ hồ sơ' } : { kind: 'resumed', at, key };
}

function inheritedFacts(value: unknown): ClockFact[] {
  const facts = Array.isArray(value) ? (value as (Omit<ClockFact, 'at'> & { at: string })[]) : [];
  return facts.map((fact) => ({ ...fact, at: new Date(fact.at) }) as ClockFact);
}

/** The clock runs on after a pause: the state moves back, and the due date with it. */
export function runsOn(file: CaseFile, act: 'supplement' | 'confirm_payment', deadline: CaseDeadline | null): CaseFile {
  const next = { ...file, state: stateAfter(file, act) };
  return deadline === null ? next : { ...next, dueAt: deadline.dueAt ?? file.dueAt, dueDerivation: deadline.derivation };
}
