import { createHash } from 'node:crypto';
import { systemActor, type Actor } from '#platform/access/actor.ts';
import { permit } from '#platform/access/decide.ts';
import { AppError, conflict, invalid, notFound } from '#platform/errors/app-error.ts';
import { formatDate, toLocalDate } from '#platform/text/dates.ts';
import type { HallDeps } from '../context.ts';
import { bookingInput, cancelBookingInput, checkInInput, parseBookingCode, type Booking, type BookingInput, type Centre, type Group } from '../model.ts';
import { decide, decideForDevice, type Device } from '../policy.ts';
import { checkInVerdict, dayAfter, instantOf, queueTimeOf, slotsOf } from '../slots.ts';
import * as bookings from '../store/bookings.ts';
import * as setup from '../store/setup.ts';
import { carryOut, nameOf, type HallTx } from './carry-out.ts';
import { lettersOf } from './devices.ts';
import { actorOf, issueTicket } from './issue.ts';
import { parseInput } from './parse-input.ts';

/** Bookings from one network address within an hour; a whole commune may share one, so it is generous. */
const mostFromOrigin = 30;
const hour = 3_600_000;

export type Slot = { readonly time: string; readonly free: number };
export type SlotDay = { readonly day: string; readonly slots: readonly Slot[] };
export type BookingOffer = { readonly group: Group; readonly centre: Centre; readonly days: readonly SlotDay[] };

/** Times that can be booked, by day; days without any are left out. */
export async function offerSlots(deps: HallDeps, groupId: string): Promise<BookingOffer> {
  const group = /^[0-9a-f-]{36}$/u.test(groupId) ? await setup.findGroup(deps.db.q, groupId) : undefined;
  const centre = group === undefined ? undefined : await setup.findCentre(deps.db.q, group.unitUid);
  if (group === undefined || centre === undefined) throw notFound('hall.group_not_found');
  const now = deps.clock.now();
  const calendar = await deps.calendar.calendarOf(group.unitUid);
  const dates = group.slotPlaces === 0 ? [] : Array.from({ length: centre.bookingDays }, (_, n) => dayAfter(toLocalDate(now), n));
  const days = await Promise.all(
    dates.map(async (day): Promise<SlotDay> => {
      const times = slotsOf(calendar, day, group.slotMinutes).filter((time) => instantOf(day, time) > now);
      if (times.length === 0) return { day, slots: [] };
      const taken = await bookings.countTaken(deps.db.q, group.id, day);
      return { day, slots: times.map((time) => ({ time, free: Math.max(0, group.slotPlaces - (taken.get(time) ?? 0)) })) };
    }),
  );
  return { group, centre, days: days.filter(({ slots }) => slots.length > 0) };
}

/** Books a time; returns the code. Anybody may, within the limits of the hall. */
export async function book(deps: HallDeps, actor: Actor, raw: BookingInput, address: string): Promise<string> {
  const input = parseInput(bookingInput, raw);
  const group = await setup.findGroup(deps.db.q, input.groupId);
  if (group === undefined) throw notFound('hall.group_not_found');
  const calendar = await deps.calendar.calendarOf(group.unitUid);
  const offered = slotsOf(calendar, input.day, group.slotMinutes).includes(input.slot);
  return carryOut(deps, { actor, kind: 'book', requestId: input.requestId }, async (tx) => {
    const centre = await setup.lockCentre(tx.q, group.unitUid);
    if (centre === undefined) throw notFound('hall.group_not_found');
    refuseOutsideOffer(deps, { centre, group, offered, day: input.day, slot: input.slot });
    const accountId = actor.kind === 'citizen' ? actor.accountId : null;
    const originHash = createHash('sha256').update(`${address} ${toLocalDate(deps.clock.now())}`).digest('hex');
    await refuseTooMany(deps, tx, centre, { day: input.day, phone: input.phone, accountId, originHash });
    const taken = (await bookings.countTaken(tx.q, group.id, input.day)).get(input.slot) ?? 0;
    if (taken >= group.slotPlaces) throw conflict('hall.slot_full');
    const [id, code] = [deps.ids.uuid(), lettersOf(deps.ids.token(), 10)];
    const { day, slot, name, phone } = input;
    await bookings.insertBooking(tx.q, { id, code, unitUid: group.unitUid, groupId: group.id, day, slot, name, phone, accountId, originHash, at: deps.clock.now() });
    tx.audit({ actor, action: 'hall.booking_made', subject: { kind: 'booking', id }, unitUid: group.unitUid, detail: { day, slot } });
    return code;
  });
}

function refuseOutsideOffer(deps: HallDeps, wish: { centre: Centre; group: Group; offered: boolean; day: string; slot: string }): void {
  const { centre, group, offered, day, slot } = wish;
  if (centre.bookingDays === 0 || group.slotPlaces === 0) throw conflict('hall.booking_closed');
  const now = deps.clock.now();
  const tooFar = day >= dayAfter(toLocalDate(now), centre.bookingDays);
  if (!offered || tooFar || instantOf(day, slot) <= now) throw invalid('hall.slot_not_offered');
}

type Wisher = { readonly day: string; readonly phone: string; readonly accountId: string | null; readonly originHash: string };

async function refuseTooMany(deps: HallDeps, tx: HallTx, centre: Centre, { day, phone, accountId, originHash }: Wisher): Promise<void> {
  await bookings.lockPerson(tx.q, phone, day);
  if ((await bookings.countOfPerson(tx.q, { phone, accountId }, day)) >= centre.bookingsPerPhone) throw conflict('hall.too_many_bookings', { most: centre.bookingsPerPhone });
  const since = new Date(deps.clock.now().getTime() - hour);
  if ((await bookings.countFromOrigin(tx.q, originHash, since)) >= mostFromOrigin) throw new AppError('rate_limited', 'hall.too_many_attempts');
}

/** By its unguessable code, the one way in; tells neither name nor telephone. */
export async function readBooking(deps: HallDeps, text: string): Promise<Booking & { readonly centreName: string; readonly address: string }> {
  const code = parseBookingCode(text);
  const booking = code === null ? undefined : await bookings.findBooking(deps.db.q, code);
  const centre = booking === undefined ? undefined : await setup.findCentre(deps.db.q, booking.unitUid);
  if (booking === undefined || centre === undefined) throw notFound('hall.booking_not_found');
  return { ...booking, centreName: centre.name, address: centre.address };
}

export async function cancelBooking(deps: HallDeps, actor: Actor, raw: { requestId: string; code: string }): Promise<void> {
  const input = parseInput(cancelBookingInput, raw);
  await carryOut(deps, { actor, kind: 'cancel_booking', requestId: input.requestId }, async (tx) => {
    const booking = await lockOpen(tx, input.code);
    await bookings.endBooking(tx.q, booking.id, { state: 'cancelled', at: deps.clock.now() });
    tx.audit({ actor, action: 'hall.booking_cancelled', subject: { kind: 'booking', id: booking.id }, unitUid: booking.unitUid });
    return null;
  });
}

async function lockOpen(tx: HallTx, text: string): Promise<Booking> {
  const code = parseBookingCode(text);
  const booking = code === null ? undefined : await bookings.lockBooking(tx.q, code);
  if (booking === undefined) throw notFound('hall.booking_not_found');
  if (booking.state !== 'booked') throw conflict('hall.booking_ended');
  return booking;
}

/** Checks a booked visitor in at a kiosk or by an officer of the hall; returns the id of the ticket. */
export async function checkIn(deps: HallDeps, by: Actor | Device, raw: { requestId: string; code: string }): Promise<string> {
  const input = parseInput(checkInInput, raw);
  const [device, actor] = isDevice(by) ? [by, actorOf(by)] : [null, by];
  if (device !== null) permit(decideForDevice(device, 'kiosk'), { actor, action: 'hall.kiosk', subject: { kind: 'device', id: device.id } });
  return carryOut(deps, { actor, kind: 'check_in', requestId: input.requestId }, async (tx) => {
    const booking = await lockOpen(tx, input.code);
    const centre = await setup.findCentre(tx.q, booking.unitUid);
    const group = await setup.findGroup(tx.q, booking.groupId);
    if (centre === undefined || group === undefined) throw notFound('hall.group_not_found');
    if (device === null) permit(decide(actor, 'hall.serve', booking), { actor, action: 'hall.serve', subject: { kind: 'hall', id: booking.unitUid } });
    if (device !== null && device.unitUid !== booking.unitUid) throw conflict('hall.wrong_hall', { name: centre.name });
    const queueSince = placeOf(deps, booking, centre);
    const id = await issueTicket(deps, tx, { actor, group, source: 'booking', requestId: input.requestId, priorityKindId: null, byName: device?.name ?? nameOf(actor), deviceId: device?.id ?? null, queueSince });
    await bookings.endBooking(tx.q, booking.id, { state: 'checked_in', ticketId: id, at: deps.clock.now() });
    return id;
  });
}

function isDevice(by: Actor | Device): by is Device {
  return by.kind === 'kiosk' || by.kind === 'screen';
}

function placeOf(deps: HallDeps, booking: Booking, centre: Centre): Date {
  const now = deps.clock.now();
  const grace = { graceMinutes: centre.graceMinutes, leadMinutes: centre.bookingLeadMinutes };
  const verdict = checkInVerdict(booking, now, grace);
  const time = `${booking.slot} ${formatDate(booking.day)}`;
  if (verdict === 'early') throw conflict('hall.too_early', { time });
  if (verdict === 'late') throw conflict('hall.too_late', { time });
  return queueTimeOf(booking, now, grace);
}

/** Who is expected on a day; the reading of names is recorded. */
export async function listExpected(deps: HallDeps, actor: Actor, query: { unitUid: string; day: string }): Promise<bookings.Expected[]> {
  permit(decide(actor, 'hall.serve', query), { actor, action: 'hall.serve', subject: { kind: 'hall', id: query.unitUid } });
  const found = await bookings.listExpected(deps.db.q, query.unitUid, query.day);
  if (found.length > 0) {
    await deps.db.transaction(async (tx) => {
      const detail = { day: query.day, count: found.length };
      tx.audit({ actor, action: 'hall.bookings_read', subject: { kind: 'hall', id: query.unitUid }, unitUid: query.unitUid, purpose: 'Đón người đặt lịch', detail });
    });
  }
  return found;
}

/** For schedules. */
export const scheduleActor = systemActor('hall.close_days');
