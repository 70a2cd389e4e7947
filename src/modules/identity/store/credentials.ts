import { sql, type Kysely } from 'kysely';
import type { IdentityTables } from '../tables.gen.ts';
import type { AccountRow } from './accounts.ts';

type Queries = Kysely<IdentityTables>;

export type OfficerCredentials = {
  readonly account: Pick<
    AccountRow,
    'uid' | 'status' | 'statusReason' | 'displayName' | 'personUid' | 'lastActiveAt'
  > & { readonly username: string };
  readonly passwordHash: string | null;
  readonly passwordSetAt: Date | null;
  readonly longEnoughAlone: boolean;
  readonly mustChange: boolean;
  readonly usableUntil: Date | null;
  readonly hasTotp: boolean;
  readonly passkeyCount: number;
  readonly recoveryCodesLeft: number;
};

function credentialsQuery(q: Queries) {
  return q
    .selectFrom('identity.account as a')
    .leftJoin('identity.password as p', 'p.account_uid', 'a.uid')
    .select([
      'a.uid',
      'a.status',
      'a.status_reason',
      'a.display_name',
      'a.username',
      'a.person_uid',
      'a.last_active_at',
    ])
    .select(['p.hash', 'p.set_at', 'p.long_enough_alone', 'p.must_change', 'p.usable_until'])
    .select([
      sql<boolean>`exists (select from identity.totp t where t.account_uid = a.uid and t.confirmed_at is not null)`.as(
        'totp',
      ),
      sql<number>`(select count(*)::int from identity.passkey k where k.account_uid = a.uid)`.as('passkeys'),
      sql<number>`(select count(*)::int from identity.recovery_code c where c.account_uid = a.uid and c.used_at is null)`.as(
        'codes',
      ),
    ])
    .where('a.kind', '=', 'officer');
}

/** Everything that a sign-in needs to know about an officer, in one statement. */
export async function findOfficerCredentials(
  q: Queries,
  by: { readonly username: string } | { readonly accountUid: string },
): Promise<OfficerCredentials | null> {
  const row = await credentialsQuery(q)
    .where((eb) => ('username' in by ? eb('a.username', '=', by.username) : eb('a.uid', '=', by.accountUid)))
    .executeTakeFirst();
  return row ? toCredentials(row) : null;
}

type Row = Awaited<ReturnType<ReturnType<typeof credentialsQuery>['executeTakeFirstOrThrow']>>;

function toCredentials(row: Row): OfficerCredentials {
  return {
    account: {
      uid: row.uid,
      status: row.status as AccountRow['status'],
      statusReason: row.status_reason,
      displayName: row.display_name,
      username: row.username ?? '',
      personUid: row.person_uid,
      lastActiveAt: row.last_active_at,
    },
    passwordHash: row.hash,
    passwordSetAt: row.set_at,
    longEnoughAlone: row.long_enough_alone ?? false,
    mustChange: row.must_change ?? false,
    usableUntil: row.usable_until,
    hasTotp: row.totp,
    passkeyCount: row.passkeys,
    recoveryCodesLeft: row.codes,
  };
}

export type NewPassword = {
  readonly accountUid: string;
  readonly hash: string;
  readonly at: Date;
  readonly longEnoughAlone: boolean;
  readonly mustChange: boolean;
  readonly usableUntil: Date | null;
};

export async function savePassword(q: Queries, password: NewPassword): Promise<void> {
  const facts = {
    hash: password.hash,
    set_at: password.at,
    long_enough_alone: password.longEnoughAlone,
    must_change: password.mustChange,
    usable_until: password.usableUntil,
  };
  await q
    .insertInto('identity.password')
    .values({ account_uid: password.accountUid, ...facts })
    .onConflict((conflict) => conflict.column('account_uid').doUpdateSet(facts))
    .execute();
}

/** The same password under new hash parameters; a password changed meanwhile stays. */
export async function replaceHash(q: Queries, accountUid: string, oldHash: string, newHash: string): Promise<void> {
  await q
    .updateTable('identity.password')
    .set({ hash: newHash })
    .where('account_uid', '=', accountUid)
    .where('hash', '=', oldHash)
    .execute();
}

/** Keeps the password in use among the former ones before another takes its place. */
export async function rememberPassword(q: Queries, accountUid: string, at: Date): Promise<void> {
  await q
    .insertInto('identity.former_password')
    .columns(['account_uid', 'hash', 'replaced_at'])
    .expression((eb) =>
      eb
        .selectFrom('identity.password')
        .select(['account_uid', 'hash', sql<Date>`${at}::timestamptz`.as('replaced_at')])
        .where('account_uid', '=', accountUid),
    )
    .execute();
}

export async function forgetOldPasswords(q: Queries, accountUid: string, keep: number): Promise<void> {
  await q
    .deleteFrom('identity.former_password')
    .where('account_uid', '=', accountUid)
    .where('id', 'not in', (eb) =>
      eb
        .selectFrom('identity.former_password')
        .select('id')
        .where('account_uid', '=', accountUid)
        .orderBy('id', 'desc')
        .limit(keep),
    )
    .execute();
}

/** Hashes of the last passwords, newest first. */
export async function listFormerPasswords(q: Queries, accountUid: string, limit: number): Promise<string[]> {
  const rows = await q
    .selectFrom('identity.former_password')
    .select('hash')
    .where('account_uid', '=', accountUid)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => row.hash);
}
