import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { portalVerdict, scoreCost, type PortalFacts, type PortalLine } from './lateness.ts';
import type { State } from './states.ts';

const hour = 3_600_000;
const zero = Date.parse('2026-11-23T00:00:00Z');
const at = (hours: number): Date => new Date(zero + hours * hour);

/** "0:1 1:2 1:4 30:9": hour and state, in order. */
function lines(text: string): PortalLine[] {
  let before: State | null = null;
  return text.split(' ').map((word) => {
    const [hours, state] = word.split(':').map(Number) as [number, State];
    const line = { at: at(hours), fromState: before, toState: state };
    before = state;
    return line;
  });
}

const judge = (text: string, facts: Partial<PortalFacts> = {}) => {
  const changes = lines(text);
  const acceptedAt = changes.find((line) => line.toState === 2)?.at ?? null;
  return portalVerdict({ lines: changes, acceptedAt, appointment: at(20), maximumMs: null, periodEnd: at(1000), ...facts });
};

describe('the verdict of the national portal', () => {
  it.each([
    ['finished at the very appointment', '0:1 1:2 1:4 20:9', 'on_time', 'in_time', 20],
    ['finished a moment after', '0:1 1:2 1:4 20.001:9', 'late', 'after_appointment', 20.001],
    ['delivered late, but finished in time', '0:1 1:2 1:4 19:9 40:10', 'on_time', 'in_time', 19],
    ['delivered without a moment of 9', '0:1 1:2 1:4 19:10', 'on_time', 'in_time', 19],
    ['stopped in time', '0:1 1:2 1:4 5:8', 'on_time', 'in_time', 5],
    ['withdrawn after receipt', '0:1 1:2 1:4 25:7', 'late', 'after_appointment', 25],
    ['still waiting for the only supplement: the request is the end', '0:1 1:2 1:4 5:5', 'on_time', 'in_time', 5],
    ['the only supplement was asked for too late', '0:1 1:2 1:4 21:5', 'late', 'after_appointment', 21],
    ['ten hours of supplement are subtracted', '0:1 1:2 1:4 5:5 15:4 30:9', 'on_time', 'in_time', 30],
    ['and no more than those', '0:1 1:2 1:4 5:5 15:4 30.5:9', 'late', 'after_appointment', 30.5],
    ['two requests are late whatever the dates', '0:1 1:2 1:4 2:5 3:4 4:5 5:4 6:9', 'late', 'supplements', 6],
    ['a request before acceptance counts as one of them', '0:1 0.2:5 0.4:1 1:2 1:4 2:5 3:4 6:9', 'late', 'supplements', 6],
    ['unfinished: the end of the period', '0:1 1:2 1:4', 'late', 'after_appointment', 1000],
    ['stopped without the supplement: nothing is subtracted', '0:1 1:2 1:4 5:5 30:8', 'late', 'after_appointment', 30],
  ] as const)('%s', (...[, text, verdict, reason, end]) => {
    expect(judge(text)).toMatchObject({ verdict, reason, end: at(end) });
  });

  it('does not count what was never received', () => {
    expect(judge('0:1 3:7', { appointment: null })).toMatchObject({ verdict: 'not_counted', reason: 'not_received', end: null });
    expect(judge('0:1', { appointment: null })).toMatchObject({ verdict: 'not_counted', reason: 'not_received' });
    expect(judge('0:1 3:3', { appointment: null })).toMatchObject({ verdict: 'not_counted', reason: 'no_limit', end: at(3) });
  });

  it('measures a case without an appointment by the longest time of the procedure, less the supplement', () => {
    const limit = { appointment: null, maximumMs: 10 * hour };
    expect(judge('0:1 1:2 1:4 11:9', limit).verdict).toBe('on_time');
    expect(judge('0:1 1:2 1:4 11.5:9', limit).verdict).toBe('late');
    expect(judge('0:1 1:2 1:4 2:5 4:4 13:9', limit).verdict).toBe('on_time');
  });

  it('judges an unfinished case by the end of the report period only', () => {
    expect(judge('0:1 1:2 1:4', { periodEnd: at(20) }).verdict).toBe('on_time');
    expect(judge('0:1 1:2 1:4', { periodEnd: at(20.1) }).verdict).toBe('late');
  });

  it('is never better for a later end, nor worse for a later appointment', () => {
    const order = { on_time: 0, not_counted: 0, late: 1 };
    const moments = fc.tuple(fc.double({ min: 2, max: 50, noNaN: true }), fc.double({ min: 0, max: 50, noNaN: true }), fc.double({ min: 1, max: 90, noNaN: true }));
    fc.assert(
      fc.property(moments, ([end, more, due]) => {
        const verdict = (finish: number, appointment: number) => order[judge(`0:1 1:2 1:4 ${finish}:9`, { appointment: at(appointment) }).verdict];
        expect(verdict(end + more, due)).toBeGreaterThanOrEqual(verdict(end, due));
        expect(verdict(end, due + more)).toBeLessThanOrEqual(verdict(end, due));
      }),
    );
  });
});

it('tells what one late case costs, by the index in force', () => {
  expect(scoreCost(40, '2026-11-22')).toMatchObject({ points: 0.5, received: 40, legalBase: expect.stringContaining('766') as string });
  expect(scoreCost(0, '2026-11-22')).toMatchObject({ points: 20, received: 1 });
  expect(scoreCost(40, '2020-01-01')).toBeNull();
});
