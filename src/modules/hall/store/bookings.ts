import { sql, type Kysely } from 'kysely';
import type { Booking } from '../model.ts';
import type { HallTables } from '../tables.gen.ts';

type Queries = Kysely<HallTables>;

export type NewBooking = {
  readonly id: string;
  readonly code: string;
  readonly unitUid: string;
  readonly groupId: string;
  readonly day: string;
  readonly slot: string;
  readonly name: string;
  readonly phone: string;
  readonly accountId: string | null;
  readonly originHash: string;
  readonly at: Date;
};

export async function insertBooking(q: Queries, booking: NewBooking): Promise<void> {
  const { id, code, unitUid, groupId, day, slot, name, phone, accountId, originHash, at } = booking;
  await q
    .insertInto('hall.booking')
    .values({ id, code, unit_uid: unitUid, group_id: groupId, day, slot, visitor_name: name, phone, account_id: accountId, origin_hash: originHash, state: 'booked', created_at: at })
    .execute();
}

function bookings(q: Queries) {
  return q
    .selectFrom('hall.booking as b')
    .innerJoin('hall.counter_group as g', 'g.id', 'b.group_id')
    .leftJoin('hall.ticket as t', 't.id', 'b.ticket_id')
    .select(['b.id', 'b.code', 'b.unit_uid', 'b.group_id', 'g.name as group_name', 'b.day', 'b.slot', 'b.state', 't.token']);
}

type Row = Awaited<ReturnType<ReturnType<typeof bookings>['executeTakeFirstOrThrow']>>;

const toBooking = (row: Row): Booking => ({
  ...{ id: row.id, code: row.code, unitUid: row.unit_uid, groupId: row.group_id, groupName: row.group_name, day: row.day, slot: row.slot },
  ...{ state: row.state as Booking['state'], ticketToken: row.token },
});

export async function findBooking(q: Queries, code: string): Promise<Booking | undefined> {
  const row = await bookings(q).where('b.code', '=', code).executeTakeFirst();
  return row === undefined ? undefined : toBooking(row);
}

export async function lockBooking(q: Queries, code: string): Promise<Booking | undefined> {
  const row = await bookings(q).where('b.code', '=', code).forUpdate('b').executeTakeFirst();
  return row === undefined ? undefined : toBooking(row);
}

export async function endBooking(q: Queries, id: string, end: { state: Booking['state']; ticketId?: string; at: Date }): Promise<void> {
  await q.updateTable('hall.booking').set({ state: end.state, ticket_id: end.ticketId ?? null, ended_at: end.at }).where('id', '=', id).execute();
}

/** Places taken in each time of a day; no-shows and cancelled ones are free again. */
export async function countTaken(q: Queries, groupId: string, day: string): Promise<Map<string, number>> {
  const rows = await q
    .selectFrom('hall.booking')
    .select(['slot', sql<number>`count(*)::int`.as('taken')])
    .where('group_id', '=', groupId)
    .where('day', '=', day)
    .where('state', 'in', ['booked', 'checked_in'])
    .groupBy('slot')
    .execute();
  return new Map(rows.map((row) => [row.slot, row.taken]));
}

/** Bookings in force of one person on a day, by telephone or account. */
export async function countOfPerson(q: Queries, person: { phone: string; accountId: string | null }, day: string): Promise<number> {
  const row = await q
    .selectFrom('hall.booking')
    .select(sql<number>`count(*)::int`.as('n'))
    .where('day', '=', day)
    .where('state', 'in', ['booked', 'checked_in'])
    .where((where) => where.or([where('phone', '=', person.phone), ...(person.accountId === null ? [] : [where('account_id', '=', person.accountId)])]))
    .executeTakeFirstOrThrow();
  return row.n;
}

export async function countFromOrigin(q: Queries, originHash: string, since: Date): Promise<number> {
  const row = await q.selectFrom('hall.booking').select(sql<number>`count(*)::int`.as('n')).where('origin_hash', '=', originHash).where('created_at', '>', since).executeTakeFirstOrThrow();
  return row.n;
}

/** Those of one person queue up here, so that two requests at once cannot both see room. */
export async function lockPerson(q: Queries, phone: string, day: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`hall.booking ${phone} ${day}`}, 0))`.execute(q);
}

export async function hasOpenBookings(q: Queries, groupId: string): Promise<boolean> {
  return (await q.selectFrom('hall.booking').select('id').where('group_id', '=', groupId).where('state', '=', 'booked').limit(1).executeTakeFirst()) !== undefined;
}

/** One line of the day's list for officers. */
export type Expected = { readonly slot: string; readonly groupName: string; readonly name: string | null; readonly phone: string | null; readonly state: string; readonly code: string };

export async function listExpected(q: Queries, unitUid: string, day: string): Promise<Expected[]> {
  const rows = await q
    .selectFrom('hall.booking as b')
    .innerJoin('hall.counter_group as g', 'g.id', 'b.group_id')
    .select(['b.slot', 'g.name as group_name', 'b.visitor_name', 'b.phone', 'b.state', 'b.code'])
    .where('b.unit_uid', '=', unitUid)
    .where('b.day', '=', day)
    .orderBy('b.slot')
    .orderBy('b.id')
    .limit(500)
    .execute();
  return rows.map((row) => ({ slot: row.slot, groupName: row.group_name, name: row.visitor_name, phone: row.phone, state: row.state, code: row.code }));
}

/** Releases the places of those who did not come; returns how many. */
export async function releaseNoShows(q: Queries, now: Date): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    update hall.booking b set state = 'no_show', ended_at = ${now} from hall.centre c
    where c.unit_uid = b.unit_uid and b.state = 'booked'
      and ((b.day + b.slot::time) at time zone 'Asia/Ho_Chi_Minh') + make_interval(mins => c.grace_minutes) < ${now}
    returning b.id`.execute(q);
  return rows.length;
}

/** Removes name, telephone and account of bookings before a day; returns how many. */
export async function removePersonalData(q: Queries, before: string): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    update hall.booking set visitor_name = null, phone = null, account_id = null, origin_hash = ''
    where day < ${before}::date and phone is not null returning id`.execute(q);
  return rows.length;
}
