import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aCitizen, anOfficer } from '#platform/testing/actors.ts';
import { systemActor, type Actor } from '#platform/access/actor.ts';
import type { StepKind } from './model.ts';
import { abilities, decide, type CaseSubject } from './policy.ts';
import { allStates, endStates, internalActs, states, transitionOf, transitions, type Act, type State } from './states.ts';

/**
 * OS§3, written a second time as text: act, from>to …, who (A applicant, R/P/S/D counter, specialist, leader, delivery
 * at their step, r/s/… the same wherever the case lies, M unit head, B who sent it on, Q who was asked, O any officer of
 * the unit, X the platform).
 */
const law = `
accept            1>2                          R
refuse            1>3                          R
transfer          1>1                          R
ask_supplement    1>5                          R
ask_supplement    4>5                          P
allow_supplement  4>4                          s
supplement        5>1|5>4                      A r
forward           2>4                          R X
ask_payment       4>6                          P
confirm_payment   6>4                          p r X
take              4>4                          P
hand_over         1>1 4>4 9>9                  R P S D
reassign          1>1 2>2 4>4 5>5 6>6 9>9      M
delegate          1>1 4>4 9>9                  R P S D
end_delegation    1>1 4>4 9>9                  R P S D
pass_on           4>4                          R P
send_back         4>4                          P
recall            4>4                          B
consult           4>4                          P S
give_opinion      4>4 5>5 6>6                  Q
end_consultation  4>4 5>5 6>6                  p s M
note              1>1 2>2 3>3 4>4 5>5 6>6 7>7 8>8 9>9 10>10  O
apologise         2>2 4>4                      M
split             4>4                          P
absorb            4>4                          P
merge_into        4>8                          P
propose_result    4>4                          P
review_result     4>4                          S
return_result     4>4                          S
sign_result       4>4                          S
finish            4>9                          X
deliver           9>10                         D X
correct_result    9>9 10>10                    s
reissue           9>9 10>10                    X
revoke_result     9>9 10>10                    s
collect_fee       1>1 2>2 4>4 5>5 6>6 9>9      r d
withdraw          1>7 2>7 4>7 5>7 6>7          A
stop              2>8 4>8 6>8                  p
stop              5>8                          p r`;

type Rule = { readonly to: State; readonly by: ReadonlySet<string> };

/** What the law above says of an act in a state; `accepted` decides between the two ways of `5>1|5>4`. */
function ruleOf(act: Act, from: State, accepted: boolean): Rule | undefined {
  for (const line of law.trim().split('\n')) {
    const [name = '', ...words] = line.split(/\s+/u);
    if (name !== act) continue;
    const ways = words.filter((word) => word.includes('>')).map((word) => word.split('|')[accepted ? word.split('|').length - 1 : 0] ?? '');
    const way = ways.find((candidate) => candidate.startsWith(`${from}>`));
    if (way === undefined) continue;
    return { to: Number(way.split('>')[1]) as State, by: new Set(words.filter((word) => !word.includes('>'))) };
  }
  return undefined;
}

const acts = [...new Set(transitions.filter(({ from }) => from !== null).map(({ act }) => act))];
const steps: readonly StepKind[] = ['receive', 'process', 'sign', 'deliver', 'closed'];
const letters = { receive: 'R', process: 'P', sign: 'S', deliver: 'D' } as const;
const permissionOf = { R: 'cases.receive', P: 'cases.process', S: 'cases.sign', D: 'cases.deliver', M: 'cases.manage' } as const;

/** Everybody there is: with each permission in the unit, in another unit, the applicant, a stranger, the platform. */
const everybody: readonly { readonly name: string; readonly actor: Actor }[] = [
  ...Object.entries(permissionOf).map(([name, key]) => ({ name, actor: anOfficer({ grants: { [key]: ['u1'] }, holdingId: 'me', unitUid: 'u1' }) })),
  ...Object.entries(permissionOf).map(([name, key]) => ({ name: `elsewhere ${name}`, actor: anOfficer({ grants: { [key]: ['u2'] }, holdingId: 'me', unitUid: 'u2' }) })),
  { name: 'reader', actor: anOfficer({ grants: { 'cases.read': ['u1'] }, holdingId: 'me', unitUid: 'u1' }) },
  { name: 'A', actor: aCitizen({ accountId: 'a1' }) },
  { name: 'stranger', actor: aCitizen({ accountId: 'a2' }) },
  { name: 'X', actor: systemActor('job') },
  { name: 'nobody', actor: { kind: 'anonymous' } },
];

/** The answer that the law gives, computed without the code under test. */
function lawful(who: string, act: Act, file: CaseSubject): boolean {
  const rule = ruleOf(act, file.state, file.acceptedAt !== null);
  if (rule === undefined || who.startsWith('elsewhere') || who === 'nobody' || who === 'stranger') return false;
  if (who === 'A' || who === 'X') return rule.by.has(who);
  const heldByAnother = file.holderId !== null && file.holderId !== 'me';
  if (rule.by.has('O')) return true;
  if (rule.by.has('B') && file.movedBy === 'me' && file.stepKind !== 'closed') return true;
  if (rule.by.has(who.toLowerCase()) && who !== 'M') return true;
  if (!rule.by.has(who)) return false;
  if (who === 'M') return true;
  return letters[file.stepKind as keyof typeof letters] === who && !heldByAnother;
}

/** Every state × step × holder × before or after acceptance. */
function everySubject(): CaseSubject[] {
  const holders = [null, 'me', 'other'];
  const accepted = [new Date(0), null];
  const places = allStates.flatMap((state) => steps.map((stepKind) => ({ state, stepKind })));
  return places.flatMap((place) =>
    holders.flatMap((holderId) =>
      accepted.map((acceptedAt) => ({ ...place, unitUid: 'u1', accountId: 'a1', holderId, acceptedAt, movedBy: holderId === 'me' ? null : 'me' })),
    ),
  );
}

describe('the life of a case', () => {
  it('allows exactly the transitions of the law, over every act and state', () => {
    for (const act of acts) {
      for (const from of allStates) {
        for (const accepted of [true, false]) expect(transitionOf(act, from, accepted)?.to, `${act} from ${from}`).toBe(ruleOf(act, from, accepted)?.to);
      }
    }
  });

  it('begins only by a submission, or split off a case that is being processed', () => {
    expect(transitions.filter(({ from }) => from === null).map(({ act, to }) => [act, to])).toEqual([['submit', 1], ['split_off', 4]]);
  });

  it('never leaves an end state', () => {
    for (const { act, from, to } of transitions) if (from !== null && endStates.includes(from)) expect([act, to]).toEqual([act, from]);
  });

  it('stops the clock on every way to an end after acceptance, starts it once, and pauses it exactly while others must act', () => {
    const ends = [states.withdrawn, states.stopped, states.finished] as State[];
    for (const { act, from, to, clock } of transitions) {
      const leaves = from !== null && from !== to;
      if (leaves && ends.includes(to)) expect([act, from, clock]).toEqual([act, from, from === 1 ? 'none' : 'stop']);
      if (clock === 'start') expect([act, from, to]).toEqual(['accept', 1, 2]);
      if (clock === 'pause') expect([from, [5, 6].includes(to)]).toEqual([4, true]);
      if (leaves && from === 4 && [5, 6].includes(to)) expect(clock).toBe('pause');
      if (clock === 'resume') expect([[5, 6].includes(from ?? 0), to]).toEqual([true, 4]);
    }
  });

  it('keeps only acts among officers from the applicant', () => {
    const shown: readonly Act[] = ['submit', 'accept', 'refuse', 'ask_supplement', 'supplement', 'withdraw', 'stop', 'finish', 'deliver', 'apologise', 'revoke_result', 'correct_result', 'split', 'merge_into', 'transfer', 'ask_payment'];
    for (const act of shown) expect(internalActs.has(act), act).toBe(false);
    for (const act of internalActs) expect(transitions.filter((one) => one.act === act).every(({ from, to }) => from === to), act).toBe(true);
  });
});

describe('rights on a case', () => {
  it('are those of the law for every act × state × step × performer × holder', () => {
    let checked = 0;
    for (const act of acts) {
      for (const file of everySubject()) {
        const wrong = everybody.filter(({ name, actor }) => decide(actor, act, file).allowed !== lawful(name, act, file));
        expect(wrong.map(({ name }) => `${name} ${act} in ${file.state} at ${file.stepKind}, held by ${file.holderId}`)).toEqual([]);
        checked += everybody.length;
      }
    }
    expect(checked).toBe(acts.length * 10 * 5 * 3 * 2 * everybody.length);
  });

  const subject = fc.record<CaseSubject>({
    unitUid: fc.constantFrom('u1', 'u2'),
    receivedUnitUid: fc.constantFrom('u1', 'u2'),
    accountId: fc.constantFrom('a1', 'a2', null),
    state: fc.constantFrom(...allStates),
    stepKind: fc.constantFrom(...steps),
    holderId: fc.constantFrom('h1', 'h2', null),
    delegateId: fc.constantFrom('h1', 'h2', null),
    movedBy: fc.constantFrom('h1', 'h2', null),
    asked: fc.constantFrom([], [{ holdingId: 'h1', unitUid: 'u9' }], [{ holdingId: null, unitUid: 'u2' }]),
    acceptedAt: fc.constantFrom(null, new Date('2026-11-23T02:00:00Z')),
  });
  const permission = fc.constantFrom(...Object.values(permissionOf), 'cases.read');
  const actor = fc.oneof(
    fc.record({ key: permission, unit: fc.constantFrom('u1', 'u2', 'u3'), holding: fc.constantFrom('h1', 'h2') }).map(
      ({ key, unit, holding }): Actor => anOfficer({ grants: { [key]: [unit] }, holdingId: holding, unitUid: unit }),
    ),
    fc.constantFrom('a1', 'a2').map((accountId): Actor => aCitizen({ accountId })),
    fc.constant<Actor>({ kind: 'anonymous' }),
  );

  it('hide cases of other units and other people, whatever the act', () => {
    fc.assert(
      fc.property(actor, subject, fc.constantFrom(...acts), (who, file, act) => {
        const decision = decide(who, act, file);
        const mine = who.kind === 'citizen' && file.accountId === who.accountId;
        const ours = who.kind === 'officer' && Object.values(who.grants).some((units) => units.includes(file.unitUid) || units.includes(file.receivedUnitUid ?? ''));
        const asked = who.kind === 'officer' && (file.asked ?? []).some((one) => one.holdingId === who.holdingId || (one.holdingId === null && one.unitUid === who.unitUid));
        if (!mine && !ours && !asked) expect(decision).toMatchObject({ allowed: false, visible: false });
      }),
      { numRuns: 3000 },
    );
  });

  it('let those who are asked, and only them, give their opinion, and nothing else beyond their grants', () => {
    fc.assert(
      fc.property(actor, subject, fc.constantFrom(...acts), (who, file, act) => {
        if (!decide(who, act, file).allowed || who.kind !== 'officer') return;
        const granted = Object.values(who.grants).some((units) => units.includes(file.unitUid));
        if (!granted && act !== 'recall') expect(act).toBe('give_opinion');
        if (act === 'give_opinion') expect((file.asked ?? []).some((one) => one.holdingId === who.holdingId || (one.holdingId === null && one.unitUid === who.unitUid))).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it('let a delegate work in the holder’s place but not give the case away', () => {
    const specialist = anOfficer({ grants: { 'cases.process': ['u1'] }, holdingId: 'me' });
    const file: CaseSubject = { unitUid: 'u1', accountId: 'a1', state: 4, stepKind: 'process', holderId: 'other', delegateId: 'me', acceptedAt: new Date(0) };
    expect(decide(specialist, 'propose_result', file).allowed).toBe(true);
    for (const act of ['delegate', 'hand_over'] as const) expect(decide(specialist, act, file)).toMatchObject({ code: 'cases.held_by_another' });
    expect(decide(specialist, 'propose_result', { ...file, delegateId: null }).allowed).toBe(false);
  });

  it('offer exactly what they would allow', () => {
    fc.assert(
      fc.property(actor, subject, (who, file) => {
        for (const [act, able] of Object.entries(abilities(who, file))) expect(able).toBe(decide(who, act as Act, file).allowed);
      }),
    );
  });
});
