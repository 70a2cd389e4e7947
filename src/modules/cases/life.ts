import { conflict } from '#platform/errors/app-error.ts';
import type { CaseFile, JournalLine } from './model.ts';
import type { CaseDeadline, ClockFact, ProcedureStep } from './ports.ts';
import { states, transitionOf, type Act, type State } from './states.ts';

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
  return { ...file, step: stepOfKind(steps, kind), stepKind: kind, holderId };
}

/** Accepted: the clock starts now and the appointment is fixed with its reasons. */
export function accepted(file: CaseFile, at: Date, deadline: Deadline): CaseFile {
  const { dueAt, derivation, calendarVersion } = deadline(at, []);
  return { ...file, state: stateAfter(file, 'accept'), acceptedAt: at, dueAt, dueDerivation: derivation, calendarVersion };
}

/** Any act that ends the case without a result. */
export function closed(file: CaseFile, act: 'refuse' | 'withdraw' | 'stop', at: Date): CaseFile {
  return { ...file, state: stateAfter(file, act), stepKind: 'closed', holderId: null, finishedAt: at };
}

/** A second request after acceptance counts the case late at the national portal, so it is refused (OS§3). */
export function mayAskSupplement(file: CaseFile, journal: readonly JournalLine[]): boolean {
  return file.acceptedAt === null || !journal.some((line) => line.act === 'ask_supplement' && line.fromState === states.inProcess);
}

/** The dated facts of the legal clock that the journal tells. */
export function clockFacts(journal: readonly Pick<JournalLine, 'act' | 'at' | 'fromState' | 'toState'>[], policy: 'resume' | 'restart'): ClockFact[] {
  return journal.flatMap((line): ClockFact[] => {
    if (line.act === 'ask_supplement' && line.fromState === states.inProcess) return [paused(line.at, 'supplement', 'chờ bổ sung hồ sơ')];
    if (line.act === 'supplement' && line.toState === states.inProcess) return [runsAgain(line.at, 'supplement', policy)];
    if (line.act === 'ask_payment') return [paused(line.at, 'payment', 'chờ thực hiện nghĩa vụ tài chính')];
    if (line.act === 'confirm_payment') return [{ kind: 'resumed', at: line.at, key: 'payment' }];
    return [];
  });
}

function paused(at: Date, key: string, reason: string): ClockFact {
  return { kind: 'paused', at, key, reason };
}

function runsAgain(at: Date, key: string, policy: 'resume' | 'restart'): ClockFact {
  return policy === 'resume' ? { kind: 'resumed', at, key } : { kind: 'restarted', at, key, reason: 'đã bổ sung đủ hồ sơ' };
}

/** Where a supplemented case goes on. */
export function supplemented(file: CaseFile, deadline: CaseDeadline | null): CaseFile {
  const next = { ...file, state: stateAfter(file, 'supplement') };
  return deadline === null ? next : { ...next, dueAt: deadline.dueAt ?? file.dueAt, dueDerivation: deadline.derivation };
}
