import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountThrottleKey, addressThrottleKey, reserveAttempt, type ThrottleState } from './sign-in-throttle.ts';
import { minutesAfter } from './security-policy.ts';
import { testPolicy } from './testing.ts';

const start = new Date('2026-11-23T02:00:00Z');
const policy = testPolicy();

describe('lockout', () => {
  it('judges five attempts and refuses the sixth until the lock ends', () => {
    let state: ThrottleState | null = null;
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      const reservation = reserveAttempt(state, 5, policy, start);
      expect(reservation.lockedUntil).toBeNull();
      expect(reservation.justLocked).toBe(attempt === 5);
      state = reservation.state;
    }
    const until = minutesAfter(start, 15);
    expect(reserveAttempt(state, 5, policy, start).lockedUntil).toEqual(until);
    expect(reserveAttempt(state, 5, policy, until)).toMatchObject({ lockedUntil: null, state: { failures: 1 } });
  });

  it('never lets more than the limit through in any window, however attempts are spaced', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 20 * 60_000 }), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(gaps, fc.integer({ min: 1, max: 8 }), (spacing, limit) => {
        let state: ThrottleState | null = null;
        let at = start;
        const judged: number[] = [];
        for (const gap of spacing) {
          at = new Date(at.getTime() + gap);
          const reservation = reserveAttempt(state, limit, policy, at);
          state = reservation.state;
          if (reservation.lockedUntil === null) judged.push(at.getTime());
        }
        for (const from of judged) {
          // Two windows may meet, so twice the limit is the most that any span of a window can hold.
          expect(judged.filter((time) => time >= from && time < from + 15 * 60_000).length).toBeLessThanOrEqual(
            2 * limit,
          );
        }
      }),
    );
  });
});

describe('keys', () => {
  it('hides the name that was typed', () => {
    expect(accountThrottleKey('mat-khau-cua-toi')).not.toContain('mat-khau');
  });

  it('counts a whole IPv6 network as one, and a mapped IPv4 address as itself', () => {
    expect(addressThrottleKey('2001:db8:1:2:3:4:5:6')).toBe(addressThrottleKey('2001:db8:1:2::99'));
    expect(addressThrottleKey('2001:db8:1:3::1')).not.toBe(addressThrottleKey('2001:db8:1:2::1'));
    expect(addressThrottleKey('::ffff:10.0.0.1')).toBe(addressThrottleKey('10.0.0.1'));
    expect(addressThrottleKey('::1')).toBe('address:0:0:0:0::/64');
  });
});
