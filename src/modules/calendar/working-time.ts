import { conflict } from '#platform/errors/app-error.ts';
import type { AppError } from '#platform/errors/app-error.ts';
import { dayOf, instantOf, isoDateOf, millisecondsPerMinute, timeOfDay } from './civil-date.ts';
import type { DayNumber } from './civil-date.ts';
import type { DayHours, DayTable } from './day-table.ts';

const noHours: DayHours = [];

/** Working milliseconds between two instants; negative when `to` is before `from`. */
export function workingTimeBetween(table: DayTable, from: Date, to: Date): number {
  return workedBefore(table, to.getTime()) - workedBefore(table, from.getTime());
}

/** Whether at most `hours` working hours passed between two instants, as in the 8-hour check of an online dossier. */
export function withinWorkingHours(table: DayTable, span: { from: Date; to: Date }, hours: number): boolean {
  return workingTimeBetween(table, span.from, span.to) <= hours * 60 * millisecondsPerMinute;
}

/** The first instant at which `duration` (> 0) working milliseconds have passed since `start`. */
export function addWorkingTime(table: DayTable, start: number, duration: number): number {
  const target = workedBefore(table, start) + duration;
  const day = table.firstDay + firstIndexReaching(table, target);
  let left = target - millisecondsPerMinute * (table.minutesBefore[day - table.firstDay] ?? 0);
  for (const { from, to } of hoursOn(table, day)) {
    const length = (to - from) * millisecondsPerMinute;
    if (left <= length) return instantOf(day, from * millisecondsPerMinute + left);
    left -= length;
  }
  throw beyondKnownYears(table, day);
}

/** `instant` itself inside working hours, else the next opening. */
export function nextWorkingInstant(table: DayTable, instant: number): number {
  const day = dayOf(instant);
  const time = timeOfDay(instant) / millisecondsPerMinute;
  const open = hoursOn(table, day).find(({ to }) => time < to);
  if (open !== undefined) return instantOf(day, Math.max(open.from, time) * millisecondsPerMinute);
  const next = nthWorkingDayAfter(table, day, 1);
  return instantOf(next, (hoursOn(table, next)[0]?.from ?? 0) * millisecondsPerMinute);
}

export function isWorkingDay(table: DayTable, day: DayNumber): boolean {
  return hoursOn(table, day).length > 0;
}

/** Working days in (after, until]; 0 when `until` is not later. */
export function workingDaysIn(table: DayTable, after: DayNumber, until: DayNumber): number {
  const before = (day: DayNumber) => table.workingDaysBefore[indexOf(table, day) + 1] ?? 0;
  return Math.max(0, before(until) - before(after));
}

/** The n-th working day after `day`, which is not counted itself. */
export function nthWorkingDayAfter(table: DayTable, day: DayNumber, n: number): DayNumber {
  return workingDayAt(table, (table.workingDaysBefore[indexOf(table, day) + 1] ?? 0) + n - 1);
}

/** `day` when it is worked, else the next working day. */
export function workingDayFrom(table: DayTable, day: DayNumber): DayNumber {
  return workingDayAt(table, table.workingDaysBefore[indexOf(table, day)] ?? 0);
}

/** The instant at which the office closes on a working day. */
export function closingOf(table: DayTable, day: DayNumber): number {
  return instantOf(day, (hoursOn(table, day).at(-1)?.to ?? 0) * millisecondsPerMinute);
}

/** Working intervals of a day; throws outside the known years. */
export function hoursOn(table: DayTable, day: DayNumber): DayHours {
  return table.hours[indexOf(table, day)] ?? noHours;
}

/** Working milliseconds from the start of the table to an instant. */
function workedBefore(table: DayTable, instant: number): number {
  const day = dayOf(instant);
  const time = timeOfDay(instant);
  let worked = (table.minutesBefore[indexOf(table, day)] ?? 0) * millisecondsPerMinute;
  for (const { from, to } of hoursOn(table, day)) {
    worked += Math.max(0, Math.min(time, to * millisecondsPerMinute) - from * millisecondsPerMinute);
  }
  return worked;
}

/** Index of the first day at whose end `target` working milliseconds have passed. */
function firstIndexReaching(table: DayTable, target: number): number {
  const { minutesBefore } = table;
  const minutes = target / millisecondsPerMinute;
  let low = 0;
  let high = minutesBefore.length - 1;
  if ((minutesBefore[high] ?? 0) < minutes) throw beyondKnownYears(table, table.lastDay + 1);
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((minutesBefore[middle + 1] ?? 0) >= minutes) high = middle;
    else low = middle + 1;
  }
  return low;
}

function workingDayAt(table: DayTable, index: number): DayNumber {
  const day = table.workingDays[index];
  if (day === undefined) throw beyondKnownYears(table, table.lastDay + 1);
  return day;
}

function indexOf(table: DayTable, day: DayNumber): number {
  if (day < table.firstDay || day > table.lastDay) throw beyondKnownYears(table, day);
  return day - table.firstDay;
}

// A deadline past the entered holidays would be a guess that nobody sees: refuse it.
function beyondKnownYears(table: DayTable, day: DayNumber): AppError {
  const [from, to] = [isoDateOf(table.firstDay), isoDateOf(table.lastDay)];
  return conflict('calendar.beyond_known_years', { date: isoDateOf(day), from, to });
}
