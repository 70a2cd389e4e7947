import type { Kysely } from 'kysely';
import type { NotificationsTables } from '../tables.gen.ts';

type Queries = Kysely<NotificationsTables>;

export type StoredToken = {
  readonly generation: number;
  readonly access: Buffer | null;
  readonly refresh: Buffer;
  readonly accessExpiresAt: Date | null;
  readonly renewedAt: Date;
  readonly leaseUntil: Date | null;
  readonly broken: string | null;
};

const columns = ['generation', 'access', 'refresh', 'access_expires_at', 'renewed_at', 'lease_until', 'broken'] as const;

type Row = { generation: number; access: Buffer | null; refresh: Buffer; access_expires_at: Date | null; renewed_at: Date; lease_until: Date | null; broken: string | null };

function toToken({ access_expires_at, renewed_at, lease_until, ...row }: Row): StoredToken {
  return { ...row, accessExpiresAt: access_expires_at, renewedAt: renewed_at, leaseUntil: lease_until };
}

export async function findToken(q: Queries, appId: string): Promise<StoredToken | undefined> {
  const row = await q.selectFrom('notifications.zalo_token').select(columns).where('app_id', '=', appId).executeTakeFirst();
  return row && toToken(row);
}

/** The row, locked until the transaction ends: whoever renews has to pass here. */
export async function lockToken(q: Queries, appId: string): Promise<StoredToken | undefined> {
  const row = await q.selectFrom('notifications.zalo_token').select(columns).where('app_id', '=', appId).forUpdate().executeTakeFirst();
  return row && toToken(row);
}

export async function takeLease(q: Queries, appId: string, lease: { holder: string; until: Date }): Promise<void> {
  await q.updateTable('notifications.zalo_token').set({ lease_holder: lease.holder, lease_until: lease.until }).where('app_id', '=', appId).execute();
}

export type RenewedToken = { readonly access: Buffer; readonly refresh: Buffer; readonly accessExpiresAt: Date; readonly at: Date };

/** Both tokens and the end of the lease in one statement; nothing when somebody else took the lease over. */
export async function storeRenewed(q: Queries, lease: { appId: string; holder: string }, token: RenewedToken): Promise<boolean> {
  const result = await q
    .updateTable('notifications.zalo_token')
    .set(({ eb }) => ({ generation: eb('generation', '+', 1), access: token.access, refresh: token.refresh, access_expires_at: token.accessExpiresAt, renewed_at: token.at, ...free }))
    .where('app_id', '=', lease.appId)
    .where('lease_holder', '=', lease.holder)
    .executeTakeFirst();
  return Number(result.numUpdatedRows) === 1;
}

const free = { lease_holder: null, lease_until: null, broken: null };

export async function endLease(q: Queries, lease: { appId: string; holder: string }, broken: string | null): Promise<void> {
  await q.updateTable('notifications.zalo_token').set({ ...free, broken }).where('app_id', '=', lease.appId).where('lease_holder', '=', lease.holder).execute();
}

/** A refresh token that an administrator brought; whoever renews at this moment loses the lease. */
export async function putRefreshToken(q: Queries, appId: string, token: { refresh: Buffer; at: Date }): Promise<void> {
  const fresh = { access: null, access_expires_at: null, refresh: token.refresh, renewed_at: token.at, ...free };
  await q
    .insertInto('notifications.zalo_token')
    .values({ app_id: appId, generation: 1, ...fresh })
    .onConflict((oc) => oc.column('app_id').doUpdateSet(({ eb }) => ({ ...fresh, generation: eb('notifications.zalo_token.generation', '+', 1) })))
    .execute();
}
