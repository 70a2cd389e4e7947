import { describe, expect, it } from 'vitest';
import { anonymous, systemActor } from '#platform/access/actor.ts';
import { aCitizen, anOfficer } from '#platform/testing/actors.ts';
import { abilities, decide } from './policy.ts';
import type { CalendarAction } from './policy.ts';

const actors = {
  anonymous,
  citizen: aCitizen(),
  officer: anOfficer(),
  'manager of u1': anOfficer({ grants: { 'calendar.manage': ['u1'] } }),
  'manager of all': anOfficer({ grants: { 'calendar.manage': 'all' } }),
  system: systemActor('demo'),
};

describe('policy', () => {
  it.each<[keyof typeof actors, CalendarAction, string | null, boolean]>([
    ['anonymous', 'calendar.read', 'u1', true],
    ['anonymous', 'calendar.manage', 'u1', false],
    ['anonymous', 'calendar.read_history', 'u1', false],
    ['citizen', 'calendar.read', null, true],
    ['citizen', 'calendar.manage', null, false],
    ['citizen', 'calendar.read_history', 'u1', false],
    ['officer', 'calendar.manage', 'u1', false],
    ['officer', 'calendar.read_history', 'u1', true],
    ['manager of u1', 'calendar.manage', 'u1', true],
    ['manager of u1', 'calendar.manage', 'u2', false],
    ['manager of u1', 'calendar.manage', null, false],
    ['manager of all', 'calendar.manage', 'u2', true],
    ['manager of all', 'calendar.manage', null, true],
    ['system', 'calendar.manage', null, true],
  ])('%s, %s of %s: %s', (actor, action, unitUid, allowed) => {
    expect(decide(actors[actor], action, { unitUid }).allowed).toBe(allowed);
  });

  it('offers changes only to who may make them', () => {
    expect(abilities(actors['manager of u1'], { unitUid: 'u1' })).toEqual({ manage: true });
    expect(abilities(actors['manager of u1'], { unitUid: null })).toEqual({ manage: false });
  });
});
