import { z } from 'zod';
import type { Actor } from '#platform/access/actor.ts';
import { permit, unitsFor } from '#platform/access/decide.ts';
import type { Tx } from '#platform/db/database.ts';
import { conflict, forbidden, notFound } from '#platform/errors/app-error.ts';
import { toLocalDate } from '#platform/text/dates.ts';
import type { IdentityContext } from '../context.ts';
import { makeTypedCode } from '../credentials/typed-code.ts';
import { pageSize, type AccountChange, type AccountQuery, type NewAccount } from '../model.ts';
import { decide, type IdentityAction } from '../policy.ts';
import { hoursAfter } from '../security-policy.ts';
import { accountThrottleKey } from '../sign-in-throttle.ts';
import {
  disableAccount as disableRow,
  enableAccount as enableRow,
  findAccount,
  insertOfficerAccount,
  listOfficerAccounts,
  lockAccount,
  type AccountRow,
  type ListedAccount,
} from '../store/accounts.ts';
import { rememberPassword, savePassword } from '../store/credentials.ts';
import { deletePendingOf } from '../store/flows.ts';
import { clearTotp, deletePasskeys, deleteRecoveryCodes } from '../store/second-factors.ts';
import { endSessionsOf, type EndReason } from '../store/sessions.ts';
import { clearThrottle, findLock } from '../store/throttles.ts';
import type { IdentityTables } from '../tables.gen.ts';
import { firstTime } from './once.ts';
import { isAdministratorAccount } from './pending-sign-in.ts';

/** A temporary password, shown once to the administrator; null when the form was sent twice. */
export type TemporaryPassword = {
  readonly accountUid: string;
  readonly password: string | null;
  readonly usableUntil: string;
};

export type AccountRecord = AccountRow & { readonly administrator: boolean; readonly lockedUntil: Date | null };

export async function listAccounts(
  context: IdentityContext,
  actor: Actor,
  query: AccountQuery,
): Promise<ListedAccount[]> {
  const units = unitsFor(actor, 'identity.read_accounts');
  if (units.length === 0) throw forbidden('identity.not_allowed', { action: 'identity.read_accounts' });
  const offset = (query.page - 1) * pageSize;
  return listOfficerAccounts(context.db.q, {
    units,
    text: query.text.toLowerCase(),
    status: query.status,
    offset,
    limit: pageSize,
  });
}

export async function readAccount(context: IdentityContext, actor: Actor, accountUid: string): Promise<AccountRecord> {
  // The uid comes from an address that somebody may have typed.
  const account = z.uuid().safeParse(accountUid).success ? await findAccount(context.db.q, accountUid) : null;
  if (account?.kind !== 'officer') throw notFound('identity.account_not_found');
  const administrator = await isAdministratorAccount(context, account);
  permitAccount(actor, 'identity.read_accounts', account, administrator);
  const lockedUntil = await findLock(context.db.q, accountThrottleKey(account.username ?? ''), context.clock.now());
  return { ...account, administrator, lockedUntil };
}

export async function createAccount(
  context: IdentityContext,
  actor: Actor,
  input: NewAccount,
): Promise<TemporaryPassword> {
  const asked = { kind: 'account', accountUid: null, unitUid: input.unitUid, administrator: false } as const;
  const attempt = { actor, action: 'identity.manage_accounts', subject: { kind: 'account', id: 'new' } };
  permit(decide(actor, 'identity.manage_accounts', asked), attempt);
  await requireUnit(context, input.unitUid);
  const uid = context.ids.uuid();
  const { password, hash, usableUntil } = await makeTemporaryPassword(context);
  const created = await context.db.transaction(async (tx) => {
    if (!(await firstTime(context, tx, 'identity.create_account', input.requestId))) return false;
    const at = context.clock.now();
    const isFree = await insertOfficerAccount(tx.q, { ...input, uid, at });
    if (!isFree) throw conflict('identity.username_taken', { username: input.username });
    await savePassword(tx.q, { accountUid: uid, hash, at, longEnoughAlone: false, mustChange: true, usableUntil });
    const unit = input.unitUid === null ? {} : { unitUid: input.unitUid };
    const subject = { kind: 'account', id: uid };
    tx.audit({ actor, action: 'identity.account_created', subject, ...unit, detail: { unit: input.unitUid } });
    return true;
  });
  return { accountUid: uid, password: created ? password : null, usableUntil: usableUntil.toISOString() };
}

/** A new temporary password; second factors stay. */
export async function resetPassword(
  context: IdentityContext,
  actor: Actor,
  input: AccountChange,
): Promise<TemporaryPassword> {
  const temporary = await makeTemporaryPassword(context);
  const done = await changeAccount(context, actor, input, {
    audited: 'identity.password_reset',
    change: async (tx) => {
      const at = context.clock.now();
      await rememberPassword(tx.q, input.accountUid, at);
      const facts = {
        hash: temporary.hash,
        at,
        longEnoughAlone: false,
        mustChange: true,
        usableUntil: temporary.usableUntil,
      };
      await savePassword(tx.q, { accountUid: input.accountUid, ...facts });
      await endAccess(context, tx, input.accountUid, 'credentials_changed');
    },
  });
  const usableUntil = temporary.usableUntil.toISOString();
  return { accountUid: input.accountUid, password: done ? temporary.password : null, usableUntil };
}

/** Takes all second factors away (lost telephone); the officer enrols anew at the next sign-in. */
export async function resetSecondFactor(context: IdentityContext, actor: Actor, input: AccountChange): Promise<void> {
  await changeAccount(context, actor, input, {
    audited: 'identity.second_factor_removed',
    change: async (tx) => {
      await clearTotp(tx.q, input.accountUid);
      await deletePasskeys(tx.q, input.accountUid);
      await deleteRecoveryCodes(tx.q, input.accountUid);
      await endAccess(context, tx, input.accountUid, 'credentials_changed');
    },
  });
}

export async function disableAccount(context: IdentityContext, actor: Actor, input: AccountChange): Promise<void> {
  await changeAccount(context, actor, input, {
    audited: 'identity.account_disabled',
    change: async (tx) => {
      await disableRow(tx.q, input.accountUid, input.reason);
      await endAccess(context, tx, input.accountUid, 'account_disabled');
    },
  });
}

export async function enableAccount(context: IdentityContext, actor: Actor, input: AccountChange): Promise<void> {
  await changeAccount(context, actor, input, {
    audited: 'identity.account_enabled',
    change: (tx) => enableRow(tx.q, input.accountUid, context.clock.now()),
  });
}

/** Ends a lock before its time, once the administrator has made sure who was guessing. */
export async function unlockAccount(context: IdentityContext, actor: Actor, input: AccountChange): Promise<void> {
  await changeAccount(context, actor, input, {
    audited: 'identity.account_unlocked',
    change: (tx, account) => clearThrottle(tx.q, accountThrottleKey(account.username ?? '')),
  });
}

/** Load and lock, permit, change, audit: the frame of every act upon somebody's account. False when the form came twice. */
async function changeAccount(
  context: IdentityContext,
  actor: Actor,
  input: AccountChange,
  act: { readonly audited: string; readonly change: (tx: Tx<IdentityTables>, account: AccountRow) => Promise<void> },
): Promise<boolean> {
  const known = await findAccount(context.db.q, input.accountUid);
  const administrator = known !== null && (await isAdministratorAccount(context, known));
  const done = await context.db.transaction(async (tx) => {
    const account = await lockAccount(tx.q, input.accountUid);
    if (account?.kind !== 'officer') throw notFound('identity.account_not_found');
    permitAccount(actor, 'identity.manage_accounts', account, administrator);
    if (!(await firstTime(context, tx, `${act.audited} ${input.accountUid}`, input.requestId))) return false;
    await act.change(tx, account);
    const unit = account.unitUid === null ? {} : { unitUid: account.unitUid };
    const subject = { kind: 'account', id: account.uid };
    tx.audit({ actor, action: act.audited, subject, ...unit, detail: { reason: input.reason } });
    return true;
  });
  context.sessions.forgetAll();
  return done;
}

function permitAccount(actor: Actor, action: IdentityAction, account: AccountRow, administrator: boolean): void {
  const subject = { kind: 'account', accountUid: account.uid, unitUid: account.unitUid, administrator } as const;
  permit(decide(actor, action, subject), { actor, action, subject: { kind: 'account', id: account.uid } });
}

async function endAccess(
  context: IdentityContext,
  tx: Tx<IdentityTables>,
  accountUid: string,
  reason: EndReason,
): Promise<void> {
  await deletePendingOf(tx.q, accountUid);
  await endSessionsOf(tx.q, { accountUids: [accountUid], except: null, reason, at: context.clock.now() });
}

async function makeTemporaryPassword(
  context: IdentityContext,
): Promise<{ password: string; hash: string; usableUntil: Date }> {
  const policy = await context.policy();
  // 80 random bits: nobody guesses it within its hours.
  const password = makeTypedCode(context.ids, 4);
  return {
    password,
    hash: await context.hasher.hash(password, policy),
    usableUntil: hoursAfter(context.clock.now(), policy.temporaryPasswordHours),
  };
}

async function requireUnit(context: IdentityContext, unitUid: string | null): Promise<void> {
  if (unitUid === null) return;
  const tree = await context.organization.unitTree(toLocalDate(context.clock.now()));
  if (!tree.byUid.has(unitUid)) throw notFound('identity.unit_not_found');
}
