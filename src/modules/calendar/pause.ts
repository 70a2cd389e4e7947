import { dayOf } from './civil-date.ts';
import type { DayTable } from './day-table.ts';
import type { ClockFact, DeadlineRule } from './model.ts';
import { endOnDay, endOnOrAfter, hoursFrom, targetOf } from './target.ts';
import type { Target } from './target.ts';
import {
  addWorkingTime,
  nthWorkingDayAfter,
  workingDayFrom,
  workingDaysIn,
  workingTimeBetween,
} from './working-time.ts';

/**
 * What is left of a limit while its clock stands still. Limits in days keep whole days (the day of the pause is used
 * up, the day of the resumption is not counted); on the very last day they keep the working time of that day.
 */
export type Remaining =
  | { readonly kind: 'everything' }
  | { readonly kind: 'days'; readonly n: number; readonly unit: 'working_day' | 'calendar_day' }
  | { readonly kind: 'time'; readonly milliseconds: number }
  | { readonly kind: 'last_day'; readonly milliseconds: number }
  | { readonly kind: 'nothing'; readonly target: Target };

/** One stretch of the life of a limit, for the explanation. */
export type Passage =
  | { readonly kind: 'started'; readonly at: number; readonly target: Target }
  | { readonly kind: 'paused'; readonly at: number; readonly reason: string; readonly remaining: Remaining }
  | { readonly kind: 'resumed'; readonly at: number; readonly remaining: Remaining; readonly target: Target }
  | { readonly kind: 'restarted'; readonly at: number; readonly reason: string; readonly target: Target };

/** The limit after its facts: running towards a target, or standing still since an instant. */
export type ClockState = { readonly passages: readonly Passage[] } & (
  | { readonly state: 'running'; readonly target: Target }
  | { readonly state: 'paused'; readonly since: number; readonly remaining: Remaining }
);

type Fold = { now: ClockState | null; readonly open: Map<string, string>; readonly passages: Passage[] };

/**
 * Runs the clock over the facts in the order of their dates, whatever the order in which they arrived. Repeated
 * facts and ends of unknown pauses change nothing, so a replayed message is harmless.
 */
export function runClock(table: DayTable, start: number, rule: DeadlineRule, facts: readonly ClockFact[]): ClockState {
  const fold: Fold = { now: null, open: new Map(), passages: [] };
  const timeline = [...facts].sort(byDate).filter(isFirstOfItsKind);
  for (const fact of timeline.filter(({ at }) => at.getTime() < start)) notePause(fold, fact);
  begin(fold, table, start, rule);
  for (const fact of timeline.filter(({ at }) => at.getTime() >= start)) follow(fold, table, rule, fact);
  if (fold.now === null) throw new Error('The clock did not start.');
  return fold.now;
}

/** What is left of a running limit at an instant. */
export function remainingAt(table: DayTable, rule: DeadlineRule, target: Target, at: number): Remaining {
  if (at >= target.dueAt) return { kind: 'nothing', target };
  const milliseconds = workingTimeBetween(table, new Date(at), new Date(target.dueAt));
  if (rule.unit === 'working_hour') return { kind: 'time', milliseconds };
  const unit = rule.unit === 'calendar_day' ? rule.unit : 'working_day';
  const day = dayOf(at);
  const n = unit === 'calendar_day' ? target.nominalDay - day : workingDaysIn(table, day, target.dueDay);
  return n > 0 ? { kind: 'days', n, unit } : { kind: 'last_day', milliseconds };
}

/** Where a limit ends when what is left of it runs on from an instant. */
export function continueFrom(table: DayTable, rule: DeadlineRule, remaining: Remaining, at: number): Target {
  switch (remaining.kind) {
    case 'everything':
      return targetOf(table, at, rule);
    case 'nothing':
      return remaining.target;
    case 'time':
      return hoursFrom(table, at, remaining.milliseconds);
    case 'days':
      return remaining.unit === 'calendar_day'
        ? endOnOrAfter(table, dayOf(at) + remaining.n, rule, at)
        : endOnDay(table, nthWorkingDayAfter(table, dayOf(at), remaining.n), rule, at);
    case 'last_day':
      return endOnDay(table, dayAfterWork(table, at, remaining.milliseconds), rule, at);
  }
}

function dayAfterWork(table: DayTable, at: number, milliseconds: number): number {
  if (milliseconds === 0) return workingDayFrom(table, dayOf(at));
  return dayOf(addWorkingTime(table, at, milliseconds));
}

function begin(fold: Fold, table: DayTable, start: number, rule: DeadlineRule): void {
  const target = targetOf(table, start, rule);
  fold.passages.push({ kind: 'started', at: start, target });
  const [reason] = fold.open.values();
  if (reason === undefined) run(fold, target);
  else stop(fold, start, reason, { kind: 'everything' });
}

function follow(fold: Fold, table: DayTable, rule: DeadlineRule, fact: ClockFact): void {
  const at = fact.at.getTime();
  const before = fold.now;
  const wasOpen = fact.key !== null && fold.open.has(fact.key);
  notePause(fold, fact);
  if (before === null || (fact.kind === 'resumed' && !wasOpen)) return;
  if (fact.kind === 'restarted') {
    restart(fold, table, rule, fact);
    return;
  }
  if (fact.kind === 'paused') {
    if (before.state === 'running') stop(fold, at, fact.reason, remainingAt(table, rule, before.target, at));
    return;
  }
  if (before.state === 'running' || fold.open.size > 0) return;
  const target = continueFrom(table, rule, before.remaining, at);
  fold.passages.push({ kind: 'resumed', at, remaining: before.remaining, target });
  run(fold, target);
}

function restart(fold: Fold, table: DayTable, rule: DeadlineRule, fact: ClockFact & { kind: 'restarted' }): void {
  const at = fact.at.getTime();
  const target = targetOf(table, at, rule);
  fold.passages.push({ kind: 'restarted', at, reason: fact.reason, target });
  const [reason] = fold.open.values();
  if (reason === undefined) run(fold, target);
  else stop(fold, at, reason, { kind: 'everything' });
}

function notePause(fold: Fold, fact: ClockFact): void {
  if (fact.kind === 'paused') fold.open.set(fact.key, fold.open.get(fact.key) ?? fact.reason);
  else if (fact.key !== null) fold.open.delete(fact.key);
}

function run(fold: Fold, target: Target): void {
  fold.now = { state: 'running', target, passages: fold.passages };
}

function stop(fold: Fold, at: number, reason: string, remaining: Remaining): void {
  fold.passages.push({ kind: 'paused', at, reason, remaining });
  fold.now = { state: 'paused', since: at, remaining, passages: fold.passages };
}

function isFirstOfItsKind(fact: ClockFact, index: number, facts: readonly ClockFact[]): boolean {
  const before = facts[index - 1];
  return before === undefined || byDate(before, fact) !== 0;
}

const order = { paused: 0, resumed: 1, restarted: 2 } as const;

// A pause and its end in the same second must cancel out in whatever order they were delivered.
function byDate(a: ClockFact, b: ClockFact): number {
  const [keyA, keyB] = [a.key ?? '', b.key ?? ''];
  return a.at.getTime() - b.at.getTime() || order[a.kind] - order[b.kind] || Number(keyA > keyB) - Number(keyA < keyB);
}
