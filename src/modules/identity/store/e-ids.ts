import { sql, type Kysely } from 'kysely';
import type { EidIdentity } from '../eid-identity.ts';
import type { IdentityTables } from '../tables.gen.ts';

type Queries = Kysely<IdentityTables>;

/** Makes two first sign-ins of one person wait for each other until the end of the transaction; neither row exists yet to be locked. */
export async function lockIdentity(q: Queries, name: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`identity.e_id:${name}`}, 0))`.execute(q);
}

export async function findAccountBySubject(
  q: Queries,
  issuer: string,
  subject: string,
): Promise<{ uid: string; identityKey: string | null } | null> {
  const row = await q
    .selectFrom('identity.e_id as e')
    .innerJoin('identity.account as a', 'a.uid', 'e.account_uid')
    .select(['a.uid', 'a.identity_key'])
    .where('e.issuer', '=', issuer)
    .where('e.subject', '=', subject)
    .forUpdate()
    .executeTakeFirst();
  return row ? { uid: row.uid, identityKey: row.identity_key } : null;
}

export async function findAccountByIdentityKey(q: Queries, identityKey: string): Promise<{ uid: string } | null> {
  const row = await q
    .selectFrom('identity.account')
    .select('uid')
    .where('identity_key', '=', identityKey)
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}

export async function insertEidAccount(
  q: Queries,
  account: { uid: string; kind: 'citizen' | 'organisation'; displayName: string; identityKey: string | null; at: Date },
): Promise<void> {
  await q
    .insertInto('identity.account')
    .values({
      uid: account.uid,
      kind: account.kind,
      display_name: account.displayName,
      identity_key: account.identityKey,
      created_at: account.at,
      last_active_at: account.at,
    })
    .execute();
}

/** Records the identity that was verified now, and the name as the e-ID spells it. */
export async function refreshEidAccount(
  q: Queries,
  account: { uid: string; displayName: string; identityKey: string | null; at: Date },
): Promise<void> {
  await q
    .updateTable('identity.account')
    .set({
      display_name: account.displayName,
      last_active_at: account.at,
      ...(account.identityKey === null ? {} : { identity_key: account.identityKey }),
    })
    .where('uid', '=', account.uid)
    .execute();
}

export async function linkEid(
  q: Queries,
  link: { issuer: string; subject: string; accountUid: string; at: Date },
): Promise<void> {
  await q
    .insertInto('identity.e_id')
    .values({ issuer: link.issuer, subject: link.subject, account_uid: link.accountUid, linked_at: link.at })
    .onConflict((conflict) =>
      conflict.columns(['issuer', 'subject']).doUpdateSet({ account_uid: link.accountUid, linked_at: link.at }),
    )
    .execute();
}

/** Keeps what the e-ID says today, but a sign-in of a lower level must not overwrite facts that a higher one verified. */
export async function saveProfile(q: Queries, accountUid: string, identity: EidIdentity, at: Date): Promise<void> {
  const facts = {
    full_name: identity.fullName,
    document_kind: identity.document?.kind ?? null,
    document_country: identity.document?.country ?? null,
    document_number: identity.document?.number ?? null,
    birth_date: identity.birthDate,
    gender: identity.gender,
    nationality: identity.nationality,
    phone: identity.phone,
    email: identity.email,
    address: identity.address,
    tax_code: identity.organisation?.taxCode ?? null,
    organisation_name: identity.organisation?.name ?? null,
    organisation_kind: identity.organisation?.kind ?? null,
    assurance: identity.assurance,
    refreshed_at: at,
  };
  await q
    .insertInto('identity.profile')
    .values({ account_uid: accountUid, ...facts })
    .onConflict((conflict) =>
      conflict.column('account_uid').doUpdateSet(facts).where('identity.profile.assurance', '<=', identity.assurance),
    )
    .execute();
}

export async function findProfile(q: Queries, accountUid: string) {
  return q.selectFrom('identity.profile').selectAll().where('account_uid', '=', accountUid).executeTakeFirst();
}
