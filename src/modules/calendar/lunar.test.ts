import { describe, expect, it } from 'vitest';
import { dayNumberOf, isoDateOf } from './civil-date.ts';
import { civilDayOf, lunarDateOf, lunarNewYear, sexagenaryName } from './lunar.ts';
import type { LunarDate } from './lunar.ts';
import { newMoonInstant, solarLongitude } from './sky.ts';

const hungKingsOf = (year: number) => isoDateOf(civilDayOf({ year, month: 3, day: 10, leap: false }));

describe('lunar dates of the law', () => {
  it.each([
    [2026, '2026-02-17', '2026-04-26'],
    [2027, '2027-02-06', '2027-04-16'],
    [2028, '2028-01-26', '2028-04-04'],
    [2029, '2029-02-13', '2029-04-23'],
    [2030, '2030-02-02', '2030-04-12'],
  ])('gives the checked Tết and Giỗ Tổ of %i', (year, tet, hungKings) => {
    expect(isoDateOf(lunarNewYear(year))).toBe(tet);
    expect(hungKingsOf(year)).toBe(hungKings);
  });

  it.each([
    [1968, '1968-01-29'],
    [1985, '1985-01-21'],
    [2007, '2007-02-17'],
    [2030, '2030-02-02'],
  ])('follows GMT+7 where Viet Nam and China part: %i', (year, tet) => {
    expect(isoDateOf(lunarNewYear(year))).toBe(tet);
  });

  it('follows the actual days off of 2019–2025', () => {
    const tets = [2019, 2020, 2021, 2022, 2023, 2024, 2025].map((year) => isoDateOf(lunarNewYear(year)));
    expect(tets).toEqual([
      '2019-02-05',
      '2020-01-25',
      '2021-02-12',
      '2022-02-01',
      '2023-01-22',
      '2024-02-10',
      '2025-01-29',
    ]);
  });

  // The leap third month of 2031 begins at 23:57 in Hà Nội, so a day later in Beijing.
  it('places the leap months of 2020, 2023, 2025, 2028, 2031 and the late one of 2033', () => {
    const leap = (year: number, month: number) => isoDateOf(civilDayOf({ year, month, day: 1, leap: true }));
    expect([leap(2020, 4), leap(2023, 2), leap(2025, 6), leap(2028, 5), leap(2031, 3), leap(2033, 11)]).toEqual([
      '2020-05-23',
      '2023-03-22',
      '2025-07-25',
      '2028-06-23',
      '2031-04-21',
      '2033-12-22',
    ]);
  });

  it('refuses a date that the year does not have', () => {
    expect(() => civilDayOf({ year: 2026, month: 3, day: 10, leap: true })).toThrow(RangeError);
    expect(() => civilDayOf({ year: 2026, month: 1, day: 31, leap: false })).toThrow(RangeError);
  });
});

describe('lunar conversion', () => {
  it('turns every day of 2024–2036 into a lunar date and back', () => {
    const end = dayNumberOf('2036-12-31');
    for (let day = dayNumberOf('2024-01-01'); day <= end; day += 1) {
      expect(civilDayOf(lunarDateOf(day))).toBe(day);
    }
  });

  it('agrees with the Chinese calendar of ICU on the days of 2025–2029, where both time zones give one calendar', () => {
    const chinese = new Intl.DateTimeFormat('en-u-ca-chinese', { month: 'numeric', day: 'numeric', timeZone: 'UTC' });
    const theirs = (day: number) => {
      const parts = chinese.formatToParts(new Date(day * 86_400_000));
      return ['month', 'day'].map((type) => parts.find((part) => part.type === type)?.value).join('/');
    };
    const ours = ({ month, day, leap }: LunarDate) => `${String(month)}${leap ? 'bis' : ''}/${String(day)}`;
    const end = dayNumberOf('2029-12-31');
    const differing: string[] = [];
    for (let day = dayNumberOf('2025-01-01'); day <= end; day += 1) {
      if (ours(lunarDateOf(day)) !== theirs(day)) differing.push(isoDateOf(day));
    }
    // The new moon of Tết 2027 is at 23:56 in Beijing; ICU's coarser moon begins that one month a day late.
    const monthOfTet2027 = (date: string) => date >= '2027-02-06' && date <= '2027-03-07';
    expect(differing.filter((date) => !monthOfTet2027(date))).toEqual([]);
  });

  it('names the years', () => {
    expect([2025, 2026, 2027, 2035].map(sexagenaryName)).toEqual(['Ất Tỵ', 'Bính Ngọ', 'Đinh Mùi', 'Ất Mão']);
  });
});

describe('sky', () => {
  it('meets published new moons within two minutes', () => {
    // Times of the astronomical almanac, universal time.
    expect(Math.abs(newMoonInstant(323) - Date.parse('2026-02-17T12:01:00Z'))).toBeLessThan(120_000);
    expect(Math.abs(newMoonInstant(0) - Date.parse('2000-01-06T18:14:00Z'))).toBeLessThan(120_000);
  });

  it('puts the sun at the solstices and equinoxes', () => {
    expect(solarLongitude(Date.parse('2026-12-21T20:50:00Z'))).toBeCloseTo(270, 1);
    expect(solarLongitude(Date.parse('2026-06-21T08:24:00Z'))).toBeCloseTo(90, 1);
  });
});
