import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAppError } from '#platform/errors/app-error.ts';
import { signatureBlock, type OwnCapacity, type SigningDelegation, type SigningHolding } from './signature-block.ts';
import { delegationKinds, holdingKinds, positionKinds } from './vocabulary.ts';

const asOf = '2026-11-23';

const holding = (overrides: Partial<SigningHolding> = {}): SigningHolding => ({
  signerName: 'Hoàng Thị Minh',
  kind: 'principal',
  positionKind: 'head',
  title: 'Chủ tịch',
  headTitle: 'Chủ tịch',
  collectiveName: 'Ủy ban nhân dân',
  validFrom: '2025-07-01',
  validTo: null,
  ...overrides,
});
const deputy = holding({ positionKind: 'deputy', title: 'Phó Chủ tịch' });
const chief = holding({ title: 'Chánh Văn phòng', headTitle: 'Chánh Văn phòng', collectiveName: null });
const deputyChief = holding({
  positionKind: 'deputy',
  title: 'Phó Chánh Văn phòng',
  headTitle: 'Chánh Văn phòng',
  collectiveName: null,
});

const delegation = (overrides: Partial<SigningDelegation> = {}): SigningDelegation => ({
  kind: 'deputy',
  grantorTitle: 'Chủ tịch',
  passable: false,
  validFrom: '2026-01-01',
  validTo: '2027-01-01',
  ...overrides,
});

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (isAppError(error)) return error.code;
    throw error;
  }
  return 'nothing thrown';
}

describe('the signature block (NĐ 30/2020 Điều 13, Phụ lục I)', () => {
  it.each<[string, SigningHolding, SigningDelegation | OwnCapacity, string[]]>([
    ['head in own name', holding(), 'own', ['CHỦ TỊCH']],
    ['head for the collective', holding(), 'collective', ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH']],
    ['acting head', holding({ kind: 'acting' }), 'own', ['Q. CHỦ TỊCH']],
    [
      'acting head for the collective',
      holding({ kind: 'acting' }),
      'collective',
      ['TM. ỦY BAN NHÂN DÂN', 'Q. CHỦ TỊCH'],
    ],
    ['deputy for the head', deputy, delegation(), ['KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH']],
    [
      'deputy for the collective',
      deputy,
      delegation({ kind: 'collective' }),
      ['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'],
    ],
    ['by order', chief, delegation({ kind: 'by_order' }), ['TL. CHỦ TỊCH', 'CHÁNH VĂN PHÒNG']],
    [
      'by order, passed to the deputy',
      deputyChief,
      delegation({ kind: 'by_order', passable: true }),
      ['TL. CHỦ TỊCH', 'KT. CHÁNH VĂN PHÒNG', 'PHÓ CHÁNH VĂN PHÒNG'],
    ],
    ['by authorisation', chief, delegation({ kind: 'by_authorisation' }), ['TUQ. CHỦ TỊCH', 'CHÁNH VĂN PHÒNG']],
  ])('%s', (_, signer, authority, lines) => {
    expect(signatureBlock(signer, authority, asOf)).toEqual({ lines, signerName: 'Hoàng Thị Minh' });
  });

  it.each<[string, SigningHolding, SigningDelegation | OwnCapacity]>([
    ['organization.no_redelegation', deputyChief, delegation({ kind: 'by_authorisation', passable: true })],
    ['organization.order_not_passable', deputyChief, delegation({ kind: 'by_order' })],
    ['organization.delegation_needed', deputy, 'own'],
    ['organization.delegation_needed', holding({ positionKind: 'staff', title: 'Chuyên viên' }), 'collective'],
    ['organization.only_deputy_signs_for_head', holding(), delegation()],
    [
      'organization.only_deputy_signs_for_head',
      holding({ positionKind: 'staff' }),
      delegation({ kind: 'by_order', passable: true }),
    ],
    ['organization.not_a_collective', chief, 'collective'],
    ['organization.not_a_collective', deputyChief, delegation({ kind: 'collective' })],
    ['organization.head_position_missing', holding({ positionKind: 'deputy', headTitle: null }), delegation()],
    ['organization.holding_not_in_force', holding({ validTo: asOf }), 'own'],
    ['organization.holding_not_in_force', holding({ validFrom: '2026-11-24' }), 'own'],
    ['organization.delegation_not_in_force', deputy, delegation({ validTo: asOf })],
    ['organization.delegation_not_in_force', deputy, delegation({ validFrom: '2026-11-24' })],
  ])('refuses with %s', (code, signer, authority) => {
    expect(codeOf(() => signatureBlock(signer, authority, asOf))).toBe(code);
  });

  it('always ends with the signer’s own title, is written in capitals, and never lets a deputy sign alone', () => {
    const signer = fc.record({
      kind: fc.constantFrom(...holdingKinds),
      positionKind: fc.constantFrom(...positionKinds),
      collectiveName: fc.option(fc.constant('Ủy ban nhân dân')),
    });
    const authority = fc.oneof(
      fc.constantFrom<OwnCapacity>('own', 'collective'),
      fc.record({ kind: fc.constantFrom(...delegationKinds), passable: fc.boolean() }).map(delegation),
    );
    fc.assert(
      fc.property(signer, authority, (parts, by) => {
        const person = holding({ ...parts, title: parts.positionKind === 'head' ? 'Chủ tịch' : 'Phó Chủ tịch' });
        const block = attempt(() => signatureBlock(person, by, asOf));
        if (block === null) return;
        expect(block.lines.at(-1)?.endsWith(person.title.toLocaleUpperCase('vi'))).toBe(true);
        expect(block.lines.join().toLocaleUpperCase('vi')).toBe(block.lines.join());
        if (person.positionKind !== 'head') expect(block.lines.some((line) => line.startsWith('KT. '))).toBe(true);
        expect(
          block.lines.filter((line) => line.startsWith('TUQ. ')).length > 0 && person.positionKind !== 'head',
        ).toBe(false);
      }),
    );
  });
});

function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (isAppError(error)) return null;
    throw error;
  }
}
