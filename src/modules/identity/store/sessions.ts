import { sql, type Kysely } from 'kysely';
import type { EffectiveGrant } from '../grants.ts';
import type { IdentityTables } from '../tables.gen.ts';
import type { AccountKind } from './accounts.ts';

type Queries = Kysely<IdentityTables>;

export type SessionRow = {
  readonly uid: string;
  readonly accountUid: string;
  readonly method: string;
  readonly assurance: 1 | 2 | 3;
  readonly forOrganisation: boolean;
  readonly holdingId: string | null;
  readonly secondFactorAt: Date | null;
  readonly stepUpAt: Date | null;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
  readonly kind: AccountKind;
  readonly accountActive: boolean;
  readonly displayName: string;
  readonly username: string | null;
  readonly personUid: string | null;
  readonly fullName: string | null;
  readonly personalNumber: string | null;
  readonly taxCode: string | null;
  readonly organisationName: string | null;
  readonly grants: readonly EffectiveGrant[];
};

/**
 * Everything that a request needs to know about who sends it, in one statement: it runs on every request that the short cache
 * does not answer. `today` is the date in Viet Nam on which grants must hold.
 */
export async function findSession(q: Queries, tokenHash: Buffer, today: string): Promise<SessionRow | null> {
  const { rows } = await sql<SessionRow>`
    select s.uid, s.account_uid as "accountUid", s.method, s.assurance, s.for_organisation as "forOrganisation",
      s.holding_id as "holdingId", s.second_factor_at as "secondFactorAt", s.step_up_at as "stepUpAt", s.created_at as "createdAt",
      s.last_seen_at as "lastSeenAt", s.expires_at as "expiresAt", s.ended_at as "endedAt",
      a.kind, a.status = 'active' as "accountActive", a.display_name as "displayName", a.username, a.person_uid as "personUid",
      p.full_name as "fullName", case p.document_kind when 'personal_number' then p.document_number end as "personalNumber",
      p.tax_code as "taxCode", p.organisation_name as "organisationName",
      coalesce((
        select json_agg(json_build_object('unitUid', g.unit_uid, 'includeSubtree', g.include_subtree, 'administrative', r.administrative,
          'permissions', array(select rp.permission from identity.role_permission rp where rp.role_key = r.key)))
        from identity.role_grant g join identity.role r on r.key = g.role_key
        where (g.account_uid = s.account_uid or g.position_uid = s.position_uid) and g.ended_at is null
          and g.valid_from <= ${today}::date and (g.valid_to is null or g.valid_to > ${today}::date)
      ), '[]'::json) as grants
    from identity.session s
    join identity.account a on a.uid = s.account_uid
    left join identity.profile p on p.account_uid = s.account_uid
    where s.token_hash = ${tokenHash}`.execute(q);
  return rows[0] ?? null;
}

export type NewSession = {
  readonly uid: string;
  readonly tokenHash: Buffer;
  readonly accountUid: string;
  readonly method: string;
  readonly assurance: 1 | 2 | 3;
  readonly forOrganisation: boolean;
  readonly holding: { readonly holdingId: string; readonly positionUid: string } | null;
  readonly secondFactorAt: Date | null;
  readonly address: string;
  readonly device: string;
  readonly at: Date;
  readonly expiresAt: Date;
};

export async function insertSession(q: Queries, session: NewSession): Promise<void> {
  await q
    .insertInto('identity.session')
    .values({
      uid: session.uid,
      token_hash: session.tokenHash,
      account_uid: session.accountUid,
      method: session.method,
      assurance: session.assurance,
      for_organisation: session.forOrganisation,
      holding_id: session.holding?.holdingId ?? null,
      position_uid: session.holding?.positionUid ?? null,
      second_factor_at: session.secondFactorAt,
      step_up_at: session.secondFactorAt,
      address: session.address,
      device: session.device,
      created_at: session.at,
      last_seen_at: session.at,
      expires_at: session.expiresAt,
    })
    .execute();
}

/** Remembers activity; never moves it back, and never revives a session that was ended meanwhile. */
export async function touchSession(q: Queries, uid: string, at: Date): Promise<void> {
  await q
    .updateTable('identity.session')
    .set({ last_seen_at: at })
    .where('uid', '=', uid)
    .where('ended_at', 'is', null)
    .where('last_seen_at', '<', at)
    .execute();
}

/** A new cookie for the same session: after unlocking, the old one is worth nothing. */
export async function rotateSession(q: Queries, uid: string, tokenHash: Buffer, at: Date): Promise<void> {
  await q
    .updateTable('identity.session')
    .set({ token_hash: tokenHash, last_seen_at: at })
    .where('uid', '=', uid)
    .where('ended_at', 'is', null)
    .execute();
}

export type EndReason = 'signed_out' | 'revoked' | 'replaced' | 'account_disabled' | 'credentials_changed';

/** Ends one session of an account; false when there is none such open. */
export async function endSession(
  q: Queries,
  end: { uid: string; accountUid: string; reason: EndReason; at: Date },
): Promise<boolean> {
  const row = await q
    .updateTable('identity.session')
    .set({ ended_at: end.at, end_reason: end.reason })
    .where('uid', '=', end.uid)
    .where('account_uid', '=', end.accountUid)
    .where('ended_at', 'is', null)
    .returning('uid')
    .executeTakeFirst();
  return row !== undefined;
}

/** Ends all open sessions of the accounts but one; answers which. */
export async function endSessionsOf(
  q: Queries,
  end: { accountUids: readonly string[]; except: string | null; reason: EndReason; at: Date },
): Promise<string[]> {
  const rows = await q
    .updateTable('identity.session')
    .set({ ended_at: end.at, end_reason: end.reason })
    .where('account_uid', '=', sql<string>`any(${end.accountUids})`)
    .where('ended_at', 'is', null)
    .$if(end.except !== null, (query) => query.where('uid', '<>', end.except ?? ''))
    .returning('uid')
    .execute();
  return rows.map((row) => row.uid);
}

export async function listOpenSessions(q: Queries, accountUid: string, now: Date) {
  return q
    .selectFrom('identity.session')
    .select(['uid', 'method', 'address', 'device', 'created_at', 'last_seen_at'])
    .where('account_uid', '=', accountUid)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('last_seen_at', 'desc')
    .limit(100)
    .execute();
}

export async function setHolding(
  q: Queries,
  uid: string,
  holding: { holdingId: string; positionUid: string } | null,
): Promise<void> {
  await q
    .updateTable('identity.session')
    .set({ holding_id: holding?.holdingId ?? null, position_uid: holding?.positionUid ?? null })
    .where('uid', '=', uid)
    .execute();
}

export async function setForOrganisation(q: Queries, uid: string, forOrganisation: boolean): Promise<void> {
  await q.updateTable('identity.session').set({ for_organisation: forOrganisation }).where('uid', '=', uid).execute();
}

export async function markStepUp(q: Queries, uid: string, at: Date): Promise<void> {
  await q
    .updateTable('identity.session')
    .set({
      step_up_at: at,
      second_factor_at: sql<Date>`coalesce(second_factor_at, ${at}::timestamptz)`,
      webauthn_challenge: null,
    })
    .where('uid', '=', uid)
    .execute();
}

export async function setSessionChallenge(q: Queries, uid: string, challenge: string | null): Promise<void> {
  await q.updateTable('identity.session').set({ webauthn_challenge: challenge }).where('uid', '=', uid).execute();
}

export async function findSessionChallenge(q: Queries, uid: string): Promise<string | null> {
  const row = await q
    .selectFrom('identity.session')
    .select('webauthn_challenge')
    .where('uid', '=', uid)
    .executeTakeFirst();
  return row?.webauthn_challenge ?? null;
}

export async function deleteSessionsBefore(q: Queries, before: Date): Promise<void> {
  await q.deleteFrom('identity.session').where('expires_at', '<', before).execute();
}
