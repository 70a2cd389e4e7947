import { createHash } from 'node:crypto';
import { minutesAfter, type SecurityPolicy } from './security-policy.ts';

/** Attempts on one sign-in name or from one address that did not succeed. */
export type ThrottleState = {
  readonly failures: number;
  readonly windowStartedAt: Date;
  readonly lockedUntil: Date | null;
};

export type Reservation = {
  readonly state: ThrottleState;
  readonly lockedUntil: Date | null;
  readonly justLocked: boolean;
};

/**
 * Counts an attempt before it is judged: parallel guesses cannot slip through between the check and the count.
 * A success clears the count (`clearThrottle` in the store). While locked nothing is counted, so a lock always ends.
 */
export function reserveAttempt(
  known: ThrottleState | null,
  limit: number,
  policy: SecurityPolicy,
  now: Date,
): Reservation {
  if (known?.lockedUntil && known.lockedUntil > now)
    return { state: known, lockedUntil: known.lockedUntil, justLocked: false };
  const fresh =
    known === null || known.lockedUntil !== null || minutesAfter(known.windowStartedAt, policy.lockoutMinutes) <= now;
  const failures = fresh ? 1 : known.failures + 1;
  const windowStartedAt = fresh ? now : known.windowStartedAt;
  // The last permitted attempt is still judged; if it is wrong too, the lock is already in place.
  const lockedUntil = failures >= limit ? minutesAfter(now, policy.lockoutMinutes) : null;
  return { state: { failures, windowStartedAt, lockedUntil }, lockedUntil: null, justLocked: lockedUntil !== null };
}

/** Names are hashed: people type their password into the name field. */
export function accountThrottleKey(username: string): string {
  return `account:${createHash('sha256').update(username).digest('base64url')}`;
}

export function addressThrottleKey(address: string): string {
  return `address:${networkOf(address)}`;
}

/** One household or office of IPv6 is a /64: counting single addresses would count nothing. */
function networkOf(address: string): string {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address.replace('::ffff:', '');
  const [head = '', tail] = address.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
  return `${[...left, ...zeros, ...right].slice(0, 4).join(':')}::/64`;
}
