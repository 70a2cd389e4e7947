import { clockTimeOf, dayNumberFrom, isoDateOf, millisecondsPerMinute, weekdayOf } from './civil-date.ts';
import type { DayNumber, IsoDate, Weekday } from './civil-date.ts';
import type { DayTable } from './day-table.ts';
import { lunarDatesOfYear } from './lunar.ts';
import type { LunarDate } from './lunar.ts';
import type { SpecialDayKind } from './model.ts';
import { hoursOn } from './working-time.ts';

/** What a day is: an ordinary working day, the weekly rest, or a special day that really changes it. */
export type DayState = 'work' | 'rest' | SpecialDayKind;

/** One day of a year for a wall calendar. Times are `HH:MM`. */
export type YearDay = {
  readonly date: IsoDate;
  readonly weekday: Weekday;
  readonly state: DayState;
  readonly hours: readonly { readonly from: string; readonly to: string }[];
  readonly name: string | null;
  readonly legalBase: string | null;
  readonly expected: boolean;
  readonly lunar: { readonly day: number; readonly month: number; readonly leap: boolean };
};

export type YearMonth = { readonly month: number; readonly workingDays: number; readonly days: readonly YearDay[] };

/** The twelve months of a known year. Throws `calendar.beyond_known_years`. */
export function viewYear(table: DayTable, year: number): YearMonth[] {
  const lunar = lunarDatesOfYear(year);
  const first = dayNumberFrom(year, 1, 1);
  const days = lunar.map((date, index) => viewDay(table, first + index, date));
  return Array.from({ length: 12 }, (_, index) => {
    const inMonth = days.filter(({ date }) => Number(date.slice(5, 7)) === index + 1);
    return { month: index + 1, workingDays: inMonth.filter(({ hours }) => hours.length > 0).length, days: inMonth };
  });
}

function viewDay(table: DayTable, day: DayNumber, lunar: LunarDate): YearDay {
  const hours = hoursOn(table, day);
  const special = table.specialDays.get(day);
  const clock = (minutes: number) => clockTimeOf(minutes * millisecondsPerMinute);
  return {
    date: isoDateOf(day),
    weekday: weekdayOf(day),
    state: special?.kind ?? (hours.length > 0 ? 'work' : 'rest'),
    hours: hours.map(({ from, to }) => ({ from: clock(from), to: clock(to) })),
    name: special?.name ?? null,
    legalBase: special?.legalBase ?? null,
    expected: special?.certainty === 'expected',
    lunar: { day: lunar.day, month: lunar.month, leap: lunar.leap },
  };
}
