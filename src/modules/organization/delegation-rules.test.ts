import { describe, expect, it } from 'vitest';
import { isAppError } from '#platform/errors/app-error.ts';
import { checkDelegation, type ProposedDelegation } from './delegation-rules.ts';
import { delegationKinds, positionKinds, type DelegationKind } from './vocabulary.ts';

const document = { number: '15/QĐ-UBND', date: '2026-01-05', issuer: 'UBND xã An Hòa' };
const proposed = (kind: DelegationKind, overrides: Partial<ProposedDelegation> = {}): ProposedDelegation => ({
  kind,
  passable: false,
  validTo: '2026-12-31',
  document,
  grantorKind: 'head',
  collectiveName: 'Ủy ban nhân dân',
  delegateKind: kind === 'collective' || kind === 'deputy' ? 'deputy' : 'head',
  delegateUnit: kind === 'collective' || kind === 'deputy' ? 'same' : 'below',
  ...overrides,
});

function outcome(delegation: ProposedDelegation): string {
  try {
    checkDelegation(delegation);
    return 'allowed';
  } catch (error) {
    if (isAppError(error)) return error.code;
    throw error;
  }
}

describe('who may give authority to sign (NĐ 30/2020 Điều 13)', () => {
  it.each(delegationKinds)('%s: in its proper form', (kind) => {
    expect(outcome(proposed(kind))).toBe('allowed');
  });

  it.each<[string, ProposedDelegation]>([
    ['organization.no_redelegation', proposed('by_authorisation', { passable: true })],
    ['organization.authorisation_written', proposed('by_authorisation', { document: null })],
    ['organization.authorisation_limited', proposed('by_authorisation', { validTo: null })],
    ['organization.not_a_collective', proposed('collective', { collectiveName: null })],
    ['organization.only_order_passable', proposed('deputy', { passable: true })],
    ['organization.head_of_unit_below', proposed('by_order', { delegateUnit: 'elsewhere' })],
  ])('refuses with %s', (code, delegation) => {
    expect(outcome(delegation)).toBe(code);
  });

  it('allows, of all pairs of positions, only head to deputy within a unit and head to head of a unit below', () => {
    const pairs = delegationKinds.flatMap((kind) =>
      positionKinds.flatMap((grantorKind) =>
        positionKinds.flatMap((delegateKind) =>
          (['same', 'below', 'elsewhere'] as const).map((delegateUnit) =>
            proposed(kind, { grantorKind, delegateKind, delegateUnit }),
          ),
        ),
      ),
    );
    const allowed = pairs.filter((pair) => outcome(pair) === 'allowed');
    expect(
      allowed.map((pair) => [pair.kind, pair.grantorKind, pair.delegateKind, pair.delegateUnit].join(' ')),
    ).toEqual([
      'collective head deputy same',
      'deputy head deputy same',
      'by_order head head below',
      'by_authorisation head head below',
    ]);
  });

  it('lets an order be without end and be passed to a deputy', () => {
    expect(outcome(proposed('by_order', { validTo: null, passable: true, document: null }))).toBe('allowed');
  });
});
