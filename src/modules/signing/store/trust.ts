import type { Kysely } from 'kysely';
import type { TimestampPolicy } from '../tsa/client.ts';
import type { SigningTables } from '../tables.gen.ts';

type Queries = Kysely<SigningTables>;

export type StoredAnchor = {
  readonly id: string;
  readonly fingerprint: string;
  readonly name: string;
  readonly der: Buffer;
  readonly forSignatures: boolean;
  readonly forTimestamps: boolean;
  readonly trustedFrom: Date;
  readonly trustedUntil: Date | null;
  readonly legalBasis: string;
  readonly revocationAddresses: readonly string[];
};

export async function listAnchors(q: Queries): Promise<StoredAnchor[]> {
  const rows = await q
    .selectFrom('signing.trust_anchor')
    .select([
      'id',
      'fingerprint',
      'name',
      'der',
      'for_signatures',
      'for_timestamps',
      'trusted_from',
      'trusted_until',
      'legal_basis',
      'revocation_addresses',
    ])
    .orderBy('trusted_from', 'desc')
    .orderBy('id')
    .limit(500)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    fingerprint: row.fingerprint,
    name: row.name,
    der: row.der,
    forSignatures: row.for_signatures,
    forTimestamps: row.for_timestamps,
    trustedFrom: row.trusted_from,
    trustedUntil: row.trusted_until,
    legalBasis: row.legal_basis,
    revocationAddresses: Array.isArray(row.revocation_addresses)
      ? row.revocation_addresses.filter((address) => typeof address === 'string')
      : [],
  }));
}

/** False when the same certificate is trusted already. */
export async function insertAnchor(
  q: Queries,
  anchor: Omit<StoredAnchor, 'trustedUntil'> & { requestId: string; addedBy: string },
): Promise<boolean> {
  const row = await q
    .insertInto('signing.trust_anchor')
    .values({
      id: anchor.id,
      request_id: anchor.requestId,
      fingerprint: anchor.fingerprint,
      name: anchor.name,
      der: anchor.der,
      for_signatures: anchor.forSignatures,
      for_timestamps: anchor.forTimestamps,
      trusted_from: anchor.trustedFrom,
      trusted_until: null,
      legal_basis: anchor.legalBasis,
      revocation_addresses: JSON.stringify(anchor.revocationAddresses),
      added_by: anchor.addedBy,
      ended_by: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function anchorOfRequest(q: Queries, requestId: string): Promise<string | undefined> {
  const row = await q
    .selectFrom('signing.trust_anchor')
    .select('id')
    .where('request_id', '=', requestId)
    .executeTakeFirst();
  return row?.id;
}

export async function lockAnchor(
  q: Queries,
  id: string,
): Promise<{ fingerprint: string; trustedUntil: Date | null } | undefined> {
  const row = await q
    .selectFrom('signing.trust_anchor')
    .select(['fingerprint', 'trusted_until'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row && { fingerprint: row.fingerprint, trustedUntil: row.trusted_until };
}

export async function endAnchor(q: Queries, end: { id: string; at: Date; by: string }): Promise<void> {
  await q
    .updateTable('signing.trust_anchor')
    .set({ trusted_until: end.at, ended_by: end.by })
    .where('id', '=', end.id)
    .execute();
}

/** The policy in force at a moment; undefined when none was ever set. */
export async function findTimestampPolicy(
  q: Queries,
  at: Date,
): Promise<(TimestampPolicy & { readonly legalBasis: string; readonly validFrom: Date }) | undefined> {
  const row = await q
    .selectFrom('signing.timestamp_policy')
    .select(['url', 'on_outage', 'retries', 'timeout_ms', 'legal_basis', 'valid_from'])
    .where('valid_from', '<=', at)
    .orderBy('valid_from', 'desc')
    .executeTakeFirst();
  if (!row) return undefined;
  const { url, retries, timeout_ms: timeoutMs, legal_basis: legalBasis, valid_from: validFrom } = row;
  return { url, onOutage: row.on_outage as TimestampPolicy['onOutage'], retries, timeoutMs, legalBasis, validFrom };
}

export async function insertTimestampPolicy(
  q: Queries,
  policy: TimestampPolicy & { requestId: string; validFrom: Date; legalBasis: string; setBy: string },
): Promise<void> {
  await q
    .insertInto('signing.timestamp_policy')
    .values({
      valid_from: policy.validFrom,
      request_id: policy.requestId,
      url: policy.url,
      on_outage: policy.onOutage,
      retries: policy.retries,
      timeout_ms: policy.timeoutMs,
      legal_basis: policy.legalBasis,
      set_by: policy.setBy,
    })
    .onConflict((conflict) => conflict.column('request_id').doNothing())
    .execute();
}
