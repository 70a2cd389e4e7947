import { sql, type Kysely } from 'kysely';
import type { SecuritySetting } from '../security-policy.ts';
import type { IdentityTables } from '../tables.gen.ts';

type Queries = Kysely<IdentityTables>;

/** The rules in force on a day; a rule whose first day is still to come applies early rather than not at all. */
export async function listSecuritySettings(q: Queries, today: string): Promise<SecuritySetting[]> {
  return q
    .selectFrom('identity.security_setting')
    .distinctOn('key')
    .select(['key', 'value', 'legal_base as legalBase', 'note'])
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', today)]))
    .orderBy('key')
    .orderBy(sql`valid_from <= ${today}::date`, 'desc')
    .orderBy('valid_from', 'desc')
    .execute();
}

/** Claims a request id; false when the request was carried out before. */
export async function claimRequest(
  q: Queries,
  request: { requestId: string; action: string; result: unknown; at: Date },
): Promise<boolean> {
  const row = await q
    .insertInto('identity.handled_request')
    .values({
      request_id: request.requestId,
      action: request.action,
      result: JSON.stringify(request.result),
      handled_at: request.at,
    })
    .onConflict((conflict) => conflict.column('request_id').doNothing())
    .returning('request_id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function findHandledRequest(
  q: Queries,
  requestId: string,
): Promise<{ action: string; result: unknown } | null> {
  const row = await q
    .selectFrom('identity.handled_request')
    .select(['action', 'result'])
    .where('request_id', '=', requestId)
    .executeTakeFirst();
  return row ?? null;
}

export async function deleteRequestsBefore(q: Queries, before: Date): Promise<void> {
  await q.deleteFrom('identity.handled_request').where('handled_at', '<', before).execute();
}

export async function saveSetupCode(q: Queries, hash: Buffer, at: Date): Promise<void> {
  await q
    .insertInto('identity.setup_code')
    .values({ code_hash: hash, issued_at: at })
    .onConflict((conflict) => conflict.column('only_row').doUpdateSet({ code_hash: hash, issued_at: at }))
    .execute();
}

/** Takes the set-up code out when it is right: it works once. */
export async function takeSetupCode(q: Queries, hash: Buffer): Promise<boolean> {
  const row = await q
    .deleteFrom('identity.setup_code')
    .where('code_hash', '=', hash)
    .returning('issued_at')
    .executeTakeFirst();
  return row !== undefined;
}
