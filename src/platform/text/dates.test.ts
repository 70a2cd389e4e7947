import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dateInWords,
  formatDate,
  formatDateTime,
  formatLongDate,
  formatLongDateTime,
  formatTime,
  formatWeekdayDate,
  formatWeekdayDateTime,
  toLocalDate,
  weekdayName,
} from './dates.ts';

const monday = new Date('2026-11-23T09:30:00Z');

describe('instants in Vietnam', () => {
  it('formats the look of the pages', () => {
    expect(formatTime(monday)).toBe('16:30');
    expect(formatDateTime(monday)).toBe('16:30 23/11/2026');
    expect(formatWeekdayDateTime(monday)).toBe('16:30 thứ Hai 23/11/2026');
    expect(formatLongDateTime(new Date('2026-11-20T08:20:00Z'))).toBe('15 giờ 20 phút, ngày 20 tháng 11 năm 2026');
    expect(toLocalDate(new Date('2026-11-22T17:00:00Z'))).toBe('2026-11-23');
    expect(formatWeekdayDate(new Date('2026-11-22T16:59:59Z'))).toBe('Chủ nhật 22/11/2026');
  });

  it('agrees with Intl from 1900 to 2200, across the old changes of zone', () => {
    const intl = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'Asia/Ho_Chi_Minh',
      dateStyle: 'short',
      timeStyle: 'short',
    });
    const instant = fc.date({
      min: new Date('1900-01-01T00:00:00Z'),
      max: new Date('2200-01-01T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instant, (at) => `${toLocalDate(at)} ${formatTime(at)}` === intl.format(at)),
      { numRuns: 3_000 },
    );
  });

  it('refuses an invalid Date', () => {
    expect(() => formatDate(new Date(Number.NaN))).toThrow('text.date_malformed');
  });
});

describe('dates', () => {
  it('formats whole and partial dates', () => {
    expect(formatDate('1990-03-27')).toBe('27/03/1990');
    expect(formatDate('1990-03')).toBe('03/1990');
    expect(formatDate('1945')).toBe('1945');
    expect(formatWeekdayDate('2026-11-23')).toBe('thứ Hai 23/11/2026');
  });

  it('pads days under 10 and the months 1 and 2, nothing else', () => {
    expect(formatLongDate('2026-02-05')).toBe('ngày 05 tháng 02 năm 2026');
    expect(formatLongDate('2026-03-15')).toBe('ngày 15 tháng 3 năm 2026');
    expect(formatLongDate('1945')).toBe('năm 1945');
  });

  it('names every weekday', () => {
    const week = ['2026-11-22', '2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28'];
    expect(week.map(weekdayName)).toEqual(['Chủ nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy']);
  });

  it('writes dates in words', () => {
    expect(dateInWords('1990-03-27')).toBe('Ngày hai mươi bảy tháng ba năm một nghìn chín trăm chín mươi');
    expect(dateInWords('2005-04-04')).toBe('Ngày bốn tháng tư năm hai nghìn không trăm linh năm');
    expect(dateInWords('2005-12')).toBe('Tháng mười hai năm hai nghìn không trăm linh năm');
    expect(dateInWords('1945')).toBe('Năm một nghìn chín trăm bốn mươi lăm');
  });

  it.each(['', '1990-02-29', '1990-13-01', '1990-00-10', '27/03/1990', '1990-3-7', '1990-03-27T00:00', '90-03-27'])(
    'refuses %j',
    (date) => {
      expect(() => formatDate(date)).toThrow('text.date_malformed');
    },
  );

  it('accepts every real day and gives it back', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1800-01-01'), max: new Date('2200-01-01'), noInvalidDate: true }), (at) => {
        const date = at.toISOString().slice(0, 10);
        expect(formatDate(date).split('/').reverse().join('-')).toBe(date);
      }),
    );
  });
});
