import { beforeAll, describe, expect, it } from 'vitest';
import type { Officer } from '#platform/access/actor.ts';
import type { Calendar } from './calendar.ts';
import type { DeadlineRule, Opening } from './model.ts';
import { at, local } from './test/calendars.ts';
import { testLocality, type TestLocality } from './test/locality.ts';

let test: TestLocality['test'];
let calendar: Calendar;
let otherCommune: string;
let national: Officer;
const sameDay: DeadlineRule = { unit: 'same_day', cutOff: '15:00' };

beforeAll(async () => {
  ({ test, calendar, otherCommune, national } = await testLocality());
});

const week = (to: string): Opening[] =>
  ([1, 2, 3, 4, 5] as const).flatMap((weekday): Opening[] => [
    { weekday, from: '07:30', to: '11:30', purpose: 'work' },
    { weekday, from: '13:00', to, purpose: 'work' },
  ]);
const dueIn = async (unitUid: string | null, start: string) =>
  local((await calendar.computeDeadline({ unitUid, start: at(start), rule: sameDay })).dueAt);

describe('setWorkingWeek', () => {
  const hours = (validFrom: string, to: string, validTo: string | null = null) => ({
    requestId: test.ids.uuid(),
    unitUid: otherCommune,
    validFrom,
    validTo,
    openings: week(to),
    reason: 'Giờ làm việc của phường',
    legalBase: 'Quyết định 05/QĐ-UBND',
  });

  it('holds from its first day, and a season lies over it', async () => {
    await calendar.setWorkingWeek(national, hours('2027-09-06', '16:30'));
    await calendar.setWorkingWeek(national, hours('2027-10-04', '16:00', '2027-11-01'));
    expect(await dueIn(otherCommune, '2027-09-01 09:00')).toBe('2027-09-01 17:00');
    expect(await dueIn(otherCommune, '2027-09-06 09:00')).toBe('2027-09-06 16:30');
    expect(await dueIn(otherCommune, '2027-10-04 09:00')).toBe('2027-10-04 16:00');
    expect(await dueIn(otherCommune, '2027-11-01 09:00')).toBe('2027-11-01 16:30');
    const weeks = await calendar.listWorkingWeeks(otherCommune);
    await calendar.removeWorkingWeek(national, {
      requestId: test.ids.uuid(),
      weekUid: weeks[1]?.uid ?? '',
      reason: 'Bỏ giờ mùa đông',
    });
    expect(await dueIn(otherCommune, '2027-10-04 09:00')).toBe('2027-10-04 16:30');
  });

  it('replaces the hours that begin on the same day', async () => {
    await calendar.setWorkingWeek(national, hours('2027-12-06', '16:00'));
    await calendar.setWorkingWeek(national, hours('2027-12-06', '16:45'));
    expect(await dueIn(otherCommune, '2027-12-06 09:00')).toBe('2027-12-06 16:45');
  });

  it('refuses overlapping hours, hours only for receiving, and the end of the last default', async () => {
    const overlapping = [
      ...week('17:00'),
      { weekday: 1 as const, from: '11:00', to: '12:00', purpose: 'work' as const },
    ];
    const receiving = [{ weekday: 6 as const, from: '07:30', to: '11:30', purpose: 'receive' as const }];
    for (const openings of [overlapping, receiving, []]) {
      await expect(
        calendar.setWorkingWeek(national, { ...hours('2028-01-10', '17:00'), openings }),
      ).rejects.toMatchObject({
        code: 'calendar.input_invalid',
      });
    }
    const [lastDefault] = await calendar.listWorkingWeeks(null);
    const removal = { requestId: test.ids.uuid(), weekUid: lastDefault?.uid ?? '', reason: 'Thử bỏ mặc định' };
    await expect(calendar.removeWorkingWeek(national, removal)).rejects.toMatchObject({
      code: 'calendar.last_default_week',
    });
  });
});

describe('years', () => {
  it('are confirmed by the yearly decision, once', async () => {
    const decision = { requestId: test.ids.uuid(), year: 2028, legalBase: 'Công văn 10/VPCP-KGVX' };
    await calendar.confirmYear(national, decision);
    const days = await calendar.listHolidays(2028);
    expect(days.some(({ certainty }) => certainty === 'expected')).toBe(false);
    expect(days.find(({ date }) => date === '2028-01-26')?.legalBase).toContain('Công văn 10/VPCP-KGVX');
    await expect(calendar.confirmYear(national, { ...decision, requestId: test.ids.uuid() })).rejects.toMatchObject({
      code: 'calendar.nothing_to_confirm',
    });
  });

  it('are entered one after another', async () => {
    const enter = (year: number) => calendar.enterYear(national, { requestId: test.ids.uuid(), year });
    await expect(enter(2037)).rejects.toMatchObject({ code: 'calendar.year_out_of_order' });
    await expect(enter(2035)).rejects.toMatchObject({ code: 'calendar.year_already_known' });
    await expect(dueIn(null, '2035-12-31 16:00')).rejects.toMatchObject({ code: 'calendar.beyond_known_years' });
    await enter(2036);
    expect(await dueIn(null, '2035-12-31 16:00')).toBe('2036-01-02 17:00');
  });
});
