import { describe, expect, it } from 'vitest';
import { anonymous, systemActor, type Actor } from '#platform/access/actor.ts';
import { aCitizen, anOfficer } from '#platform/testing/actors.ts';
import { decide, permissions, type OrganizationAction } from './policy.ts';

type Outcome = 'allowed' | 'forbidden' | 'hidden';

const actors = {
  anonymous,
  citizen: aCitizen(),
  plain: anOfficer(),
  unitsHere: anOfficer({ grants: { 'organization.manage_units': ['here'] } }),
  staffHere: anOfficer({
    grants: { 'organization.manage_staff': ['here'], 'organization.read_staff_private': ['here'] },
  }),
  unitsAll: anOfficer({ grants: { 'organization.manage_units': 'all' } }),
  listAll: anOfficer({ grants: { 'organization.manage_admin_units': 'all' } }),
  listHere: anOfficer({ grants: { 'organization.manage_admin_units': ['here'] } }),
  system: systemActor('test'),
} satisfies Record<string, Actor>;

const subjects = { here: ['here'], there: ['there'], both: ['here', 'there'], none: [] } satisfies Record<
  string,
  string[]
>;

/** Who may do what on which units; everybody and everything not named is refused. */
const allowed: Readonly<
  Record<OrganizationAction, Readonly<Partial<Record<keyof typeof actors, readonly (keyof typeof subjects)[]>>>>
> = {
  'organization.read': Object.fromEntries(
    ['plain', 'unitsHere', 'staffHere', 'unitsAll', 'listAll', 'listHere'].map((actor) => [
      actor,
      ['here', 'there', 'both', 'none'] as const,
    ]),
  ),
  'organization.manage_units': { unitsHere: ['here'], unitsAll: ['here', 'there', 'both', 'none'] },
  'organization.manage_staff': { staffHere: ['here', 'none'] },
  'organization.read_staff_private': { staffHere: ['here', 'both', 'none'] },
  'organization.manage_admin_units': { listAll: ['here', 'there', 'both', 'none'], listHere: ['here'] },
};

const actions: readonly OrganizationAction[] = [
  'organization.read',
  ...permissions.map((permission) => permission.key),
];
const cases = actions.flatMap((action) =>
  Object.keys(actors).flatMap((actor) =>
    Object.keys(subjects).map(
      (subject) => [action, actor as keyof typeof actors, subject as keyof typeof subjects] as const,
    ),
  ),
);

describe('the policy of the organisation', () => {
  it.each(cases)('%s by %s on %s', (action, actor, subject) => {
    expect(outcome(action, actors[actor], subjects[subject])).toBe(expected(action, actor, subject));
  });
});

function expected(action: OrganizationAction, actor: keyof typeof actors, subject: keyof typeof subjects): Outcome {
  if (actor === 'system' || allowed[action][actor]?.includes(subject)) return 'allowed';
  return actor === 'anonymous' || actor === 'citizen' ? 'hidden' : 'forbidden';
}

function outcome(action: OrganizationAction, actor: Actor, unitUids: readonly string[]): Outcome {
  const decision = decide(actor, action, { unitUids });
  if (decision.allowed) return 'allowed';
  return decision.visible ? 'forbidden' : 'hidden';
}
