import type { Actor } from '#platform/access/actor.ts';
import { permit, unitsFor } from '#platform/access/decide.ts';
import { notFound } from '#platform/errors/app-error.ts';
import { toLocalDate } from '#platform/text/dates.ts';
import type { HallDeps } from '../context.ts';
import type { Call, Centre, Counter, Group, PriorityKind, Ticket } from '../model.ts';
import { decide, decideForDevice, type Device } from '../policy.ts';
import { callingOrder } from '../queue-order.ts';
import { instantOf } from '../slots.ts';
import * as calls from '../store/calls.ts';
import * as setup from '../store/setup.ts';
import * as tickets from '../store/tickets.ts';
import { estimateWait, type WaitEstimate } from '../wait-estimate.ts';
import { actorOf } from './issue.ts';
import { currentAt, eligible, queuedOf } from './serve.ts';

/** A hall at one moment. */
export type HallState = { readonly centre: Centre; readonly groups: readonly Group[]; readonly counters: readonly Counter[]; readonly open: readonly Ticket[]; readonly served: ReadonlyMap<string, readonly number[]> };

const fortnight = 14 * 86_400_000;

export async function readHall(deps: HallDeps, unitUid: string): Promise<HallState> {
  const centre = await setup.findCentre(deps.db.q, unitUid);
  if (centre === undefined) throw notFound('hall.not_found');
  const now = deps.clock.now();
  const [groups, counters, open] = await Promise.all([setup.listGroups(deps.db.q, unitUid), setup.listCounters(deps.db.q, unitUid), tickets.listOpen(deps.db.q, unitUid, toLocalDate(now))]);
  const served = await tickets.listServingMinutes(deps.db.q, groups.map(({ id }) => id), new Date(now.getTime() - fortnight));
  return { centre, groups, counters, open, served };
}

/** How many would be called before a ticket of this group (or before somebody who came now), and how long that takes. */
export function waitOf(hall: HallState, groupId: string, ticketId: string | null): { readonly ahead: number; readonly estimate: WaitEstimate } {
  const serving = hall.counters.filter((counter) => counter.groupIds.includes(groupId));
  const pool = hall.open.filter((ticket) => serving.some((counter) => eligible([ticket], counter).length > 0));
  const order = callingOrder(pool.map(queuedOf), 0, hall.centre);
  const at = ticketId === null ? -1 : order.findIndex(({ id }) => id === ticketId);
  const ahead = at === -1 ? order.length : at;
  const counters = serving.filter(({ sitting }) => sitting !== null).length;
  return { ahead, estimate: estimateWait({ ahead, counters, served: hall.served.get(groupId) ?? [] }) };
}

export type GroupLine = { readonly id: string; readonly code: string; readonly name: string; readonly waiting: number; readonly open: boolean; readonly estimate: WaitEstimate };

export function groupLines(hall: HallState): GroupLine[] {
  return hall.groups.map((group) => ({
    ...{ id: group.id, code: group.code, name: group.name },
    waiting: hall.open.filter((ticket) => ticket.state === 'waiting' && ticket.groupId === group.id).length,
    open: hall.counters.some(({ sitting, groupIds }) => sitting !== null && groupIds.includes(group.id)),
    estimate: waitOf(hall, group.id, null).estimate,
  }));
}

function permitDevice(device: Device | null, kind: Device['kind']): asserts device is Device {
  const attempt = { actor: device === null ? ({ kind: 'anonymous' } as const) : actorOf(device), action: `hall.${kind}`, subject: { kind: 'device', id: device?.id ?? 'unknown' } };
  permit(decideForDevice(device, kind), attempt);
}

export type KioskView = { readonly centre: Centre; readonly groups: readonly GroupLine[]; readonly kinds: readonly PriorityKind[]; readonly today: string };

/** What a kiosk shows. */
export async function readKiosk(deps: HallDeps, device: Device | null): Promise<KioskView> {
  permitDevice(device, 'kiosk');
  const today = toLocalDate(deps.clock.now());
  const [hall, kinds] = await Promise.all([readHall(deps, device.unitUid), setup.listKinds(deps.db.q, device.unitUid, today)]);
  return { centre: hall.centre, groups: groupLines(hall), kinds, today };
}

export type ScreenView = { readonly name: string; readonly seq: number; readonly calls: readonly Call[]; readonly waiting: readonly { readonly code: string; readonly name: string; readonly waiting: number }[] };

/** What a call screen shows. */
export async function readScreen(deps: HallDeps, device: Device | null): Promise<ScreenView> {
  permitDevice(device, 'screen');
  const midnight = instantOf(toLocalDate(deps.clock.now()), '00:00');
  // The number first: a call that comes between the two reads is shown twice rather than never.
  const seq = await calls.readCallSeq(deps.db.q, device.unitUid);
  const [hall, last] = await Promise.all([readHall(deps, device.unitUid), calls.listLastCalls(deps.db.q, device.unitUid, midnight)]);
  return { name: hall.centre.name, seq, calls: last, waiting: groupLines(hall).map(({ code, name, waiting }) => ({ code, name, waiting })) };
}

/** Calls that a screen has not seen; no more than it can show. */
export async function readCallsAfter(deps: HallDeps, device: Device | null, seq: number): Promise<Call[]> {
  permitDevice(device, 'screen');
  return calls.listCallsAfter(deps.db.q, device.unitUid, seq);
}

/** One hall on the citizen's page. */
export type PublicHall = { readonly unitUid: string; readonly name: string; readonly address: string; readonly booking: boolean; readonly groups: readonly (GroupLine & { readonly books: boolean })[] };

export async function listPublicHalls(deps: HallDeps): Promise<PublicHall[]> {
  const centres = await setup.listCentres(deps.db.q, 'all');
  const halls = await Promise.all(centres.slice(0, 50).map(({ unitUid }) => readHall(deps, unitUid)));
  return halls
    .filter(({ groups }) => groups.length > 0)
    .map((hall) => {
      const { unitUid, name, address, bookingDays } = hall.centre;
      const books = (id: string): boolean => bookingDays > 0 && (hall.groups.find((group) => group.id === id)?.slotPlaces ?? 0) > 0;
      return { unitUid, name, address, booking: bookingDays > 0, groups: groupLines(hall).map((line) => ({ ...line, books: books(line.id) })) };
    });
}

/** What a visitor's own page and paper show; holds nothing about anybody else. */
export type TicketView = {
  readonly label: string;
  readonly state: Ticket['state'];
  readonly priority: string | null;
  readonly groupName: string;
  readonly centreName: string;
  readonly address: string;
  readonly counterNumber: number | null;
  readonly ahead: number;
  readonly estimate: WaitEstimate;
  readonly issuedAt: string;
  readonly url: string;
};

/** By its unguessable token, the one way in. */
export async function readTicket(deps: HallDeps, token: string): Promise<TicketView> {
  const ticket = /^[\w-]{10,80}$/u.test(token) ? await tickets.findTicketByToken(deps.db.q, token) : undefined;
  if (ticket === undefined) throw notFound('hall.ticket_not_found');
  return viewOf(deps, ticket);
}

/** After it was issued. */
export async function readIssued(deps: HallDeps, ticketId: string): Promise<TicketView> {
  const ticket = await tickets.findTicket(deps.db.q, ticketId);
  if (ticket === undefined) throw notFound('hall.ticket_not_found');
  return viewOf(deps, ticket);
}

async function viewOf(deps: HallDeps, ticket: Ticket): Promise<TicketView> {
  const hall = await readHall(deps, ticket.unitUid);
  const { label, state, priority, counterNumber, issuedAt, token } = ticket;
  const groupName = hall.groups.find(({ id }) => id === ticket.groupId)?.name ?? '';
  const { name: centreName, address } = hall.centre;
  return { ...{ label, state, priority, counterNumber, issuedAt, groupName, centreName, address }, ...waitOf(hall, ticket.groupId, ticket.id), url: `${deps.baseUrl}/xep-hang/phieu/${token}` };
}

/** "Quầy của tôi". */
export type Desk = {
  readonly centre: Centre;
  readonly groups: readonly GroupLine[];
  readonly kinds: readonly PriorityKind[];
  readonly counters: readonly Counter[];
  readonly own: Counter | null;
  readonly current: Ticket | null;
  /** Who would be called at this counter, in this order. */
  readonly queue: readonly Ticket[];
  readonly skipped: readonly Ticket[];
  readonly journal: readonly tickets.Entry[];
  readonly booking: boolean;
};

/** The counters of the hall in which the actor serves; `unitUid` chooses one of several. */
export async function readDesk(deps: HallDeps, actor: Actor, unitUid: string | null): Promise<Desk> {
  const units = unitsFor(actor, 'hall.serve');
  const own = actor.kind === 'officer' ? await setup.findCounterOf(deps.db.q, actor.accountId) : undefined;
  const centres = await setup.listCentres(deps.db.q, units);
  const centre = centres.find((candidate) => candidate.unitUid === (unitUid ?? own?.unitUid)) ?? (unitUid === null ? centres[0] : undefined);
  if (centre === undefined) throw notFound('hall.not_found');
  permit(decide(actor, 'hall.serve', centre), { actor, action: 'hall.serve', subject: { kind: 'hall', id: centre.unitUid } });
  const hall = await readHall(deps, centre.unitUid);
  const seat = own?.unitUid === centre.unitUid ? own : undefined;
  const current = seat === undefined ? undefined : currentAt(hall.open, seat);
  const run = seat === undefined ? 0 : await setup.readRun(deps.db.q, seat.id);
  const queue = seat === undefined ? [] : callingOrder(eligible(hall.open, seat).map(queuedOf), run, centre).map(({ ticket }) => ticket);
  return {
    ...{ centre, groups: groupLines(hall), counters: hall.counters, own: seat ?? null, current: current ?? null, queue },
    kinds: await setup.listKinds(deps.db.q, centre.unitUid, toLocalDate(deps.clock.now())),
    skipped: hall.open.filter(({ state, groupId }) => state === 'skipped' && (seat?.groupIds.includes(groupId) ?? true)),
    journal: current === undefined ? [] : await tickets.listEntries(deps.db.q, current.id),
    booking: centre.bookingDays > 0,
  };
}
