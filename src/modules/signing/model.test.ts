import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  alarmAt,
  signingTimeText,
  stampLines,
  stateAt,
  transitions,
  type CertificateFact,
  type FactKind,
} from './model.ts';

const at = (days: number): Date => new Date(Date.UTC(2026, 0, 1 + days));
const fact = (kind: FactKind, day: number): CertificateFact => ({
  kind,
  effectiveAt: at(day),
  recordedAt: at(day),
  reasonCode: 0,
  reason: '',
});
const life = (...facts: CertificateFact[]) => ({ notBefore: at(10), notAfter: at(110), facts });

describe('stateAt', () => {
  it('follows the dates of the facts', () => {
    const full = life(
      fact('requested', 0),
      fact('activated', 5),
      fact('suspended', 20),
      fact('resumed', 30),
      fact('revoked', 50),
    );
    expect([1, 7, 15, 25, 35, 60, 200].map((day) => stateAt(full, at(day)))).toEqual([
      'requested',
      'not_yet_valid',
      'active',
      'suspended',
      'active',
      'revoked',
      'revoked',
    ]);
    expect(stateAt(life(fact('activated', 5)), at(111))).toBe('expired');
  });

  it('does not depend on the order in which facts were entered', () => {
    const facts = [fact('requested', 0), fact('activated', 5), fact('suspended', 20), fact('resumed', 30)];
    fc.assert(
      fc.property(fc.shuffledSubarray(facts, { minLength: facts.length }), fc.nat(150), (shuffled, day) => {
        expect(stateAt(life(...shuffled), at(day))).toBe(stateAt(life(...facts), at(day)));
      }),
    );
  });

  it('never leaves revocation', () => {
    expect(transitions.revoked).toEqual([]);
    const facts = [fact('activated', 0), fact('revoked', 20), fact('resumed', 30)];
    expect(stateAt(life(...facts), at(40))).toBe('revoked');
  });
});

describe('alarmAt', () => {
  const active = life(fact('activated', 0));
  it.each([
    [40, null],
    [50, 60],
    [79, 60],
    [80, 30],
    [103, 7],
    [109, 7],
  ])('on day %i reaches stage %s', (day, stage) => expect(alarmAt(active, at(day))?.stage ?? null).toBe(stage));

  it('is silent when nothing can be done any more', () => {
    expect(alarmAt(active, at(111))).toBeNull();
    expect(alarmAt(life(fact('activated', 0), fact('revoked', 20)), at(105))).toBeNull();
  });
});

describe('the lines of a signature', () => {
  it('give the time of Vietnam with its zone', () => {
    expect(signingTimeText(new Date('2026-11-23T17:34:48Z'))).toBe('24.11.2026 00:34:48 +07:00');
  });
  it('leave out what is empty', () => {
    expect(stampLines('', 'UBND xã An Hòa', at(0))).toEqual([
      'Cơ quan: UBND xã An Hòa',
      'Thời gian ký: 01.01.2026 07:00:00 +07:00',
    ]);
  });
});
