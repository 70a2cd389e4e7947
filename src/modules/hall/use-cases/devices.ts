import { createHash } from 'node:crypto';
import type { Actor } from '#platform/access/actor.ts';
import { permit } from '#platform/access/decide.ts';
import { invalid, notFound } from '#platform/errors/app-error.ts';
import type { HallDeps } from '../context.ts';
import { closeInput, deviceInput, localCallsInput, pairInput, type DeviceInput } from '../model.ts';
import { decide, decideForDevice, type Device } from '../policy.ts';
import { parseLabel, ticketLabel } from '../states.ts';
import * as calls from '../store/calls.ts';
import * as devices from '../store/devices.ts';
import * as setup from '../store/setup.ts';
import { accountOf, carryOut } from './carry-out.ts';
import { actorOf } from './issue.ts';
import { parseInput } from './parse-input.ts';

const codeLifeMs = 15 * 60_000;
const seenEveryMs = 60_000;
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** `length` letters of Crockford's alphabet out of an unguessable token: no two look alike on a screen. */
export function lettersOf(token: string, length: number): string {
  return Array.from(createHash('sha256').update(token).digest().subarray(0, length)).map((byte) => letters[byte & 31] ?? '0').join('');
}

/** Enters a device. The pairing code is shown once, here; it is good for 15 minutes. */
export async function enterDevice(deps: HallDeps, actor: Actor, raw: DeviceInput): Promise<{ readonly id: string; readonly code: string }> {
  const input = parseInput(deviceInput, raw);
  const code = lettersOf(deps.ids.token(), 8);
  const id = await carryOut(deps, { actor, kind: 'enter_device', requestId: input.requestId }, async (tx) => {
    permit(decide(actor, 'hall.manage', input), { actor, action: 'hall.manage', subject: { kind: 'hall', id: input.unitUid } });
    if ((await setup.findCentre(tx.q, input.unitUid)) === undefined) throw notFound('hall.not_found');
    const { unitUid, kind, name } = input;
    const [now, added] = [deps.clock.now(), deps.ids.uuid()];
    await devices.insertDevice(tx.q, { id: added, unitUid, kind, name, codeHash: hash(code), codeUntil: new Date(now.getTime() + codeLifeMs), at: now, by: accountOf(actor) });
    tx.audit({ actor, action: 'hall.device_entered', subject: { kind: 'device', id: added }, unitUid, detail: { kind, name } });
    return added;
  });
  return { id, code };
}

export type Paired = { readonly device: Device; readonly token: string };

/** Exchanges a pairing code for the token of the device. @throws invalid `hall.pairing_code_wrong` */
export async function pairDevice(deps: HallDeps, raw: { code: string }): Promise<Paired> {
  const code = parseInput(pairInput, raw).code.replace(/[\s-]/gu, '').toUpperCase();
  const token = deps.ids.token();
  return deps.db.transaction(async (tx) => {
    const now = deps.clock.now();
    const device = await devices.lockByCode(tx.q, hash(code), now);
    if (device === undefined) throw invalid('hall.pairing_code_wrong');
    await devices.pair(tx.q, device.id, hash(token), now);
    tx.audit({ actor: actorOf(device), action: 'hall.device_paired', subject: { kind: 'device', id: device.id }, unitUid: device.unitUid, detail: { kind: device.kind } });
    return { device, token };
  });
}

/** The device behind a token, or null for one unknown or cut off. Notes each minute that it is alive. */
export async function deviceOf(deps: HallDeps, token: string): Promise<Device | null> {
  if (!/^[\w-]{20,200}$/u.test(token)) return null;
  const now = deps.clock.now();
  const found = await devices.findByToken(deps.db.q, hash(token), now);
  if (found === undefined) return null;
  if (found.seenAt === null || now.getTime() - Date.parse(found.seenAt) > seenEveryMs) await devices.noteSeen(deps.db.q, found.id, now);
  return { id: found.id, unitUid: found.unitUid, kind: found.kind, name: found.name };
}

/** Cuts a device off at once; what it gave out before stays. */
export async function revokeDevice(deps: HallDeps, actor: Actor, raw: { requestId: string; unitUid: string; id: string }): Promise<void> {
  const input = parseInput(closeInput, raw);
  await carryOut(deps, { actor, kind: 'revoke_device', requestId: input.requestId }, async (tx) => {
    permit(decide(actor, 'hall.manage', input), { actor, action: 'hall.manage', subject: { kind: 'hall', id: input.unitUid } });
    const device = await devices.findDevice(tx.q, input.id, deps.clock.now());
    if (device?.unitUid !== input.unitUid) throw notFound('hall.device_not_found');
    await devices.revoke(tx.q, device.id, deps.clock.now());
    tx.audit({ actor, action: 'hall.device_revoked', subject: { kind: 'device', id: device.id }, unitUid: device.unitUid });
    return null;
  });
}

export async function listDevices(deps: HallDeps, actor: Actor, unitUid: string): Promise<devices.DeviceRow[]> {
  permit(decide(actor, 'hall.manage', { unitUid }), { actor, action: 'hall.manage', subject: { kind: 'hall', id: unitUid } });
  return devices.listDevices(deps.db.q, unitUid, deps.clock.now());
}

/** Calls that staff made at a screen without a line, each once; they stand in the order of calls, marked as local. */
export async function receiveLocalCalls(deps: HallDeps, device: Device, raw: unknown): Promise<number> {
  permit(decideForDevice(device, 'screen'), { actor: actorOf(device), action: 'hall.screen', subject: { kind: 'device', id: device.id } });
  const { calls: sent } = parseInput(localCallsInput, raw);
  return deps.db.transaction(async (tx) => {
    await setup.lockCentre(tx.q, device.unitUid);
    let added = 0;
    for (const call of sent) {
      const label = parseLabel(call.label);
      if (label === null || (await calls.hasLocalCall(tx.q, call.requestId))) continue;
      const at = new Date(Math.min(Date.parse(call.at), deps.clock.now().getTime()));
      await calls.addCall(tx.q, { unitUid: device.unitUid, ticketId: null, label: ticketLabel(label.groupCode, label.number), counterNumber: call.counterNumber, kind: 'local', requestId: call.requestId, at });
      added++;
    }
    tx.audit({ actor: actorOf(device), action: 'hall.local_calls_received', subject: { kind: 'device', id: device.id }, unitUid: device.unitUid, detail: { calls: added } });
    return added;
  });
}
