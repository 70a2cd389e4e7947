import { invalid } from '#platform/errors/app-error.ts';
import { toLocalDate } from '#platform/text/dates.ts';
import type { IdentityContext, Visitor } from '../context.ts';
import { hashToken } from '../credentials/secrets.ts';
import { nextSignInStep, type SignInStep } from '../sign-in-step.ts';
import { accountThrottleKey } from '../sign-in-throttle.ts';
import { markActive } from '../store/accounts.ts';
import { findOfficerCredentials, type OfficerCredentials } from '../store/credentials.ts';
import { deletePending, findPending, markPendingSecondFactor, type PendingSignIn } from '../store/flows.ts';
import { holdsAdministrativeRole } from '../store/grants.ts';
import { clearThrottle } from '../store/throttles.ts';
import { openSession } from './open-session.ts';
import { proveSecondFactor, type FactorProof } from './prove-second-factor.ts';

/** Either a session, or the step that is still owed. */
export type SignInProgress =
  | { readonly step: 'done'; readonly sessionToken: string; readonly returnTo: string }
  | { readonly step: Exclude<SignInStep, 'done'>; readonly pendingToken: string };

/** A sign-in under way, as its pages need it. */
export type PendingState = {
  readonly step: SignInStep;
  readonly displayName: string;
  readonly administrator: boolean;
  readonly hasTotp: boolean;
  readonly hasPasskey: boolean;
};

type Under = {
  readonly pending: PendingSignIn;
  readonly credentials: OfficerCredentials;
  readonly administrator: boolean;
  readonly step: SignInStep;
};

export type Advance = {
  readonly pendingToken: string;
  readonly currentToken: string | null;
  readonly visitor: Visitor;
};

/** @throws invalid `identity.sign_in_expired` when nothing is under way under this token. */
export async function loadPending(context: IdentityContext, pendingToken: string | null): Promise<Under> {
  const now = context.clock.now();
  const policy = await context.policy();
  const pending = pendingToken === null ? null : await findPending(context.db.q, hashToken(pendingToken), now);
  const credentials = pending && (await findOfficerCredentials(context.db.q, { accountUid: pending.accountUid }));
  if (!pending || credentials?.account.status !== 'active') throw invalid('identity.sign_in_expired');
  const administrator = await isAdministratorAccount(context, credentials.account);
  const facts = {
    hasSecondFactor: credentials.hasTotp || credentials.passkeyCount > 0,
    secondFactorShown: pending.secondFactorAt !== null,
    administrator,
    longEnoughAlone: credentials.longEnoughAlone,
    mustChangePassword: credentials.mustChange,
    passwordSetAt: credentials.passwordSetAt ?? now,
  };
  return { pending, credentials, administrator, step: nextSignInStep(facts, policy, now) };
}

/** True when the account holds an administrative role today, itself or through one of its positions. */
export async function isAdministratorAccount(
  context: IdentityContext,
  account: { readonly uid: string; readonly personUid: string | null },
): Promise<boolean> {
  const today = toLocalDate(context.clock.now());
  const holdings = account.personUid === null ? [] : await context.organization.holdingsOf(account.personUid, today);
  const positionUids = holdings.map((holding) => holding.positionUid);
  return holdsAdministrativeRole(context.db.q, { accountUid: account.uid, positionUids, today });
}

export async function pendingState(context: IdentityContext, pendingToken: string | null): Promise<PendingState> {
  const { credentials, administrator, step } = await loadPending(context, pendingToken);
  const { displayName } = credentials.account;
  return { step, displayName, administrator, hasTotp: credentials.hasTotp, hasPasskey: credentials.passkeyCount > 0 };
}

/** Opens the session once nothing is owed any more. */
export async function advanceSignIn(context: IdentityContext, input: Advance): Promise<SignInProgress> {
  const under = await loadPending(context, input.pendingToken);
  if (under.step !== 'done') return { step: under.step, pendingToken: input.pendingToken };
  const sessionToken = await completeSignIn(context, under, input);
  return { step: 'done', sessionToken, returnTo: under.pending.returnTo };
}

async function completeSignIn(context: IdentityContext, under: Under, input: Advance): Promise<string> {
  const { account } = under.credentials;
  const policy = await context.policy();
  const current = await context.sessions.resolve(input.currentToken);
  const now = context.clock.now();
  const holdings =
    account.personUid === null ? [] : await context.organization.holdingsOf(account.personUid, toLocalDate(now));
  const [first] = holdings;
  const token = await context.db.transaction(async (tx) => {
    // Of two parallel requests with one token, one opens a session.
    if (!(await deletePending(tx.q, hashToken(input.pendingToken)))) throw invalid('identity.sign_in_expired');
    await clearThrottle(tx.q, accountThrottleKey(account.username));
    await markActive(tx.q, account.uid, now);
    const opening = {
      accountUid: account.uid,
      kind: 'officer',
      method: under.pending.method,
      assurance: under.pending.secondFactorAt === null ? 1 : 2,
      forOrganisation: false,
      holding: first ? { holdingId: first.holdingUid, positionUid: first.positionUid } : null,
      secondFactorAt: under.pending.secondFactorAt,
      visitor: input.visitor,
      replaces: current?.row ?? null,
    } as const;
    return openSession(context, tx, opening, policy);
  });
  context.sessions.forget(account.uid, current?.row.accountUid ?? '');
  return token;
}

/** Second step of an officer's sign-in. */
export async function showSecondFactor(
  context: IdentityContext,
  input: Advance & { readonly proof: ProofInput },
): Promise<SignInProgress> {
  const under = await loadPending(context, input.pendingToken);
  const { account } = under.credentials;
  const proof = withChallenge(input.proof, under.pending.webauthnChallenge);
  await proveSecondFactor(
    context,
    { accountUid: account.uid, username: account.username, visitor: input.visitor },
    proof,
  );
  await context.db.transaction((tx) =>
    markPendingSecondFactor(tx.q, hashToken(input.pendingToken), `password+${proof.kind}`, context.clock.now()),
  );
  return advanceSignIn(context, input);
}

/** A proof as it comes from a form: the challenge of a passkey is on our side. */
export type ProofInput =
  | { readonly kind: 'totp' | 'recovery_code'; readonly code: string }
  | { readonly kind: 'passkey'; readonly answer: unknown };

export function withChallenge(proof: ProofInput, challenge: string | null): FactorProof {
  return proof.kind === 'passkey' ? { ...proof, challenge } : { kind: proof.kind, code: proof.code };
}
