import type { Kysely } from 'kysely';
import type { IdentityTables } from '../tables.gen.ts';

type Queries = Kysely<IdentityTables>;

export async function findTotp(q: Queries, accountUid: string) {
  return q
    .selectFrom('identity.totp')
    .select(['secret_sealed', 'draft_sealed', 'last_step'])
    .where('account_uid', '=', accountUid)
    .executeTakeFirst();
}

export async function saveTotpDraft(q: Queries, accountUid: string, draft: Buffer): Promise<void> {
  await q
    .insertInto('identity.totp')
    .values({ account_uid: accountUid, draft_sealed: draft })
    .onConflict((conflict) => conflict.column('account_uid').doUpdateSet({ draft_sealed: draft }))
    .execute();
}

/** The draft becomes the secret in use, if it is still the draft that was shown. */
export async function confirmTotp(
  q: Queries,
  confirmed: { accountUid: string; draft: Buffer; step: number; at: Date },
): Promise<boolean> {
  const { accountUid, draft, step, at } = confirmed;
  const updated = await q
    .updateTable('identity.totp')
    .set({ secret_sealed: draft, draft_sealed: null, last_step: step, confirmed_at: at })
    .where('account_uid', '=', accountUid)
    .where('draft_sealed', '=', draft)
    .returning('account_uid')
    .executeTakeFirst();
  return updated !== undefined;
}

/** Uses up a time step; false when a parallel request was first (RFC 6238 §5.2: a code works once). */
export async function useTotpStep(q: Queries, accountUid: string, step: number): Promise<boolean> {
  const updated = await q
    .updateTable('identity.totp')
    .set({ last_step: step })
    .where('account_uid', '=', accountUid)
    .where('last_step', '<', step)
    .returning('account_uid')
    .executeTakeFirst();
  return updated !== undefined;
}

export async function clearTotp(q: Queries, accountUid: string): Promise<void> {
  await q
    .updateTable('identity.totp')
    .set({ secret_sealed: null, draft_sealed: null, confirmed_at: null })
    .where('account_uid', '=', accountUid)
    .execute();
}

export async function insertPasskey(
  q: Queries,
  passkey: {
    credentialId: string;
    accountUid: string;
    publicKey: Buffer;
    counter: number;
    transports: string[];
    label: string;
    at: Date;
  },
): Promise<boolean> {
  const inserted = await q
    .insertInto('identity.passkey')
    .values({
      credential_id: passkey.credentialId,
      account_uid: passkey.accountUid,
      public_key: passkey.publicKey,
      counter: passkey.counter,
      transports: passkey.transports,
      label: passkey.label,
      created_at: passkey.at,
    })
    .onConflict((conflict) => conflict.column('credential_id').doNothing())
    .returning('credential_id')
    .executeTakeFirst();
  return inserted !== undefined;
}

export async function listPasskeys(q: Queries, accountUid: string) {
  return q
    .selectFrom('identity.passkey')
    .select(['credential_id', 'public_key', 'counter', 'transports', 'label', 'created_at', 'last_used_at'])
    .where('account_uid', '=', accountUid)
    .orderBy('created_at')
    .execute();
}

export async function markPasskeyUsed(q: Queries, credentialId: string, counter: number, at: Date): Promise<void> {
  await q
    .updateTable('identity.passkey')
    .set({ counter, last_used_at: at })
    .where('credential_id', '=', credentialId)
    .execute();
}

export async function deletePasskey(q: Queries, accountUid: string, credentialId: string): Promise<boolean> {
  const deleted = await q
    .deleteFrom('identity.passkey')
    .where('account_uid', '=', accountUid)
    .where('credential_id', '=', credentialId)
    .returning('credential_id')
    .executeTakeFirst();
  return deleted !== undefined;
}

export async function deletePasskeys(q: Queries, accountUid: string): Promise<void> {
  await q.deleteFrom('identity.passkey').where('account_uid', '=', accountUid).execute();
}

export async function deleteRecoveryCodes(q: Queries, accountUid: string): Promise<void> {
  await q.deleteFrom('identity.recovery_code').where('account_uid', '=', accountUid).execute();
}

export async function insertRecoveryCodes(q: Queries, accountUid: string, hashes: readonly Buffer[]): Promise<void> {
  await q
    .insertInto('identity.recovery_code')
    .values(hashes.map((hash) => ({ account_uid: accountUid, code_hash: hash })))
    .execute();
}

/** Uses a code up; false when it is wrong or was used before. */
export async function useRecoveryCode(q: Queries, accountUid: string, hash: Buffer, at: Date): Promise<boolean> {
  const updated = await q
    .updateTable('identity.recovery_code')
    .set({ used_at: at })
    .where('account_uid', '=', accountUid)
    .where('code_hash', '=', hash)
    .where('used_at', 'is', null)
    .returning('account_uid')
    .executeTakeFirst();
  return updated !== undefined;
}
