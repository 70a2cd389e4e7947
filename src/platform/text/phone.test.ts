import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPhone, parsePhone } from './phone.ts';

describe('parsePhone', () => {
  it.each([
    ['0912.345.678', '+84912345678', 'mobile', '0912 345 678'],
    ['+84 912 345 678', '+84912345678', 'mobile', '0912 345 678'],
    ['+84 0912 345 678', '+84912345678', 'mobile', '0912 345 678'],
    ['84912345678', '+84912345678', 'mobile', '0912 345 678'],
    ['０９１２３４５６７８', '+84912345678', 'mobile', '0912 345 678'],
    ['01689123456', '+84389123456', 'mobile', '0389 123 456'],
    ['(024) 3822 1234', '+842438221234', 'landline', '024 3822 1234'],
    ['0236 3888 999', '+842363888999', 'landline', '0236 388 8999'],
    ['+1 202 555 0123', '+12025550123', 'foreign', '+12025550123'],
  ])('%s', (typed, e164, kind, shown) => {
    expect(parsePhone(typed)).toEqual({ e164, kind });
    expect(formatPhone(e164)).toBe(shown);
  });

  it.each([
    '',
    '113',
    '091234567',
    '09123456789',
    '01499123456',
    '0612345678',
    'không có',
    '+0123456789',
    '0912345678; DROP',
  ])('refuses %j', (typed) => {
    expect(parsePhone(typed)).toBeNull();
  });

  it('reads back what it shows', () => {
    const national = fc
      .tuple(fc.constantFrom('3', '5', '7', '8', '9'), fc.integer({ min: 0, max: 99_999_999 }))
      .map(([first, rest]) => first + String(rest).padStart(8, '0'));
    fc.assert(
      fc.property(national, (number) => {
        const phone = parsePhone(`0${number}`);
        expect(phone?.e164).toBe(`+84${number}`);
        expect(parsePhone(formatPhone(phone?.e164 ?? ''))).toEqual(phone);
      }),
    );
  });
});
