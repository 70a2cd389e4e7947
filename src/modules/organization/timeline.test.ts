import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeFrom, correctAt, editFor, endOn, redirectFrom, type Recorded, type Segment } from './timeline.ts';
import { covers, holdsOn, intersect, lastDayOf, overlaps, shiftDays, type Validity } from './validity.ts';

type Facts = { name: string; parent: string };
type Days = (Facts | null)[];
type Step = { kind: 'name' | 'parent' | 'correct' | 'redirect' | 'end'; day: number; value: string };

const horizon = 40;
const dateOf = (day: number): string => shiftDays('2025-06-01', day);

const period = fc
  .tuple(fc.integer({ min: 0, max: 30 }), fc.option(fc.integer({ min: 1, max: 9 })))
  .map(([from, length]): Validity => ({
    validFrom: dateOf(from),
    validTo: length === null ? null : dateOf(from + length),
  }));

const step = fc.record<Step>({
  kind: fc.constantFrom('name', 'parent', 'correct', 'redirect', 'end'),
  day: fc.integer({ min: 0, max: 30 }),
  value: fc.constantFrom('a', 'b', 'c'),
});

/** The same rules on an array of days, written without segments. */
function applyToDays(days: Days, { kind, day, value }: Step): Days {
  const here = days[day];
  if (kind === 'end')
    return (day > 0 ? days[day - 1] : null) === null ? days : days.map((facts, at) => (at < day ? facts : null));
  if (kind === 'redirect')
    return days.map((facts, at) =>
      facts !== null && at >= day && facts.parent === 'a' ? { ...facts, parent: value } : facts,
    );
  if (here === null || here === undefined) return days;
  const next = [...days];
  if (kind === 'correct') {
    const alike = (at: number): boolean => JSON.stringify(days[at]) === JSON.stringify(here);
    let first = day;
    while (first > 0 && alike(first - 1)) first -= 1;
    for (let at = first; at < days.length && alike(at); at += 1) next[at] = { ...here, name: value };
    return next;
  }
  for (let at = day; at < days.length; at += 1) {
    const facts = days[at];
    if (facts === null || facts === undefined || facts[kind] !== here[kind]) break;
    next[at] = { ...facts, [kind]: value };
  }
  return next;
}

function applyToSegments(segments: Segment<Facts>[], { kind, day, value }: Step): Segment<Facts>[] {
  const on = dateOf(day);
  if (kind === 'end') return endOn(segments, on) ?? segments;
  if (kind === 'correct') return correctAt(segments, on, { name: value }) ?? segments;
  if (kind === 'redirect') return redirectFrom(segments, on, { key: 'parent', from: ['a'], to: value });
  return changeFrom(segments, on, { [kind]: value }) ?? segments;
}

const valueOn = (segments: readonly Segment<Facts>[], day: number): Facts | null =>
  segments.find((segment) => holdsOn(segment, dateOf(day)))?.facts ?? null;

describe('the timeline of a subject', () => {
  it('says on every day what a day-by-day ledger says, whatever the order of the changes', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let segments: Segment<Facts>[] = [{ validFrom: dateOf(0), validTo: null, facts: { name: 'a', parent: 'a' } }];
        let days: Days = Array.from({ length: horizon }, () => ({ name: 'a', parent: 'a' }));
        for (const each of steps) {
          segments = applyToSegments(segments, each);
          days = applyToDays(days, each);
        }
        expect(days.map((_, day) => valueOn(segments, day))).toEqual(days);
        expect(segments.some((a, i) => segments.some((b, j) => i < j && overlaps(a, b)))).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps a change that is already recorded for later', () => {
    const planned = changeFrom(
      [{ validFrom: '2020-01-01', validTo: null, facts: { name: 'a', parent: 'p' } }],
      '2025-07-01',
      { parent: 'q' },
    );
    const renamed = changeFrom(planned ?? [], '2025-03-01', { name: 'b', parent: 'r' });
    expect(renamed).toEqual([
      { validFrom: '2020-01-01', validTo: '2025-03-01', facts: { name: 'a', parent: 'p' } },
      { validFrom: '2025-03-01', validTo: '2025-07-01', facts: { name: 'b', parent: 'r' } },
      { validFrom: '2025-07-01', validTo: null, facts: { name: 'b', parent: 'q' } },
    ]);
  });

  it('refuses a change on a day when the subject does not exist', () => {
    const closed: Segment<Facts>[] = [
      { validFrom: '2020-01-01', validTo: '2025-07-01', facts: { name: 'a', parent: 'p' } },
    ];
    expect(changeFrom(closed, '2025-07-01', { name: 'b' })).toBeNull();
    expect(correctAt(closed, '2019-12-31', { name: 'b' })).toBeNull();
    expect(endOn(closed, '2025-08-01')).toBeNull();
    expect(endOn(closed, '2020-01-01')).toBeNull();
  });

  it('rewrites only the rows that differ', () => {
    const stored: Recorded<Facts>[] = [
      { rowId: 1, validFrom: '2020-01-01', validTo: '2021-01-01', facts: { name: 'a', parent: 'p' } },
      { rowId: 2, validFrom: '2021-01-01', validTo: null, facts: { name: 'b', parent: 'p' } },
    ];
    expect(editFor(stored, changeFrom(stored, '2025-07-01', { name: 'c' }) ?? [])).toEqual({
      supersede: [2],
      insert: [
        { validFrom: '2021-01-01', validTo: '2025-07-01', facts: { name: 'b', parent: 'p' } },
        { validFrom: '2025-07-01', validTo: null, facts: { name: 'c', parent: 'p' } },
      ],
    });
    expect(editFor(stored, stored)).toEqual({ supersede: [], insert: [] });
  });
});

describe('periods', () => {
  const days = (each: Validity): number[] =>
    Array.from({ length: horizon + 10 }, (_, day) => day).filter((day) => holdsOn(each, dateOf(day)));

  it('meet exactly on their common days', () => {
    fc.assert(
      fc.property(period, period, (a, b) => {
        const common = days(a).filter((day) => days(b).includes(day));
        expect(overlaps(a, b)).toBe(common.length > 0);
        const shared = intersect(a, b);
        expect(shared === null ? [] : days(shared)).toEqual(common);
      }),
    );
  });

  it('cover a period exactly when no day of it is left out', () => {
    fc.assert(
      fc.property(fc.array(period, { maxLength: 5 }), period, (outer, inner) => {
        const bounded = outer.some((each) => each.validTo === null) || inner.validTo !== null;
        const everyDay = days(inner).every((day) => outer.some((each) => holdsOn(each, dateOf(day))));
        expect(covers(outer, inner)).toBe(bounded && everyDay);
      }),
      { numRuns: 1000 },
    );
  });

  it('name their last day as papers do', () => {
    expect(lastDayOf({ validFrom: null, validTo: '2025-07-01' })).toBe('2025-06-30');
    expect(lastDayOf({ validFrom: '2025-07-01', validTo: null })).toBeNull();
    expect(shiftDays('2028-02-28', 1)).toBe('2028-02-29');
  });
});
