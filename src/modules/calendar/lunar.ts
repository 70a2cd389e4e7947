import { dayNumberFrom, yearOf } from './civil-date.ts';
import type { DayNumber } from './civil-date.ts';
import { newMoonDay, solarSector } from './sky.ts';

/** A date of the Vietnamese lunisolar calendar. `leap` marks the repeated month. */
export type LunarDate = { year: number; month: number; day: number; leap: boolean };

type LunarMonth = { year: number; month: number; leap: boolean; start: DayNumber; end: DayNumber };

const stems = ['Giáp', 'Ất', 'Bính', 'Đinh', 'Mậu', 'Kỷ', 'Canh', 'Tân', 'Nhâm', 'Quý'];
const branches = ['Tý', 'Sửu', 'Dần', 'Mão', 'Thìn', 'Tỵ', 'Ngọ', 'Mùi', 'Thân', 'Dậu', 'Tuất', 'Hợi'];

/** The sexagenary name of a lunar year: 2027 → "Đinh Mùi". */
export function sexagenaryName(year: number): string {
  return `${stems[(year + 6) % 10]} ${branches[(year + 8) % 12]}`;
}

/** The first day of the lunar year (Tết) that begins in the civil `year`. */
export function lunarNewYear(year: number): DayNumber {
  return civilDayOf({ year, month: 1, day: 1, leap: false });
}

/** Civil day of a lunar date. Throws RangeError for a month or day that the lunar year does not have. */
export function civilDayOf(date: LunarDate): DayNumber {
  const sui = date.month >= 11 ? date.year + 1 : date.year;
  const month = monthsToSolsticeOf(sui).find((m) => m.month === date.month && m.leap === date.leap);
  const day = month === undefined ? Number.NaN : month.start + date.day - 1;
  if (month === undefined || date.day < 1 || day >= month.end) {
    throw new RangeError(`No lunar date ${String(date.day)}/${String(date.month)}/${String(date.year)}`);
  }
  return day;
}

/** Lunar date of a civil day. */
export function lunarDateOf(day: DayNumber): LunarDate {
  const year = yearOf(day);
  return lunarDateIn([...monthsToSolsticeOf(year), ...monthsToSolsticeOf(year + 1)], day);
}

function lunarDateIn(months: readonly LunarMonth[], day: DayNumber): LunarDate {
  const month = months.find((m) => m.start <= day && day < m.end);
  if (month === undefined) throw new RangeError(`No lunar month holds day ${String(day)}`);
  return { year: month.year, month: month.month, day: day - month.start + 1, leap: month.leap };
}

/** Lunar dates of every day of a civil year, in order. */
export function lunarDatesOfYear(year: number): LunarDate[] {
  const months = [...monthsToSolsticeOf(year), ...monthsToSolsticeOf(year + 1)];
  const dates: LunarDate[] = [];
  const end = dayNumberFrom(year + 1, 1, 1);
  for (let day = dayNumberFrom(year, 1, 1); day < end; day += 1) dates.push(lunarDateIn(months, day));
  return dates;
}

/**
 * The months from the one that holds the winter solstice of `year - 1` (always the eleventh) up to, without it,
 * the one that holds the solstice of `year`. With thirteen of them, the first without a principal term is leap.
 */
function monthsToSolsticeOf(year: number): LunarMonth[] {
  const first = solsticeMoon(year - 1);
  const last = solsticeMoon(year);
  const starts = Array.from({ length: last - first + 1 }, (_, index) => newMoonDay(first + index));
  const leapIndex = starts.length === 14 ? leapIndexOf(starts) : Number.POSITIVE_INFINITY;
  return starts.slice(0, -1).map((start, index) => {
    const ordinal = index >= leapIndex ? index - 1 : index;
    const month = ((10 + ordinal) % 12) + 1;
    return {
      year: month >= 11 && ordinal < 2 ? year - 1 : year,
      month,
      leap: index === leapIndex,
      start,
      end: starts[index + 1] ?? start,
    };
  });
}

function leapIndexOf(starts: readonly DayNumber[]): number {
  const sectors = starts.map(solarSector);
  return sectors.findIndex((sector, index) => index > 0 && sector === sectors[index + 1]);
}

/** Index of the new moon that begins the month of the winter solstice (solar longitude 270°) of `year`. */
function solsticeMoon(year: number): number {
  const yearEnd = dayNumberFrom(year, 12, 31);
  let moon = Math.ceil((year + 1 - 2000) * 12.3685) + 1;
  while (newMoonDay(moon) > yearEnd) moon -= 1;
  // The sector is read at the midnight that opens the day: 9 means that the solstice was before this month.
  return solarSector(newMoonDay(moon)) >= 9 ? moon - 1 : moon;
}
