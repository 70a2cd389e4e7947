import { sql, type Kysely } from 'kysely';
import type { Centre, Counter, Group, PriorityKind } from '../model.ts';
import type { HallTables } from '../tables.gen.ts';

type Queries = Kysely<HallTables>;

const centreColumns = ['unit_uid', 'name', 'address', 'booking_days', 'bookings_per_phone', 'grace_minutes', 'booking_lead_minutes', 'priority_run', 'lease_size'] as const;

export async function findCentre(q: Queries, unitUid: string): Promise<Centre | undefined> {
  const row = await q.selectFrom('hall.centre').select(centreColumns).where('unit_uid', '=', unitUid).executeTakeFirst();
  return row === undefined ? undefined : toCentre(row);
}

/** Puts everything that changes the queue of a hall in one order, until the transaction ends. */
export async function lockCentre(q: Queries, unitUid: string): Promise<Centre | undefined> {
  const row = await q.selectFrom('hall.centre').select(centreColumns).where('unit_uid', '=', unitUid).forUpdate().executeTakeFirst();
  return row === undefined ? undefined : toCentre(row);
}

export async function listCentres(q: Queries, units: 'all' | readonly string[]): Promise<Centre[]> {
  const rows = await q
    .selectFrom('hall.centre')
    .select(centreColumns)
    .$if(units !== 'all', (query) => query.where('unit_uid', 'in', units === 'all' ? [] : [...units, '']))
    .orderBy('name')
    .limit(500)
    .execute();
  return rows.map(toCentre);
}

export async function saveCentre(q: Queries, centre: Centre): Promise<void> {
  const { unitUid, name, address, bookingDays, bookingsPerPhone, graceMinutes, bookingLeadMinutes, priorityRun, leaseSize } = centre;
  const values = {
    ...{ name, address, booking_days: bookingDays, bookings_per_phone: bookingsPerPhone, grace_minutes: graceMinutes },
    ...{ booking_lead_minutes: bookingLeadMinutes, priority_run: priorityRun, lease_size: leaseSize },
  };
  await q.insertInto('hall.centre').values({ unit_uid: unitUid, ...values }).onConflict((clash) => clash.column('unit_uid').doUpdateSet(values)).execute();
}

type CentreRow = Pick<HallTables['hall.centre'], 'unit_uid' | 'name'> & Record<'address', string> & Record<'booking_days' | 'bookings_per_phone' | 'grace_minutes' | 'booking_lead_minutes' | 'priority_run' | 'lease_size', number>;

function toCentre(row: CentreRow): Centre {
  return {
    ...{ unitUid: row.unit_uid, name: row.name, address: row.address, bookingDays: row.booking_days, bookingsPerPhone: row.bookings_per_phone },
    ...{ graceMinutes: row.grace_minutes, bookingLeadMinutes: row.booking_lead_minutes, priorityRun: row.priority_run, leaseSize: row.lease_size },
  };
}

function groups(q: Queries) {
  return q.selectFrom('hall.counter_group').select(['id', 'unit_uid', 'code', 'name', 'fields', 'position', 'slot_minutes', 'slot_places']).where('closed_at', 'is', null);
}

type GroupRow = Awaited<ReturnType<ReturnType<typeof groups>['executeTakeFirstOrThrow']>>;

const toGroup = (row: GroupRow): Group => ({
  ...{ id: row.id, unitUid: row.unit_uid, code: row.code, name: row.name, fields: row.fields },
  ...{ position: row.position, slotMinutes: row.slot_minutes, slotPlaces: row.slot_places },
});

export async function listGroups(q: Queries, unitUid: string): Promise<Group[]> {
  return (await groups(q).where('unit_uid', '=', unitUid).orderBy('position').orderBy('code').execute()).map(toGroup);
}

export async function findGroup(q: Queries, id: string): Promise<Group | undefined> {
  const row = await groups(q).where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : toGroup(row);
}

export async function saveGroup(q: Queries, group: Group): Promise<void> {
  const { id, unitUid, code, name, fields, position, slotMinutes, slotPlaces } = group;
  const values = { code, name, fields: [...fields], position, slot_minutes: slotMinutes, slot_places: slotPlaces };
  await q.insertInto('hall.counter_group').values({ id, unit_uid: unitUid, ...values }).onConflict((clash) => clash.column('id').doUpdateSet(values)).execute();
}

export async function closeGroup(q: Queries, id: string, at: Date): Promise<void> {
  await q.updateTable('hall.counter_group').set({ closed_at: at }).where('id', '=', id).execute();
}

function counters(q: Queries) {
  return q
    .selectFrom('hall.counter')
    .leftJoin('hall.sitting', (join) => join.onRef('hall.sitting.counter_id', '=', 'hall.counter.id').on('hall.sitting.until', 'is', null))
    .select(['hall.counter.id', 'hall.counter.unit_uid', 'hall.counter.number', 'hall.counter.name', 'hall.counter.group_ids', 'hall.sitting.account_id', 'hall.sitting.officer_name', 'hall.sitting.since'])
    .where('hall.counter.closed_at', 'is', null);
}

type CounterRow = Awaited<ReturnType<ReturnType<typeof counters>['executeTakeFirstOrThrow']>>;

const toCounter = (row: CounterRow): Counter => ({
  ...{ id: row.id, unitUid: row.unit_uid, number: row.number, name: row.name, groupIds: row.group_ids },
  sitting: row.account_id === null ? null : { accountId: row.account_id, officerName: row.officer_name ?? '', since: row.since?.toISOString() ?? '' },
});

export async function listCounters(q: Queries, unitUid: string): Promise<Counter[]> {
  return (await counters(q).where('hall.counter.unit_uid', '=', unitUid).orderBy('hall.counter.number').execute()).map(toCounter);
}

export async function findCounter(q: Queries, id: string): Promise<Counter | undefined> {
  const row = await counters(q).where('hall.counter.id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : toCounter(row);
}

/** The counter at which an account sits now. */
export async function findCounterOf(q: Queries, accountId: string): Promise<Counter | undefined> {
  const row = await counters(q).where('hall.sitting.account_id', '=', accountId).executeTakeFirst();
  return row === undefined ? undefined : toCounter(row);
}

export async function saveCounter(q: Queries, counter: Omit<Counter, 'sitting'>): Promise<void> {
  const { id, unitUid, number, name, groupIds } = counter;
  const values = { number, name, group_ids: [...groupIds] };
  await q.insertInto('hall.counter').values({ id, unit_uid: unitUid, ...values }).onConflict((clash) => clash.column('id').doUpdateSet(values)).execute();
}

export async function closeCounter(q: Queries, id: string, at: Date): Promise<void> {
  await q.updateTable('hall.counter').set({ closed_at: at }).where('id', '=', id).execute();
}

export async function readRun(q: Queries, counterId: string): Promise<number> {
  const row = await q.selectFrom('hall.counter').select('priority_run').where('id', '=', counterId).executeTakeFirst();
  return row?.priority_run ?? 0;
}

export async function saveRun(q: Queries, counterId: string, run: number): Promise<void> {
  await q.updateTable('hall.counter').set({ priority_run: run }).where('id', '=', counterId).execute();
}

export async function sitDown(q: Queries, row: { id: string; counterId: string; unitUid: string; accountId: string; officerName: string; at: Date }): Promise<void> {
  const { id, counterId, unitUid, accountId, officerName, at } = row;
  await q.insertInto('hall.sitting').values({ id, counter_id: counterId, unit_uid: unitUid, account_id: accountId, officer_name: officerName, since: at }).execute();
}

export async function standUp(q: Queries, accountId: string, at: Date): Promise<void> {
  await q.updateTable('hall.sitting').set({ until: at }).where('account_id', '=', accountId).where('until', 'is', null).execute();
}

/** Nobody sits at a counter overnight: a forgotten sitting would make the estimates of the morning wrong. */
export async function endSittingsBefore(q: Queries, before: Date, at: Date): Promise<void> {
  await q.updateTable('hall.sitting').set({ until: at }).where('until', 'is', null).where('since', '<', before).execute();
}

function kinds(q: Queries) {
  return q.selectFrom('hall.priority_kind').select(['id', 'unit_uid', 'name', 'evidence', 'legal_base', 'position', 'valid_from', 'valid_to']);
}

type KindRow = Awaited<ReturnType<ReturnType<typeof kinds>['executeTakeFirstOrThrow']>>;

const toKind = (row: KindRow): PriorityKind => ({
  ...{ id: row.id, unitUid: row.unit_uid, name: row.name, evidence: row.evidence, legalBase: row.legal_base },
  ...{ position: row.position, validFrom: row.valid_from, validTo: row.valid_to },
});

/** Kinds of the hall and of every hall; `on` leaves only those in force that day. */
export async function listKinds(q: Queries, unitUid: string, on: string | null): Promise<PriorityKind[]> {
  const rows = await kinds(q)
    .where((where) => where.or([where('unit_uid', 'is', null), where('unit_uid', '=', unitUid)]))
    .$if(on !== null, (query) => query.where(sql<boolean>`valid_from <= ${on}::date and (valid_to is null or ${on}::date < valid_to)`))
    .orderBy('position')
    .orderBy('name')
    .execute();
  return rows.map(toKind);
}

export async function findKind(q: Queries, id: string): Promise<PriorityKind | undefined> {
  const row = await kinds(q).where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : toKind(row);
}

export async function insertKind(q: Queries, kind: PriorityKind): Promise<void> {
  const { id, unitUid, name, evidence, legalBase, position, validFrom } = kind;
  await q.insertInto('hall.priority_kind').values({ id, unit_uid: unitUid, name, evidence, legal_base: legalBase, position, valid_from: validFrom }).execute();
}

export async function endKind(q: Queries, id: string, validTo: string): Promise<void> {
  await q.updateTable('hall.priority_kind').set({ valid_to: validTo }).where('id', '=', id).execute();
}
