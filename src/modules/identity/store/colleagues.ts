import { sql, type Kysely } from 'kysely';
import type { IdentityTables } from '../tables.gen.ts';

type Queries = Kysely<IdentityTables>;

export type PermissionQuery = {
  readonly permission: string;
  readonly unitUid: string;
  /** Units above it: a grant with the units below reaches down from them. */
  readonly ancestorUids: readonly string[];
  readonly today: string;
};

/** One grant of a permission: to a person's account, or to whoever holds a position. */
export type PermissionHolder = { readonly personUid: string | null; readonly positionUid: string | null };

/** Who holds a permission in a unit today. */
export async function listPermissionHolders(q: Queries, query: PermissionQuery): Promise<PermissionHolder[]> {
  return q
    .selectFrom('identity.role_grant as g')
    .innerJoin('identity.role_permission as p', 'p.role_key', 'g.role_key')
    .leftJoin('identity.account as a', (join) => join.onRef('a.uid', '=', 'g.account_uid').on('a.status', '=', 'active'))
    .select(['a.person_uid as personUid', 'g.position_uid as positionUid'])
    .distinct()
    .where('p.permission', '=', query.permission)
    .where('g.ended_at', 'is', null)
    .where('g.valid_from', '<=', query.today)
    .where((eb) => eb.or([eb('g.valid_to', 'is', null), eb('g.valid_to', '>', query.today)]))
    .where((eb) =>
      eb.or([
        eb('g.unit_uid', 'is', null),
        eb('g.unit_uid', '=', query.unitUid),
        eb.and([eb('g.include_subtree', '=', true), eb('g.unit_uid', '=', sql<string>`any(${query.ancestorUids})`)]),
      ]),
    )
    .execute();
}

/** Active officer accounts of persons. */
export async function listAccountsOf(q: Queries, personUids: readonly string[]): Promise<{ accountUid: string; personUid: string | null }[]> {
  return q
    .selectFrom('identity.account')
    .select(['uid as accountUid', 'person_uid as personUid'])
    .where('kind', '=', 'officer')
    .where('status', '=', 'active')
    .where('person_uid', '=', sql<string>`any(${personUids})`)
    .execute();
}
