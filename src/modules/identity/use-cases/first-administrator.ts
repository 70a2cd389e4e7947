import { systemActor } from '#platform/access/actor.ts';
import { conflict, invalid } from '#platform/errors/app-error.ts';
import { toLocalDate } from '#platform/text/dates.ts';
import type { IdentityContext, Visitor } from '../context.ts';
import { makeTypedCode, readTypedCode } from '../credentials/typed-code.ts';
import { hashToken } from '../credentials/secrets.ts';
import type { FirstAdministrator } from '../model.ts';
import { isLongEnoughAlone, passwordProblem } from '../password-rules.ts';
import { minutesAfter, type SecurityPolicy } from '../security-policy.ts';
import { administratorExists, insertOfficerAccount } from '../store/accounts.ts';
import { savePassword } from '../store/credentials.ts';
import { insertPending } from '../store/flows.ts';
import { insertGrant } from '../store/grants.ts';
import { saveSetupCode, takeSetupCode } from '../store/settings.ts';
import { systemAdministrator } from './administer-roles.ts';
import { judgeGuess } from './attempts.ts';
import { advanceSignIn, type SignInProgress } from './pending-sign-in.ts';

/** True in a locality that nobody administers yet. */
export async function needsFirstAdministrator(context: IdentityContext): Promise<boolean> {
  return !(await administratorExists(context.db.q));
}

const setupContext = 'setup';

/** A fresh one-time code to print on the console at start-up; null once there is an administrator. */
export async function issueSetupCode(context: IdentityContext): Promise<string | null> {
  if (!(await needsFirstAdministrator(context))) return null;
  const code = makeTypedCode(context.ids, 3);
  const hash = context.vault.fingerprint(readTypedCode(code), setupContext);
  await context.db.transaction((tx) => saveSetupCode(tx.q, hash, context.clock.now()));
  return code;
}

/**
 * Creates the first administrator and begins the sign-in, which goes on with the second factor.
 * Only whoever reads the server's console can do this, and only once.
 */
export async function createFirstAdministrator(context: IdentityContext, input: FirstAdministrator, visitor: Visitor): Promise<SignInProgress> {
  if (!(await needsFirstAdministrator(context))) throw conflict('identity.setup_closed');
  const policy = await context.policy();
  requireGoodPassword(input, policy);
  const hash = await context.hasher.hash(input.password, policy);
  const pendingToken = context.ids.token(32);
  const guess = { username: 'setup code', accountUid: null, visitor, step: 'setup_code' } as const;
  const create = (): Promise<boolean> => createAccount(context, { ...input, hash, pendingToken }, policy);
  if (!(await judgeGuess(context, guess, create))) throw invalid('identity.wrong_setup_code');
  return advanceSignIn(context, { pendingToken, currentToken: null, visitor });
}

function requireGoodPassword(input: FirstAdministrator, policy: SecurityPolicy): void {
  if (input.password !== input.repeated) throw invalid('identity.passwords_differ');
  const problem = passwordProblem(input.password, { ...input, hasSecondFactor: true }, policy);
  if (problem !== null) throw invalid(problem, { minimum: policy.passwordLengthWithFactor, alternative: '' });
}

type Creation = FirstAdministrator & { readonly hash: string; readonly pendingToken: string };

async function createAccount(context: IdentityContext, input: Creation, policy: SecurityPolicy): Promise<boolean> {
  const at = context.clock.now();
  const uid = context.ids.uuid();
  const actor = systemActor('setup');
  return context.db.transaction(async (tx) => {
    if (!(await takeSetupCode(tx.q, context.vault.fingerprint(readTypedCode(input.setupCode), setupContext)))) return false;
    if (await administratorExists(tx.q)) throw conflict('identity.setup_closed');
    const { username, displayName } = input;
    if (!(await insertOfficerAccount(tx.q, { uid, username, displayName, personUid: null, unitUid: null, at }))) {
      throw conflict('identity.username_taken', { username });
    }
    const longEnoughAlone = isLongEnoughAlone(input.password, policy);
    await savePassword(tx.q, { accountUid: uid, hash: input.hash, at, longEnoughAlone, mustChange: false, usableUntil: null });
    const grant = { roleKey: systemAdministrator, accountUid: uid, positionUid: null, recipientName: displayName, unitUid: null };
    const validity = { includeSubtree: true, validFrom: toLocalDate(at), validTo: null };
    await insertGrant(tx.q, { uid: context.ids.uuid(), ...grant, ...validity, at, by: 'setup' });
    const expiresAt = minutesAfter(at, policy.signInMinutes);
    const pending = { tokenHash: hashToken(input.pendingToken), accountUid: uid, returnTo: '/can-bo', method: 'password', expiresAt };
    await insertPending(tx.q, pending);
    tx.audit({ actor, action: 'identity.account_created', subject: { kind: 'account', id: uid }, detail: { unit: null } });
    return true;
  });
}
