import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aCitizen, anOfficer } from '#platform/testing/actors.ts';
import { systemActor, type Actor } from '#platform/access/actor.ts';
import type { StepKind } from './model.ts';
import { abilities, decide, type CaseSubject } from './policy.ts';
import { allStates, endStates, transitionOf, transitions, type Act } from './states.ts';

const acts = [...new Set(transitions.map((transition) => transition.act))];

/** OS§3, written a second time as text: act, from, to. */
const table = `
accept 1 2 | refuse 1 3 | ask_supplement 1 5 | ask_supplement 4 5 | forward 2 4 | ask_payment 4 6 | confirm_payment 6 4
propose_result 4 4 | return_result 4 4 | sign_result 4 4 | take 4 4 | finish 4 9 | deliver 9 10
withdraw 1 7 | withdraw 2 7 | withdraw 4 7 | withdraw 5 7 | withdraw 6 7 | stop 2 8 | stop 4 8 | stop 5 8 | stop 6 8
collect_fee 1 1 | collect_fee 2 2 | collect_fee 4 4 | collect_fee 5 5 | collect_fee 6 6 | collect_fee 9 9`;

describe('the life of a case', () => {
  const expected = new Map(table.trim().split(/[|\n]/u).map((cell) => cell.trim().split(' ')).map(([act, from, to]) => [`${act} ${from}`, Number(to)]));

  it('allows exactly the transitions of the table, over every act and state', () => {
    for (const act of acts.filter((candidate) => candidate !== 'submit' && candidate !== 'supplement')) {
      for (const from of allStates) expect(transitionOf(act, from, true)?.to, `${act} from ${from}`).toBe(expected.get(`${act} ${from}`));
    }
  });

  it('returns a supplemented case to where it was asked', () => {
    expect(transitionOf('supplement', 5, false)?.to).toBe(1);
    expect(transitionOf('supplement', 5, true)?.to).toBe(4);
    for (const from of allStates.filter((state) => state !== 5)) expect(transitionOf('supplement', from, true)).toBeUndefined();
  });

  it('never leaves an end state', () => {
    for (const transition of transitions) expect(endStates).not.toContain(transition.from);
  });
});

const subject = fc.record<CaseSubject>({
  unitUid: fc.constantFrom('u1', 'u2'),
  accountId: fc.constantFrom('a1', 'a2', null),
  state: fc.constantFrom(...allStates),
  stepKind: fc.constantFrom<StepKind>('receive', 'process', 'sign', 'deliver', 'closed'),
  holderId: fc.constantFrom('h1', 'h2', null),
  acceptedAt: fc.constantFrom(null, new Date('2026-11-23T02:00:00Z')),
});
const permission = fc.constantFrom('cases.receive', 'cases.process', 'cases.sign', 'cases.deliver', 'cases.read');
const actor = fc.oneof(
  fc.record({ key: permission, unit: fc.constantFrom('u1', 'u2'), holding: fc.constantFrom('h1', 'h2') }).map(
    ({ key, unit, holding }): Actor => anOfficer({ grants: { [key]: [unit] }, holdingId: holding }),
  ),
  fc.constantFrom('a1', 'a2').map((accountId): Actor => aCitizen({ accountId })),
  fc.constant<Actor>({ kind: 'anonymous' }),
);

describe('rights on a case', () => {
  it('hides cases of other units and other people, whatever the act', () => {
    fc.assert(
      fc.property(actor, subject, fc.constantFrom(...acts), (who, file, act) => {
        const decision = decide(who, act, file);
        const mine = who.kind === 'citizen' && file.accountId === who.accountId;
        const ours = who.kind === 'officer' && Object.values(who.grants).some((units) => units.includes(file.unitUid));
        if (!mine && !ours) expect(decision).toMatchObject({ allowed: false, visible: false });
      }),
      { numRuns: 3000 },
    );
  });

  it('allows an act only to a performer of its transition, at its step, when nobody else holds the case', () => {
    fc.assert(
      fc.property(actor, subject, fc.constantFrom<Act>('accept', 'propose_result', 'sign_result', 'deliver', 'return_result', 'take'), (who, file, act) => {
        if (!decide(who, act, file).allowed) return;
        if (who.kind !== 'officer') throw new Error(`${who.kind} may not ${act}`);
        const transition = transitionOf(act, file.state, file.acceptedAt !== null);
        expect(transition?.by.some((performer) => who.grants[performer]?.includes(file.unitUid))).toBe(true);
        expect([null, who.holdingId]).toContain(file.holderId);
      }),
      { numRuns: 3000 },
    );
  });

  it('offers exactly what it would allow', () => {
    fc.assert(
      fc.property(actor, subject, (who, file) => {
        for (const [act, able] of Object.entries(abilities(who, file))) expect(able).toBe(decide(who, act as Act, file).allowed);
      }),
    );
  });

  it('lets nobody but the platform finish a case', () => {
    const file: CaseSubject = { unitUid: 'u1', accountId: 'a1', state: 4, stepKind: 'sign', holderId: null, acceptedAt: new Date(0) };
    expect(decide(systemActor('job'), 'finish', file).allowed).toBe(true);
    fc.assert(fc.property(actor, (who) => !decide(who, 'finish', file).allowed));
  });
});
