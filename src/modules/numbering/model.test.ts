import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seriesYear, writeNumber } from './model.ts';

describe('writeNumber', () => {
  it('pads only below ten and reads back as the same number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (number) => {
        const written = writeNumber(number);
        expect(Number(written)).toBe(number);
        expect(written.length).toBe(Math.max(2, String(number).length));
      }),
    );
  });
});

describe('seriesYear', () => {
  it('changes at midnight in Viet Nam, not in Greenwich', () => {
    expect(seriesYear(new Date('2026-12-31T16:59:59.999Z'))).toBe(2026);
    expect(seriesYear(new Date('2026-12-31T17:00:00.000Z'))).toBe(2027);
  });
});
