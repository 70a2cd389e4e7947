import { sql, type Kysely } from 'kysely';
import type { IdentityTables } from '../tables.gen.ts';

type Queries = Kysely<IdentityTables>;

export type AccountKind = 'citizen' | 'organisation' | 'officer';

export type AccountRow = {
  readonly uid: string;
  readonly kind: AccountKind;
  readonly status: 'active' | 'disabled';
  readonly statusReason: string | null;
  readonly displayName: string;
  readonly username: string | null;
  readonly personUid: string | null;
  readonly unitUid: string | null;
  readonly createdAt: Date;
  readonly lastActiveAt: Date;
};

const columns = [
  'uid',
  'kind',
  'status',
  'status_reason',
  'display_name',
  'username',
  'person_uid',
  'unit_uid',
  'created_at',
  'last_active_at',
] as const;

type Row = Pick<IdentityTables['identity.account'], Exclude<(typeof columns)[number], 'status'>> & { status: string };

function toAccount(row: Row): AccountRow {
  return {
    uid: row.uid,
    kind: row.kind as AccountKind,
    status: row.status as AccountRow['status'],
    statusReason: row.status_reason,
    displayName: row.display_name,
    username: row.username,
    personUid: row.person_uid,
    unitUid: row.unit_uid,
    createdAt: row.created_at,
    lastActiveAt: row.last_active_at,
  };
}

export async function findAccount(q: Queries, uid: string): Promise<AccountRow | null> {
  const row = await q.selectFrom('identity.account').select(columns).where('uid', '=', uid).executeTakeFirst();
  return row ? toAccount(row) : null;
}

export async function lockAccount(q: Queries, uid: string): Promise<AccountRow | null> {
  const row = await q
    .selectFrom('identity.account')
    .select(columns)
    .where('uid', '=', uid)
    .forUpdate()
    .executeTakeFirst();
  return row ? toAccount(row) : null;
}

export async function insertOfficerAccount(
  q: Queries,
  account: {
    uid: string;
    username: string;
    displayName: string;
    personUid: string | null;
    unitUid: string | null;
    at: Date;
  },
): Promise<boolean> {
  const inserted = await q
    .insertInto('identity.account')
    .values({
      uid: account.uid,
      kind: 'officer',
      display_name: account.displayName,
      username: account.username,
      person_uid: account.personUid,
      unit_uid: account.unitUid,
      created_at: account.at,
      last_active_at: account.at,
    })
    .onConflict((conflict) => conflict.column('username').doNothing())
    .returning('uid')
    .executeTakeFirst();
  return inserted !== undefined;
}

export async function markActive(q: Queries, uid: string, at: Date): Promise<void> {
  await q.updateTable('identity.account').set({ last_active_at: at }).where('uid', '=', uid).execute();
}

export async function disableAccount(q: Queries, uid: string, reason: string): Promise<void> {
  await q
    .updateTable('identity.account')
    .set({ status: 'disabled', status_reason: reason })
    .where('uid', '=', uid)
    .execute();
}

export async function enableAccount(q: Queries, uid: string, at: Date): Promise<void> {
  await q
    .updateTable('identity.account')
    .set({ status: 'active', status_reason: null, last_active_at: at })
    .where('uid', '=', uid)
    .execute();
}

/** Disables officer accounts that nobody has used since; answers whose. */
export async function disableIdleAccounts(q: Queries, since: Date, reason: string): Promise<string[]> {
  const rows = await q
    .updateTable('identity.account')
    .set({ status: 'disabled', status_reason: reason })
    .where('kind', '=', 'officer')
    .where('status', '=', 'active')
    .where('last_active_at', '<=', since)
    .returning('uid')
    .execute();
  return rows.map((row) => row.uid);
}

export type AccountFilter = {
  readonly units: 'all' | readonly string[];
  readonly text: string;
  readonly status: 'active' | 'disabled' | null;
  readonly offset: number;
  readonly limit: number;
};

export type ListedAccount = AccountRow & { readonly secondFactor: boolean; readonly administrator: boolean };

/** Officer accounts that the reader may see, by sign-in name. */
export async function listOfficerAccounts(q: Queries, filter: AccountFilter): Promise<ListedAccount[]> {
  const rows = await q
    .selectFrom('identity.account as a')
    .select(columns.map((column) => `a.${column}` as const))
    .select([
      sql<boolean>`exists (select from identity.totp t where t.account_uid = a.uid and t.confirmed_at is not null)
        or exists (select from identity.passkey k where k.account_uid = a.uid)`.as('second_factor'),
      sql<boolean>`exists (select from identity.role_grant g join identity.role r on r.key = g.role_key
        where g.account_uid = a.uid and g.ended_at is null and r.administrative)`.as('administrator'),
    ])
    .where('a.kind', '=', 'officer')
    .$if(filter.units !== 'all', (query) => query.where('a.unit_uid', '=', sql<string>`any(${filter.units})`))
    .$if(filter.status !== null, (query) => query.where('a.status', '=', filter.status ?? ''))
    .$if(filter.text !== '', (query) => {
      const pattern = `%${filter.text.replace(/[\\%_]/g, '\\$&')}%`;
      return query.where((eb) => eb.or([eb('a.username', 'like', pattern), eb('a.display_name', 'ilike', pattern)]));
    })
    .orderBy('a.username')
    .offset(filter.offset)
    .limit(filter.limit)
    .execute();
  return rows.map((row) => ({ ...toAccount(row), secondFactor: row.second_factor, administrator: row.administrator }));
}

/** True when some active account holds an administrative role itself; without one nobody could let anybody in. */
export async function administratorExists(q: Queries): Promise<boolean> {
  const row = await q
    .selectFrom('identity.role_grant as g')
    .innerJoin('identity.role as r', 'r.key', 'g.role_key')
    .innerJoin('identity.account as a', 'a.uid', 'g.account_uid')
    .select('g.uid')
    .where('r.administrative', '=', true)
    .where('g.ended_at', 'is', null)
    .where('a.status', '=', 'active')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
