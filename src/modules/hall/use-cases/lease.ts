import { permit } from '#platform/access/decide.ts';
import { conflict } from '#platform/errors/app-error.ts';
import { toLocalDate } from '#platform/text/dates.ts';
import type { HallDeps } from '../context.ts';
import { localTicketsInput, type Group, type Lease, type LocalTicket } from '../model.ts';
import { decideForDevice, type Device } from '../policy.ts';
import { nextWorkingDay } from '../slots.ts';
import { leasable, stateAfter } from '../states.ts';
import * as leases from '../store/leases.ts';
import * as setup from '../store/setup.ts';
import * as tickets from '../store/tickets.ts';
import type { HallTx } from './carry-out.ts';
import { actorOf } from './issue.ts';
import { parseInput } from './parse-input.ts';

export type Outcome = { readonly requestId: string; readonly outcome: 'added' | 'known' | 'refused' };

function permitKiosk(device: Device): void {
  permit(decideForDevice(device, 'kiosk'), { actor: actorOf(device), action: 'hall.kiosk', subject: { kind: 'device', id: device.id } });
}

/**
 * The numbers that a kiosk holds for today and the next working day, filled up where fewer than half are left: an outage
 * may last over night. Asking again changes nothing. A kiosk sends what it gave out before it asks.
 */
export async function refreshLeases(deps: HallDeps, device: Device): Promise<Lease[]> {
  permitKiosk(device);
  const today = toLocalDate(deps.clock.now());
  const next = nextWorkingDay(await deps.calendar.calendarOf(device.unitUid), today);
  const days = next === null ? [today] : [today, next];
  return deps.db.transaction(async (tx) => {
    const centre = await setup.findCentre(tx.q, device.unitUid);
    if (centre === undefined) throw conflict('hall.device_unknown');
    const groups = [...(await setup.listGroups(tx.q, device.unitUid))].sort((a, b) => (a.id < b.id ? -1 : 1));
    for (const day of days) for (const group of groups) await fillUp(deps, tx, { device, group, day, size: centre.leaseSize });
    return leases.listLeases(tx.q, device.id, today);
  });
}

type Filling = { readonly device: Device; readonly group: Group; readonly day: string; readonly size: number };

async function fillUp(deps: HallDeps, tx: HallTx, { device, group, day, size }: Filling): Promise<void> {
  const { lastLeased } = await tickets.lockSeries(tx.q, group.id, day);
  const held = (await leases.listLeases(tx.q, device.id, day)).filter((lease) => lease.groupId === group.id && lease.day === day);
  const free = held.reduce((sum, { first, last, used }) => sum + last - first + 1 - used.length, 0);
  const wanted = Math.min(size, leasable.last - lastLeased);
  if (free * 2 >= size || wanted < 1) return;
  const lease = { id: deps.ids.uuid(), deviceId: device.id, unitUid: group.unitUid, groupId: group.id, day, first: lastLeased + 1, last: lastLeased + wanted, grantedAt: deps.clock.now() };
  await leases.insertLease(tx.q, lease);
  const detail = { day, first: lease.first, last: lease.last };
  tx.audit({ actor: actorOf(device), action: 'hall.numbers_leased', subject: { kind: 'lease', id: lease.id }, unitUid: group.unitUid, detail });
}

/** Takes over what a kiosk gave out without a line, each ticket once however often it is sent. */
export async function receiveLocalTickets(deps: HallDeps, device: Device, raw: unknown): Promise<Outcome[]> {
  permitKiosk(device);
  const { tickets: sent } = parseInput(localTicketsInput, raw);
  return deps.db.transaction(async (tx) => {
    // A ticket may be taken back here, which nobody must be calling at the same time.
    await setup.lockCentre(tx.q, device.unitUid);
    const known = new Map<string, leases.LeaseRow>();
    for (const { leaseId } of sent) {
      const lease = await leases.findLease(tx.q, leaseId);
      if (lease?.deviceId === device.id) known.set(leaseId, lease);
    }
    // One order of locks for every caller.
    const keyOf = ({ leaseId }: LocalTicket): string => `${known.get(leaseId)?.groupId ?? ''} ${known.get(leaseId)?.day ?? ''}`;
    const outcomes: Outcome[] = [];
    let replaced = 0;
    for (const ticket of [...sent].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))) {
      const taken = await receiveOne(deps, tx, { device, ticket, lease: known.get(ticket.leaseId) });
      outcomes.push({ requestId: ticket.requestId, outcome: taken.outcome });
      replaced += taken.replaced ? 1 : 0;
    }
    const count = (what: Outcome['outcome']): number => outcomes.filter(({ outcome }) => outcome === what).length;
    const detail = { added: count('added'), known: count('known'), refused: count('refused'), replaced };
    tx.audit({ actor: actorOf(device), action: 'hall.local_tickets_received', subject: { kind: 'device', id: device.id }, unitUid: device.unitUid, detail });
    return outcomes;
  });
}

type Received = { readonly device: Device; readonly ticket: LocalTicket; readonly lease: leases.LeaseRow | undefined };
type Taken = { readonly outcome: Outcome['outcome']; readonly replaced: boolean };

async function receiveOne(deps: HallDeps, tx: HallTx, { device, ticket, lease }: Received): Promise<Taken> {
  if (lease === undefined || ticket.number < lease.first || ticket.number > lease.last) return { outcome: 'refused', replaced: false };
  await tickets.lockSeries(tx.q, lease.groupId, lease.day);
  if ((await tickets.findTicketByRequest(tx.q, ticket.requestId)) !== undefined) return { outcome: 'known', replaced: false };
  const now = deps.clock.now();
  const double = await tickets.findTicketByNumber(tx.q, { groupId: lease.groupId, day: lease.day, number: ticket.number });
  if (double !== undefined) {
    // Two papers bear one number: staff must see it, and the register keeps the first.
    await tickets.addEntry(tx.q, { ticketId: double.id, at: now, act: 'issue', counterNumber: null, byName: device.name, note: `Số này bị in lần nữa lúc ${ticket.issuedAt}` });
    return { outcome: 'refused', replaced: false };
  }
  await addLocal(deps, tx, { device, ticket, lease });
  const replaced = ticket.insteadOf !== null && (await giveUp(deps, tx, device, ticket.insteadOf));
  return { outcome: 'added', replaced };
}

async function addLocal(deps: HallDeps, tx: HallTx, { device, ticket, lease }: Received & { lease: leases.LeaseRow }): Promise<void> {
  const now = deps.clock.now();
  const kinds = await setup.listKinds(tx.q, lease.unitUid, lease.day);
  const kindId = kinds.some(({ id }) => id === ticket.priorityKindId) ? ticket.priorityKindId : null;
  // The clock of a kiosk may be wrong: nobody gets ahead by it, or waits for ever.
  const issuedAt = new Date(Math.min(now.getTime(), Math.max(Date.parse(ticket.issuedAt), lease.grantedAt.getTime())));
  const id = deps.ids.uuid();
  await tickets.insertTicket(tx.q, {
    ...{ id, unitUid: lease.unitUid, groupId: lease.groupId, day: lease.day, number: ticket.number, token: ticket.requestId, requestId: ticket.requestId },
    ...{ priorityKindId: kindId, source: 'local', leaseId: lease.id, deviceId: device.id, queueSince: issuedAt, issuedAt, receivedAt: now },
  });
  await tickets.addEntry(tx.q, { ticketId: id, at: issuedAt, act: 'issue', counterNumber: null, byName: device.name, note: 'Cấp khi mất mạng' });
}

/** The answer to an earlier request did not reach the kiosk, which printed a local number: that ticket must not be called. */
async function giveUp(deps: HallDeps, tx: HallTx, device: Device, requestId: string): Promise<boolean> {
  await leases.giveUp(tx.q, requestId, deps.clock.now());
  const found = await tickets.findTicketByRequest(tx.q, requestId);
  const ticket = found === undefined ? undefined : await tickets.lockTicket(tx.q, found.id);
  if (ticket === undefined || ticket.unitUid !== device.unitUid || stateAfter(ticket.state, 'cancel') === null) return false;
  const at = deps.clock.now();
  await tickets.moveTicket(tx.q, ticket.id, { state: 'cancelled', endedAt: at });
  await tickets.addEntry(tx.q, { ticketId: ticket.id, at, act: 'cancel', counterNumber: null, byName: device.name, note: 'Ki-ốt mất mạng trước khi in, đã in số khác' });
  return true;
}
