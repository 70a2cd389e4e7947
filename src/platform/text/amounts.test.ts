import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatInteger, formatMoney } from './amounts.ts';

const vietnamese = new Intl.NumberFormat('vi-VN', { useGrouping: 'always', maximumFractionDigits: 0 });

describe('formatInteger', () => {
  it('groups as Intl does', () => {
    fc.assert(fc.property(fc.maxSafeInteger(), (value) => formatInteger(value) === vietnamese.format(value)));
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
        (value) => formatInteger(value) === vietnamese.format(value),
      ),
    );
  });
});

describe('formatMoney', () => {
  it.each([
    [0, '0 đ'],
    [8_000, '8.000 đ'],
    [16_000, '16.000 đ'],
    [-1_250_000, '-1.250.000 đ'],
  ])('%d', (dong, text) => {
    expect(formatMoney(dong)).toBe(text);
  });
});
