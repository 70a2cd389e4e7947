import { describe, expect, it } from 'vitest';
import { anonymous, systemActor, type Actor } from '#platform/access/actor.ts';
import { aCitizen, anOfficer } from '#platform/testing/actors.ts';
import { decide, permissions, type IdentityAction, type IdentitySubject } from './policy.ts';

const everything = Object.fromEntries(permissions.map(({ key }) => [key, 'all' as const]));
const inUnit = (unit: string) => Object.fromEntries(permissions.map(({ key }) => [key, [unit]]));

const actors: Record<string, Actor> = {
  anonymous,
  system: systemActor('test'),
  citizen: aCitizen(),
  'officer without grants': anOfficer(),
  'officer with a foreign grant': anOfficer({ grants: { 'cases.accept': 'all' } }),
  'reader of u1': anOfficer({ grants: { 'identity.read_accounts': ['u1'], 'identity.read_grants': ['u1'] } }),
  'manager of u1': anOfficer({ grants: inUnit('u1') }),
  'manager of u2': anOfficer({ grants: inUnit('u2') }),
  administrator: anOfficer({ grants: everything }),
};

type Row = { action: IdentityAction; subject: IdentitySubject; outcome: Partial<Record<string, 'allow' | 'deny'>> };

const account = (unitUid: string | null, administrator = false, accountUid = 'other') =>
  ({ kind: 'account', accountUid, unitUid, administrator }) as const;
const grant = (unitUid: string | null, administrative = false, accountUid: string | null = 'other') =>
  ({ kind: 'grant', unitUid, administrative, accountUid }) as const;

/** Everybody who is not named must be told that there is no such thing. */
const matrix: Record<string, Row> = {
  'read an account of u1': {
    action: 'identity.read_accounts',
    subject: account('u1'),
    outcome: { 'reader of u1': 'allow', 'manager of u1': 'allow', administrator: 'allow' },
  },
  'read an account of the locality': {
    action: 'identity.read_accounts',
    subject: account(null),
    outcome: { administrator: 'allow' },
  },
  'manage an account of u1': {
    action: 'identity.manage_accounts',
    subject: account('u1'),
    outcome: { 'reader of u1': 'deny', 'manager of u1': 'allow', administrator: 'allow' },
  },
  'manage an administrator of u1': {
    action: 'identity.manage_accounts',
    subject: account('u1', true),
    outcome: { 'reader of u1': 'deny', 'manager of u1': 'deny', administrator: 'allow' },
  },
  'manage the own account': {
    action: 'identity.manage_accounts',
    subject: account('u1', false, 'account-officer'),
    outcome: { 'reader of u1': 'deny', 'manager of u1': 'deny', administrator: 'deny' },
  },
  'give a role in u1': {
    action: 'identity.manage_grants',
    subject: grant('u1'),
    outcome: { 'reader of u1': 'deny', 'manager of u1': 'allow', administrator: 'allow' },
  },
  'give an administrative role in u1': {
    action: 'identity.manage_grants',
    subject: grant('u1', true),
    outcome: { 'reader of u1': 'deny', 'manager of u1': 'deny', administrator: 'allow' },
  },
  'give a role everywhere': {
    action: 'identity.manage_grants',
    subject: grant(null),
    outcome: { administrator: 'allow' },
  },
  'give oneself a role': {
    action: 'identity.manage_grants',
    subject: grant('u1', false, 'account-officer'),
    outcome: { 'reader of u1': 'deny', 'manager of u1': 'deny', administrator: 'deny' },
  },
};

describe.each(Object.entries(matrix))('%s', (_name, { action, subject, outcome }) => {
  it.each(Object.entries(actors))('by %s', (name, actor) => {
    const decision = decide(actor, action, subject);
    const told = decision.allowed ? 'allow' : decision.visible ? 'deny' : 'hide';
    expect(told).toBe(outcome[name] ?? 'hide');
  });
});

describe('roles', () => {
  it.each(Object.entries(actors))('are changed by %s only with a grant for the whole locality', (name, actor) => {
    expect(decide(actor, 'identity.manage_roles', { kind: 'roles' }).allowed).toBe(name === 'administrator');
  });
});
