import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateWait, fewestServed, quantile } from './wait-estimate.ts';

const served = fc.array(fc.float({ min: Math.fround(0.1), max: 120, noNaN: true }), { minLength: fewestServed, maxLength: 30 });
const rangeOf = (ahead: number, counters: number, times: readonly number[]) => {
  const estimate = estimateWait({ ahead, counters, served: times });
  if ('unknown' in estimate) throw new Error('no range');
  return estimate;
};

describe('the wait estimate', () => {
  it('is a range, and never shorter for somebody further back or with fewer counters', () => {
    fc.assert(fc.property(fc.nat(60), fc.nat(20), fc.integer({ min: 1, max: 8 }), served, (ahead, more, counters, times) => {
      const [here, behind, alone] = [rangeOf(ahead, counters, times), rangeOf(ahead + more, counters, times), rangeOf(ahead, 1, times)];
      expect(here.low).toBeLessThan(here.high);
      expect(behind.low).toBeGreaterThanOrEqual(here.low);
      expect(behind.high).toBeGreaterThanOrEqual(here.high);
      expect(alone.high).toBeGreaterThanOrEqual(here.high);
    }));
  });

  it('holds the true wait when everybody takes equally long', () => {
    fc.assert(fc.property(fc.nat(40), fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 100 }), (ahead, counters, minutes, gone) => {
      const { low, high } = rangeOf(ahead, counters, Array.from({ length: fewestServed }, () => minutes));
      // Counters began together `gone` percent ago; the first to be free calls the first of the queue.
      const wait = minutes * (1 - gone / 100) + Math.floor(ahead / counters) * minutes;
      expect(wait).toBeGreaterThanOrEqual(low);
      expect(wait).toBeLessThanOrEqual(high);
    }));
  });

  it('says that it does not know', () => {
    expect(estimateWait({ ahead: 3, counters: 0, served: [5, 5, 5, 5, 5] })).toEqual({ unknown: 'no_counter' });
    expect(estimateWait({ ahead: 3, counters: 2, served: [5, 5] })).toEqual({ unknown: 'too_few' });
  });

  it('knows quartiles', () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
    expect(quantile([7], 0.25)).toBe(7);
  });
});
