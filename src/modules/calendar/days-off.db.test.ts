import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Calendar } from './calendar.ts';
import { lawfulDaysOff } from './holiday-rules.ts';
import type { HolidayRule } from './holiday-rules.ts';
import law from './holidays-of-law.json' with { type: 'json' };
import { at, local } from './test/calendars.ts';
import { testLocality } from './test/locality.ts';

let calendar: Calendar;

beforeAll(async () => {
  ({ calendar } = await testLocality());
});

describe('the days off of the law', () => {
  it('are stored from 2025 to 2035 as the rules compute them', async () => {
    expect(await calendar.listKnownYears()).toEqual(Array.from({ length: 11 }, (_, index) => 2025 + index));
    for (const year of await calendar.listKnownYears()) {
      const stored = (await calendar.listHolidays(year)).filter(({ kind }) => kind === 'holiday' || kind === 'in_lieu');
      const computed = lawfulDaysOff(year, law.rules as HolidayRule[], law.inLieuBase);
      const expected = computed.map((day) => ({
        ...day,
        certainty: year <= 2026 && day.certainty === 'expected' ? 'decided' : day.certainty,
      }));
      expect(stored).toMatchObject(expected);
      expect(stored).toHaveLength(expected.length);
      expect(stored.filter(({ uid }) => !z.uuid().safeParse(uid).success)).toEqual([]);
    }
  });

  it('hold the swaps that were decided', async () => {
    const swaps = (await calendar.listHolidays(2026)).filter(({ kind }) => kind === 'off' || kind === 'swap_work');
    expect(swaps.map(({ date, kind, inPlaceOf }) => [date, kind, inPlaceOf])).toEqual([
      ['2026-01-02', 'off', '2026-01-10'],
      ['2026-01-10', 'swap_work', '2026-01-02'],
      ['2026-08-22', 'swap_work', '2026-08-31'],
      ['2026-08-31', 'off', '2026-08-22'],
    ]);
    const start = at('2026-08-28 10:00');
    const { dueAt } = await calendar.computeDeadline({ unitUid: null, start, rule: { unit: 'working_day', n: 1 } });
    expect(local(dueAt)).toBe('2026-09-03 17:00');
  });
});
