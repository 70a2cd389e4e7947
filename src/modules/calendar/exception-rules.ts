import { conflict, invalid } from '#platform/errors/app-error.ts';
import { dayNumberOf, isoDateOf } from './civil-date.ts';
import type { IsoDate } from './civil-date.ts';
import type { DayTable } from './day-table.ts';
import type { ParsedException, SpecialDay } from './model.ts';
import { isWorkingDay } from './working-time.ts';

/** The days that an exception sets: one, or the two sides of a swap. */
export function daysOfException(input: ParsedException): Omit<SpecialDay, 'rank'>[] {
  const { date, kind, name, legalBase, certainty, inPlaceOf, half } = input;
  const day = { date, kind, name, nameEn: null, legalBase, certainty, inPlaceOf, half };
  if (kind !== 'swap_work' || inPlaceOf === null) return [day];
  return [day, { ...day, date: inPlaceOf, kind: 'off', inPlaceOf: date }];
}

/**
 * Refuses an exception that would change nothing, or that would take a holiday of the law away from a unit.
 * `table` is the calendar of the unit before the change.
 */
export function checkException(table: DayTable, input: ParsedException): void {
  if (input.unitUid !== null && (input.kind === 'holiday' || input.kind === 'in_lieu')) {
    throw invalid('calendar.kind_for_country_only');
  }
  for (const day of daysOfException(input)) checkDay(table, day, input.unitUid);
}

function checkDay(table: DayTable, day: Omit<SpecialDay, 'rank'>, unitUid: string | null): void {
  const number = dayNumberOf(day.date);
  const date = printed(day.date);
  if (number < table.firstDay || number > table.lastDay) {
    const [from, to] = [printed(isoDateOf(table.firstDay)), printed(isoDateOf(table.lastDay))];
    throw conflict('calendar.beyond_known_years', { date, from, to });
  }
  const works = isWorkingDay(table, number);
  const holiday = table.specialDays.get(number);
  if (unitUid !== null && day.kind !== 'off' && (holiday?.kind === 'holiday' || holiday?.kind === 'in_lieu')) {
    throw conflict('calendar.on_public_holiday', { date, name: holiday.name });
  }
  if (day.kind === 'swap_work' && works) throw invalid('calendar.already_working_day', { date });
  if ((day.kind === 'off' || day.kind === 'half') && !works) throw invalid('calendar.already_day_off', { date });
}

/** `dd/MM/yyyy`, as dates are written in messages. */
export function printed(date: IsoDate): string {
  return date.split('-').reverse().join('/');
}
