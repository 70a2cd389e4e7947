import type { Kysely } from 'kysely';
import type { IdentityTables } from '../tables.gen.ts';

type Queries = Kysely<IdentityTables>;

/** Open officer accounts that hold a permission by themselves, the positions that hold it, and the accounts whose person may stand in one. */
export type Holders = {
  readonly own: readonly string[];
  readonly positions: ReadonlySet<string>;
  readonly candidates: readonly { readonly uid: string; readonly personUid: string }[];
};

export async function listAccountsHolding(q: Queries, asked: { permission: string; today: string }): Promise<Holders> {
  const grants = await q
    .selectFrom('identity.role_grant as g')
    .innerJoin('identity.role_permission as p', 'p.role_key', 'g.role_key')
    .leftJoin('identity.account as a', 'a.uid', 'g.account_uid')
    .select(['g.account_uid', 'g.position_uid', 'a.status'])
    .where('p.permission', '=', asked.permission)
    .where('g.ended_at', 'is', null)
    .where('g.valid_from', '<=', asked.today)
    .where((eb) => eb.or([eb('g.valid_to', 'is', null), eb('g.valid_to', '>', asked.today)]))
    .execute();
  const own = grants.flatMap(({ account_uid: uid, status }) => (uid !== null && status === 'active' ? [uid] : []));
  const positions = new Set(grants.flatMap(({ position_uid: uid }) => (uid === null ? [] : [uid])));
  return { own, positions, candidates: positions.size === 0 ? [] : await listOfficers(q) };
}

async function listOfficers(q: Queries): Promise<{ uid: string; personUid: string }[]> {
  const rows = await q.selectFrom('identity.account').select(['uid', 'person_uid']).where('kind', '=', 'officer').where('status', '=', 'active').where('person_uid', 'is not', null).limit(5000).execute();
  return rows.flatMap(({ uid, person_uid: personUid }) => (personUid === null ? [] : [{ uid, personUid }]));
}
