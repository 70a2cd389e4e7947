import { type AppError, invalid } from '#platform/errors/app-error.ts';
import type { IdentityContext, Visitor } from '../context.ts';
import { hashToken } from '../credentials/secrets.ts';
import { normaliseUsername, signInInput } from '../model.ts';
import { safeReturnPath } from '../return-path.ts';
import { daysAfter, minutesAfter, type SecurityPolicy } from '../security-policy.ts';
import { findOfficerCredentials, replaceHash, type OfficerCredentials } from '../store/credentials.ts';
import { insertPending } from '../store/flows.ts';
import { judgeGuess } from './attempts.ts';
import { parseInput } from './parse-input.ts';
import { advanceSignIn, type SignInProgress } from './pending-sign-in.ts';

export type PasswordSignIn = {
  readonly username: string;
  readonly password: string;
  readonly returnTo: string | null;
  readonly currentToken: string | null;
  readonly visitor: Visitor;
};

/**
 * First step of an officer's sign-in. Answers the session, or what is still owed with the token of the sign-in under way.
 * A name that does not exist takes the same time, counts the same and says the same as a wrong password.
 */
export async function signInWithPassword(context: IdentityContext, input: PasswordSignIn): Promise<SignInProgress> {
  const policy = await context.policy();
  parseInput(signInInput, input);
  const username = normaliseUsername(input.username);
  const known = await findOfficerCredentials(context.db.q, { username });
  const guess = { username, accountUid: known?.account.uid ?? null, visitor: input.visitor, step: 'password' } as const;
  const isRight = (): Promise<boolean> => context.hasher.verify(known?.passwordHash ?? null, input.password, policy);
  if (!(await judgeGuess(context, guess, isRight)) || known === null) throw wrongCredentials(policy);
  requireUsable(known, policy, context.clock.now());
  await refreshHash(context, known, input.password, policy);
  const pendingToken = await openPending(context, known.account.uid, input.returnTo, policy);
  return advanceSignIn(context, { pendingToken, currentToken: input.currentToken, visitor: input.visitor });
}

function wrongCredentials(policy: SecurityPolicy): AppError {
  return invalid('identity.wrong_credentials', { limit: policy.lockoutFailures, minutes: policy.lockoutMinutes });
}

/** Only somebody who knows the password learns that the account is closed. */
function requireUsable(known: OfficerCredentials, policy: SecurityPolicy, now: Date): void {
  const { account } = known;
  if (account.status !== 'active')
    throw invalid(account.statusReason === 'idle' ? 'identity.account_idle' : 'identity.account_disabled', {
      days: policy.accountIdleDays,
    });
  // The nightly job may not have run yet.
  if (daysAfter(account.lastActiveAt, policy.accountIdleDays) <= now)
    throw invalid('identity.account_idle', { days: policy.accountIdleDays });
  if (known.usableUntil !== null && known.usableUntil <= now) throw invalid('identity.temporary_password_expired');
}

async function refreshHash(
  context: IdentityContext,
  known: OfficerCredentials,
  password: string,
  policy: SecurityPolicy,
): Promise<void> {
  const stored = known.passwordHash;
  if (stored === null || !context.hasher.outdated(stored, policy)) return;
  const fresh = await context.hasher.hash(password, policy);
  await context.db.transaction((tx) => replaceHash(tx.q, known.account.uid, stored, fresh));
}

async function openPending(
  context: IdentityContext,
  accountUid: string,
  returnTo: string | null,
  policy: SecurityPolicy,
): Promise<string> {
  const token = context.ids.token(32);
  await context.db.transaction((tx) =>
    insertPending(tx.q, {
      tokenHash: hashToken(token),
      accountUid,
      returnTo: safeReturnPath(returnTo, '/can-bo'),
      method: 'password',
      expiresAt: minutesAfter(context.clock.now(), policy.signInMinutes),
    }),
  );
  return token;
}
