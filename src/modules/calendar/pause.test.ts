import { describe, expect, it } from 'vitest';
import { layOutDays } from './day-table.ts';
import { deadlineAfter } from './deadline.ts';
import type { ClockFact, DeadlineRule } from './model.ts';
import { explain } from './sentences.ts';
import { anOffice, at, local } from './test/calendars.ts';

const table = layOutDays(anOffice());
const sameDay: DeadlineRule = { unit: 'same_day', cutOff: '15:00' };
const workingDays = (n: number): DeadlineRule => ({ unit: 'working_day', n });
const pause = (when: string, key = 'bổ sung 1', reason = 'chờ bổ sung hồ sơ'): ClockFact => ({
  kind: 'paused',
  at: at(when),
  key,
  reason,
});
const resume = (when: string, key = 'bổ sung 1'): ClockFact => ({ kind: 'resumed', at: at(when), key });
const restart = (when: string, key: string | null = 'bổ sung 1'): ClockFact => ({
  kind: 'restarted',
  at: at(when),
  key,
  reason: 'nhận đủ hồ sơ bổ sung',
});
const due = (start: string, rule: DeadlineRule, ...facts: ClockFact[]) =>
  local(deadlineAfter(table, at(start), rule, facts).dueAt);

describe('pause and resume', () => {
  it('keeps the remaining days, counted from the day after the resumption', () => {
    expect(due('2026-11-20 09:00', workingDays(5), pause('2026-11-23 10:00'))).toBe('paused');
    expect(due('2026-11-20 09:00', workingDays(5), pause('2026-11-23 10:00'), resume('2026-11-30 15:00'))).toBe(
      '2026-12-04 17:00',
    );
  });

  it('changes nothing when it ends on the day it began', () => {
    expect(due('2026-11-20 09:00', workingDays(5), pause('2026-11-25 08:00'), resume('2026-11-25 16:00'))).toBe(
      '2026-11-30 17:00',
    );
  });

  it('keeps the hours of the last day', () => {
    expect(due('2026-11-19 09:00', sameDay, pause('2026-11-19 10:00'), resume('2026-11-20 08:00'))).toBe(
      '2026-11-20 17:00',
    );
    expect(due('2026-11-19 09:00', sameDay, pause('2026-11-19 10:00'), resume('2026-11-20 16:00'))).toBe(
      '2026-11-23 17:00',
    );
  });

  it('keeps the remaining minutes of a limit in hours', () => {
    const rule: DeadlineRule = { unit: 'working_hour', n: 8 };
    expect(due('2026-11-19 08:00', rule, pause('2026-11-19 10:00'), resume('2026-11-25 16:00'))).toBe(
      '2026-11-26 14:30',
    );
  });

  it('keeps the remaining calendar days and moves off a day off at the end', () => {
    const rule: DeadlineRule = { unit: 'calendar_day', n: 10 };
    expect(due('2026-11-20 09:00', rule, pause('2026-11-25 09:00'), resume('2026-12-01 09:00'))).toBe(
      '2026-12-07 17:00',
    );
  });

  it('cannot bring a missed deadline back', () => {
    const facts = [pause('2026-11-30 09:00'), resume('2026-12-10 09:00')];
    expect(due('2026-11-20 09:00', workingDays(2), ...facts)).toBe('2026-11-25 17:00');
  });

  it('counts a second pause like the first', () => {
    const facts = [
      pause('2026-11-23 10:00'),
      resume('2026-11-25 09:00'),
      pause('2026-11-26 09:00', 'bổ sung 2'),
      resume('2026-12-03 09:00', 'bổ sung 2'),
    ];
    expect(due('2026-11-20 09:00', workingDays(5), ...facts)).toBe('2026-12-08 17:00');
  });
});

describe('restart', () => {
  it('counts the whole limit again from the supplement', () => {
    expect(due('2026-11-20 09:00', workingDays(5), pause('2026-11-26 10:00'), restart('2026-11-30 15:00'))).toBe(
      '2026-12-07 17:00',
    );
  });

  it('applies the cut-off to the new start', () => {
    expect(due('2026-11-19 09:00', sameDay, pause('2026-11-19 10:00'), restart('2026-11-20 15:00'))).toBe(
      '2026-11-20 17:00',
    );
    expect(due('2026-11-19 09:00', sameDay, pause('2026-11-19 10:00'), restart('2026-11-20 15:01'))).toBe(
      '2026-11-23 17:00',
    );
  });
});

describe('an outage of the shared systems', () => {
  const outage = (when: string) => pause(when, 'sự cố', 'hệ thống của Bộ tạm ngừng');

  it('pauses like any other pause', () => {
    expect(
      due('2026-11-19 09:00', workingDays(1), outage('2026-11-19 10:00'), resume('2026-11-23 08:00', 'sự cố')),
    ).toBe('2026-11-25 17:00');
  });

  it('together with a supplement holds the clock until both have ended', () => {
    const facts = [pause('2026-11-23 10:00'), outage('2026-11-25 08:00'), resume('2026-11-26 09:00')];
    expect(due('2026-11-20 09:00', workingDays(3), ...facts)).toBe('paused');
    expect(due('2026-11-20 09:00', workingDays(3), ...facts, resume('2026-11-27 09:00', 'sự cố'))).toBe(
      '2026-12-01 17:00',
    );
  });

  it('that began before the receipt starts the clock at its end', () => {
    const facts = [outage('2026-11-19 07:00'), resume('2026-11-20 14:00', 'sự cố')];
    expect(due('2026-11-19 09:00', sameDay, ...facts)).toBe('2026-11-20 17:00');
  });
});

describe('facts', () => {
  it('mean the same in whatever order and number they arrive', () => {
    const facts = [pause('2026-11-23 10:00'), resume('2026-11-25 09:00'), restart('2026-11-26 09:00', null)];
    const expected = due('2026-11-20 09:00', workingDays(3), ...facts);
    expect(due('2026-11-20 09:00', workingDays(3), ...facts.toReversed(), ...facts)).toBe(expected);
  });

  it('ignore the end of a pause that never was', () => {
    expect(due('2026-11-20 09:00', workingDays(1), resume('2026-11-20 10:00'))).toBe('2026-11-23 17:00');
  });

  it('are told in order', () => {
    const facts = [pause('2026-11-25 10:00'), resume('2026-11-30 15:00')];
    const { derivation } = deadlineAfter(table, at('2026-11-20 09:00'), workingDays(5), facts);
    expect(explain(derivation)).toEqual([
      'Tiếp nhận lúc 09:00 thứ Sáu 20/11/2026.',
      'Thời hạn 5 ngày làm việc; ngày tiếp nhận không tính (Bộ luật Dân sự 2015, Điều 147).',
      'Tạm dừng tính thời hạn từ 10:00 thứ Tư 25/11: chờ bổ sung hồ sơ; còn 3 ngày làm việc.',
      'Tính tiếp từ 15:00 thứ Hai 30/11; còn 3 ngày làm việc, đếm từ ngày kế tiếp.',
      'Ngày làm việc thứ 3 là thứ Năm 03/12.',
      'Hạn: 17:00 thứ Năm 03/12/2026, khi hết giờ làm việc.',
    ]);
  });
});
