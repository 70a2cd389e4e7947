import { dayOf, instantOf, millisecondsPerDay, millisecondsPerMinute, minutesOf, timeOfDay } from './civil-date.ts';
import type { DayNumber } from './civil-date.ts';
import type { DayTable } from './day-table.ts';
import type { DeadlineRule } from './model.ts';
import { addWorkingTime, closingOf, isWorkingDay, nthWorkingDayAfter, workingDayFrom } from './working-time.ts';

/** Where a limit ends, with what is needed to explain it and to stop the clock later. */
export type Target = {
  /** Epoch milliseconds. */
  readonly dueAt: number;
  readonly dueDay: DayNumber;
  /** Last day of a count of calendar days, before it moves off a day off (BLDS 2015 Đ148.5). */
  readonly nominalDay: DayNumber;
  /** The instant that the count starts from: the receipt, or the morning of the day that a late receipt counts for. */
  readonly countedFrom: number;
};

/** The end of a limit that begins at `start` and is never paused. */
export function targetOf(table: DayTable, start: number, rule: DeadlineRule): Target {
  if (rule.unit === 'same_day') return sameDay(table, start, rule);
  const countedFrom = effectiveReceipt(table, start, rule.cutOff);
  const day = dayOf(countedFrom);
  switch (rule.unit) {
    case 'working_hour':
      return hoursFrom(table, countedFrom, rule.n * 60 * millisecondsPerMinute);
    case 'working_day': {
      return endOnDay(table, nthWorkingDayAfter(table, day, rule.n), rule, countedFrom);
    }
    case 'calendar_day':
      return endOnOrAfter(table, day + rule.n, rule, countedFrom);
  }
}

/** The end of `duration` working milliseconds counted from an instant. */
export function hoursFrom(table: DayTable, from: number, duration: number): Target {
  const dueAt = addWorkingTime(table, from, duration);
  const dueDay = dayOf(dueAt);
  return { dueAt, dueDay, nominalDay: dueDay, countedFrom: from };
}

/** A limit that ends with the working day `dueDay`. */
export function endOnDay(table: DayTable, dueDay: DayNumber, rule: DeadlineRule, countedFrom: number): Target {
  return { dueAt: endOfDay(table, dueDay, rule), dueDay, nominalDay: dueDay, countedFrom };
}

/** A limit whose last calendar day is `nominalDay`, moved to the next working day when that is a day off. */
export function endOnOrAfter(table: DayTable, nominalDay: DayNumber, rule: DeadlineRule, countedFrom: number): Target {
  const dueDay = workingDayFrom(table, nominalDay);
  return { dueAt: endOfDay(table, dueDay, rule), dueDay, nominalDay, countedFrom };
}

/** Later than the cut-off, to the minute: a receipt prints minutes, so 15:00:59 is still 15:00. */
export function isAfterCutOff(instant: number, cutOff: string): boolean {
  return Math.floor(timeOfDay(instant) / millisecondsPerMinute) > minutesOf(cutOff);
}

function sameDay(table: DayTable, start: number, rule: DeadlineRule & { unit: 'same_day' }): Target {
  const day = dayOf(start);
  const inTime = isWorkingDay(table, day) && !isAfterCutOff(start, rule.cutOff) && start < closingOf(table, day);
  return endOnDay(table, inTime ? day : nthWorkingDayAfter(table, day, 1), rule, start);
}

/** With a cut-off, a receipt after it or on a day off counts as one of the next working morning. */
function effectiveReceipt(table: DayTable, start: number, cutOff: string | undefined): number {
  const day = dayOf(start);
  if (cutOff === undefined || (isWorkingDay(table, day) && !isAfterCutOff(start, cutOff))) return start;
  return instantOf(nthWorkingDayAfter(table, day, 1), 0);
}

function endOfDay(table: DayTable, day: DayNumber, rule: DeadlineRule): number {
  const untilMidnight = 'endsAt' in rule && rule.endsAt === 'end_of_day';
  return untilMidnight ? instantOf(day, millisecondsPerDay - 1) : closingOf(table, day);
}
