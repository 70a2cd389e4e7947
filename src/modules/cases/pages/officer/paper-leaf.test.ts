import fc from 'fast-check';
import { expect, it } from 'vitest';
import { firstLeaf, stepFrom } from './paper-leaf.ts';

it('leafs through pages and then papers, and stops at both ends', () => {
  const around = { count: 2, last: 2, paged: true };
  const first = firstLeaf(0);
  const second = stepFrom(first, 1, around);
  expect(second).toMatchObject({ index: 0, page: 2 });
  expect(stepFrom(second, 1, around)).toEqual(firstLeaf(1));
  expect(stepFrom(second, -1, around)).toMatchObject({ index: 0, page: 1 });
  expect(stepFrom(first, -1, around)).toEqual(first);
  expect(stepFrom(firstLeaf(1), 1, { ...around, paged: false })).toEqual(firstLeaf(1));
});

it('never leaves the papers there are, nor goes below the first page', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(1 as const, -1 as const)), fc.integer({ min: 1, max: 5 }), fc.boolean(), (steps, count, paged) => {
      const end = steps.reduce((leaf, by) => stepFrom(leaf, by, { count, last: 3, paged }), firstLeaf(0));
      expect(end.index >= 0 && end.index < count && end.page >= 1 && end.page <= 3).toBe(true);
    }),
  );
});
