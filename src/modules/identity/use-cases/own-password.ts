import type { Actor } from '#platform/access/actor.ts';
import { forbidden, invalid } from '#platform/errors/app-error.ts';
import type { IdentityContext, Visitor } from '../context.ts';
import { passwordChoice } from '../model.ts';
import { isLongEnoughAlone, passwordProblem } from '../password-rules.ts';
import type { SecurityPolicy } from '../security-policy.ts';
import {
  findOfficerCredentials,
  forgetOldPasswords,
  listFormerPasswords,
  rememberPassword,
  savePassword,
  type OfficerCredentials,
} from '../store/credentials.ts';
import { deletePendingOf } from '../store/flows.ts';
import { endSessionsOf } from '../store/sessions.ts';
import { judgeGuess } from './attempts.ts';
import { parseInput } from './parse-input.ts';
import {
  advanceSignIn,
  isAdministratorAccount,
  loadPending,
  type Advance,
  type SignInProgress,
} from './pending-sign-in.ts';

export type PasswordChoice = { readonly password: string; readonly repeated: string };

/** Changes the own password; all other sessions of the account end. */
export async function changePassword(
  context: IdentityContext,
  actor: Actor,
  input: PasswordChoice & { readonly current: string; readonly visitor: Visitor },
): Promise<void> {
  if (actor.kind !== 'officer') throw forbidden('identity.officer_required', { action: 'identity.change_password' });
  const policy = await context.policy();
  const credentials = await findOfficerCredentials(context.db.q, { accountUid: actor.accountId });
  if (!credentials) throw forbidden('identity.officer_required', { action: 'identity.change_password' });
  const { uid, username } = credentials.account;
  const guess = { username, accountUid: uid, visitor: input.visitor, step: 'password' } as const;
  const isRight = (): Promise<boolean> => context.hasher.verify(credentials.passwordHash, input.current, policy);
  if (!(await judgeGuess(context, guess, isRight))) throw invalid('identity.wrong_current_password');
  await replacePassword(context, actor, { credentials, choice: input, keepSession: actor.sessionId });
}

/** Chooses the password that a sign-in under way still owes. */
export async function choosePassword(
  context: IdentityContext,
  input: PasswordChoice & Advance,
): Promise<SignInProgress> {
  const { credentials, step } = await loadPending(context, input.pendingToken);
  if (step !== 'choose_password') return advanceSignIn(context, input);
  const { uid, personUid, displayName } = credentials.account;
  const place = {
    holdingId: '',
    positionName: '',
    unitUid: '',
    unitName: '',
    grants: {},
    secondFactor: false,
    stepUpUntil: null,
  };
  const actor: Actor = {
    kind: 'officer',
    accountId: uid,
    personUid: personUid ?? uid,
    name: displayName,
    ...place,
    sessionId: '',
  };
  await replacePassword(context, actor, { credentials, choice: input, keepSession: null, keepPending: true });
  return advanceSignIn(context, input);
}

type Replacement = {
  readonly credentials: OfficerCredentials;
  readonly choice: PasswordChoice;
  readonly keepSession: string | null;
  readonly keepPending?: boolean;
};

async function replacePassword(context: IdentityContext, actor: Actor, replacement: Replacement): Promise<void> {
  const policy = await context.policy();
  const { credentials, choice } = replacement;
  const { uid } = credentials.account;
  parseInput(passwordChoice, choice);
  if (choice.password !== choice.repeated) throw invalid('identity.passwords_differ');
  await requireGoodPassword(context, credentials, choice.password, policy);
  const hash = await context.hasher.hash(choice.password, policy);
  const at = context.clock.now();
  await context.db.transaction(async (tx) => {
    await rememberPassword(tx.q, uid, at);
    await forgetOldPasswords(tx.q, uid, policy.administratorPasswordHistory);
    const longEnoughAlone = isLongEnoughAlone(choice.password, policy);
    await savePassword(tx.q, { accountUid: uid, hash, at, longEnoughAlone, mustChange: false, usableUntil: null });
    await endSessionsOf(tx.q, {
      accountUids: [uid],
      except: replacement.keepSession,
      reason: 'credentials_changed',
      at,
    });
    if (!replacement.keepPending) await deletePendingOf(tx.q, uid);
    tx.audit({ actor, action: 'identity.password_changed', subject: { kind: 'account', id: uid } });
  });
  context.sessions.forgetAll();
}

async function requireGoodPassword(
  context: IdentityContext,
  credentials: OfficerCredentials,
  password: string,
  policy: SecurityPolicy,
): Promise<void> {
  const { username, displayName } = credentials.account;
  const hasSecondFactor = credentials.hasTotp || credentials.passkeyCount > 0;
  const problem = passwordProblem(password, { username, displayName, hasSecondFactor }, policy);
  const minimum = hasSecondFactor ? policy.passwordLengthWithFactor : policy.passwordLengthAlone;
  const alternative = hasSecondFactor
    ? ''
    : ` (hoặc ${policy.passwordLengthWithFactor} ký tự khi đã bật xác thực hai lớp)`;
  if (problem !== null) throw invalid(problem, { minimum, alternative });
  if (await context.hasher.verify(credentials.passwordHash, password, policy))
    throw invalid('identity.password_unchanged');
  if (!(await isAdministratorAccount(context, credentials.account))) return;
  const count = policy.administratorPasswordHistory;
  // The password in use is one of the ten.
  for (const former of await listFormerPasswords(context.db.q, credentials.account.uid, count - 1)) {
    if (await context.hasher.verify(former, password, policy)) throw invalid('identity.password_reused', { count });
  }
}
