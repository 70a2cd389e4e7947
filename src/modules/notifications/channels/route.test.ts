import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quietUntil } from './quiet.ts';
import { channels, planRoute, stepAfter, type Channel, type Target } from './route.ts';

const order = fc.shuffledSubarray([...channels]);
const address = fc.constantFrom(null, '', '+84500000101', 'an@dan.vidu.test');
const facts = fc.record({
  order,
  first: fc.constantFrom<Channel | null>(null, ...channels),
  open: fc.subarray([...channels]).map((open) => new Set(open)),
  addresses: fc.record({ email: address, phone: address }),
});

describe('the route to a reader', () => {
  it('has only open channels with an address, each once, in the order of the reader, then of the locality', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const route = planRoute(given);
        const used = route.map(({ channel }) => channel);
        expect(new Set(used).size).toBe(used.length);
        for (const target of route) {
          expect(given.open.has(target.channel)).toBe(true);
          expect(target.address).toBe(target.channel === 'email' ? given.addresses.email : given.addresses.phone);
          expect(target.address).not.toBe('');
        }
        if (given.first !== null && used.includes(given.first)) expect(used[0]).toBe(given.first);
        const rest = used.filter((channel) => channel !== given.first);
        expect(rest).toEqual(given.order.filter((channel) => rest.includes(channel)));
      }),
    );
  });
});

type Said = 'taken' | 'unknown' | 'fail_over' | 'give_up';

/** What the outbox does with verdicts: tries, retries aside, until one is taken or nobody can tell. */
function walk(route: readonly Target[], verdicts: readonly Said[]): { tried: number[]; end: Said | 'none' } {
  const tried: number[] = [];
  let end: Said | 'none' = 'none';
  for (let step: number | null = route.length > 0 ? 0 : null; step !== null; ) {
    tried.push(step);
    end = verdicts[tried.length - 1] ?? 'taken';
    step = end === 'fail_over' || end === 'give_up' ? stepAfter(route, step, end) : null;
  }
  return { tried, end };
}

describe('failing over', () => {
  const said = fc.constantFrom<Said>('taken', 'unknown', 'fail_over', 'give_up');

  it('tries each channel at most once, forward, and stops at the first that has or may have the message', () => {
    fc.assert(
      fc.property(facts, fc.array(said, { maxLength: 4 }), (given, verdicts) => {
        const route = planRoute(given);
        const { tried } = walk(route, verdicts);
        expect(tried).toEqual([...new Set(tried)].sort());
        const stops = tried.map((_, index) => verdicts[index] ?? 'taken');
        expect(stops.slice(0, -1).every((one) => one === 'fail_over' || one === 'give_up')).toBe(true);
      }),
    );
  });

  it('leaves no way untried unless the address was given up, and never asks a given-up address again', () => {
    fc.assert(
      fc.property(facts, fc.array(said, { minLength: 3, maxLength: 3 }), (given, verdicts) => {
        const route = planRoute(given);
        const { tried, end } = walk(route, verdicts);
        const dead = new Set<string>();
        tried.forEach((step, index) => {
          expect(dead.has(route[step]?.address ?? '')).toBe(index > 0 && verdicts[index - 1] === 'fail_over' && dead.has(route[step]?.address ?? ''));
          if (verdicts[index] === 'give_up') dead.add(route[step]?.address ?? '');
        });
        if (end === 'fail_over') expect(tried.at(-1) ?? route.length - 1).toBe(route.length - 1);
      }),
    );
  });
});

describe('quiet hours', () => {
  const hours = fc.record({ from: fc.integer({ min: 0, max: 23 }), to: fc.integer({ min: 0, max: 23 }) });
  const moment = fc.date({ min: new Date('2026-01-01T00:00:00Z'), max: new Date('2026-12-31T00:00:00Z'), noInvalidDate: true });
  const hourInVietNam = (at: Date): number => (at.getUTCHours() + 7) % 24;
  const within = ({ from, to }: { from: number; to: number }, hour: number): boolean =>
    Array.from({ length: (to - from + 24) % 24 }, (_, index) => (from + index) % 24).includes(hour);

  it('end at a full hour within a day at which nothing is quiet, and no earlier one is free', () => {
    fc.assert(
      fc.property(moment, hours, (now, quiet) => {
        const until = quietUntil(now, [quiet]);
        expect(until !== null).toBe(within(quiet, hourInVietNam(now)));
        if (until === null) return;
        expect(until.getTime()).toBeGreaterThan(now.getTime());
        expect(until.getTime() - now.getTime()).toBeLessThanOrEqual(24 * 3_600_000);
        expect(hourInVietNam(until)).toBe(quiet.to);
        expect(until.getTime() % 3_600_000).toBe(0);
      }),
    );
  });

  it('of reader and locality both count, but never for ever', () => {
    expect(quietUntil(new Date('2026-11-23T15:30:00Z'), [{ from: 22, to: 6 }, { from: 5, to: 8 }])).toEqual(new Date('2026-11-24T01:00:00Z'));
    expect(quietUntil(new Date('2026-11-23T15:30:00Z'), [{ from: 22, to: 6 }, { from: 6, to: 22 }])).toEqual(new Date('2026-11-23T23:00:00Z'));
    expect(quietUntil(new Date('2026-11-23T05:00:00Z'), [{ from: 22, to: 6 }])).toBeNull();
  });
});
