import type { Actor } from '#platform/access/actor.ts';
import type { Handlers } from '#platform/jobs/definitions.ts';
import type { HallDeps } from './context.ts';
import { createLive, type Live } from './live.ts';
import type * as model from './model.ts';
import { abilities, type Device } from './policy.ts';
import * as bookings from './use-cases/bookings.ts';
import { closeDays } from './use-cases/close-days.ts';
import * as devices from './use-cases/devices.ts';
import { readDay, type DayFigures } from './use-cases/figures.ts';
import * as issue from './use-cases/issue.ts';
import * as lease from './use-cases/lease.ts';
import * as serve from './use-cases/serve.ts';
import * as setup from './use-cases/setup.ts';
import * as views from './use-cases/views.ts';

type Replay = { readonly requestId: string };

/** The front door of the hall; officers and citizens come as actors, kiosks and screens as devices. */
export type Hall = {
  deviceOf(token: string): Promise<Device | null>;
  pairDevice(input: { code: string }): Promise<devices.Paired>;
  readKiosk(device: Device | null): Promise<views.KioskView>;
  readScreen(device: Device | null): Promise<views.ScreenView>;
  readCallsAfter(device: Device | null, seq: number): Promise<model.Call[]>;
  /** Takes a number; returns the ticket as it is printed. */
  issueAtKiosk(device: Device | null, input: model.IssueInput): Promise<views.TicketView>;
  issueAtCounter(actor: Actor, input: model.IssueInput): Promise<views.TicketView>;
  refreshLeases(device: Device): Promise<model.Lease[]>;
  receiveLocalTickets(device: Device, input: unknown): Promise<lease.Outcome[]>;
  receiveLocalCalls(device: Device, input: unknown): Promise<number>;
  sit(actor: Actor, input: Replay & { counterId: string }): Promise<void>;
  leave(actor: Actor, input: Replay): Promise<void>;
  callNext(actor: Actor, input: Replay): Promise<string | null>;
  actOnTicket(actor: Actor, input: model.TicketActInput): Promise<void>;
  readDesk(actor: Actor, unitUid: string | null): Promise<views.Desk>;
  readDay(actor: Actor, query: { unitUid: string | null; day: string }): Promise<DayFigures>;
  listPublicHalls(): Promise<views.PublicHall[]>;
  readTicket(token: string): Promise<views.TicketView>;
  offerSlots(groupId: string): Promise<bookings.BookingOffer>;
  /** Returns the code of the booking. */
  book(actor: Actor, input: model.BookingInput, address: string): Promise<string>;
  readBooking(code: string): ReturnType<typeof bookings.readBooking>;
  cancelBooking(actor: Actor, input: Replay & { code: string }): Promise<void>;
  checkIn(by: Actor | Device, input: Replay & { code: string }): Promise<views.TicketView>;
  listExpected(actor: Actor, query: { unitUid: string; day: string }): ReturnType<typeof bookings.listExpected>;
  listManaged(actor: Actor): Promise<model.Centre[]>;
  readSetup(actor: Actor, unitUid: string): Promise<setup.Setup>;
  saveCentre(actor: Actor, input: model.CentreInput): Promise<string>;
  saveGroup(actor: Actor, input: model.GroupInput): Promise<string>;
  closeGroup(actor: Actor, input: Replay & { unitUid: string; id: string }): Promise<string>;
  saveCounter(actor: Actor, input: model.CounterInput): Promise<string>;
  closeCounter(actor: Actor, input: Replay & { unitUid: string; id: string }): Promise<string>;
  addPriorityKind(actor: Actor, input: model.PriorityInput): Promise<string>;
  endPriorityKind(actor: Actor, input: Replay & { priorityId: string; validTo: string }): Promise<string>;
  listDevices(actor: Actor, unitUid: string): ReturnType<typeof devices.listDevices>;
  enterDevice(actor: Actor, input: model.DeviceInput): Promise<{ readonly id: string; readonly code: string }>;
  revokeDevice(actor: Actor, input: Replay & { unitUid: string; id: string }): Promise<void>;
  abilities(actor: Actor): ReturnType<typeof abilities>;
  /** Tells call screens of new calls; see `live.ts`. */
  readonly live: Live;
  readonly handlers: Handlers;
};

export function createHall(deps: HallDeps): Hall {
  const issued = async (id: Promise<string>): Promise<views.TicketView> => views.readIssued(deps, await id);
  return {
    deviceOf: (token) => devices.deviceOf(deps, token),
    pairDevice: (input) => devices.pairDevice(deps, input),
    readKiosk: (device) => views.readKiosk(deps, device),
    readScreen: (device) => views.readScreen(deps, device),
    readCallsAfter: (device, seq) => views.readCallsAfter(deps, device, seq),
    issueAtKiosk: (device, input) => issued(issue.issueAtKiosk(deps, device, input)),
    issueAtCounter: (actor, input) => issued(issue.issueAtCounter(deps, actor, input)),
    refreshLeases: (device) => lease.refreshLeases(deps, device),
    receiveLocalTickets: (device, input) => lease.receiveLocalTickets(deps, device, input),
    receiveLocalCalls: (device, input) => devices.receiveLocalCalls(deps, device, input),
    sit: (actor, input) => serve.sit(deps, actor, input),
    leave: (actor, input) => serve.leave(deps, actor, input),
    callNext: (actor, input) => serve.callNext(deps, actor, input),
    actOnTicket: (actor, input) => serve.actOnTicket(deps, actor, input),
    readDesk: (actor, unitUid) => views.readDesk(deps, actor, unitUid),
    readDay: (actor, query) => readDay(deps, actor, query),
    listPublicHalls: () => views.listPublicHalls(deps),
    readTicket: (token) => views.readTicket(deps, token),
    ...bookingDoors(deps, issued),
    ...setupDoors(deps),
    abilities,
    live: createLive(deps),
    handlers: { schedules: [{ name: 'hall.close_days', cron: '*/10 * * * *', run: () => closeDays(deps) }] },
  };
}

type BookingDoor = 'offerSlots' | 'book' | 'readBooking' | 'cancelBooking' | 'checkIn' | 'listExpected';

function bookingDoors(deps: HallDeps, issued: (id: Promise<string>) => Promise<views.TicketView>): Pick<Hall, BookingDoor> {
  return {
    offerSlots: (groupId) => bookings.offerSlots(deps, groupId),
    book: (actor, input, address) => bookings.book(deps, actor, input, address),
    readBooking: (code) => bookings.readBooking(deps, code),
    cancelBooking: (actor, input) => bookings.cancelBooking(deps, actor, input),
    checkIn: (by, input) => issued(bookings.checkIn(deps, by, input)),
    listExpected: (actor, query) => bookings.listExpected(deps, actor, query),
  };
}

type SetupDoor = 'listManaged' | 'readSetup' | 'saveCentre' | 'saveGroup' | 'closeGroup' | 'saveCounter' | 'closeCounter' | 'addPriorityKind' | 'endPriorityKind' | 'listDevices' | 'enterDevice' | 'revokeDevice';

function setupDoors(deps: HallDeps): Pick<Hall, SetupDoor> {
  return {
    listManaged: (actor) => setup.listManaged(deps, actor),
    readSetup: (actor, unitUid) => setup.readSetup(deps, actor, unitUid),
    saveCentre: (actor, input) => setup.saveCentre(deps, actor, input),
    saveGroup: (actor, input) => setup.saveGroup(deps, actor, input),
    closeGroup: (actor, input) => setup.closeGroup(deps, actor, input),
    saveCounter: (actor, input) => setup.saveCounter(deps, actor, input),
    closeCounter: (actor, input) => setup.closeCounter(deps, actor, input),
    addPriorityKind: (actor, input) => setup.addPriorityKind(deps, actor, input),
    endPriorityKind: (actor, input) => setup.endPriorityKind(deps, actor, input),
    listDevices: (actor, unitUid) => devices.listDevices(deps, actor, unitUid),
    enterDevice: (actor, input) => devices.enterDevice(deps, actor, input),
    revokeDevice: (actor, input) => devices.revokeDevice(deps, actor, input),
  };
}
