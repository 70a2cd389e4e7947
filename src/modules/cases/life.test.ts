import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockFacts, isReview, mayAskSupplement, stepBefore, supplementCount } from './life.ts';
import type { CaseFile, JournalLine } from './model.ts';
import type { ProcedureStep } from './ports.ts';
import { endStates, states, transitionOf, transitions, type Act, type State } from './states.ts';

type Line = Pick<JournalLine, 'act' | 'at' | 'fromState' | 'toState'>;

const minute = 60_000;
const start = Date.parse('2026-11-23T02:00:00Z');

/** A case walked by random acts, each tried in whatever state it stands; what is not possible changes nothing. */
function walk(tried: readonly Act[]): { lines: Line[]; state: State; accepted: boolean } {
  const lines: Line[] = [];
  let state: State = states.submitted;
  let accepted = false;
  for (const [index, act] of tried.entries()) {
    const transition = transitionOf(act, state, accepted);
    if (transition === undefined) continue;
    lines.push({ act, at: new Date(start + index * minute), fromState: state, toState: transition.to });
    state = transition.to;
    accepted ||= act === 'accept';
  }
  return { lines, state, accepted };
}

const anyAct = fc.constantFrom(...new Set(transitions.map(({ act }) => act)));
// Mostly what moves a case, so that walks get far.
const act = fc.oneof({ weight: 3, arbitrary: fc.constantFrom<Act>('accept', 'forward', 'ask_supplement', 'supplement', 'ask_payment', 'confirm_payment', 'finish', 'deliver') }, { weight: 1, arbitrary: anyAct });

describe('a walk through the life of a case', () => {
  const walks = fc.array(act, { maxLength: 60 });

  it('is accepted once, stands still exactly in states 5 and 6 after acceptance, and ends once', () => {
    fc.assert(
      fc.property(walks, fc.constantFrom('resume' as const, 'restart' as const), (tried, policy) => {
        const { lines, state, accepted } = walk(tried);
        expect(lines.filter((line) => line.act === 'accept').length).toBe(accepted ? 1 : 0);
        const facts = clockFacts(lines, policy);
        const open = new Set<string>();
        for (const fact of facts) {
          if (fact.kind === 'paused') open.add(fact.key);
          else if (fact.key !== null) open.delete(fact.key);
        }
        const waits = accepted && (state === states.awaitingSupplement || state === states.awaitingPayment);
        // What ended while it waited needs no clock any more.
        if (!endStates.includes(state)) expect([...open]).toEqual(waits ? [state === states.awaitingSupplement ? 'supplement' : 'payment'] : []);
        const closings = lines.filter((line) => line.fromState !== line.toState && endStates.includes(line.toState));
        expect(closings.length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 2000 },
    );
  });

  it('restarts only for supplements, only by the policy that restarts, and pauses and goes on in turn', () => {
    fc.assert(
      fc.property(walks, (tried) => {
        const { lines } = walk(tried);
        expect(clockFacts(lines, 'resume').some((fact) => fact.kind === 'restarted')).toBe(false);
        const facts = clockFacts(lines, 'restart');
        for (const fact of facts) if (fact.kind !== 'paused') expect(fact.kind === 'restarted').toBe(fact.key === 'supplement');
        for (const [index, fact] of facts.entries()) expect(fact.kind === 'paused').toBe(index % 2 === 0);
      }),
      { numRuns: 1000 },
    );
  });

  it('asks for supplements after acceptance as often as the procedure and leaders allow', () => {
    fc.assert(
      fc.property(walks, fc.nat({ max: 3 }), (tried, maximum) => {
        const { lines } = walk(tried);
        const count = supplementCount(lines, maximum);
        expect(count.asked).toBe(lines.filter((line) => line.act === 'ask_supplement' && line.fromState === 4).length);
        expect(mayAskSupplement({ acceptedAt: new Date() }, count)).toBe(count.asked < count.allowed);
        expect(mayAskSupplement({ acceptedAt: null }, count)).toBe(true);
      }),
    );
  });
});

it('a case that was split off goes on with the clock of its origin', () => {
  const before: Line[] = [
    { act: 'ask_supplement', at: new Date(start), fromState: 4, toState: 5 },
    { act: 'supplement', at: new Date(start + minute), fromState: 5, toState: 4 },
  ];
  const facts = clockFacts(before, 'resume');
  const stored = JSON.parse(JSON.stringify(facts)) as unknown;
  expect(clockFacts([{ act: 'split_off', at: new Date(start + 2 * minute), fromState: null, toState: 4, data: { clock: stored } }], 'resume')).toEqual(facts);
});

describe('internal steps', () => {
  const step = (key: string, kind: ProcedureStep['kind'], returnsTo: readonly string[] = []): ProcedureStep => ({ key, kind, name: key, role: key, hours: 1, returnsTo });
  const steps = [step('a', 'receive'), step('b', 'process'), step('c', 'process', ['a']), step('d', 'sign'), step('e', 'sign'), step('f', 'deliver')];
  const at = (index: number): CaseFile => ({ step: index, stepKind: steps[index]?.kind }) as CaseFile;

  it('lead back to the step named, else to the one before', () => {
    expect(stepBefore(at(1), steps)).toBe(0);
    expect(stepBefore(at(2), steps)).toBe(0);
    expect(stepBefore(at(4), steps)).toBe(3);
    expect(() => stepBefore(at(0), steps)).toThrow('cases.no_such_step');
  });

  it('review before the last signature', () => {
    expect([3, 4, 5].map((index) => isReview(at(index), steps))).toEqual([true, false, false]);
  });
});
