import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAppError } from '#platform/errors/app-error.ts';
import { layOutDays } from './day-table.ts';
import type { DayTable } from './day-table.ts';
import { deadlineAfter } from './deadline.ts';
import { explain } from './sentences.ts';
import { NaiveCalendar, naiveDeadline, naiveMinutesBetween, wallOf } from './test/naive-calendar.ts';
import type { NaiveAnswer } from './test/naive-calendar.ts';
import { randomCalendar, randomCase } from './test/random-cases.ts';
import type { RandomCase } from './test/random-cases.ts';
import { addWorkingTime, workingTimeBetween } from './working-time.ts';

const runs = 100_000;
// A failing case prints the seed of its calendar instead of ten years of exceptions.
const calendars = Array.from({ length: 40 }, (_, seed) => {
  const [calendar] = fc.sample(randomCalendar, { seed, numRuns: 1 });
  if (calendar === undefined) throw new Error('no calendar');
  return { table: layOutDays(calendar), naive: new NaiveCalendar(calendar) };
});
const calendarSeed = fc.nat({ max: calendars.length - 1 });

function office(seed: number): { table: DayTable; naive: NaiveCalendar } {
  const found = calendars[seed];
  if (found === undefined) throw new Error(`no calendar ${String(seed)}`);
  return found;
}

function fastAnswer(table: DayTable, { start, rule, facts }: RandomCase): NaiveAnswer {
  try {
    const after = deadlineAfter(table, start, rule, facts);
    return after.state === 'paused' ? { state: 'paused' } : { state: 'running', dueAt: after.dueAt.getTime() };
  } catch (error) {
    if (isAppError(error) && error.code === 'calendar.beyond_known_years') return 'unknown';
    throw error;
  }
}

describe('deadlines against the independent calendar', () => {
  it(`agrees in ${String(runs)} random cases over ten years`, { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(calendarSeed, randomCase, (seed, sample) => {
        const { table, naive } = office(seed);
        expect(fastAnswer(table, sample)).toEqual(naiveDeadline(naive, sample.start, sample.rule, sample.facts));
      }),
      { numRuns: runs },
    );
  });

  it('counts the same working minutes between two instants', () => {
    fc.assert(
      fc.property(calendarSeed, randomCase, fc.integer({ min: 0, max: 20_000 }), (seed, { start }, minutes) => {
        const { table, naive } = office(seed);
        const end = new Date(start.getTime() + minutes * 60_000);
        const expected = naiveMinutesBetween(naive, wallOf(start), wallOf(end));
        expect(workingTimeBetween(table, start, end)).toBe(expected * 60_000);
        expect(workingTimeBetween(table, end, start)).toBe(0 - expected * 60_000);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('laws that every deadline keeps', () => {
  it('ends working time exactly when it was consumed, at any millisecond', () => {
    fc.assert(
      fc.property(calendarSeed, randomCase, fc.integer({ min: 1, max: 200_000_000 }), (seed, { start }, duration) => {
        const { table } = office(seed);
        const end = new Date(addWorkingTime(table, start.getTime(), duration));
        expect(workingTimeBetween(table, start, end)).toBe(duration);
        expect(workingTimeBetween(table, start, new Date(end.getTime() - 1))).toBe(duration - 1);
      }),
      { numRuns: 5_000 },
    );
  });

  it('never falls earlier for a later receipt', () => {
    fc.assert(
      fc.property(calendarSeed, randomCase, fc.integer({ min: 0, max: 7 * 1440 }), (seed, { start, rule }, later) => {
        const { table } = office(seed);
        const first = fastAnswer(table, { start, rule, facts: [] });
        const second = fastAnswer(table, { start: new Date(start.getTime() + later * 60_000), rule, facts: [] });
        if (first === 'unknown' || second === 'unknown') return;
        expect(first.state === 'running' && second.state === 'running' && first.dueAt <= second.dueAt).toBe(true);
      }),
      { numRuns: 10_000 },
    );
  });

  it('does not depend on the order in which facts arrive, nor on repeated facts', () => {
    fc.assert(
      fc.property(calendarSeed, randomCase, (seed, sample) => {
        const { table } = office(seed);
        const facts = [...sample.facts].reverse();
        expect(fastAnswer(table, { ...sample, facts: [...facts, ...sample.facts] })).toEqual(fastAnswer(table, sample));
      }),
      { numRuns: 5_000 },
    );
  });

  it('has a derivation in whole sentences for every case, in both languages', () => {
    fc.assert(
      fc.property(calendarSeed, randomCase, (seed, sample) => {
        const { table } = office(seed);
        if (fastAnswer(table, sample) === 'unknown') return;
        const { derivation } = deadlineAfter(table, sample.start, sample.rule, sample.facts);
        const stored: unknown = JSON.parse(JSON.stringify(derivation));
        expect(stored).toEqual(derivation);
        for (const sentence of [...explain(derivation, 'vi'), ...explain(derivation, 'en')]) {
          expect(sentence).toMatch(/^\S.*\.$/u);
          expect(sentence).not.toMatch(/undefined|NaN|null| {2}| \./u);
        }
      }),
      { numRuns: 3_000 },
    );
  });
});
