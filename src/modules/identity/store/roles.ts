import { sql, type Kysely } from 'kysely';
import type { IdentityTables } from '../tables.gen.ts';

type Queries = Kysely<IdentityTables>;

export type RoleRow = {
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly administrative: boolean;
  readonly permissions: readonly string[];
};

function roleQuery(q: Queries) {
  return q
    .selectFrom('identity.role as r')
    .select(['r.key', 'r.name', 'r.description', 'r.administrative'])
    .select(
      sql<
        string[]
      >`array(select p.permission from identity.role_permission p where p.role_key = r.key order by p.permission)`.as(
        'permissions',
      ),
    );
}

export async function listRoles(q: Queries): Promise<RoleRow[]> {
  return roleQuery(q).orderBy('r.name').execute();
}

export async function findRole(q: Queries, key: string): Promise<RoleRow | null> {
  return (await roleQuery(q).where('r.key', '=', key).executeTakeFirst()) ?? null;
}

/** False when the key is taken. */
export async function insertRole(q: Queries, role: Omit<RoleRow, 'permissions'>): Promise<boolean> {
  const inserted = await q
    .insertInto('identity.role')
    .values({ key: role.key, name: role.name, description: role.description, administrative: role.administrative })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('key')
    .executeTakeFirst();
  return inserted !== undefined;
}

export async function updateRole(q: Queries, role: Omit<RoleRow, 'permissions'>): Promise<boolean> {
  const updated = await q
    .updateTable('identity.role')
    .set({ name: role.name, description: role.description, administrative: role.administrative })
    .where('key', '=', role.key)
    .returning('key')
    .executeTakeFirst();
  return updated !== undefined;
}

export async function deletePermissionsExcept(
  q: Queries,
  roleKey: string,
  permissions: readonly string[],
): Promise<void> {
  await q
    .deleteFrom('identity.role_permission')
    .where('role_key', '=', roleKey)
    .where('permission', '<>', sql<string>`all(${permissions})`)
    .execute();
}

export async function insertPermissions(q: Queries, roleKey: string, permissions: readonly string[]): Promise<void> {
  if (permissions.length === 0) return;
  await q
    .insertInto('identity.role_permission')
    .values(permissions.map((permission) => ({ role_key: roleKey, permission })))
    .onConflict((conflict) => conflict.columns(['role_key', 'permission']).doNothing())
    .execute();
}
