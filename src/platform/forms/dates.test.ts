import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDate, isIsoDate, parseTypedDate } from './dates.ts';

describe('parseTypedDate', () => {
  it.each([
    ['27/3/1990', '1990-03-27'],
    ['27-03-1990', '1990-03-27'],
    ['27.3.1990', '1990-03-27'],
    ['27031990', '1990-03-27'],
    [' 1990-03-27 ', '1990-03-27'],
    ['29/2/2024', '2024-02-29'],
    ['29/2/2023', null],
    ['29/2/1900', null],
    ['3/27/1990', null],
    ['27/3/90', null],
    ['0/1/2000', null],
    ['hôm nay', null],
    ['', null],
  ])('%j is %j', (typed, iso) => expect(parseTypedDate(typed)).toBe(iso));

  it('reads back every date it writes, as the calendar of the language knows it', () => {
    const instant = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(instant, (date) => {
        const iso = date.toISOString().slice(0, 10);
        expect(isIsoDate(iso)).toBe(true);
        expect(parseTypedDate(formatDate(iso))).toBe(iso);
      }),
    );
  });

  it('never throws', () => fc.assert(fc.property(fc.string(), (text) => void parseTypedDate(text))));
});

describe('formatDate', () => {
  it.each([
    ['1990-03-27', '27/03/1990'],
    ['1990-03', '03/1990'],
    ['1990', '1990'],
    ['không rõ', 'không rõ'],
  ])('%s is shown as %s', (iso, shown) => expect(formatDate(iso)).toBe(shown));
});
