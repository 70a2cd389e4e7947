import { sql, type Kysely } from 'kysely';
import type { Lease } from '../model.ts';
import type { HallTables } from '../tables.gen.ts';

type Queries = Kysely<HallTables>;

export type LeaseRow = { readonly id: string; readonly deviceId: string; readonly unitUid: string; readonly groupId: string; readonly day: string; readonly first: number; readonly last: number; readonly grantedAt: Date };

/** Reserves numbers `first`–`last` of a series; the series must be locked. */
export async function insertLease(q: Queries, lease: LeaseRow): Promise<void> {
  await q
    .insertInto('hall.lease')
    .values({ id: lease.id, device_id: lease.deviceId, unit_uid: lease.unitUid, group_id: lease.groupId, day: lease.day, first_number: lease.first, last_number: lease.last, granted_at: lease.grantedAt })
    .execute();
  await q.updateTable('hall.series').set({ last_leased: lease.last }).where('group_id', '=', lease.groupId).where('day', '=', lease.day).execute();
}

export async function findLease(q: Queries, id: string): Promise<LeaseRow | undefined> {
  const row = await q.selectFrom('hall.lease').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) return undefined;
  return { id: row.id, deviceId: row.device_id, unitUid: row.unit_uid, groupId: row.group_id, day: row.day, first: row.first_number, last: row.last_number, grantedAt: row.granted_at };
}

/** Leases of a kiosk from a day on, oldest first, with the numbers that the server knows to be used. */
export async function listLeases(q: Queries, deviceId: string, fromDay: string): Promise<Lease[]> {
  const { rows } = await sql<Lease>`
    select l.id, l.group_id as "groupId", g.code as "groupCode", l.day::text as day, l.first_number as first, l.last_number as last,
      coalesce((select array_agg(t.number order by t.number) from hall.ticket t where t.lease_id = l.id), '{}') as used
    from hall.lease l join hall.counter_group g on g.id = l.group_id and g.closed_at is null
    where l.device_id = ${deviceId} and l.day >= ${fromDay}::date order by l.day, l.first_number`.execute(q);
  return rows;
}

/** A run of leased numbers that nobody got, and where they lie. */
export type Gap = { readonly groupId: string; readonly groupCode: string; readonly first: number; readonly last: number; readonly deviceName: string; readonly used: number };

/** Every lease of a day with how many of its numbers were used. */
export async function listLeasesOfDay(q: Queries, unitUid: string, day: string): Promise<Gap[]> {
  const { rows } = await sql<Gap>`
    select l.group_id as "groupId", g.code as "groupCode", l.first_number as first, l.last_number as last, d.name as "deviceName",
      (select count(*)::int from hall.ticket t where t.lease_id = l.id) as used
    from hall.lease l join hall.counter_group g on g.id = l.group_id join hall.device d on d.id = l.device_id
    where l.unit_uid = ${unitUid} and l.day = ${day}::date order by g.code, l.first_number`.execute(q);
  return rows;
}

/** True when the request was given up before it came; asked under the lock of the series. */
export async function isGivenUp(q: Queries, requestId: string): Promise<boolean> {
  return (await q.selectFrom('hall.given_up_request').select('request_id').where('request_id', '=', requestId).executeTakeFirst()) !== undefined;
}

export async function giveUp(q: Queries, requestId: string, at: Date): Promise<void> {
  await q.insertInto('hall.given_up_request').values({ request_id: requestId, at }).onConflict((clash) => clash.doNothing()).execute();
}
