import { describe, expect, it } from 'vitest';
import { aCitizen, anOfficer } from '#platform/testing/actors.ts';
import { anonymous, systemActor } from './actor.ts';
import { allow, deny, hide, mayAnywhere, mayIn, permit, unitsFor } from './decide.ts';

const clerk = anOfficer({ grants: { 'cases.read': ['u1', 'u2'], 'cases.sign': 'all', 'cases.receive': [] } });

describe('permissions', () => {
  it('hold in the units they were given for', () => {
    expect([mayIn(clerk, 'cases.read', 'u1'), mayIn(clerk, 'cases.read', 'u3'), mayIn(clerk, 'cases.sign', 'u3')]).toEqual([true, false, true]);
    expect([mayAnywhere(clerk, 'cases.read'), mayAnywhere(clerk, 'cases.receive'), mayAnywhere(clerk, 'cases.deliver')]).toEqual([true, false, false]);
    expect(unitsFor(clerk, 'cases.read')).toEqual(['u1', 'u2']);
  });

  it.each([['anonymous', anonymous], ['a citizen', aCitizen()], ['the system', systemActor('x')]])('are nothing that %s holds', (_who, actor) => {
    expect([mayIn(actor, 'cases.read', 'u1'), mayAnywhere(actor, 'cases.read'), unitsFor(actor, 'cases.read')]).toEqual([false, false, []]);
  });

  it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])('are not found among inherited names: %s', (name) => {
    expect([mayIn(clerk, name, 'length'), mayAnywhere(clerk, name)]).toEqual([false, false]);
  });
});

describe('permit', () => {
  const attempt = { actor: clerk, action: 'cases.read', subject: { kind: 'case', id: '7' } };

  it('lets through what is allowed', () => {
    expect(() => permit(allow, attempt)).not.toThrow();
  });

  it('says "forbidden" of what may be known, and carries what the trail needs', () => {
    expect(() => permit(deny('cases.act_forbidden'), attempt)).toThrow(
      expect.objectContaining({ kind: 'forbidden', code: 'cases.act_forbidden', details: { action: 'cases.read', subject: { kind: 'case', id: '7' } } }) as Error,
    );
  });

  it('says "not found" of what must not be known', () => {
    expect(() => permit(hide('cases.not_found'), attempt)).toThrow(expect.objectContaining({ kind: 'not_found' }) as Error);
  });
});
