import { describe, expect, it } from 'vitest';
import { anonymous, systemActor } from '#platform/access/actor.ts';
import { aCitizen, anOfficer } from '#platform/testing/actors.ts';
import { abilities, decide, decideForDevice, decideOnPriority, type Device } from './policy.ts';

const here = { unitUid: 'unit-an-hoa' };
const server = anOfficer({ grants: { 'hall.serve': ['unit-an-hoa'] } });
const manager = anOfficer({ grants: { 'hall.manage': ['unit-an-hoa'] } });
const everywhere = anOfficer({ grants: { 'hall.manage': 'all' } });
const elsewhere = anOfficer({ grants: { 'hall.serve': ['unit-thanh-son'], 'hall.manage': ['unit-thanh-son'] } });

describe('rights of the hall', () => {
  it('let officers do what they hold, and tell those who may see the hall why not', () => {
    expect(decide(server, 'hall.serve', here)).toEqual({ allowed: true });
    expect(decide(server, 'hall.manage', here)).toMatchObject({ allowed: false, visible: true });
    expect(decide(manager, 'hall.manage', here)).toEqual({ allowed: true });
    expect(decide(manager, 'hall.serve', here)).toMatchObject({ allowed: false, visible: true });
    expect(decide(systemActor('x'), 'hall.serve', here)).toEqual({ allowed: true });
  });

  it('hide the hall from everybody else', () => {
    for (const actor of [anonymous, aCitizen(), elsewhere, anOfficer()]) {
      for (const action of ['hall.serve', 'hall.manage'] as const) expect(decide(actor, action, here)).toMatchObject({ allowed: false, visible: false });
    }
  });

  it('keep the priority kinds of all halls to whoever manages all', () => {
    expect(decideOnPriority(everywhere, { unitUid: null })).toEqual({ allowed: true });
    for (const actor of [manager, server, anonymous]) expect(decideOnPriority(actor, { unitUid: null }).allowed).toBe(false);
    expect(decideOnPriority(manager, here)).toEqual({ allowed: true });
  });

  it('give a device its own kind of work only', () => {
    const screen: Device = { id: 'd', unitUid: 'unit-an-hoa', kind: 'screen', name: 'Màn hình' };
    expect(decideForDevice(screen, 'screen').allowed).toBe(true);
    expect(decideForDevice(screen, 'kiosk').allowed).toBe(false);
    expect(decideForDevice(null, 'kiosk').allowed).toBe(false);
  });

  it('offer what is held anywhere', () => {
    expect(abilities(server)).toEqual({ serve: true, manage: false });
    expect(abilities(anonymous)).toEqual({ serve: false, manage: false });
  });
});
