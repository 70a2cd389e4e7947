import { systemActor } from '#platform/access/actor.ts';
import { conflict, invalid } from '#platform/errors/app-error.ts';
import { toLocalDate } from '#platform/text/dates.ts';
import type { IdentityContext, Visitor } from '../context.ts';
import { makeTypedCode, readTypedCode } from '../credentials/typed-code.ts';
import { hashToken } from '../credentials/secrets.ts';
import { firstAdministrator, type FirstAdministrator } from '../model.ts';
import { isLongEnoughAlone, passwordProblem } from '../password-rules.ts';
import { minutesAfter, type SecurityPolicy } from '../security-policy.ts';
import { administratorExists, insertOfficerAccount } from '../store/accounts.ts';
import { savePassword } from '../store/credentials.ts';
import { insertPending } from '../store/flows.ts';
import { insertGrant, type NewGrant } from '../store/grants.ts';
import { saveSetupCode, takeSetupCode } from '../store/settings.ts';
import { systemAdministrator } from './administer-roles.ts';
import { judgeGuess } from './attempts.ts';
import { parseInput, type Raw } from './parse-input.ts';
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
export async function createFirstAdministrator(
  context: IdentityContext,
  raw: Raw,
  visitor: Visitor,
): Promise<SignInProgress> {
  const input = parseInput(firstAdministrator, raw);
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
  const setupHash = context.vault.fingerprint(readTypedCode(input.setupCode), setupContext);
  const at = context.clock.now();
  const uid = context.ids.uuid();
  return context.db.transaction(async (tx) => {
    if (!(await takeSetupCode(tx.q, setupHash))) return false;
    if (await administratorExists(tx.q)) throw conflict('identity.setup_closed');
    const { username, displayName, password, hash } = input;
    const created = await insertOfficerAccount(tx.q, {
      uid,
      username,
      displayName,
      personUid: null,
      unitUid: null,
      at,
    });
    if (!created) throw conflict('identity.username_taken', { username });
    const longEnoughAlone = isLongEnoughAlone(password, policy);
    await savePassword(tx.q, { accountUid: uid, hash, at, longEnoughAlone, mustChange: false, usableUntil: null });
    await insertGrant(
      tx.q,
      wholeLocality({ uid: context.ids.uuid(), accountUid: uid, recipientName: displayName, at }),
    );
    const expiresAt = minutesAfter(at, policy.signInMinutes);
    const tokenHash = hashToken(input.pendingToken);
    await insertPending(tx.q, { tokenHash, accountUid: uid, returnTo: '/can-bo', method: 'password', expiresAt });
    const subject = { kind: 'account', id: uid };
    tx.audit({ actor: systemActor('setup'), action: 'identity.account_created', subject, detail: { unit: null } });
    return true;
  });
}

function wholeLocality(grant: Pick<NewGrant, 'uid' | 'accountUid' | 'recipientName' | 'at'>): NewGrant {
  const where = { positionUid: null, unitUid: null, includeSubtree: true };
  return {
    ...grant,
    ...where,
    roleKey: systemAdministrator,
    validFrom: toLocalDate(grant.at),
    validTo: null,
    by: 'setup',
  };
}
