import { describe, expect, it } from 'vitest';
import { dayNumberOf, weekdayOf } from './civil-date.ts';
import law from './holidays-of-law.json' with { type: 'json' };
import { lawfulDaysOff } from './holiday-rules.ts';
import type { HolidayRule } from './holiday-rules.ts';

const daysOff = (year: number) => lawfulDaysOff(year, law.rules as HolidayRule[], law.inLieuBase);
const dates = (year: number) => daysOff(year).map(({ date }) => date.slice(5));
const tet = (year: number) =>
  daysOff(year)
    .filter(({ name }) => name.includes('Nguyên đán'))
    .map(({ date }) => date.slice(5));

describe('days off of the law', () => {
  it('are the twelve days of the law in 2027, with those in lieu', () => {
    expect(dates(2027).join(' ')).toBe(
      '01-01 02-04 02-05 02-06 02-07 02-08 02-09 02-10 04-16 04-30 05-01 05-03 09-02 09-03 11-24',
    );
    expect(daysOff(2027).filter(({ kind }) => kind === 'holiday')).toHaveLength(12);
  });

  it('repeat the Tết decided each year from 2021 to 2026, days in lieu included', () => {
    expect(tet(2021)).toEqual(['02-10', '02-11', '02-12', '02-13', '02-14', '02-15', '02-16']);
    expect(tet(2022)).toEqual(['01-31', '02-01', '02-02', '02-03', '02-04']);
    expect(tet(2023)).toEqual(['01-20', '01-21', '01-22', '01-23', '01-24', '01-25', '01-26']);
    expect(tet(2024)).toEqual(['02-08', '02-09', '02-10', '02-11', '02-12', '02-13', '02-14']);
    expect(tet(2025)).toEqual(['01-27', '01-28', '01-29', '01-30', '01-31']);
    expect(tet(2026)).toEqual(['02-16', '02-17', '02-18', '02-19', '02-20']);
  });

  it('repeat the pair of Quốc khánh decided each year from 2021 to 2026', () => {
    const pair = (year: number) => dates(year).filter((date) => date.startsWith('09'));
    expect([2021, 2022, 2023, 2024, 2025, 2026].map(pair)).toEqual([
      ['09-02', '09-03'],
      ['09-01', '09-02'],
      ['09-01', '09-02', '09-04'],
      ['09-02', '09-03'],
      ['09-01', '09-02'],
      ['09-01', '09-02'],
    ]);
  });

  it('have 24/11 from 2026 on, by NQ 28/2026/QH16', () => {
    expect(dates(2025)).not.toContain('11-24');
    expect(daysOff(2026).at(-1)).toMatchObject({ date: '2026-11-24', legalBase: 'Nghị quyết 28/2026/QH16' });
  });

  it('move Giỗ Tổ 2026 from Sunday 26/4 to Monday 27/4', () => {
    expect(daysOff(2026)).toContainEqual(
      expect.objectContaining({ date: '2026-04-27', kind: 'in_lieu', inPlaceOf: '2026-04-26', certainty: 'fixed' }),
    );
  });

  it('give two days in lieu when 30/4 and 1/5 are a weekend', () => {
    expect(dates(2033).filter((date) => date >= '04-30' && date <= '05-05')).toEqual([
      '04-30',
      '05-01',
      '05-02',
      '05-03',
    ]);
  });

  it('say which days still wait for the yearly decision', () => {
    const expected = daysOff(2027).filter(({ certainty }) => certainty === 'expected');
    expect(expected.map(({ date }) => date.slice(5))).toEqual([...tet(2027), '09-03']);
  });

  it.each(Array.from({ length: 15 }, (_, index) => 2021 + index))(
    'leave as many working days as the law in %i',
    (year) => {
      const days = daysOff(year);
      const onWorkingDays = days.filter(({ date }) => weekdayOf(dayNumberOf(date)) <= 5);
      expect(onWorkingDays).toHaveLength(year >= 2026 ? 12 : 11);
      expect(new Set(days.map(({ date }) => date)).size).toBe(days.length);
    },
  );
});
