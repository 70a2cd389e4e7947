import { beforeAll, describe, expect, it } from 'vitest';
import type { Officer } from '#platform/access/actor.ts';
import { aCitizen, anOfficer } from '#platform/testing/actors.ts';
import { recordedAudit, recordedEvents } from '#platform/testing/database.ts';
import type { Calendar } from './calendar.ts';
import { computeDeadline } from './deadline.ts';
import type { DeadlineRule } from './model.ts';
import { at, local } from './test/calendars.ts';
import { testLocality, type TestLocality } from './test/locality.ts';

let test: TestLocality['test'];
let calendar: Calendar;
let province: string;
let commune: string;
let otherCommune: string;
let manager: Officer;
let national: Officer;
const sameDay: DeadlineRule = { unit: 'same_day', cutOff: '15:00' };

beforeAll(async () => {
  ({ test, calendar, province, commune, otherCommune, manager, national } = await testLocality());
});

const dueIn = async (unitUid: string | null, start: string, rule = sameDay) =>
  local((await calendar.computeDeadline({ unitUid, start: at(start), rule })).dueAt);
const off = (date: string, unitUid: string | null = commune) => ({
  requestId: test.ids.uuid(),
  unitUid,
  date,
  kind: 'off' as const,
  name: 'Nghỉ tránh bão số 9',
  legalBase: 'Công điện 12/CĐ-UBND',
});
const onlyOff = async (date: string) => {
  const own = await calendar.listExceptions({ unitUid: commune, year: Number(date.slice(0, 4)) });
  return own.find((day) => day.date === date)?.uid ?? '';
};

describe('addException', () => {
  it('closes a unit on a day, for the units under it only, with history, audit and event', async () => {
    const { version } = await calendar.addException(manager, off('2026-12-10'));
    expect(await dueIn(commune, '2026-12-09 15:01')).toBe('2026-12-11 17:00');
    expect(await dueIn(otherCommune, '2026-12-09 15:01')).toBe('2026-12-10 17:00');
    const [change] = await calendar.listChanges(manager, commune);
    expect(change).toMatchObject({
      version,
      kind: 'exception_added',
      reason: 'Nghỉ tránh bão số 9',
      byName: 'Lê Văn Nam',
    });
    expect((await recordedAudit(test)).at(-1)).toMatchObject({
      action: 'calendar.exception_added',
      unit_uid: commune,
      detail: { version, dates: ['2026-12-10'], kind: 'off' },
    });
    expect((await recordedEvents(test)).at(-1)).toMatchObject({
      name: 'calendar.calendar_changed',
      payload: { version, unitUid: commune, from: '2026-12-10', to: '2026-12-10' },
    });
  });

  it('is inherited from the units above', async () => {
    const provincial = anOfficer({ grants: { 'calendar.manage': [province] } });
    await calendar.addException(provincial, off('2027-03-10', province));
    expect(await dueIn(commune, '2027-03-09 15:01')).toBe('2027-03-11 17:00');
    await calendar.addException(manager, {
      ...off('2027-03-12'),
      kind: 'half',
      half: 'morning',
      name: 'Họp dân buổi chiều',
    });
    expect(await dueIn(commune, '2027-03-11 15:01')).toBe('2027-03-12 11:30');
    expect(await dueIn(otherCommune, '2027-03-11 15:01')).toBe('2027-03-12 17:00');
  });

  it('keeps a deadline computed before it, and can compute with the old version again', async () => {
    const rule: DeadlineRule = { unit: 'working_day', n: 2 };
    const stored = await calendar.computeDeadline({ unitUid: commune, start: at('2027-05-10 09:00'), rule });
    await calendar.addException(manager, off('2027-05-11'));
    const then = await calendar.calendarOf(commune, { version: stored.calendarVersion });
    const now = await calendar.calendarOf(commune);
    expect(computeDeadline(then, at('2027-05-10 09:00'), rule)).toEqual(stored);
    expect(local(computeDeadline(now, at('2027-05-10 09:00'), rule).dueAt)).toBe('2027-05-13 17:00');
    expect(now.version).toBeGreaterThan(stored.calendarVersion);
  });

  it('swaps two days at once and takes both back at once', async () => {
    const swap = {
      ...off('2027-06-12'),
      kind: 'swap_work' as const,
      inPlaceOf: '2027-06-11',
      name: 'Hoán đổi ngày làm việc',
    };
    await calendar.addException(manager, swap);
    expect(await dueIn(commune, '2027-06-10 15:01')).toBe('2027-06-12 17:00');
    const removal = {
      requestId: test.ids.uuid(),
      exceptionUid: await onlyOff('2027-06-11'),
      reason: 'Tỉnh không đồng ý',
    };
    await calendar.removeException(manager, removal);
    expect(await dueIn(commune, '2027-06-10 15:01')).toBe('2027-06-11 17:00');
    const own = await calendar.listExceptions({ unitUid: commune, year: 2027 });
    expect(own.filter(({ date }) => date.startsWith('2027-06'))).toEqual([]);
  });

  it('carries out a repeated request once, and gives nobody else its answer', async () => {
    const change = off('2027-07-07');
    const first = await calendar.addException(manager, change);
    expect(await calendar.addException(manager, change)).toEqual(first);
    const five = await Promise.all(Array.from({ length: 5 }, () => calendar.addException(manager, change)));
    expect(five).toEqual(Array.from({ length: 5 }, () => first));
    await expect(calendar.addException(manager, { ...change, date: '2027-07-08' })).rejects.toMatchObject({
      code: 'calendar.request_reused',
    });
    await expect(calendar.addException(national, change)).rejects.toMatchObject({ code: 'calendar.request_reused' });
  });

  it('lets one of two simultaneous exceptions for a day win', async () => {
    const both = await Promise.allSettled([
      calendar.addException(manager, off('2027-07-14')),
      calendar.addException(manager, off('2027-07-14')),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'calendar.already_day_off' },
    });
  });

  it.each([
    ['a day that is off anyway', { date: '2026-12-12' }, 'calendar.already_day_off'],
    ['a made-up day that is worked anyway', { date: '2026-12-14', kind: 'swap_work' }, 'calendar.already_working_day'],
    ['work on a public holiday', { date: '2026-11-24', kind: 'swap_work' }, 'calendar.on_public_holiday'],
    ['a public holiday of one unit', { date: '2026-12-15', kind: 'holiday' }, 'calendar.kind_for_country_only'],
    ['a year without holidays', { date: '2040-01-10' }, 'calendar.beyond_known_years'],
    ['a date that does not exist', { date: '2027-02-29' }, 'calendar.input_invalid'],
    ['half a day without its half', { date: '2026-12-16', kind: 'half' }, 'calendar.input_invalid'],
    ['an unknown unit', { unitUid: 'no-unit' }, 'calendar.not_your_calendar'],
  ] as const)('refuses %s', async (_, change, code) => {
    await expect(calendar.addException(manager, { ...off('2026-12-17'), ...change })).rejects.toMatchObject({ code });
  });

  it('refuses a unit that does not exist even to who manages all', async () => {
    await expect(calendar.addException(national, off('2026-12-17', 'no-unit'))).rejects.toMatchObject({
      code: 'calendar.unit_not_found',
    });
  });
});

describe('rights', () => {
  it('are asked of each change', async () => {
    const refused = { kind: 'forbidden', code: 'calendar.not_your_calendar' };
    await expect(calendar.addException(manager, off('2027-08-10', otherCommune))).rejects.toMatchObject(refused);
    await expect(calendar.addException(manager, off('2027-08-10', null))).rejects.toMatchObject(refused);
    await expect(calendar.addException(aCitizen(), off('2027-08-10'))).rejects.toMatchObject(refused);
    await expect(calendar.enterYear(manager, { requestId: test.ids.uuid(), year: 2036 })).rejects.toMatchObject(
      refused,
    );
    const [law2027] = await calendar.listHolidays(2027);
    const removal = { requestId: test.ids.uuid(), exceptionUid: law2027?.uid ?? '', reason: 'Không được' };
    await expect(calendar.removeException(manager, removal)).rejects.toMatchObject(refused);
  });

  it('show the history to officers only', async () => {
    await expect(calendar.listChanges(aCitizen(), commune)).rejects.toMatchObject({ kind: 'not_found' });
  });

  it('list only the units that one manages', async () => {
    expect(await calendar.listManagedUnits(manager)).toEqual([{ uid: commune, name: 'UBND xã An Hòa', depth: 1 }]);
    expect(await calendar.listManagedUnits(national)).toHaveLength(3);
    expect(await calendar.listManagedUnits(aCitizen())).toEqual([]);
  });
});

describe('reading', () => {
  it('shows a year day by day, with lunar dates', async () => {
    const { months } = await calendar.readYear({ unitUid: commune, year: 2027 });
    const days = months.flatMap((month) => month.days);
    expect(days).toHaveLength(365);
    expect(days.find(({ date }) => date === '2027-02-06')).toMatchObject({
      state: 'holiday',
      hours: [],
      expected: true,
      lunar: { day: 1, month: 1, leap: false },
    });
    expect(days.find(({ date }) => date === '2027-02-11')).toMatchObject({
      state: 'work',
      hours: [
        { from: '07:30', to: '11:30' },
        { from: '13:00', to: '17:00' },
      ],
    });
    await expect(calendar.readYear({ unitUid: null, year: 2024 })).rejects.toMatchObject({
      code: 'calendar.beyond_known_years',
    });
  });

  it('tries a deadline and explains it', async () => {
    const trial = { unitUid: null, date: '2026-11-20', time: '15:20', unit: 'same_day' as const, cutOff: '15:00' };
    const { dueAt, sentences } = await calendar.tryDeadline(trial);
    expect(local(dueAt)).toBe('2026-11-23 17:00');
    expect(sentences).toContain('21/11 và 22/11 là thứ Bảy, Chủ nhật. Ngày làm việc tiếp theo: thứ Hai 23/11.');
    await expect(calendar.tryDeadline({ ...trial, unit: 'working_day' })).rejects.toMatchObject({
      code: 'calendar.input_invalid',
    });
  });

  it('works inside the transaction of a caller', async () => {
    const version = await test.db.transaction(async (tx) => (await calendar.calendarOf(commune, {}, tx)).version);
    expect(version).toBe((await calendar.calendarOf(commune)).version);
  });
});
