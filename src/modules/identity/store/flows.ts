import type { Kysely } from 'kysely';
import type { IdentityTables } from '../tables.gen.ts';

type Queries = Kysely<IdentityTables>;

export type SignInFlow = {
  readonly providerKey: string;
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  readonly returnTo: string;
};

export async function insertFlow(q: Queries, flow: SignInFlow & { tokenHash: Buffer; expiresAt: Date }): Promise<void> {
  await q
    .insertInto('identity.sign_in_flow')
    .values({
      token_hash: flow.tokenHash,
      provider_key: flow.providerKey,
      state: flow.state,
      nonce: flow.nonce,
      code_verifier: flow.codeVerifier,
      return_to: flow.returnTo,
      expires_at: flow.expiresAt,
    })
    .execute();
}

/** Takes a flow out for good: whoever comes second with the same cookie finds nothing. */
export async function takeFlow(q: Queries, tokenHash: Buffer, now: Date): Promise<SignInFlow | null> {
  const row = await q
    .deleteFrom('identity.sign_in_flow')
    .where('token_hash', '=', tokenHash)
    .returning(['provider_key', 'state', 'nonce', 'code_verifier', 'return_to', 'expires_at'])
    .executeTakeFirst();
  if (!row || row.expires_at <= now) return null;
  return {
    providerKey: row.provider_key,
    state: row.state,
    nonce: row.nonce,
    codeVerifier: row.code_verifier,
    returnTo: row.return_to,
  };
}

export type PendingSignIn = {
  readonly accountUid: string;
  readonly returnTo: string;
  readonly secondFactorAt: Date | null;
  readonly method: string;
  readonly webauthnChallenge: string | null;
};

export async function insertPending(
  q: Queries,
  pending: { tokenHash: Buffer; accountUid: string; returnTo: string; method: string; expiresAt: Date },
): Promise<void> {
  await q
    .insertInto('identity.pending_sign_in')
    .values({
      token_hash: pending.tokenHash,
      account_uid: pending.accountUid,
      return_to: pending.returnTo,
      method: pending.method,
      expires_at: pending.expiresAt,
    })
    .execute();
}

export async function findPending(q: Queries, tokenHash: Buffer, now: Date): Promise<PendingSignIn | null> {
  const row = await q
    .selectFrom('identity.pending_sign_in')
    .select(['account_uid', 'return_to', 'second_factor_at', 'method', 'webauthn_challenge'])
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  if (!row) return null;
  return {
    accountUid: row.account_uid,
    returnTo: row.return_to,
    secondFactorAt: row.second_factor_at,
    method: row.method,
    webauthnChallenge: row.webauthn_challenge,
  };
}

export async function markPendingSecondFactor(q: Queries, tokenHash: Buffer, method: string, at: Date): Promise<void> {
  await q
    .updateTable('identity.pending_sign_in')
    .set({ second_factor_at: at, method, webauthn_challenge: null })
    .where('token_hash', '=', tokenHash)
    .execute();
}

export async function setPendingChallenge(q: Queries, tokenHash: Buffer, challenge: string | null): Promise<void> {
  await q
    .updateTable('identity.pending_sign_in')
    .set({ webauthn_challenge: challenge })
    .where('token_hash', '=', tokenHash)
    .execute();
}

export async function deletePending(q: Queries, tokenHash: Buffer): Promise<boolean> {
  const row = await q
    .deleteFrom('identity.pending_sign_in')
    .where('token_hash', '=', tokenHash)
    .returning('account_uid')
    .executeTakeFirst();
  return row !== undefined;
}

/** Ends sign-ins under way, so that a password or factor that was just taken away does not finish one. */
export async function deletePendingOf(q: Queries, accountUid: string): Promise<void> {
  await q.deleteFrom('identity.pending_sign_in').where('account_uid', '=', accountUid).execute();
}

export async function insertHeldForm(
  q: Queries,
  held: { uid: string; sessionUid: string; sealed: Buffer; expiresAt: Date },
): Promise<void> {
  await q
    .insertInto('identity.held_form')
    .values({ uid: held.uid, session_uid: held.sessionUid, form_sealed: held.sealed, expires_at: held.expiresAt })
    .execute();
}

export async function findHeldForm(q: Queries, uid: string, sessionUid: string, now: Date): Promise<Buffer | null> {
  const row = await q
    .selectFrom('identity.held_form')
    .select('form_sealed')
    .where('uid', '=', uid)
    .where('session_uid', '=', sessionUid)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row?.form_sealed ?? null;
}

export async function deleteExpiredFlows(q: Queries, now: Date): Promise<void> {
  await q.deleteFrom('identity.sign_in_flow').where('expires_at', '<=', now).execute();
}

export async function deleteExpiredPending(q: Queries, now: Date): Promise<void> {
  await q.deleteFrom('identity.pending_sign_in').where('expires_at', '<=', now).execute();
}

export async function deleteExpiredHeldForms(q: Queries, now: Date): Promise<void> {
  await q.deleteFrom('identity.held_form').where('expires_at', '<=', now).execute();
}
