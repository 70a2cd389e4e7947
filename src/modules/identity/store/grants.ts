import { sql, type Kysely } from 'kysely';
import type { IdentityTables } from '../tables.gen.ts';

type Queries = Kysely<IdentityTables>;

export type GrantRow = {
  readonly uid: string;
  readonly roleKey: string;
  readonly roleName: string;
  readonly administrative: boolean;
  readonly accountUid: string | null;
  readonly recipientName: string;
  readonly positionUid: string | null;
  readonly unitUid: string | null;
  readonly includeSubtree: boolean;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly grantedAt: Date;
  readonly endedAt: Date | null;
  readonly endReason: string | null;
};

function grantQuery(q: Queries) {
  return q
    .selectFrom('identity.role_grant as g')
    .innerJoin('identity.role as r', 'r.key', 'g.role_key')
    .select([
      'g.uid',
      'g.role_key as roleKey',
      'r.name as roleName',
      'r.administrative',
      'g.account_uid as accountUid',
      'g.recipient_name as recipientName',
      'g.position_uid as positionUid',
      'g.unit_uid as unitUid',
      'g.include_subtree as includeSubtree',
      'g.valid_from as validFrom',
      'g.valid_to as validTo',
      'g.granted_at as grantedAt',
      'g.ended_at as endedAt',
      'g.end_reason as endReason',
    ]);
}

export type GrantFilter = {
  readonly units: 'all' | readonly string[];
  readonly roleKey: string | null;
  readonly accountUid: string | null;
  readonly current: boolean;
  readonly today: string;
  readonly offset: number;
  readonly limit: number;
};

/** Grants in the units that the reader looks after, newest first. */
export async function listGrants(q: Queries, filter: GrantFilter): Promise<GrantRow[]> {
  return grantQuery(q)
    .$if(filter.units !== 'all', (query) => query.where('g.unit_uid', '=', sql<string>`any(${filter.units})`))
    .$if(filter.roleKey !== null, (query) => query.where('g.role_key', '=', filter.roleKey ?? ''))
    .$if(filter.accountUid !== null, (query) => query.where('g.account_uid', '=', filter.accountUid ?? ''))
    .$if(filter.current, (query) =>
      query
        .where('g.ended_at', 'is', null)
        .where((eb) => eb.or([eb('g.valid_to', 'is', null), eb('g.valid_to', '>', filter.today)])),
    )
    .orderBy('g.granted_at', 'desc')
    .orderBy('g.uid', 'desc')
    .offset(filter.offset)
    .limit(filter.limit)
    .execute();
}

export async function lockGrant(q: Queries, uid: string): Promise<GrantRow | null> {
  return (await grantQuery(q).where('g.uid', '=', uid).forUpdate('g').executeTakeFirst()) ?? null;
}

export type NewGrant = {
  readonly uid: string;
  readonly roleKey: string;
  readonly accountUid: string | null;
  readonly positionUid: string | null;
  readonly recipientName: string;
  readonly unitUid: string | null;
  readonly includeSubtree: boolean;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly at: Date;
  readonly by: string;
};

export async function insertGrant(q: Queries, grant: NewGrant): Promise<void> {
  await q
    .insertInto('identity.role_grant')
    .values({
      uid: grant.uid,
      role_key: grant.roleKey,
      account_uid: grant.accountUid,
      position_uid: grant.positionUid,
      recipient_name: grant.recipientName,
      unit_uid: grant.unitUid,
      include_subtree: grant.includeSubtree,
      valid_from: grant.validFrom,
      valid_to: grant.validTo,
      granted_at: grant.at,
      granted_by: grant.by,
    })
    .execute();
}

export async function markGrantEnded(
  q: Queries,
  end: { uid: string; at: Date; by: string; reason: string },
): Promise<void> {
  await q
    .updateTable('identity.role_grant')
    .set({ ended_at: end.at, ended_by: end.by, end_reason: end.reason })
    .where('uid', '=', end.uid)
    .execute();
}

/** True when the account, or one of the positions, holds an administrative role today. */
export async function holdsAdministrativeRole(
  q: Queries,
  who: { accountUid: string; positionUids: readonly string[]; today: string },
): Promise<boolean> {
  const row = await q
    .selectFrom('identity.role_grant as g')
    .innerJoin('identity.role as r', 'r.key', 'g.role_key')
    .select('g.uid')
    .where('r.administrative', '=', true)
    .where('g.ended_at', 'is', null)
    .where('g.valid_from', '<=', who.today)
    .where((eb) => eb.or([eb('g.valid_to', 'is', null), eb('g.valid_to', '>', who.today)]))
    .where((eb) =>
      eb.or([
        eb('g.account_uid', '=', who.accountUid),
        eb('g.position_uid', '=', sql<string>`any(${who.positionUids})`),
      ]),
    )
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
