import type { Actor } from '#platform/access/actor.ts';
import { allow, deny, hide, mayAnywhere, mayIn, unitsFor, type Decision } from '#platform/access/decide.ts';

export const permissions = [
  { key: 'identity.read_accounts', vi: 'Xem tài khoản cán bộ' },
  { key: 'identity.manage_accounts', vi: 'Quản lý tài khoản cán bộ' },
  { key: 'identity.manage_roles', vi: 'Quản lý vai trò và quyền của vai trò' },
  { key: 'identity.read_grants', vi: 'Xem phân quyền' },
  { key: 'identity.manage_grants', vi: 'Giao và thu hồi vai trò' },
] as const;

export type IdentityAction = (typeof permissions)[number]['key'];

/** An officer account, the unit that looks after it, and whether it holds administrative rights. */
export type AccountSubject = {
  readonly kind: 'account';
  readonly accountUid: string | null;
  readonly unitUid: string | null;
  readonly administrator: boolean;
};

/** A grant to be given or taken: where it holds, and to whom. */
export type GrantSubject = {
  readonly kind: 'grant';
  readonly unitUid: string | null;
  readonly administrative: boolean;
  readonly accountUid: string | null;
};

export type IdentitySubject = AccountSubject | GrantSubject | { readonly kind: 'roles' };

/** Deny by default. Whoever may not read a subject must not learn that it exists. */
export function decide(actor: Actor, action: IdentityAction, subject: IdentitySubject): Decision {
  switch (subject.kind) {
    case 'account':
      return decideAccount(actor, action, subject);
    case 'grant':
      return decideGrant(actor, action, subject);
    case 'roles':
      return decideRoles(actor, action);
  }
}

function decideAccount(actor: Actor, action: IdentityAction, account: AccountSubject): Decision {
  if (!mayAt(actor, 'identity.read_accounts', account.unitUid)) return hide('identity.account_not_found');
  if (action === 'identity.read_accounts') return allow;
  if (action !== 'identity.manage_accounts') return deny('identity.not_allowed');
  if (!mayAt(actor, action, account.unitUid)) return deny('identity.not_allowed');
  // Resetting the password of somebody with more rights would be a way to get those rights.
  if (account.administrator && unitsFor(actor, action) !== 'all') return deny('identity.locality_wide_only');
  return isSelf(actor, account.accountUid) ? deny('identity.not_yourself') : allow;
}

function decideGrant(actor: Actor, action: IdentityAction, grant: GrantSubject): Decision {
  if (!mayAt(actor, 'identity.read_grants', grant.unitUid)) return hide('identity.grant_not_found');
  if (action === 'identity.read_grants') return allow;
  if (action !== 'identity.manage_grants') return deny('identity.not_allowed');
  if (!mayAt(actor, action, grant.unitUid)) return deny('identity.not_allowed');
  if (grant.administrative && unitsFor(actor, action) !== 'all') return deny('identity.locality_wide_only');
  return isSelf(actor, grant.accountUid) ? deny('identity.not_yourself') : allow;
}

function decideRoles(actor: Actor, action: IdentityAction): Decision {
  if (action === 'identity.read_grants')
    return mayAnywhere(actor, 'identity.read_grants') ? allow : deny('identity.not_allowed');
  if (action !== 'identity.manage_roles') return deny('identity.not_allowed');
  // A role holds everywhere, so changing it is never the business of one unit.
  return unitsFor(actor, 'identity.manage_roles') === 'all' ? allow : deny('identity.locality_wide_only');
}

/** Null is the whole locality: only a grant for all units reaches it. */
function mayAt(actor: Actor, permission: string, unitUid: string | null): boolean {
  return unitUid === null ? unitsFor(actor, permission) === 'all' : mayIn(actor, permission, unitUid);
}

function isSelf(actor: Actor, accountUid: string | null): boolean {
  return actor.kind === 'officer' && accountUid !== null && actor.accountId === accountUid;
}

/** What the administration pages offer to this actor anywhere. */
export function abilities(actor: Actor): Record<IdentityAction, boolean> {
  return {
    'identity.read_accounts': mayAnywhere(actor, 'identity.read_accounts'),
    'identity.manage_accounts': mayAnywhere(actor, 'identity.manage_accounts'),
    'identity.manage_roles': decide(actor, 'identity.manage_roles', { kind: 'roles' }).allowed,
    'identity.read_grants': mayAnywhere(actor, 'identity.read_grants'),
    'identity.manage_grants': mayAnywhere(actor, 'identity.manage_grants'),
  };
}
