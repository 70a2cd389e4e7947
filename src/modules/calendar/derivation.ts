import { dayOf, instantOf, isoDateOf, millisecondsPerMinute } from './civil-date.ts';
import type { DayNumber, IsoDate } from './civil-date.ts';
import type { DayTable } from './day-table.ts';
import { daysOffIn, workedSpecialDaysIn } from './days-off.ts';
import type { DaysOff, WorkedSpecialDay } from './days-off.ts';
import type { DeadlineRule } from './model.ts';
import type { ClockState, Passage, Remaining } from './pause.ts';
import { isAfterCutOff } from './target.ts';
import type { Target } from './target.ts';
import { hoursOn, nextWorkingInstant } from './working-time.ts';

/** What is left of a limit, for words. */
export type RemainingWords =
  | { readonly kind: 'everything' | 'nothing' }
  | { readonly kind: 'days'; readonly n: number; readonly unit: 'working_day' | 'calendar_day' }
  | { readonly kind: 'time' | 'last_day'; readonly minutes: number };

/** Days off that were passed over. `moves` when the last day of a count is one of them (BLDS 2015 Đ148.5). */
export type DaysOffPassed = {
  readonly groups: readonly DaysOff[];
  readonly next: IsoDate | null;
  readonly moves: boolean;
};

/** Minutes counted on each of the first days, and in all. */
export type HoursOfDays = {
  readonly days: readonly { readonly date: IsoDate; readonly minutes: number }[];
  readonly count: number;
  readonly last: IsoDate;
  readonly minutes: number;
};

/**
 * One step of the computation of a deadline, as data that is stored with the deadline. Instants are ISO 8601 UTC,
 * dates are civil dates in Viet Nam. `sentences.ts` turns steps into words.
 */
export type Step =
  | { readonly code: 'received'; readonly params: { readonly at: string } }
  | { readonly code: 'rule'; readonly params: DeadlineRule }
  | {
      readonly code: 'after_cut_off';
      readonly params: { readonly at: string; readonly cutOff: string; readonly next: IsoDate };
    }
  | { readonly code: 'outside_hours'; readonly params: { readonly at: string; readonly from: string } }
  | { readonly code: 'days_off'; readonly params: DaysOffPassed }
  | { readonly code: 'worked_special_day'; readonly params: WorkedSpecialDay }
  | { readonly code: 'hours_of_days'; readonly params: HoursOfDays }
  | {
      readonly code: 'counted';
      readonly params: { readonly n: number; readonly unit: 'working_day' | 'calendar_day'; readonly date: IsoDate };
    }
  | {
      readonly code: 'paused';
      readonly params: { readonly at: string; readonly reason: string; readonly remaining: RemainingWords };
    }
  | { readonly code: 'resumed'; readonly params: { readonly at: string; readonly remaining: RemainingWords } }
  | { readonly code: 'restarted'; readonly params: { readonly at: string; readonly reason: string } }
  | {
      readonly code: 'due';
      readonly params: { readonly at: string; readonly endsAt: 'close_of_work' | 'end_of_day' | 'hour' };
    }
  | { readonly code: 'unaffected'; readonly params: { readonly groups: readonly DaysOff[] } };

// A holiday this soon after the due date makes people ask whether it was counted.
const daysToReassure = 3;
const listedDays = 5;

/** The steps that led to the state of a clock, in order, ending with the due date when the clock runs. */
export function derive(table: DayTable, rule: DeadlineRule, clock: ClockState): Step[] {
  const last = clock.passages.at(-1);
  const steps = clock.passages.flatMap((passage) => stepsOf(table, rule, passage, passage === last));
  return clock.state === 'running' ? [...steps, ...stepsOfEnd(table, rule, clock.target)] : steps;
}

// Only the last stretch is counted out: an earlier target was overtaken by the facts after it.
function stepsOf(table: DayTable, rule: DeadlineRule, passage: Passage, isLast: boolean): Step[] {
  const at = isoInstant(passage.at);
  switch (passage.kind) {
    case 'started':
      return [
        { code: 'received', params: { at } },
        { code: 'rule', params: rule },
        ...(isLast ? countOut(table, rule, passage.at, passage.target) : []),
      ];
    case 'paused':
      return [{ code: 'paused', params: { at, reason: passage.reason, remaining: inMinutes(passage.remaining) } }];
    case 'resumed':
      return [
        { code: 'resumed', params: { at, remaining: inMinutes(passage.remaining) } },
        ...(isLast ? countRemaining(table, rule, passage) : []),
      ];
    case 'restarted':
      return [
        { code: 'restarted', params: { at, reason: passage.reason } },
        ...(isLast ? countOut(table, rule, passage.at, passage.target) : []),
      ];
  }
}

function countOut(table: DayTable, rule: DeadlineRule, start: number, target: Target): Step[] {
  const steps = rule.unit === 'same_day' ? [] : lateReceipt(start, rule.cutOff, target);
  switch (rule.unit) {
    case 'same_day':
      return daysBetween(table, dayOf(start), target.dueDay);
    case 'working_hour':
      return [...steps, ...countHours(table, target)];
    case 'working_day':
    case 'calendar_day':
      return [...steps, ...countDays(table, { n: rule.n, unit: rule.unit }, target)];
  }
}

function countRemaining(table: DayTable, rule: DeadlineRule, passage: Passage & { kind: 'resumed' }): Step[] {
  const { remaining, target } = passage;
  switch (remaining.kind) {
    case 'everything':
      return countOut(table, rule, passage.at, target);
    case 'nothing':
      return [];
    case 'days':
      return countDays(table, remaining, target);
    case 'time':
      return countHours(table, target);
    case 'last_day':
      return daysBetween(table, dayOf(passage.at), target.dueDay);
  }
}

function lateReceipt(start: number, cutOff: string | undefined, target: Target): Step[] {
  if (cutOff === undefined || target.countedFrom === start || !isAfterCutOff(start, cutOff)) return [];
  return [
    { code: 'after_cut_off', params: { at: isoInstant(start), cutOff, next: isoDateOf(dayOf(target.countedFrom)) } },
  ];
}

type DayCount = { readonly n: number; readonly unit: 'working_day' | 'calendar_day' };

function countDays(table: DayTable, count: DayCount, target: Target): Step[] {
  const from = dayOf(target.countedFrom);
  if (count.unit === 'working_day') {
    const counted: Step = { code: 'counted', params: { ...count, date: isoDateOf(target.dueDay) } };
    return [...daysBetween(table, from, target.dueDay, 'unnamed'), counted];
  }
  // Days off inside a count of calendar days are counted like any other: only those at its end matter.
  const counted: Step = { code: 'counted', params: { ...count, date: isoDateOf(target.nominalDay) } };
  return [counted, ...daysBetween(table, target.nominalDay - 1, target.dueDay, 'moves')];
}

function countHours(table: DayTable, target: Target): Step[] {
  const start = nextWorkingInstant(table, target.countedFrom);
  const from: Step[] =
    start === target.countedFrom
      ? []
      : [{ code: 'outside_hours', params: { at: isoInstant(target.countedFrom), from: isoInstant(start) } }];
  const off = daysBetween(table, dayOf(target.countedFrom), target.dueDay, 'unnamed');
  return [...from, ...off, { code: 'hours_of_days', params: hoursOfDays(minutesByDay(table, start, target.dueAt)) }];
}

function hoursOfDays(days: readonly { date: IsoDate; minutes: number }[]): HoursOfDays {
  const minutes = days.reduce((sum, day) => sum + day.minutes, 0);
  return { days: days.slice(0, listedDays), count: days.length, last: days.at(-1)?.date ?? '', minutes };
}

/** Minutes counted on each day of a stretch of working time. */
function minutesByDay(table: DayTable, from: number, to: number): { date: IsoDate; minutes: number }[] {
  const days: { date: IsoDate; minutes: number }[] = [];
  for (let day = dayOf(from); day <= dayOf(to); day += 1) {
    const milliseconds = hoursOn(table, day)
      .map((hours) => [
        instantOf(day, hours.from * millisecondsPerMinute),
        instantOf(day, hours.to * millisecondsPerMinute),
      ])
      .reduce((sum, [open = 0, close = 0]) => sum + Math.max(0, Math.min(close, to) - Math.max(open, from)), 0);
    if (milliseconds > 0)
      days.push({ date: isoDateOf(day), minutes: Math.round(milliseconds / millisecondsPerMinute) });
  }
  return days;
}

/** Whether the sentence about days off ends with the day that follows them, and says that the limit moved there. */
type NextDay = 'named' | 'unnamed' | 'moves';

/** Days off in (after, until), then the made-up and half days among those counted. */
function daysBetween(table: DayTable, after: DayNumber, until: DayNumber, next: NextDay = 'named'): Step[] {
  const groups = daysOffIn(table, after + 1, until - 1);
  const params = { groups, next: next === 'unnamed' ? null : isoDateOf(until), moves: next === 'moves' };
  const off: Step[] = groups.length > 0 ? [{ code: 'days_off', params }] : [];
  const worked = workedSpecialDaysIn(table, after + 1, until);
  return [...off, ...worked.map((params): Step => ({ code: 'worked_special_day', params }))];
}

function stepsOfEnd(table: DayTable, rule: DeadlineRule, target: Target): Step[] {
  const endsAt = rule.unit === 'working_hour' ? 'hour' : (rule.endsAt ?? 'close_of_work');
  const due: Step = { code: 'due', params: { at: isoInstant(target.dueAt), endsAt } };
  const until = Math.min(target.dueDay + daysToReassure, table.lastDay);
  const groups = daysOffIn(table, target.dueDay + 1, until).filter(({ cause }) => cause !== 'weekly_rest');
  return groups.length === 0 ? [due] : [due, { code: 'unaffected', params: { groups } }];
}

function inMinutes(remaining: Remaining): RemainingWords {
  switch (remaining.kind) {
    case 'everything':
    case 'nothing':
      return { kind: remaining.kind };
    case 'days':
      return { kind: 'days', n: remaining.n, unit: remaining.unit };
    case 'time':
    case 'last_day':
      return { kind: remaining.kind, minutes: Math.floor(remaining.milliseconds / millisecondsPerMinute) };
  }
}

function isoInstant(instant: number): string {
  return new Date(instant).toISOString();
}
