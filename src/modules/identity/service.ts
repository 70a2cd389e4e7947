import { anonymous, type Actor } from '#platform/access/actor.ts';
import { createPolicyReader, type IdentityContext, type IdentityDeps } from './context.ts';
import { createCookies } from './cookies.ts';
import { createPasswordHasher } from './credentials/passwords.ts';
import { createVault } from './credentials/secrets.ts';
import { createIdentityHandlers } from './handlers.ts';
import { accountChange, accountQuery, grantEnd, grantQuery, newAccount, newGrant, roleInput } from './model.ts';
import { abilities } from './policy.ts';
import { safeReturnPath } from './return-path.ts';
import { createSessionReader } from './session-reader.ts';
import type { SessionState } from './session-rules.ts';
import { isSteppedUp } from './step-up.ts';
import { findAccount } from './store/accounts.ts';
import { listSecuritySettings } from './store/settings.ts';
import { accountsHolding } from './use-cases/accounts-holding.ts';
import * as accounts from './use-cases/administer-accounts.ts';
import * as grants from './use-cases/administer-grants.ts';
import * as roles from './use-cases/administer-roles.ts';
import * as choices from './use-cases/choices.ts';
import * as colleagues from './use-cases/colleagues.ts';
import * as eid from './use-cases/eid-sign-in.ts';
import * as enrolment from './use-cases/enrol.ts';
import * as setup from './use-cases/first-administrator.ts';
import * as ownFactors from './use-cases/own-factors.ts';
import * as ownPassword from './use-cases/own-password.ts';
import * as ownSessions from './use-cases/own-sessions.ts';
import { checked } from './use-cases/parse-input.ts';
import * as password from './use-cases/password-sign-in.ts';
import * as pending from './use-cases/pending-sign-in.ts';
import * as provision from './use-cases/provision.ts';
import * as stepUp from './use-cases/step-up.ts';
import { toLocalDate } from '#platform/text/dates.ts';

/** A use case without its first argument. */
type Bound<F> = F extends (context: IdentityContext, ...rest: infer A) => infer R ? (...rest: A) => R : never;

function bind<M extends Record<string, (context: IdentityContext, ...rest: never[]) => unknown>>(
  context: IdentityContext,
  useCases: M,
): { readonly [K in keyof M]: Bound<M[K]> } {
  const bound = Object.entries(useCases).map(([name, useCase]) => [
    name,
    (...rest: never[]) => useCase(context, ...rest),
  ]);
  return Object.fromEntries(bound) as { readonly [K in keyof M]: Bound<M[K]> };
}

/** A session as the sign-in page needs it: who left it, and whether it is only locked. */
export type SessionGlance = {
  readonly state: SessionState;
  readonly kind: 'citizen' | 'organisation' | 'officer';
  readonly name: string;
};

export type Identity = ReturnType<typeof createIdentity>;

/** Accounts, sign-in, sessions, second factors, roles and grants. */
export function createIdentity(deps: IdentityDeps) {
  const policy = createPolicyReader(deps.db, deps.clock);
  const sessions = createSessionReader({ ...deps, policy });
  const hasher = createPasswordHasher();
  const context: IdentityContext = { ...deps, policy, sessions, hasher, vault: createVault(deps.secretKey) };

  return {
    handlers: createIdentityHandlers(context),
    /** Cookies of sessions and of sign-ins under way. */
    cookies: createCookies(deps.baseUrl.startsWith('https:')),
    /** E-ID providers to choose from, in order. */
    eidProviders: deps.eidProviders.map(({ key, label }) => ({ key, label })),
    ...bind(context, useCases),

    /** Who sends this session token: runs on every request. Anonymous for anything unknown, over or locked. */
    actorOf: async (token: string | null): Promise<Actor> => (await sessions.resolve(token))?.actor ?? anonymous,

    async glanceAtSession(token: string | null): Promise<SessionGlance | null> {
      const session = await sessions.resolve(token);
      return session && { state: session.state, kind: session.row.kind, name: session.row.displayName };
    },
    /** True while signing is open to the officer without showing the second factor again. */
    isSteppedUp: (actor: Actor): boolean => isSteppedUp(actor, deps.clock.now()),
    abilities,
    /** Name of an account as people see it; null for none of ours. */
    nameOf: async (accountUid: string): Promise<string | null> => (await findAccount(deps.db.q, accountUid))?.displayName ?? null,
    /** The wanted page if it is one of ours, else the desk. */
    safeOfficerPage: (wanted: string | null): string => safeReturnPath(wanted, '/can-bo'),
    /** The rules of sign-in in force, as numbers. */
    signInRules: policy,
    /** The same rules with their legal base, for people. */
    securityRules: () => listSecuritySettings(deps.db.q, toLocalDate(deps.clock.now())),
    /** Today in Viet Nam, for forms that begin with it. */
    today: (): string => toLocalDate(deps.clock.now()),
  };
}

const useCases = {
  startEidSignIn: eid.startEidSignIn,
  finishEidSignIn: eid.finishEidSignIn,
  signInWithPassword: password.signInWithPassword,
  pendingState: pending.pendingState,
  continueSignIn: pending.advanceSignIn,
  showSecondFactor: pending.showSecondFactor,
  choosePassword: ownPassword.choosePassword,
  changePassword: ownPassword.changePassword,
  listOwnSessions: ownSessions.listOwnSessions,
  revokeOwnSession: ownSessions.revokeOwnSession,
  revokeOtherSessions: ownSessions.revokeOtherSessions,
  signOut: ownSessions.signOut,
  unlockSession: ownSessions.unlockSession,
  listOwnHoldings: ownSessions.listOwnHoldings,
  positionsOf: ownSessions.positionsOf,
  switchHolding: ownSessions.switchHolding,
  actFor: ownSessions.actFor,
  ownProfile: ownSessions.ownProfile,
  listOwnFactors: ownFactors.listOwnFactors,
  removeFactor: ownFactors.removeFactor,
  startTotp: enrolment.startTotp,
  confirmTotp: enrolment.confirmTotp,
  startPasskey: enrolment.startPasskey,
  addPasskey: enrolment.addPasskey,
  renewRecoveryCodes: enrolment.renewRecoveryCodes,
  passkeyChallenge: stepUp.passkeyChallenge,
  stepUp: stepUp.stepUp,
  holdForm: stepUp.holdForm,
  heldForm: stepUp.heldForm,
  listAccounts: checked(accountQuery, accounts.listAccounts),
  readAccount: accounts.readAccount,
  createAccount: checked(newAccount, accounts.createAccount),
  resetPassword: checked(accountChange, accounts.resetPassword),
  resetSecondFactor: checked(accountChange, accounts.resetSecondFactor),
  disableAccount: checked(accountChange, accounts.disableAccount),
  enableAccount: checked(accountChange, accounts.enableAccount),
  unlockAccount: checked(accountChange, accounts.unlockAccount),
  listUnits: choices.listUnits,
  nameUnits: choices.nameUnits,
  permissionHolders: colleagues.permissionHolders,
  accountsOf: colleagues.accountsOf,
  accountsHolding,
  searchStaff: choices.searchStaff,
  listPositions: choices.listPositions,
  listRoles: roles.listRoles,
  listPermissions: roles.listPermissions,
  saveRole: checked(roleInput, roles.saveRole),
  ensureRoles: roles.ensureRoles,
  listGrants: checked(grantQuery, grants.listGrants),
  addGrant: checked(newGrant, grants.addGrant),
  endGrant: checked(grantEnd, grants.endGrant),
  needsFirstAdministrator: setup.needsFirstAdministrator,
  issueSetupCode: setup.issueSetupCode,
  createFirstAdministrator: setup.createFirstAdministrator,
  provisionOfficer: provision.provisionOfficer,
} as const;
