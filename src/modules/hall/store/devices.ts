import type { Kysely } from 'kysely';
import type { Device } from '../policy.ts';
import type { HallTables } from '../tables.gen.ts';

type Queries = Kysely<HallTables>;

export type DeviceRow = Device & { readonly pairedAt: string | null; readonly seenAt: string | null; readonly revokedAt: string | null; readonly waitingForCode: boolean };

function devices(q: Queries) {
  return q.selectFrom('hall.device').select(['id', 'unit_uid', 'kind', 'name', 'paired_at', 'seen_at', 'revoked_at', 'code_until']);
}

type Row = Awaited<ReturnType<ReturnType<typeof devices>['executeTakeFirstOrThrow']>>;

const toDevice = (row: Row, now: Date): DeviceRow => ({
  ...{ id: row.id, unitUid: row.unit_uid, kind: row.kind === 'screen' ? 'screen' : 'kiosk', name: row.name },
  ...{ pairedAt: row.paired_at?.toISOString() ?? null, seenAt: row.seen_at?.toISOString() ?? null, revokedAt: row.revoked_at?.toISOString() ?? null },
  waitingForCode: row.code_until !== null && row.code_until > now,
});

export async function listDevices(q: Queries, unitUid: string, now: Date): Promise<DeviceRow[]> {
  return (await devices(q).where('unit_uid', '=', unitUid).orderBy('revoked_at', (order) => order.desc().nullsFirst()).orderBy('created_at').limit(200).execute()).map((row) => toDevice(row, now));
}

export async function findDevice(q: Queries, id: string, now: Date): Promise<DeviceRow | undefined> {
  const row = await devices(q).where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : toDevice(row, now);
}

export async function insertDevice(q: Queries, row: Device & { codeHash: string; codeUntil: Date; at: Date; by: string }): Promise<void> {
  const { id, unitUid, kind, name, codeHash, codeUntil, at, by } = row;
  await q.insertInto('hall.device').values({ id, unit_uid: unitUid, kind, name, code_hash: codeHash, code_until: codeUntil, created_at: at, created_by: by }).execute();
}

/** The device that a pairing code belongs to; locked, so that a code pairs once. */
export async function lockByCode(q: Queries, codeHash: string, now: Date): Promise<DeviceRow | undefined> {
  const row = await devices(q).where('code_hash', '=', codeHash).where('code_until', '>', now).where('revoked_at', 'is', null).forUpdate().executeTakeFirst();
  return row === undefined ? undefined : toDevice(row, now);
}

export async function pair(q: Queries, id: string, tokenHash: string, at: Date): Promise<void> {
  await q.updateTable('hall.device').set({ token_hash: tokenHash, paired_at: at, seen_at: at, code_hash: null, code_until: null }).where('id', '=', id).execute();
}

export async function findByToken(q: Queries, tokenHash: string, now: Date): Promise<DeviceRow | undefined> {
  const row = await devices(q).where('token_hash', '=', tokenHash).where('revoked_at', 'is', null).executeTakeFirst();
  return row === undefined ? undefined : toDevice(row, now);
}

export async function noteSeen(q: Queries, id: string, at: Date): Promise<void> {
  await q.updateTable('hall.device').set({ seen_at: at }).where('id', '=', id).execute();
}

export async function revoke(q: Queries, id: string, at: Date): Promise<void> {
  await q.updateTable('hall.device').set({ revoked_at: at, token_hash: null, code_hash: null, code_until: null }).where('id', '=', id).execute();
}
