import type { DayTable } from './day-table.ts';
import { derive } from './derivation.ts';
import type { Step } from './derivation.ts';
import type { ClockFact, DeadlineRule } from './model.ts';
import { runClock } from './pause.ts';
import type { Remaining } from './pause.ts';

/**
 * When something is due and why. Store it whole with the matter: `calendarVersion` says which calendar it was computed
 * from, and a later change of the calendar moves nothing by itself.
 */
export type Deadline = {
  readonly dueAt: Date;
  readonly derivation: readonly Step[];
  readonly calendarVersion: number;
};

/** A deadline after pauses: running with a due date, or standing still with what is left. */
export type DeadlineAfter =
  | ({ readonly state: 'running' } & Deadline)
  | {
      readonly state: 'paused';
      readonly dueAt: null;
      readonly since: Date;
      readonly remaining: Remaining;
      readonly derivation: readonly Step[];
      readonly calendarVersion: number;
    };

/** The deadline of something received at `start`. Throws `calendar.beyond_known_years` (conflict). */
export function computeDeadline(table: DayTable, start: Date, rule: DeadlineRule): Deadline {
  const after = deadlineAfter(table, start, rule, []);
  if (after.state === 'paused') throw new Error('A clock without facts cannot be paused.');
  const { dueAt, derivation, calendarVersion } = after;
  return { dueAt, derivation, calendarVersion };
}

/** The deadline after dated pauses, resumptions and restarts, in whatever order they are given. */
export function deadlineAfter(
  table: DayTable,
  start: Date,
  rule: DeadlineRule,
  facts: readonly ClockFact[],
): DeadlineAfter {
  const clock = runClock(table, start.getTime(), rule, facts);
  const common = { derivation: derive(table, rule, clock), calendarVersion: table.version };
  if (clock.state === 'running') return { state: 'running', dueAt: new Date(clock.target.dueAt), ...common };
  return { state: 'paused', dueAt: null, since: new Date(clock.since), remaining: clock.remaining, ...common };
}
