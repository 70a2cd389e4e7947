import type { Actor, Officer } from '#platform/access/actor.ts';
import { permit } from '#platform/access/decide.ts';
import { conflict, forbidden, notFound } from '#platform/errors/app-error.ts';
import { toLocalDate } from '#platform/text/dates.ts';
import type { HallDeps } from '../context.ts';
import { ticketEnded } from '../events.ts';
import { counterActInput, sitInput, ticketActInput, type Centre, type Counter, type Ticket, type TicketActInput } from '../model.ts';
import { decide } from '../policy.ts';
import { chooseNext } from '../queue-order.ts';
import { stateAfter, type TicketAct } from '../states.ts';
import * as calls from '../store/calls.ts';
import * as setup from '../store/setup.ts';
import * as tickets from '../store/tickets.ts';
import { carryOut, type HallTx } from './carry-out.ts';
import { parseInput } from './parse-input.ts';

/** An officer at a counter, with the hall locked. */
type Seat = { readonly actor: Officer; readonly counter: Counter; readonly centre: Centre };

/** The tickets that a counter may call. */
export function eligible(open: readonly Ticket[], counter: Pick<Counter, 'id' | 'groupIds'>): Ticket[] {
  return open.filter(({ state, forCounterId, groupId }) => state === 'waiting' && (forCounterId === null ? counter.groupIds.includes(groupId) : forCounterId === counter.id));
}

export const queuedOf = (ticket: Ticket) => ({ id: ticket.id, priority: ticket.priority !== null, since: Date.parse(ticket.queueSince), ticket });

/** Sits down at a counter, leaving any other. */
export async function sit(deps: HallDeps, actor: Actor, raw: { requestId: string; counterId: string }): Promise<void> {
  const input = parseInput(sitInput, raw);
  const officer = requireOfficer(actor);
  await carryOut(deps, { actor, kind: 'sit', requestId: input.requestId }, async (tx) => {
    const found = await setup.findCounter(tx.q, input.counterId);
    if (found === undefined) throw notFound('hall.counter_not_found');
    permit(decide(actor, 'hall.serve', found), { actor, action: 'hall.serve', subject: { kind: 'counter', id: found.id } });
    await setup.lockCentre(tx.q, found.unitUid);
    const counter = (await setup.findCounter(tx.q, found.id)) ?? found;
    if (counter.sitting?.accountId === officer.accountId) return null;
    if (counter.sitting !== null) throw conflict('hall.counter_taken', { number: counter.number, name: counter.sitting.officerName });
    await refuseWhileServing(deps, tx, officer.accountId);
    const at = deps.clock.now();
    await setup.standUp(tx.q, officer.accountId, at);
    await setup.sitDown(tx.q, { id: deps.ids.uuid(), counterId: counter.id, unitUid: counter.unitUid, accountId: officer.accountId, officerName: officer.name, at });
    tx.audit({ actor, action: 'hall.counter_opened', subject: { kind: 'counter', id: counter.id }, unitUid: counter.unitUid, detail: { counter: counter.number } });
    return null;
  });
}

/** Leaves the counter; refused while somebody is being served there. */
export async function leave(deps: HallDeps, actor: Actor, raw: { requestId: string }): Promise<void> {
  const input = parseInput(counterActInput, raw);
  await carryOut(deps, { actor, kind: 'leave', requestId: input.requestId }, async (tx) => {
    const { counter } = await takeSeat(tx, actor);
    await refuseWhileServing(deps, tx, requireOfficer(actor).accountId);
    await setup.standUp(tx.q, requireOfficer(actor).accountId, deps.clock.now());
    // Whoever was handed over to this counter goes back to the group: nobody else could call them.
    await tickets.releaseFrom(tx.q, counter.id);
    tx.audit({ actor, action: 'hall.counter_left', subject: { kind: 'counter', id: counter.id }, unitUid: counter.unitUid, detail: { counter: counter.number } });
    return null;
  });
}

/**
 * Ends the ticket at the counter, if there is one, and calls the next by the rule of the hall. Returns the id of the
 * called ticket, or null when the last was ended and nobody waits.
 * @throws AppError conflict `hall.nobody_waits` when there was nothing to end either
 */
export async function callNext(deps: HallDeps, actor: Actor, raw: { requestId: string }): Promise<string | null> {
  const input = parseInput(counterActInput, raw);
  return carryOut(deps, { actor, kind: 'call_next', requestId: input.requestId }, async (tx) => {
    const seat = await takeSeat(tx, actor);
    const open = await tickets.listOpen(tx.q, seat.counter.unitUid, toLocalDate(deps.clock.now()));
    const current = currentAt(open, seat.counter);
    if (current !== undefined) await apply(deps, tx, seat, { ticket: current, act: 'finish' });
    const run = await setup.readRun(tx.q, seat.counter.id);
    const choice = chooseNext(eligible(open, seat.counter).map(queuedOf), run, seat.centre);
    if (choice === null && current === undefined) throw conflict('hall.nobody_waits');
    if (choice === null) return null;
    await setup.saveRun(tx.q, seat.counter.id, choice.run);
    await apply(deps, tx, seat, { ticket: choice.ticket.ticket, act: 'call' });
    return choice.ticket.id;
  });
}

export function currentAt(open: readonly Ticket[], counter: { readonly id: string }): Ticket | undefined {
  return open.find(({ counterId, state }) => counterId === counter.id && (state === 'called' || state === 'serving'));
}

/** One act on one ticket. What is at a counter is handled there; the absent may be given back by anybody of the hall. */
export async function actOnTicket(deps: HallDeps, actor: Actor, raw: TicketActInput): Promise<void> {
  const input = parseInput(ticketActInput, raw);
  await carryOut(deps, { actor, kind: input.act, requestId: input.requestId }, async (tx) => {
    const seat = await takeSeat(tx, actor);
    const ticket = await tickets.lockTicket(tx.q, input.ticketId);
    if (ticket?.unitUid !== seat.counter.unitUid) throw notFound('hall.ticket_not_found');
    const elsewhere = ticket.counterId !== seat.counter.id && !(input.act === 'give_back' && ticket.state === 'skipped');
    if (elsewhere) throw conflict('hall.ticket_moved_on', { label: ticket.label });
    const toCounterId = input.act === 'transfer' ? await receivingCounter(tx, seat, input.toCounterId) : null;
    await apply(deps, tx, seat, { ticket, act: input.act, toCounterId, note: input.note });
    return null;
  });
}

async function receivingCounter(tx: HallTx, { counter }: Seat, toCounterId: string | null): Promise<string> {
  const to = toCounterId === null ? undefined : await setup.findCounter(tx.q, toCounterId);
  if (to?.unitUid !== counter.unitUid) throw notFound('hall.counter_not_found');
  if (to.id === counter.id) throw conflict('hall.same_counter');
  if (to.sitting === null) throw conflict('hall.nobody_there');
  return to.id;
}

type Done = { readonly ticket: Ticket; readonly act: TicketAct; readonly toCounterId?: string | null; readonly note?: string };

async function apply(deps: HallDeps, tx: HallTx, { actor, counter }: Seat, { ticket, act, toCounterId = null, note = '' }: Done): Promise<void> {
  const state = stateAfter(ticket.state, act);
  if (state === null) throw conflict('hall.ticket_moved_on', { label: ticket.label });
  const at = deps.clock.now();
  await tickets.moveTicket(tx.q, ticket.id, { state, ...changesOf(act, { at, counter, actor, ticket, toCounterId }) });
  await tickets.addEntry(tx.q, { ticketId: ticket.id, at, act, counterNumber: counter.number, byName: actor.name, note });
  if (act === 'call' || act === 'call_again') {
    await calls.addCall(tx.q, { unitUid: counter.unitUid, ticketId: ticket.id, label: ticket.label, counterNumber: counter.number, kind: act, requestId: null, at });
  }
  tx.audit({ actor, action: 'hall.ticket_handled', subject: { kind: 'ticket', id: ticket.id }, unitUid: counter.unitUid, detail: { act, label: ticket.label, counter: counter.number } });
  if (state === 'done') tx.publish(ticketEnded, { ticketId: ticket.id, unitUid: ticket.unitUid, groupId: ticket.groupId, outcome: 'done' });
}

type Facts = { readonly at: Date; readonly counter: Counter; readonly actor: Officer; readonly ticket: Ticket; readonly toCounterId: string | null };

function changesOf(act: TicketAct, { at, counter, actor, ticket, toCounterId }: Facts): Omit<tickets.Move, 'state'> {
  if (act === 'call') return { counterId: counter.id, officerName: actor.name, calledAt: at, servingAt: null, calls: ticket.calls + 1 };
  if (act === 'call_again') return { calls: ticket.calls + 1 };
  if (act === 'start') return { servingAt: at };
  if (act === 'finish') return { endedAt: at };
  if (act === 'give_back') return { counterId: null, forCounterId: null, calledAt: null };
  return act === 'transfer' ? { counterId: null, forCounterId: toCounterId, calledAt: null, servingAt: null } : {};
}

/** The counter of the actor, with the hall locked for the rest of the transaction. */
async function takeSeat(tx: HallTx, actor: Actor): Promise<Seat> {
  const officer = requireOfficer(actor);
  const found = await setup.findCounterOf(tx.q, officer.accountId);
  if (found === undefined) throw conflict('hall.not_at_counter');
  permit(decide(actor, 'hall.serve', found), { actor, action: 'hall.serve', subject: { kind: 'counter', id: found.id } });
  const centre = await setup.lockCentre(tx.q, found.unitUid);
  if (centre === undefined) throw notFound('hall.not_found');
  return { actor: officer, counter: found, centre };
}

async function refuseWhileServing(deps: HallDeps, tx: HallTx, accountId: string): Promise<void> {
  const counter = await setup.findCounterOf(tx.q, accountId);
  if (counter === undefined) return;
  const current = currentAt(await tickets.listOpen(tx.q, counter.unitUid, toLocalDate(deps.clock.now())), counter);
  if (current !== undefined) throw conflict('hall.serving_somebody', { label: current.label });
}

function requireOfficer(actor: Actor): Officer {
  if (actor.kind !== 'officer') throw forbidden('hall.forbidden', { action: 'hall.serve', subject: { kind: 'hall', id: 'counter' } });
  return actor;
}
