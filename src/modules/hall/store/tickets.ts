import { sql, type Kysely } from 'kysely';
import type { Ticket } from '../model.ts';
import { nextNumber, ticketLabel, type TicketAct, type TicketState } from '../states.ts';
import type { HallTables } from '../tables.gen.ts';

type Queries = Kysely<HallTables>;

export type NewTicket = {
  readonly id: string;
  readonly unitUid: string;
  readonly groupId: string;
  readonly day: string;
  readonly number: number;
  readonly token: string;
  readonly requestId: string;
  readonly priorityKindId: string | null;
  readonly source: 'kiosk' | 'counter' | 'booking' | 'local';
  readonly leaseId: string | null;
  readonly deviceId: string | null;
  readonly queueSince: Date;
  readonly issuedAt: Date;
  readonly receivedAt: Date;
};

export type SeriesRow = { readonly lastNumber: number; readonly lastLeased: number };

/** The series of a group on a day, locked until the transaction ends: a rollback leaves no gap. */
export async function lockSeries(q: Queries, groupId: string, day: string): Promise<SeriesRow> {
  await q.insertInto('hall.series').values({ group_id: groupId, day }).onConflict((clash) => clash.doNothing()).execute();
  const row = await q.selectFrom('hall.series').select(['last_number', 'last_leased']).where('group_id', '=', groupId).where('day', '=', day).forUpdate().executeTakeFirstOrThrow();
  return { lastNumber: row.last_number, lastLeased: row.last_leased };
}

/** The next number of the day; call it with the series locked or not, it locks by itself. */
export async function takeNumber(q: Queries, groupId: string, day: string): Promise<number> {
  const { lastNumber } = await lockSeries(q, groupId, day);
  const number = nextNumber(lastNumber);
  await q.updateTable('hall.series').set({ last_number: number }).where('group_id', '=', groupId).where('day', '=', day).execute();
  return number;
}

export async function insertTicket(q: Queries, ticket: NewTicket): Promise<void> {
  await q
    .insertInto('hall.ticket')
    .values({
      ...{ id: ticket.id, unit_uid: ticket.unitUid, group_id: ticket.groupId, day: ticket.day, number: ticket.number, token: ticket.token },
      ...{ request_id: ticket.requestId, priority_kind_id: ticket.priorityKindId, source: ticket.source, lease_id: ticket.leaseId, device_id: ticket.deviceId },
      ...{ state: 'waiting', queue_since: ticket.queueSince, issued_at: ticket.issuedAt, received_at: ticket.receivedAt },
    })
    .execute();
}

function tickets(q: Queries) {
  return q
    .selectFrom('hall.ticket as t')
    .innerJoin('hall.counter_group as g', 'g.id', 't.group_id')
    .leftJoin('hall.priority_kind as p', 'p.id', 't.priority_kind_id')
    .leftJoin('hall.counter as c', 'c.id', 't.counter_id')
    .select(['t.id', 't.unit_uid', 't.group_id', 'g.code', 't.number', 't.token', 't.state', 'p.name as priority', 't.source', 't.issued_at', 't.queue_since'])
    .select(['t.called_at', 't.serving_at', 't.counter_id', 'c.number as counter_number', 't.for_counter_id', 't.calls']);
}

type Row = Awaited<ReturnType<ReturnType<typeof tickets>['executeTakeFirstOrThrow']>>;

function toTicket(row: Row): Ticket {
  return {
    ...{ id: row.id, unitUid: row.unit_uid, groupId: row.group_id, label: ticketLabel(row.code, row.number), token: row.token },
    ...{ state: row.state as TicketState, priority: row.priority, source: row.source, calls: row.calls },
    ...{ issuedAt: row.issued_at.toISOString(), queueSince: row.queue_since.toISOString() },
    ...{ calledAt: row.called_at?.toISOString() ?? null, servingAt: row.serving_at?.toISOString() ?? null },
    ...{ counterId: row.counter_id, counterNumber: row.counter_number, forCounterId: row.for_counter_id },
  };
}

export async function findTicket(q: Queries, id: string): Promise<Ticket | undefined> {
  const row = await tickets(q).where('t.id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : toTicket(row);
}

export async function findTicketByToken(q: Queries, token: string): Promise<Ticket | undefined> {
  const row = await tickets(q).where('t.token', '=', token).executeTakeFirst();
  return row === undefined ? undefined : toTicket(row);
}

export async function findTicketByRequest(q: Queries, requestId: string): Promise<Ticket | undefined> {
  const row = await tickets(q).where('t.request_id', '=', requestId).executeTakeFirst();
  return row === undefined ? undefined : toTicket(row);
}

export async function findTicketByNumber(q: Queries, key: { groupId: string; day: string; number: number }): Promise<Ticket | undefined> {
  const row = await tickets(q).where('t.group_id', '=', key.groupId).where('t.day', '=', key.day).where('t.number', '=', key.number).executeTakeFirst();
  return row === undefined ? undefined : toTicket(row);
}

export async function lockTicket(q: Queries, id: string): Promise<Ticket | undefined> {
  const row = await tickets(q).where('t.id', '=', id).forUpdate('t').executeTakeFirst();
  return row === undefined ? undefined : toTicket(row);
}

/** Open tickets of a hall on a day, oldest place first. */
export async function listOpen(q: Queries, unitUid: string, day: string): Promise<Ticket[]> {
  const rows = await tickets(q)
    .where('t.unit_uid', '=', unitUid)
    .where('t.day', '=', day)
    .where('t.state', 'in', ['waiting', 'called', 'serving', 'skipped'])
    .orderBy('t.queue_since')
    .orderBy('t.id')
    .limit(2000)
    .execute();
  return rows.map(toTicket);
}

/** Open tickets of days before, of every hall. */
export async function listLeftOver(q: Queries, today: string): Promise<Ticket[]> {
  const rows = await tickets(q).where('t.day', '<', today).where('t.state', 'in', ['waiting', 'called', 'serving', 'skipped']).orderBy('t.id').limit(1000).execute();
  return rows.map(toTicket);
}

export type Move = {
  readonly state: TicketState;
  readonly counterId?: string | null;
  readonly officerName?: string | null;
  readonly forCounterId?: string | null;
  readonly queueSince?: Date;
  readonly calledAt?: Date | null;
  readonly servingAt?: Date | null;
  readonly endedAt?: Date;
  readonly calls?: number;
};

export async function moveTicket(q: Queries, id: string, move: Move): Promise<void> {
  const set = {
    ...{ state: move.state, counter_id: move.counterId, officer_name: move.officerName, for_counter_id: move.forCounterId, queue_since: move.queueSince },
    ...{ called_at: move.calledAt, serving_at: move.servingAt, ended_at: move.endedAt, calls: move.calls },
  };
  const given = Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined));
  await q.updateTable('hall.ticket').set(given).where('id', '=', id).execute();
}

/** Tickets handed over to a counter may be called by any counter of their group again. */
export async function releaseFrom(q: Queries, counterId: string): Promise<void> {
  await q.updateTable('hall.ticket').set({ for_counter_id: null }).where('for_counter_id', '=', counterId).where('state', '=', 'waiting').execute();
}

export type NewEntry = { readonly ticketId: string; readonly at: Date; readonly act: TicketAct | 'issue'; readonly counterNumber: number | null; readonly byName: string; readonly note?: string };

export async function addEntry(q: Queries, entry: NewEntry): Promise<void> {
  await q
    .insertInto('hall.ticket_entry')
    .values({ ticket_id: entry.ticketId, at: entry.at, act: entry.act, counter_number: entry.counterNumber, by_name: entry.byName, note: entry.note ?? '' })
    .execute();
}

export type Entry = { readonly at: string; readonly act: string; readonly counterNumber: number | null; readonly byName: string; readonly note: string };

export async function listEntries(q: Queries, ticketId: string): Promise<Entry[]> {
  const rows = await q.selectFrom('hall.ticket_entry').select(['at', 'act', 'counter_number', 'by_name', 'note']).where('ticket_id', '=', ticketId).orderBy('id').execute();
  return rows.map((row) => ({ at: row.at.toISOString(), act: row.act, counterNumber: row.counter_number, byName: row.by_name, note: row.note }));
}

/** Latest serving times of a group in minutes: from the call to the end, at most 30 of the last 14 days. */
export async function listServingMinutes(q: Queries, groupIds: readonly string[], since: Date): Promise<Map<string, number[]>> {
  const { rows } = await sql<{ group_id: string; minutes: number }>`
    select g.id as group_id, s.minutes from unnest(${sql.val([...groupIds])}::uuid[]) as g(id)
    cross join lateral (
      select (extract(epoch from (ended_at - coalesce(serving_at, called_at))) / 60)::float8 as minutes from hall.ticket
      where group_id = g.id and state = 'done' and ended_at > ${since} and called_at is not null
      order by ended_at desc limit 30
    ) s`.execute(q);
  const byGroup = new Map<string, number[]>();
  for (const { group_id: id, minutes } of rows) byGroup.set(id, [...(byGroup.get(id) ?? []), minutes]);
  return byGroup;
}
