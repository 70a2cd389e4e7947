import { dayNumberFrom, isoDateOf, weekdayOf } from './civil-date.ts';
import type { DayNumber, IsoDate } from './civil-date.ts';
import { civilDayOf, lunarNewYear, sexagenaryName } from './lunar.ts';

/** How the law names the day: by the civil calendar, by the lunar one, as Tết, or as a day with one neighbour. */
export type HolidayBasis =
  | { readonly kind: 'civil'; readonly month: number; readonly day: number }
  | { readonly kind: 'lunar'; readonly month: number; readonly day: number }
  | { readonly kind: 'lunar_new_year'; readonly days: number }
  | { readonly kind: 'civil_with_neighbour'; readonly month: number; readonly day: number };

/** One public holiday of the law, in force from `validFrom` until before `validTo` (null = still). */
export type HolidayRule = {
  readonly key: string;
  readonly name: string;
  readonly nameEn: string;
  readonly basis: HolidayBasis;
  readonly legalBase: string;
  readonly validFrom: IsoDate;
  readonly validTo: IsoDate | null;
};

/** A day off that the law gives, or that is expected until the yearly decision is known. */
export type LawfulDayOff = {
  readonly date: IsoDate;
  readonly kind: 'holiday' | 'in_lieu';
  readonly name: string;
  readonly nameEn: string;
  readonly legalBase: string;
  /** `expected` where the Prime Minister chooses the days each year (BLLĐ 2019 Đ112.3). */
  readonly certainty: 'fixed' | 'expected';
  /** For a day in lieu: the holiday that fell on the weekly rest. */
  readonly inPlaceOf: IsoDate | null;
};

type Found = { day: DayNumber; rule: HolidayRule; name: string; certainty: 'fixed' | 'expected' };

/**
 * Public holidays and days in lieu of one civil year, by date. The weekly rest is Saturday and Sunday, as for
 * administrative offices (QĐ 188/1999/QĐ-TTg); a holiday on it moves to the next working day (BLLĐ 2019 Đ111.3).
 */
export function lawfulDaysOff(year: number, rules: readonly HolidayRule[], inLieuBase: string): LawfulDayOff[] {
  const found = new Map<DayNumber, Found>();
  for (const holiday of rules.flatMap((rule) => holidaysOf(rule, year))) {
    if (!found.has(holiday.day)) found.set(holiday.day, holiday);
  }
  const holidays = [...found.values()].sort((a, b) => a.day - b.day);
  const taken = new Set(found.keys());
  const inLieu = holidays
    .filter(({ day }) => isWeeklyRest(day))
    .map((holiday) => dayInLieu(holiday, taken, inLieuBase));
  return [...holidays.map(toDayOff), ...inLieu].sort((a, b) => (a.date < b.date ? -1 : 1));
}

function holidaysOf(rule: HolidayRule, year: number): Found[] {
  return daysOf(rule.basis, year)
    .filter((day) => rule.validFrom <= isoDateOf(day) && (rule.validTo === null || isoDateOf(day) < rule.validTo))
    .map((day) => ({ day, rule, certainty: certaintyOf(rule.basis, day), name: nameOf(rule, year) }));
}

function certaintyOf(basis: HolidayBasis, day: DayNumber): 'fixed' | 'expected' {
  if (basis.kind === 'lunar_new_year') return 'expected';
  const isNeighbour = basis.kind === 'civil_with_neighbour' && !isoDateOf(day).endsWith(monthAndDay(basis));
  return isNeighbour ? 'expected' : 'fixed';
}

function monthAndDay({ month, day }: { readonly month: number; readonly day: number }): string {
  return `-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function daysOf(basis: HolidayBasis, year: number): DayNumber[] {
  switch (basis.kind) {
    case 'civil':
      return [dayNumberFrom(year, basis.month, basis.day)];
    case 'lunar':
      return [civilDayOf({ year, month: basis.month, day: basis.day, leap: false })];
    case 'lunar_new_year':
      return newYearDays(lunarNewYear(year), basis.days);
    case 'civil_with_neighbour':
      return pairAt(dayNumberFrom(year, basis.month, basis.day));
  }
}

function nameOf(rule: HolidayRule, year: number): string {
  return rule.basis.kind === 'lunar_new_year' ? `${rule.name} ${sexagenaryName(year)}` : rule.name;
}

/**
 * One or two days of the old year, then the new one: whichever touches the weekly rest least, two when equal.
 * This repeats the decisions of 2021–2026 and is a forecast for later years.
 */
function newYearDays(first: DayNumber, count: number): DayNumber[] {
  const from = (eve: number) => Array.from({ length: count }, (_, index) => first - eve + index);
  return restDaysIn(from(1)) < restDaysIn(from(2)) ? from(1) : from(2);
}

/** The day and the neighbour that is not a weekly rest; when both are not, the one that joins a weekend, else before. */
function pairAt(day: DayNumber): DayNumber[] {
  const before = [day - 1, day];
  const after = [day, day + 1];
  if (isWeeklyRest(day - 1) !== isWeeklyRest(day + 1)) return isWeeklyRest(day - 1) ? after : before;
  return isWeeklyRest(day + 2) ? after : before;
}

function dayInLieu({ day, rule, name }: Found, taken: Set<DayNumber>, legalBase: string): LawfulDayOff {
  let free = day + 1;
  while (isWeeklyRest(free) || taken.has(free)) free += 1;
  taken.add(free);
  return {
    date: isoDateOf(free),
    kind: 'in_lieu',
    name: `Nghỉ bù ${name}`,
    nameEn: `Day in lieu of ${rule.nameEn}`,
    legalBase,
    certainty: rule.basis.kind === 'civil' || rule.basis.kind === 'lunar' ? 'fixed' : 'expected',
    inPlaceOf: isoDateOf(day),
  };
}

function toDayOff({ day, rule, name, certainty }: Found): LawfulDayOff {
  const { legalBase, nameEn } = rule;
  return { date: isoDateOf(day), kind: 'holiday', name, nameEn, legalBase, certainty, inPlaceOf: null };
}

function restDaysIn(days: readonly DayNumber[]): number {
  return days.filter(isWeeklyRest).length;
}

function isWeeklyRest(day: DayNumber): boolean {
  return weekdayOf(day) >= 6;
}
