import type { Actor } from '#platform/access/actor.ts';
import { permit, unitsFor } from '#platform/access/decide.ts';
import { conflict, notFound } from '#platform/errors/app-error.ts';
import { toLocalDate } from '#platform/text/dates.ts';
import type { HallDeps } from '../context.ts';
import * as model from '../model.ts';
import { decide, decideOnPriority } from '../policy.ts';
import * as bookings from '../store/bookings.ts';
import * as setup from '../store/setup.ts';
import * as tickets from '../store/tickets.ts';
import { carryOut, type HallTx } from './carry-out.ts';
import { parseInput } from './parse-input.ts';

export type Setup = {
  readonly centre: model.Centre | null;
  readonly groups: readonly model.Group[];
  readonly counters: readonly model.Counter[];
  readonly kinds: readonly model.PriorityKind[];
  /** Fields of the procedures offered, for the groups to choose from. */
  readonly fields: readonly { readonly code: string; readonly name: string }[];
  readonly mayEndCountryKinds: boolean;
};

function permitManage(actor: Actor, unitUid: string): void {
  permit(decide(actor, 'hall.manage', { unitUid }), { actor, action: 'hall.manage', subject: { kind: 'hall', id: unitUid } });
}

/** Halls that the actor manages. */
export async function listManaged(deps: HallDeps, actor: Actor): Promise<model.Centre[]> {
  return setup.listCentres(deps.db.q, unitsFor(actor, 'hall.manage'));
}

/** How a hall is set up; `centre` is null where there is none yet. */
export async function readSetup(deps: HallDeps, actor: Actor, unitUid: string): Promise<Setup> {
  permitManage(actor, unitUid);
  const q = deps.db.q;
  const [centre, groups, counters, kinds, procedures] = await Promise.all([
    ...([setup.findCentre(q, unitUid), setup.listGroups(q, unitUid), setup.listCounters(q, unitUid)] as const),
    ...([setup.listKinds(q, unitUid, null), deps.procedures.search('')] as const),
  ]);
  const fields = [...new Map(procedures.map(({ field }) => [field.code, { code: field.code, name: field.name.vi }])).values()];
  return { centre: centre ?? null, groups, counters, kinds, fields, mayEndCountryKinds: decideOnPriority(actor, { unitUid: null }).allowed };
}

type Change = { readonly actor: Actor; readonly what: string; readonly requestId: string; readonly unitUid: string };

/** One change of a hall with its audit line; returns the id of what was changed. */
async function change(deps: HallDeps, { actor, what, requestId, unitUid }: Change, work: (tx: HallTx) => Promise<{ id: string; values: Record<string, unknown> }>): Promise<string> {
  return carryOut(deps, { actor, kind: what, requestId }, async (tx) => {
    permitManage(actor, unitUid);
    await setup.lockCentre(tx.q, unitUid);
    const { id, values } = await work(tx);
    tx.audit({ actor, action: 'hall.setup_changed', subject: { kind: what, id }, unitUid, detail: { what, values } });
    return id;
  });
}

export async function saveCentre(deps: HallDeps, actor: Actor, raw: model.CentreInput): Promise<string> {
  const { requestId, ...centre } = parseInput(model.centreInput, raw);
  return change(deps, { actor, what: 'centre', requestId, unitUid: centre.unitUid }, async (tx) => {
    await setup.saveCentre(tx.q, centre);
    return { id: centre.unitUid, values: centre };
  });
}

export async function saveGroup(deps: HallDeps, actor: Actor, raw: model.GroupInput): Promise<string> {
  const { requestId, groupId, ...values } = parseInput(model.groupInput, raw);
  return change(deps, { actor, what: 'counter_group', requestId, unitUid: values.unitUid }, async (tx) => {
    const groups = await requireHall(tx, values.unitUid);
    if (groupId !== null && !groups.some(({ id }) => id === groupId)) throw notFound('hall.group_not_found');
    if (groups.some(({ id, code }) => code === values.code && id !== groupId)) throw conflict('hall.code_taken');
    const id = groupId ?? deps.ids.uuid();
    await setup.saveGroup(tx.q, { id, ...values });
    return { id, values };
  });
}

/** @throws conflict `hall.group_in_use` while people wait or have booked. */
export async function closeGroup(deps: HallDeps, actor: Actor, raw: { requestId: string; unitUid: string; id: string }): Promise<string> {
  const { requestId, unitUid, id } = parseInput(model.closeInput, raw);
  return change(deps, { actor, what: 'counter_group_closed', requestId, unitUid }, async (tx) => {
    const groups = await requireHall(tx, unitUid);
    if (!groups.some((group) => group.id === id)) throw notFound('hall.group_not_found');
    const open = await tickets.listOpen(tx.q, unitUid, toLocalDate(deps.clock.now()));
    if (open.some(({ groupId }) => groupId === id) || (await bookings.hasOpenBookings(tx.q, id))) throw conflict('hall.group_in_use');
    await setup.closeGroup(tx.q, id, deps.clock.now());
    return { id, values: {} };
  });
}

export async function saveCounter(deps: HallDeps, actor: Actor, raw: model.CounterInput): Promise<string> {
  const { requestId, counterId, ...values } = parseInput(model.counterInput, raw);
  return change(deps, { actor, what: 'counter', requestId, unitUid: values.unitUid }, async (tx) => {
    const groups = await requireHall(tx, values.unitUid);
    const counters = await setup.listCounters(tx.q, values.unitUid);
    if (counterId !== null && !counters.some(({ id }) => id === counterId)) throw notFound('hall.counter_not_found');
    if (counters.some(({ id, number }) => number === values.number && id !== counterId)) throw conflict('hall.code_taken');
    if (values.groupIds.some((wanted) => !groups.some(({ id }) => id === wanted))) throw notFound('hall.group_not_found');
    const id = counterId ?? deps.ids.uuid();
    await setup.saveCounter(tx.q, { id, ...values });
    return { id, values };
  });
}

export async function closeCounter(deps: HallDeps, actor: Actor, raw: { requestId: string; unitUid: string; id: string }): Promise<string> {
  const { requestId, unitUid, id } = parseInput(model.closeInput, raw);
  return change(deps, { actor, what: 'counter_closed', requestId, unitUid }, async (tx) => {
    const counter = await setup.findCounter(tx.q, id);
    if (counter?.unitUid !== unitUid) throw notFound('hall.counter_not_found');
    if (counter.sitting !== null) throw conflict('hall.counter_in_use');
    await setup.closeCounter(tx.q, id, deps.clock.now());
    return { id, values: {} };
  });
}

export async function addPriorityKind(deps: HallDeps, actor: Actor, raw: model.PriorityInput): Promise<string> {
  const { requestId, ...kind } = parseInput(model.priorityInput, raw);
  return carryOut(deps, { actor, kind: 'priority_kind', requestId }, async (tx) => {
    permit(decideOnPriority(actor, kind), { actor, action: 'hall.manage', subject: { kind: 'hall', id: kind.unitUid ?? 'all' } });
    const id = deps.ids.uuid();
    await setup.insertKind(tx.q, { id, ...kind, validTo: null });
    auditKind(tx, actor, { id, unitUid: kind.unitUid, values: kind });
    return id;
  });
}

/** Ends a kind of priority from a day on; tickets taken before keep it. */
export async function endPriorityKind(deps: HallDeps, actor: Actor, raw: { requestId: string; priorityId: string; validTo: string }): Promise<string> {
  const { requestId, priorityId, validTo } = parseInput(model.endPriorityInput, raw);
  return carryOut(deps, { actor, kind: 'priority_kind_ended', requestId }, async (tx) => {
    const kind = await setup.findKind(tx.q, priorityId);
    if (kind === undefined) throw notFound('hall.priority_not_found');
    permit(decideOnPriority(actor, kind), { actor, action: 'hall.manage', subject: { kind: 'hall', id: kind.unitUid ?? 'all' } });
    if (validTo <= kind.validFrom) throw conflict('hall.priority_not_found');
    await setup.endKind(tx.q, priorityId, validTo);
    auditKind(tx, actor, { id: priorityId, unitUid: kind.unitUid, values: { validTo } });
    return priorityId;
  });
}

function auditKind(tx: HallTx, actor: Actor, { id, unitUid, values }: { id: string; unitUid: string | null; values: Record<string, unknown> }): void {
  const where = unitUid === null ? {} : { unitUid };
  tx.audit({ actor, action: 'hall.setup_changed', subject: { kind: 'priority_kind', id }, ...where, detail: { what: 'priority_kind', values } });
}

async function requireHall(tx: HallTx, unitUid: string): Promise<model.Group[]> {
  if ((await setup.findCentre(tx.q, unitUid)) === undefined) throw notFound('hall.not_found');
  return setup.listGroups(tx.q, unitUid);
}
