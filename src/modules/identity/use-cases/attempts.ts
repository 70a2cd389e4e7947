import { anonymous } from '#platform/access/actor.ts';
import type { Tx } from '#platform/db/database.ts';
import { AppError } from '#platform/errors/app-error.ts';
import { formatTime } from '#platform/text/dates.ts';
import type { IdentityContext, Visitor } from '../context.ts';
import type { SecurityPolicy } from '../security-policy.ts';
import { accountThrottleKey, addressThrottleKey, reserveAttempt } from '../sign-in-throttle.ts';
import { ensureThrottle, findLock, lockThrottle, saveThrottle } from '../store/throttles.ts';
import type { IdentityTables } from '../tables.gen.ts';

/** What is being guessed, and by whom; `accountUid` is null for a name that belongs to nobody. */
export type Guess = {
  readonly username: string;
  readonly accountUid: string | null;
  readonly visitor: Visitor;
  readonly step: 'password' | 'totp' | 'recovery_code' | 'passkey' | 'unlock' | 'setup_code';
};

/**
 * Judges one guess under the lockout rule (OP§9: five wrong). The attempt is counted before it is judged and taken back when right,
 * so parallel guesses cannot outrun the count. Answers whether the guess was right. Throws `identity.locked`, `identity.address_blocked`.
 */
export async function judgeGuess(
  context: IdentityContext,
  guess: Guess,
  isRight: () => Promise<boolean>,
): Promise<boolean> {
  const policy = await context.policy();
  const justLocked = await reserve(context, guess, policy);
  if (await isRight()) {
    await context.db.transaction((tx) => takeBack(tx, guess.username));
    return true;
  }
  await recordFailure(context, guess, policy, justLocked);
  return false;
}

type ReserveOutcome =
  { readonly until: Date; readonly code: string } | { readonly until: null; readonly justLocked: boolean };

async function reserve(context: IdentityContext, guess: Guess, policy: SecurityPolicy): Promise<boolean> {
  const now = context.clock.now();
  const outcome = await context.db.transaction(async (tx): Promise<ReserveOutcome> => {
    const blockedUntil = await findLock(tx.q, addressThrottleKey(guess.visitor.address), now);
    if (blockedUntil !== null) return { until: blockedUntil, code: 'identity.address_blocked' };
    const key = accountThrottleKey(guess.username);
    await ensureThrottle(tx.q, key, now);
    const reservation = reserveAttempt(await lockThrottle(tx.q, key), policy.lockoutFailures, policy, now);
    if (reservation.lockedUntil !== null) return { until: reservation.lockedUntil, code: 'identity.locked' };
    await saveThrottle(tx.q, key, reservation.state);
    return { until: null, justLocked: reservation.justLocked };
  });
  // Thrown outside the transaction, which would otherwise undo the count.
  if (outcome.until !== null) throw new AppError('rate_limited', outcome.code, { until: formatTime(outcome.until) });
  return outcome.justLocked;
}

async function takeBack(tx: Tx<IdentityTables>, username: string): Promise<void> {
  const key = accountThrottleKey(username);
  const state = await lockThrottle(tx.q, key);
  // Only this attempt: a right password must not wipe out wrong codes, or it would reset the count for ever.
  if (state) await saveThrottle(tx.q, key, { ...state, failures: state.failures - 1, lockedUntil: null });
}

async function recordFailure(
  context: IdentityContext,
  guess: Guess,
  policy: SecurityPolicy,
  justLocked: boolean,
): Promise<void> {
  const now = context.clock.now();
  const { address } = guess.visitor;
  const subject = { kind: 'account', id: guess.accountUid ?? 'unknown' };
  await context.db.transaction(async (tx) => {
    if (address !== unknownAddress) {
      const key = addressThrottleKey(address);
      await ensureThrottle(tx.q, key, now);
      const { state } = reserveAttempt(await lockThrottle(tx.q, key), policy.addressFailures, policy, now);
      await saveThrottle(tx.q, key, state);
    }
    tx.audit({ actor: anonymous, action: 'identity.sign_in_failed', subject, detail: { step: guess.step, address } });
    if (justLocked)
      tx.audit({ actor: anonymous, action: 'identity.account_locked', subject, detail: { step: guess.step, address } });
  });
}

/** Where the server cannot tell the address; counting it would lock everybody out together. */
export const unknownAddress = 'unknown';
