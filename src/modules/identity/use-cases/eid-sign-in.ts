import { anonymous } from '#platform/access/actor.ts';
import type { Tx } from '#platform/db/database.ts';
import { type AppError, invalid, isAppError, notFound } from '#platform/errors/app-error.ts';
import { decideLink, identityKeyOf, type LinkDecision } from '../account-linking.ts';
import type { IdentityContext, Visitor } from '../context.ts';
import { hashToken } from '../credentials/secrets.ts';
import type { EidIdentity } from '../eid-identity.ts';
import type { EidProvider } from '../providers/eid-provider.ts';
import { safeReturnPath } from '../return-path.ts';
import { minutesAfter } from '../security-policy.ts';
import { disableAccount, findAccount } from '../store/accounts.ts';
import {
  findAccountByIdentityKey,
  findAccountBySubject,
  insertEidAccount,
  linkEid,
  lockIdentity,
  refreshEidAccount,
  saveProfile,
} from '../store/e-ids.ts';
import { insertFlow, takeFlow } from '../store/flows.ts';
import { endSessionsOf } from '../store/sessions.ts';
import type { IdentityTables } from '../tables.gen.ts';
import { openSession } from './open-session.ts';

export const eidReturnPath = '/dang-nhap/tra-ve';

/** Sends a browser to the e-ID. Answers where to, and the token for the cookie that ties the flow to this browser. */
export async function startEidSignIn(
  context: IdentityContext,
  input: { readonly providerKey: string; readonly returnTo: string | null },
): Promise<{ authorizationUrl: string; flowToken: string }> {
  const provider = providerOf(context, input.providerKey);
  const policy = await context.policy();
  const { authorizationUrl, flow } = await provider.begin(`${context.baseUrl}${eidReturnPath}`);
  const flowToken = context.ids.token(32);
  const expiresAt = minutesAfter(context.clock.now(), policy.signInMinutes);
  const returnTo = safeReturnPath(input.returnTo, '/tai-khoan');
  await context.db.transaction((tx) =>
    insertFlow(tx.q, { ...flow, tokenHash: hashToken(flowToken), providerKey: provider.key, returnTo, expiresAt }),
  );
  return { authorizationUrl, flowToken };
}

export type EidReturn = {
  /** Query of the address to which the e-ID sent the browser back, with its question mark. */
  readonly query: string;
  readonly flowToken: string | null;
  readonly currentToken: string | null;
  readonly visitor: Visitor;
};

/** Finishes a sign-in by e-ID: checks the answer, finds, links or creates the account, opens a session. */
export async function finishEidSignIn(
  context: IdentityContext,
  input: EidReturn,
): Promise<{ sessionToken: string; returnTo: string }> {
  const tokenHash = input.flowToken === null ? null : hashToken(input.flowToken);
  const flow = tokenHash && (await context.db.transaction((tx) => takeFlow(tx.q, tokenHash, context.clock.now())));
  if (!flow) throw invalid('identity.e_id_flow_expired');
  const provider = providerOf(context, flow.providerKey);
  try {
    const identity = await provider.finish(`${context.baseUrl}${eidReturnPath}${input.query}`, flow);
    const sessionToken = await enter(context, identity, input);
    return { sessionToken, returnTo: flow.returnTo };
  } catch (error) {
    if (isAppError(error) && error.code !== 'identity.e_id_cancelled')
      await recordRefusal(context, provider.key, error, input.visitor);
    throw error;
  }
}

async function enter(context: IdentityContext, identity: EidIdentity, input: EidReturn): Promise<string> {
  const policy = await context.policy();
  const current = await context.sessions.resolve(input.currentToken);
  const opened = await context.db.transaction(async (tx) => {
    const { accountUid, closed } = await accountFor(context, tx, identity);
    const account = await findAccount(tx.q, accountUid);
    if (account?.status !== 'active') throw invalid('identity.account_disabled');
    const forOrganisation = identity.organisation?.ownsAccount ?? false;
    const { assurance } = identity;
    const opening = { accountUid, method: 'e_id', assurance, forOrganisation, holding: null, secondFactorAt: null };
    const replaces = current?.row ?? null;
    const token = await openSession(context, tx, { ...opening, kind: account.kind, visitor: input.visitor, replaces }, policy);
    return { concerned: [accountUid, closed ?? accountUid], token };
  });
  context.sessions.forget(...opened.concerned, current?.row.accountUid ?? '');
  return opened.token;
}

/** The account of an e-ID, and the one that was merged into it just now. */
async function accountFor(
  context: IdentityContext,
  tx: Tx<IdentityTables>,
  identity: EidIdentity,
): Promise<{ readonly accountUid: string; readonly closed: string | null }> {
  const key = identityKeyOf(identity);
  const { issuer, subject } = identity;
  if (key !== null) await lockIdentity(tx.q, key);
  await lockIdentity(tx.q, `${issuer} ${subject}`);
  const decision = decideLink(identity, {
    bySubject: await findAccountBySubject(tx.q, issuer, subject),
    byIdentityKey: key === null ? null : await findAccountByIdentityKey(tx.q, key),
  });
  const accountUid = await carryOut(context, tx, identity, decision);
  await saveProfile(tx.q, accountUid, identity, context.clock.now());
  return { accountUid, closed: decision.kind === 'merge' ? decision.from : null };
}

async function carryOut(
  context: IdentityContext,
  tx: Tx<IdentityTables>,
  identity: EidIdentity,
  decision: LinkDecision,
): Promise<string> {
  const at = context.clock.now();
  const displayName = identity.organisation?.ownsAccount ? identity.organisation.name : identity.fullName;
  const link = async (accountUid: string, how: string): Promise<string> => {
    await linkEid(tx.q, { issuer: identity.issuer, subject: identity.subject, accountUid, at });
    const subject = { kind: 'account', id: accountUid };
    tx.audit({ actor: anonymous, action: 'identity.e_id_linked', subject, detail: { issuer: identity.issuer, how } });
    return accountUid;
  };
  switch (decision.kind) {
    case 'use':
      await refreshEidAccount(tx.q, { uid: decision.accountUid, displayName, identityKey: decision.recordKey, at });
      return decision.accountUid;
    case 'link':
      await refreshEidAccount(tx.q, { uid: decision.accountUid, displayName, identityKey: null, at });
      return link(decision.accountUid, 'same_identity');
    case 'merge':
      await mergeAccounts(context, tx, decision);
      await refreshEidAccount(tx.q, { uid: decision.into, displayName, identityKey: null, at });
      return link(decision.into, 'merged');
    case 'create': {
      const uid = context.ids.uuid();
      const kind = identity.organisation?.ownsAccount ? 'organisation' : 'citizen';
      await insertEidAccount(tx.q, { uid, kind, displayName, identityKey: decision.identityKey, at });
      return link(uid, 'created');
    }
    case 'refuse':
      throw invalid('identity.e_id_mismatch');
  }
}

async function mergeAccounts(
  context: IdentityContext,
  tx: Tx<IdentityTables>,
  merge: { from: string; into: string },
): Promise<void> {
  await disableAccount(tx.q, merge.from, 'merged');
  await endSessionsOf(tx.q, { accountUids: [merge.from], except: null, reason: 'replaced', at: context.clock.now() });
  const subject = { kind: 'account', id: merge.from };
  tx.audit({ actor: anonymous, action: 'identity.accounts_merged', subject, detail: { into: merge.into } });
}

async function recordRefusal(
  context: IdentityContext,
  provider: string,
  error: AppError,
  visitor: Visitor,
): Promise<void> {
  const detail = { provider, code: error.code, cause: error.details['cause'] ?? null, address: visitor.address };
  await context.audit.record({
    actor: anonymous,
    action: 'identity.e_id_refused',
    subject: { kind: 'e_id', id: 'unknown' },
    detail,
  });
}

function providerOf(context: IdentityContext, key: string): EidProvider {
  const provider = context.eidProviders.find((candidate) => candidate.key === key);
  if (!provider) throw notFound('identity.e_id_unknown_provider');
  return provider;
}
