import type { Actor } from '#platform/access/actor.ts';
import { permit } from '#platform/access/decide.ts';
import { conflict, invalid, notFound } from '#platform/errors/app-error.ts';
import type { CataloguedPermission, IdentityContext } from '../context.ts';
import type { RoleInput } from '../model.ts';
import { decide } from '../policy.ts';
import {
  deletePermissionsExcept,
  findRole,
  insertPermissions,
  insertRole,
  listRoles as listRoleRows,
  updateRole,
  type RoleRow,
} from '../store/roles.ts';
import { firstTime } from './once.ts';

/** Roles with their permissions; readable by whoever hands roles out. */
export async function listRoles(context: IdentityContext, actor: Actor): Promise<RoleRow[]> {
  permit(decide(actor, 'identity.read_grants', { kind: 'roles' }), {
    actor,
    action: 'identity.read_grants',
    subject: rolesSubject,
  });
  return listRoleRows(context.db.q);
}

/** Every permission of every module, for the page on which a role is put together. */
export function listPermissions(context: IdentityContext, actor: Actor): readonly CataloguedPermission[] {
  permit(decide(actor, 'identity.read_grants', { kind: 'roles' }), {
    actor,
    action: 'identity.read_grants',
    subject: rolesSubject,
  });
  return context.permissionCatalogue();
}

const rolesSubject = { kind: 'role', id: 'all' };

/** Adds a role, or changes it when it exists; it counts at the next request of everybody who holds it. */
export async function saveRole(context: IdentityContext, actor: Actor, input: RoleInput): Promise<void> {
  requireKnownPermissions(context, input.permissions);
  await context.db.transaction(async (tx) => {
    const subject = { kind: 'role', id: input.key };
    permit(decide(actor, 'identity.manage_roles', { kind: 'roles' }), {
      actor,
      action: 'identity.manage_roles',
      subject,
    });
    if (!(await firstTime(context, tx, `identity.save_role ${input.key}`, input.requestId))) return;
    const { key, name, description, administrative } = input;
    if (input.isNew) {
      if (!(await insertRole(tx.q, { key, name, description, administrative })))
        throw conflict('identity.role_exists', { key });
    } else {
      const known = await findRole(tx.q, key);
      // The last way in must not be closed by unticking a box.
      if (known?.key === systemAdministrator && !keepsTheHouseOpen(input))
        throw conflict('identity.last_administrator');
      if (!known || !(await updateRole(tx.q, { key, name, description, administrative })))
        throw notFound('identity.role_not_found');
      await deletePermissionsExcept(tx.q, key, input.permissions);
    }
    await insertPermissions(tx.q, key, input.permissions);
    tx.audit({
      actor,
      action: 'identity.role_saved',
      subject,
      detail: { permissions: input.permissions, administrative },
    });
  });
  context.sessions.forgetAll();
}

/** The role of the first administrator. */
export const systemAdministrator = 'system_administrator';

const indispensable = [
  'identity.manage_roles',
  'identity.manage_grants',
  'identity.read_grants',
  'identity.manage_accounts',
  'identity.read_accounts',
];

function keepsTheHouseOpen(role: RoleInput): boolean {
  return role.administrative && indispensable.every((permission) => role.permissions.includes(permission));
}

function requireKnownPermissions(context: IdentityContext, chosen: readonly string[]): void {
  const known = new Set(context.permissionCatalogue().map((permission) => permission.key));
  const unknown = chosen.find((permission) => !known.has(permission));
  if (unknown !== undefined) throw invalid('identity.unknown_permission', { permission: unknown });
}

export type RoleSeed = Omit<RoleRow, 'permissions'> & { readonly permissions: readonly string[] };

/**
 * Installs roles that the locality does not have yet (start-up). Roles that exist stay as the locality has edited them,
 * but the system administrator gains permissions of modules that are new.
 */
export async function ensureRoles(context: IdentityContext, seeds: readonly RoleSeed[]): Promise<void> {
  await context.db.transaction(async (tx) => {
    for (const { permissions, ...role } of seeds) {
      const isNew = await insertRole(tx.q, role);
      if (isNew || role.key === systemAdministrator) await insertPermissions(tx.q, role.key, permissions);
    }
  });
  context.sessions.forgetAll();
}
