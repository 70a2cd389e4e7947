import { dayNumberOf, isoDateOf, minutesOf, weekdayOf } from './civil-date.ts';
import type { DayNumber, IsoDate, Weekday } from './civil-date.ts';
import type { Opening, SpecialDay, UnitCalendar, WorkingWeek } from './model.ts';

/** Working intervals of one day in minutes after midnight, ascending and disjoint. */
export type DayHours = readonly { readonly from: number; readonly to: number }[];

/**
 * The calendar of a unit laid out day by day with running sums, so that a deadline costs a look-up instead of a walk.
 * Index 0 is `firstDay`; arrays named `…Before` have one more entry than there are days.
 */
export type DayTable = {
  readonly version: number;
  readonly firstDay: DayNumber;
  readonly lastDay: DayNumber;
  readonly hours: readonly DayHours[];
  readonly minutesBefore: Int32Array;
  readonly workingDaysBefore: Int32Array;
  /** Day numbers of the working days, ascending. */
  readonly workingDays: Int32Array;
  readonly specialDays: ReadonlyMap<DayNumber, SpecialDay>;
};

const noon = 12 * 60;
const noHours: DayHours = [];

/** Lays out every day from `knownFrom` to `knownTo`. A day with any working minute is a working day. */
export function layOutDays(calendar: UnitCalendar): DayTable {
  const firstDay = dayNumberOf(calendar.knownFrom);
  const lastDay = dayNumberOf(calendar.knownTo);
  const count = lastDay - firstDay + 1;
  const specialDays = specialDaysByDate(calendar.specialDays);
  const weekOn = weekLookup(calendar.weeks);
  const hours: DayHours[] = [];
  const minutesBefore = new Int32Array(count + 1);
  const workingDaysBefore = new Int32Array(count + 1);
  const workingDays: DayNumber[] = [];
  for (let index = 0; index < count; index += 1) {
    const day = firstDay + index;
    const today = hoursOn(day, weekOn(isoDateOf(day)), specialDays.get(day));
    const minutes = today.reduce((sum, { from, to }) => sum + to - from, 0);
    hours.push(today);
    minutesBefore[index + 1] = (minutesBefore[index] ?? 0) + minutes;
    workingDaysBefore[index + 1] = (workingDaysBefore[index] ?? 0) + (minutes > 0 ? 1 : 0);
    if (minutes > 0) workingDays.push(day);
  }
  return {
    version: calendar.version,
    firstDay,
    lastDay,
    hours,
    minutesBefore,
    workingDaysBefore,
    workingDays: Int32Array.from(workingDays),
    specialDays,
  };
}

/** Seven lists of working hours, Monday first, merged so that touching intervals are one. */
type HoursOfWeek = readonly DayHours[];

function weekLookup(weeks: readonly WorkingWeek[]): (date: IsoDate) => HoursOfWeek | undefined {
  const ranked = byPrecedence(weeks).map((week) => ({ week, hours: hoursOfWeek(week.openings) }));
  return (date) => ranked.find(({ week }) => holdsOn(week, date))?.hours;
}

/** Weeks in the order in which they are asked: the deepest unit first, then the one that began last. */
export function byPrecedence<Week extends WorkingWeek>(weeks: readonly Week[]): Week[] {
  return [...weeks].sort((a, b) => b.rank - a.rank || (a.validFrom < b.validFrom ? 1 : -1));
}

/** True when the hours are in force on the date, unless others go before them. */
export function holdsOn(week: WorkingWeek, date: IsoDate): boolean {
  return week.validFrom <= date && (week.validTo === null || date < week.validTo);
}

function hoursOfWeek(openings: readonly Opening[]): HoursOfWeek {
  return ([1, 2, 3, 4, 5, 6, 7] as const).map((weekday) => workingHoursOf(openings, weekday));
}

function workingHoursOf(openings: readonly Opening[], weekday: Weekday): DayHours {
  const sorted = openings
    .filter((opening) => opening.weekday === weekday && opening.purpose === 'work')
    .map(({ from, to }) => ({ from: minutesOf(from), to: minutesOf(to) }))
    .sort((a, b) => a.from - b.from);
  const merged: { from: number; to: number }[] = [];
  for (const interval of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && interval.from <= last.to) last.to = Math.max(last.to, interval.to);
    else merged.push({ ...interval });
  }
  return merged;
}

function specialDaysByDate(days: readonly SpecialDay[]): Map<DayNumber, SpecialDay> {
  const byDate = new Map<DayNumber, SpecialDay>();
  for (const special of days) {
    const day = dayNumberOf(special.date);
    const known = byDate.get(day);
    if (known === undefined || special.rank > known.rank) byDate.set(day, special);
  }
  return byDate;
}

function hoursOn(day: DayNumber, week: HoursOfWeek | undefined, special: SpecialDay | undefined): DayHours {
  if (week === undefined) return noHours;
  const usual = hoursOfWeekday(week, weekdayOf(day));
  if (special === undefined) return usual;
  if (special.kind === 'swap_work') return swappedHours(week, special);
  if (special.kind === 'half') return clipToHalf(usual, special.half ?? 'morning');
  return noHours;
}

function hoursOfWeekday(week: HoursOfWeek, weekday: Weekday): DayHours {
  return week[weekday - 1] ?? noHours;
}

/** A made-up day has the hours of the day it replaces, or of the first working weekday. */
function swappedHours(week: HoursOfWeek, special: SpecialDay): DayHours {
  const replaced =
    special.inPlaceOf === null ? noHours : hoursOfWeekday(week, weekdayOf(dayNumberOf(special.inPlaceOf)));
  return replaced.length > 0 ? replaced : (week.find((hours) => hours.length > 0) ?? noHours);
}

function clipToHalf(hours: DayHours, half: 'morning' | 'afternoon'): DayHours {
  const [from, to] = half === 'morning' ? [0, noon] : [noon, 24 * 60];
  return hours
    .map((interval) => ({ from: Math.max(interval.from, from), to: Math.min(interval.to, to) }))
    .filter((interval) => interval.from < interval.to);
}
