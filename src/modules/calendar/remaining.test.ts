import { describe, expect, it } from 'vitest';
import { layOutDays } from './day-table.ts';
import { workingTimeLeft } from './remaining.ts';
import { describeTimeLeft } from './sentences.ts';
import { anOffice, at } from './test/calendars.ts';
import { withinWorkingHours } from './working-time.ts';

const table = layOutDays(anOffice());
const words = (now: string, due: string, locale: 'vi' | 'en' = 'vi') =>
  describeTimeLeft(workingTimeLeft(table, at(now), at(due)), locale);

describe('working time left', () => {
  it.each([
    ['2026-11-20 15:20', '2026-11-23 11:00', 'còn 5 giờ làm việc'],
    ['2026-11-20 16:30', '2026-11-20 17:00', 'còn 30 phút làm việc'],
    ['2026-11-20 09:00', '2026-11-26 17:00', 'còn 3 ngày làm việc'],
    ['2026-11-21 09:00', '2026-11-23 17:00', 'còn 7 giờ làm việc'],
    ['2026-11-20 18:00', '2026-11-20 23:59', 'hết giờ làm việc trước hạn'],
    ['2026-11-20 17:05', '2026-11-20 17:00', 'vừa quá hạn'],
    ['2026-11-23 10:00', '2026-11-20 17:00', 'quá hạn 2 giờ làm việc'],
    ['2026-11-30 10:00', '2026-11-20 17:00', 'quá hạn 5 ngày làm việc'],
  ])('at %s, due %s: %s', (now, due, expected) => {
    expect(words(now, due)).toBe(expected);
  });

  it('has English words', () => {
    expect(words('2026-11-20 15:30', '2026-11-20 17:00', 'en')).toBe('1 working hour left');
    expect(words('2026-11-30 10:00', '2026-11-20 17:00', 'en')).toBe('overdue by 5 working days');
  });
});

describe('the 8-working-hour check of an online dossier', () => {
  it('passes to the minute', () => {
    const submitted = at('2026-11-20 16:00');
    expect(withinWorkingHours(table, { from: submitted, to: at('2026-11-23 16:30') }, 8)).toBe(true);
    expect(withinWorkingHours(table, { from: submitted, to: at('2026-11-23 16:31') }, 8)).toBe(false);
  });
});
