import { systemActor, type Actor, type System } from '#platform/access/actor.ts';
import { permit } from '#platform/access/decide.ts';
import { conflict, notFound } from '#platform/errors/app-error.ts';
import { toLocalDate } from '#platform/text/dates.ts';
import type { HallDeps } from '../context.ts';
import { issueInput, type Group, type IssueInput } from '../model.ts';
import { decide, decideForDevice, type Device } from '../policy.ts';
import { ticketLabel } from '../states.ts';
import * as leases from '../store/leases.ts';
import * as setup from '../store/setup.ts';
import * as tickets from '../store/tickets.ts';
import { carryOut, nameOf, type HallTx } from './carry-out.ts';
import { parseInput } from './parse-input.ts';

/** A device in the audit trail. */
export function actorOf(device: Device): System {
  return systemActor(`hall_device:${device.id}`);
}

/** A ticket taken at a kiosk while it has a line. Returns its id; a replay returns the same. */
export async function issueAtKiosk(deps: HallDeps, device: Device | null, raw: IssueInput): Promise<string> {
  const actor = device === null ? systemActor('hall_device') : actorOf(device);
  permit(decideForDevice(device, 'kiosk'), { actor, action: 'hall.kiosk', subject: { kind: 'device', id: device?.id ?? 'unknown' } });
  const input = parseInput(issueInput, raw);
  return carryOut(deps, { actor, kind: 'issue', requestId: input.requestId }, async (tx) => {
    const group = await groupOf(tx, input.groupId, device?.unitUid ?? '');
    await requireKind(deps, tx, group.unitUid, input.priorityKindId);
    return issueTicket(deps, tx, { actor, group, source: 'kiosk', requestId: input.requestId, priorityKindId: input.priorityKindId, byName: device?.name ?? '', deviceId: device?.id ?? null });
  });
}

/** A ticket that an officer gives to somebody at the counter. */
export async function issueAtCounter(deps: HallDeps, actor: Actor, raw: IssueInput): Promise<string> {
  const input = parseInput(issueInput, raw);
  return carryOut(deps, { actor, kind: 'issue', requestId: input.requestId }, async (tx) => {
    const group = await setup.findGroup(tx.q, input.groupId);
    if (group === undefined) throw notFound('hall.group_not_found');
    permit(decide(actor, 'hall.serve', group), { actor, action: 'hall.serve', subject: { kind: 'hall', id: group.unitUid } });
    await requireKind(deps, tx, group.unitUid, input.priorityKindId);
    return issueTicket(deps, tx, { actor, group, source: 'counter', requestId: input.requestId, priorityKindId: input.priorityKindId, byName: nameOf(actor), deviceId: null });
  });
}

/** A group of this hall. @throws not_found for one of another hall, as for none. */
export async function groupOf(tx: HallTx, groupId: string, unitUid: string): Promise<Group> {
  const group = await setup.findGroup(tx.q, groupId);
  if (group?.unitUid !== unitUid) throw notFound('hall.group_not_found');
  return group;
}

async function requireKind(deps: HallDeps, tx: HallTx, unitUid: string, kindId: string | null): Promise<void> {
  if (kindId === null) return;
  const known = await setup.listKinds(tx.q, unitUid, toLocalDate(deps.clock.now()));
  if (!known.some(({ id }) => id === kindId)) throw notFound('hall.priority_not_found');
}

export type NewIssue = {
  readonly actor: Actor;
  readonly group: Group;
  readonly source: 'kiosk' | 'counter' | 'booking';
  readonly requestId: string;
  readonly priorityKindId: string | null;
  readonly byName: string;
  readonly deviceId: string | null;
  readonly queueSince?: Date;
};

/** Gives out the next number of today inside the caller's transaction; returns the ticket's id. */
export async function issueTicket(deps: HallDeps, tx: HallTx, issue: NewIssue): Promise<string> {
  const { actor, group, source, requestId, priorityKindId, deviceId, byName } = issue;
  const now = deps.clock.now();
  const day = toLocalDate(now);
  const number = await tickets.takeNumber(tx.q, group.id, day);
  // Asked under the lock of the series: the kiosk may have printed a local number meanwhile.
  if (await leases.isGivenUp(tx.q, requestId)) throw conflict('hall.request_given_up');
  const id = deps.ids.uuid();
  const when = { queueSince: issue.queueSince ?? now, issuedAt: now, receivedAt: now };
  await tickets.insertTicket(tx.q, { id, unitUid: group.unitUid, groupId: group.id, day, number, token: deps.ids.token(12), requestId, priorityKindId, source, leaseId: null, deviceId, ...when });
  await tickets.addEntry(tx.q, { ticketId: id, at: now, act: 'issue', counterNumber: null, byName });
  const label = ticketLabel(group.code, number);
  tx.audit({ actor, action: 'hall.ticket_issued', subject: { kind: 'ticket', id }, unitUid: group.unitUid, detail: { label, source } });
  return id;
}
