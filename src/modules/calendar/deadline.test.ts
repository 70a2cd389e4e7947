import { describe, expect, it } from 'vitest';
import { layOutDays } from './day-table.ts';
import { computeDeadline } from './deadline.ts';
import type { DeadlineRule } from './model.ts';
import { explain } from './sentences.ts';
import { anException, anOffice, at, local, officeWeek } from './test/calendars.ts';

const table = layOutDays(anOffice());
const sameDay: DeadlineRule = { unit: 'same_day', cutOff: '15:00', legalBase: 'Luật Hộ tịch 2014, Điều 5' };
const workingDays = (n: number): DeadlineRule => ({ unit: 'working_day', n });
const calendarDays = (n: number): DeadlineRule => ({ unit: 'calendar_day', n });
const workingHours = (n: number): DeadlineRule => ({ unit: 'working_hour', n });
const due = (start: string, rule: DeadlineRule, days = table) => local(computeDeadline(days, at(start), rule).dueAt);
const why = (start: string, rule: DeadlineRule, days = table) =>
  explain(computeDeadline(days, at(start), rule).derivation);

describe('the same day, after the cut-off the next working day', () => {
  it.each([
    ['2026-11-19 14:59', '2026-11-19 17:00'],
    ['2026-11-19 15:00', '2026-11-19 17:00'],
    ['2026-11-19 15:01', '2026-11-20 17:00'],
    ['2026-11-20 15:20', '2026-11-23 17:00'],
    ['2026-11-23 15:01', '2026-11-25 17:00'],
    ['2026-11-21 09:00', '2026-11-23 17:00'],
    ['2026-11-19 06:00', '2026-11-19 17:00'],
  ])('%s → %s', (start, end) => {
    expect(due(start, sameDay)).toBe(end);
  });

  it('keeps 15:00:59, which the receipt prints as 15:00, on the same day', () => {
    const start = new Date(at('2026-11-19 15:00').getTime() + 59_999);
    expect(local(computeDeadline(table, start, sameDay).dueAt)).toBe('2026-11-19 17:00');
  });

  it('carries the last working afternoon before Tết to the first working day after it', () => {
    expect(due('2027-02-03 14:59', sameDay)).toBe('2027-02-03 17:00');
    expect(due('2027-02-03 15:01', sameDay)).toBe('2027-02-11 17:00');
    expect(due('2026-02-13 15:01', sameDay)).toBe('2026-02-23 17:00');
  });

  it('moves on when a half day had already closed', () => {
    const halfDay = anException({ date: '2026-11-19', kind: 'half', half: 'morning' });
    const days = layOutDays(anOffice({ specialDays: [halfDay] }));
    expect(due('2026-11-19 10:00', sameDay, days)).toBe('2026-11-19 11:30');
    expect(due('2026-11-19 13:00', sameDay, days)).toBe('2026-11-20 17:00');
  });

  it('explains itself in sentences that a wall calendar can check', () => {
    expect(why('2026-11-20 15:20', sameDay)).toEqual([
      'Tiếp nhận lúc 15:20 thứ Sáu 20/11/2026.',
      'Trả kết quả trong ngày; nhận sau 15:00 thì trả trong ngày làm việc tiếp theo (Luật Hộ tịch 2014, Điều 5).',
      '21/11 và 22/11 là thứ Bảy, Chủ nhật. Ngày làm việc tiếp theo: thứ Hai 23/11.',
      'Hạn: 17:00 thứ Hai 23/11/2026, khi hết giờ làm việc.',
      'Thứ Ba 24/11 là ngày nghỉ, không ảnh hưởng thời hạn này.',
    ]);
  });
});

describe('working days', () => {
  it.each([
    ['2026-11-20 10:00', 1, '2026-11-23 17:00'],
    ['2026-11-20 10:00', 2, '2026-11-25 17:00'],
    ['2026-11-21 09:00', 1, '2026-11-23 17:00'],
    ['2026-11-24 09:00', 3, '2026-11-27 17:00'],
    ['2027-02-03 16:59', 5, '2027-02-17 17:00'],
  ])('%s + %i → %s: the day of receipt is not counted', (start, n, end) => {
    expect(due(start, workingDays(n))).toBe(end);
  });

  it('does not take the Saturday morning of the counter for a working day', () => {
    expect(due('2026-11-27 16:00', workingDays(1))).toBe('2026-11-30 17:00');
  });

  it('counts a made-up Saturday and skips the Friday it replaces', () => {
    const specialDays = [
      anException({ date: '2026-12-04', kind: 'off', inPlaceOf: '2026-12-12', name: 'Hoán đổi ngày làm việc' }),
      anException({ date: '2026-12-12', kind: 'swap_work', inPlaceOf: '2026-12-04', name: 'Hoán đổi ngày làm việc' }),
    ];
    const days = layOutDays(anOffice({ specialDays }));
    expect(due('2026-12-03 10:00', workingDays(1), days)).toBe('2026-12-07 17:00');
    expect(due('2026-12-11 10:00', workingDays(1), days)).toBe('2026-12-12 17:00');
    expect(due('2026-12-11 15:01', sameDay, days)).toBe('2026-12-12 17:00');
    expect(why('2026-12-03 10:00', workingDays(7), days)).toEqual([
      'Tiếp nhận lúc 10:00 thứ Năm 03/12/2026.',
      'Thời hạn 7 ngày làm việc; ngày tiếp nhận không tính (Bộ luật Dân sự 2015, Điều 147).',
      '05/12, 06/12 và 13/12 là thứ Bảy, Chủ nhật. Thứ Sáu 04/12 nghỉ, làm bù vào thứ Bảy 12/12 (Thông báo 12/TB-UBND).',
      'Thứ Bảy 12/12 làm bù cho thứ Sáu 04/12 nên là ngày làm việc (Thông báo 12/TB-UBND).',
      'Ngày làm việc thứ 7 là thứ Hai 14/12.',
      'Hạn: 17:00 thứ Hai 14/12/2026, khi hết giờ làm việc.',
    ]);
  });

  it('counts a late receipt as one of the next working day where the procedure says so', () => {
    const rule: DeadlineRule = { unit: 'working_day', n: 3, cutOff: '15:00' };
    expect(due('2026-11-20 15:00', rule)).toBe('2026-11-26 17:00');
    expect(due('2026-11-20 15:01', rule)).toBe('2026-11-27 17:00');
    expect(due('2026-11-21 09:00', rule)).toBe('2026-11-27 17:00');
  });

  it('gives a citizen until midnight of the last day', () => {
    const rule: DeadlineRule = { unit: 'working_day', n: 7, endsAt: 'end_of_day' };
    const deadline = computeDeadline(table, at('2026-11-20 09:00'), rule);
    expect(deadline.dueAt.toISOString()).toBe('2026-12-02T16:59:59.999Z');
    expect(explain(deadline.derivation)).toContain('Hạn: hết ngày thứ Tư 02/12/2026.');
  });
});

describe('calendar days', () => {
  it('end on the next working day when the last day is off (BLDS Đ148.5)', () => {
    expect(due('2026-11-20 09:00', calendarDays(30))).toBe('2026-12-21 17:00');
    expect(due('2026-11-20 09:00', calendarDays(4))).toBe('2026-11-25 17:00');
    expect(due('2026-11-20 09:00', calendarDays(5))).toBe('2026-11-25 17:00');
    expect(why('2026-11-20 09:00', calendarDays(30)).slice(2, 4)).toEqual([
      'Ngày thứ 30 là Chủ nhật 20/12.',
      '20/12 là Chủ nhật. Ngày cuối là ngày nghỉ nên thời hạn kết thúc vào ngày làm việc tiếp theo: thứ Hai 21/12 (Bộ luật Dân sự 2015, Điều 148).',
    ]);
  });
});

describe('working hours', () => {
  it.each([
    ['2026-11-19 08:00', 2, '2026-11-19 10:00'],
    ['2026-11-19 07:30', 4, '2026-11-19 11:30'],
    ['2026-11-19 10:30', 2, '2026-11-19 14:30'],
    ['2026-11-19 12:00', 1, '2026-11-19 14:30'],
    ['2026-11-20 16:00', 8, '2026-11-23 16:30'],
    ['2026-11-23 16:00', 1.5, '2026-11-25 08:00'],
    ['2026-11-21 08:00', 7.5, '2026-11-23 17:00'],
  ])('%s + %d h → %s', (start, n, end) => {
    expect(due(start, workingHours(n))).toBe(end);
  });
});

describe('a changed calendar', () => {
  it('keeps the deadline of the version it was computed with, and shows what the new version would give', () => {
    const stored = computeDeadline(table, at('2026-12-08 10:00'), workingDays(3));
    const storm = anException({ date: '2026-12-10', kind: 'off', name: 'Nghỉ tránh bão' });
    const changed = anOffice({ version: 2, specialDays: [storm] });
    expect(stored.calendarVersion).toBe(1);
    expect(computeDeadline(table, at('2026-12-08 10:00'), workingDays(3))).toEqual(stored);
    const moved = computeDeadline(layOutDays(changed), at('2026-12-08 10:00'), workingDays(3));
    expect([local(stored.dueAt), local(moved.dueAt), moved.calendarVersion]).toEqual([
      '2026-12-11 17:00',
      '2026-12-14 17:00',
      2,
    ]);
  });

  it('takes new hours from the day they are valid', () => {
    const winter = {
      ...officeWeek,
      validFrom: '2026-11-23',
      openings: officeWeek.openings.map((o) => (o.to === '17:00' ? { ...o, to: '16:30' } : o)),
    };
    const days = layOutDays(anOffice({ weeks: [officeWeek, winter] }));
    expect(due('2026-11-20 09:00', sameDay, days)).toBe('2026-11-20 17:00');
    expect(due('2026-11-20 15:20', sameDay, days)).toBe('2026-11-23 16:30');
  });

  it('refuses to guess beyond the entered years', () => {
    expect(() => due('2035-12-31 10:00', workingDays(1))).toThrow('calendar.beyond_known_years');
    expect(() => due('2020-01-02 10:00', workingDays(1))).toThrow('calendar.beyond_known_years');
    expect(() => due('2026-11-20 10:00', workingDays(1), layOutDays(anOffice({ weeks: [] })))).toThrow();
  });
});
