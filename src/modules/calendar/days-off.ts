import { isoDateOf } from './civil-date.ts';
import type { DayNumber, IsoDate } from './civil-date.ts';
import type { DayTable } from './day-table.ts';
import type { SpecialDay } from './model.ts';
import { isWorkingDay } from './working-time.ts';

/** Consecutive days off with one cause. Weekly rest is one group for a whole stretch, with its first dates. */
export type DaysOff =
  | { readonly cause: 'weekly_rest'; readonly count: number; readonly dates: readonly IsoDate[] }
  | {
      readonly cause: 'holiday' | 'in_lieu' | 'off';
      readonly from: IsoDate;
      readonly to: IsoDate;
      readonly name: string;
      readonly nameEn: string | null;
      readonly legalBase: string;
      /** The yearly decision is not known yet: the date may still change. */
      readonly expected: boolean;
      readonly inPlaceOf: IsoDate | null;
    };

/** A stretch of days off that has a name. */
export type NamedDaysOff = Exclude<DaysOff, { cause: 'weekly_rest' }>;

/** A made-up working day or a half day that was counted. */
export type WorkedSpecialDay = {
  readonly date: IsoDate;
  readonly kind: 'swap_work' | 'half';
  readonly half: 'morning' | 'afternoon' | null;
  readonly name: string;
  readonly nameEn: string | null;
  readonly inPlaceOf: IsoDate | null;
  readonly legalBase: string;
};

// A citizen checks a handful of weekend dates; for a limit of months their number is enough.
const listedDates = 6;

/** Days without work from `from` to `to` (inclusive): weekly rest first, then named days in order. */
export function daysOffIn(table: DayTable, from: DayNumber, to: DayNumber): DaysOff[] {
  const rest: IsoDate[] = [];
  const named: NamedDaysOff[] = [];
  for (let day = from; day <= to; day += 1) {
    if (isWorkingDay(table, day)) continue;
    const special = table.specialDays.get(day);
    if (special === undefined || !namesDayOff(special)) rest.push(isoDateOf(day));
    else addNamed(named, special);
  }
  if (rest.length === 0) return named;
  return [{ cause: 'weekly_rest', count: rest.length, dates: rest.slice(0, listedDates) }, ...named];
}

/** Made-up days and half days from `from` to `to` (inclusive) that are worked. */
export function workedSpecialDaysIn(table: DayTable, from: DayNumber, to: DayNumber): WorkedSpecialDay[] {
  const worked: WorkedSpecialDay[] = [];
  for (let day = from; day <= to; day += 1) {
    const special = table.specialDays.get(day);
    if (special === undefined || !isWorkingDay(table, day)) continue;
    const { date, kind, half, name, nameEn, inPlaceOf, legalBase } = special;
    if (kind === 'swap_work' || kind === 'half') worked.push({ date, kind, half, name, nameEn, inPlaceOf, legalBase });
  }
  return worked;
}

function namesDayOff(special: SpecialDay): boolean {
  return special.kind === 'holiday' || special.kind === 'in_lieu' || special.kind === 'off';
}

function addNamed(named: NamedDaysOff[], special: SpecialDay): void {
  const last = named.at(-1);
  const cause = special.kind === 'holiday' || special.kind === 'in_lieu' ? special.kind : 'off';
  const expected = special.certainty === 'expected';
  const { date, name, nameEn, legalBase, inPlaceOf } = special;
  const joins = last?.cause === cause && last.name === name && last.expected === expected;
  if (joins && isNextDay(last.to, date)) named[named.length - 1] = { ...last, to: date };
  else named.push({ cause, from: date, to: date, name, nameEn, legalBase, expected, inPlaceOf });
}

function isNextDay(before: IsoDate, after: IsoDate): boolean {
  return Date.parse(after) - Date.parse(before) === 86_400_000;
}
