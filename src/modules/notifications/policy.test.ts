import { describe, expect, it } from 'vitest';
import { anonymous, systemActor, type Actor } from '#platform/access/actor.ts';
import { aCitizen, anOfficer } from '#platform/testing/actors.ts';
import { decide, permissions, type NotificationsAction, type NotificationsSubject } from './policy.ts';

const read = 'notifications.read_deliveries';
const resend = 'notifications.resend';
const actors = {
  anonymous,
  system: systemActor('test'),
  owner: aCitizen({ accountId: 'a' }),
  otherCitizen: aCitizen({ accountId: 'b' }),
  officerOwner: anOfficer({ accountId: 'a' }),
  plain: anOfficer({ accountId: 'o' }),
  readerHere: anOfficer({ accountId: 'o', grants: { [read]: ['here'] } }),
  senderHere: anOfficer({ accountId: 'o', grants: { [read]: ['here'], [resend]: ['here'] } }),
  senderBlind: anOfficer({ accountId: 'o', grants: { [resend]: ['here'] } }),
  everywhere: anOfficer({ accountId: 'o', grants: { [read]: 'all', [resend]: 'all' } }),
  wordsmith: anOfficer({ accountId: 'o', grants: { 'notifications.manage_templates': 'all' } }),
  operator: anOfficer({ grants: { 'notifications.manage_channels': 'all' } }),
} satisfies Record<string, Actor>;

const subjects = {
  inbox: { kind: 'inbox', accountId: 'a' },
  nobodysInbox: { kind: 'inbox', accountId: null },
  here: { kind: 'delivery', unitUid: 'here' },
  there: { kind: 'delivery', unitUid: 'there' },
  noUnit: { kind: 'delivery', unitUid: null },
  template: { kind: 'template' },
  channel: { kind: 'channel' },
} satisfies Record<string, NotificationsSubject>;

type Cell = readonly [keyof typeof actors, keyof typeof subjects];
const allowed: Readonly<Record<NotificationsAction, readonly Cell[]>> = {
  'notifications.read_inbox': [
    ['owner', 'inbox'],
    ['officerOwner', 'inbox'],
  ],
  [read]: [
    ['readerHere', 'here'],
    ['senderHere', 'here'],
    ['everywhere', 'here'],
    ['everywhere', 'there'],
    ['everywhere', 'noUnit'],
  ],
  [resend]: [
    ['senderHere', 'here'],
    ['everywhere', 'here'],
    ['everywhere', 'there'],
    ['everywhere', 'noUnit'],
  ],
  'notifications.manage_templates': [['wordsmith', 'template']],
  'notifications.manage_channels': [['operator', 'channel']],
};

const actions: readonly NotificationsAction[] = ['notifications.read_inbox', ...permissions.map(({ key }) => key)];
const cells = actions.flatMap((action) =>
  (Object.keys(actors) as (keyof typeof actors)[]).flatMap((actor) =>
    (Object.keys(subjects) as (keyof typeof subjects)[]).map((subject) => [action, actor, subject] as const),
  ),
);

describe('the policy of notifications', () => {
  it.each(cells)('%s by %s on %s', (action, actor, subject) => {
    const expected = allowed[action].some(([who, what]) => who === actor && what === subject);
    expect(decide(actors[actor], action, subjects[subject]).allowed).toBe(expected);
  });

  it('tells an officer without sight of a unit nothing about its mail, and one with sight why', () => {
    expect(decide(actors.senderBlind, resend, subjects.here)).toMatchObject({ visible: false });
    expect(decide(actors.readerHere, resend, subjects.here)).toMatchObject({
      visible: true,
      code: 'notifications.resend_forbidden',
    });
    expect(decide(actors.otherCitizen, 'notifications.read_inbox', subjects.inbox)).toMatchObject({ visible: false });
  });
});
