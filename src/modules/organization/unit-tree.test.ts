import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertSoundAbove } from './soundness.ts';
import type { Segment } from './timeline.ts';
import {
  ancestorsIn,
  buildForest,
  findUnits,
  flatten,
  placeOf,
  subtreeIn,
  type Unit,
  type UnitFacts,
} from './unit-tree.ts';

const asOf = '2026-11-23';
const facts = (overrides: Partial<UnitFacts> = {}): UnitFacts => ({
  kind: 'department',
  level: 'commune',
  parentUid: null,
  fullName: 'Phòng Kinh tế',
  shortName: null,
  abbreviation: null,
  collectiveName: null,
  adminUnitUid: null,
  sortOrder: 0,
  ...overrides,
});
const unit = (uid: string, parentUid: string | null, overrides: Partial<UnitFacts> = {}): Unit => ({
  ...facts({ parentUid, ...overrides }),
  uid,
  validFrom: '2025-07-01',
  validTo: null,
});

/** Any forest: each unit hangs under an earlier one or stands alone. */
const units = fc
  .array(fc.nat(), { minLength: 1, maxLength: 30 })
  .map((picks) =>
    picks.map((pick, index) => unit(`u${index}`, index === 0 || pick % 4 === 0 ? null : `u${pick % index}`)),
  );

describe('the tree of one day', () => {
  it('holds every unit once, with its ancestors above and its subtree below', () => {
    fc.assert(
      fc.property(units, (all) => {
        const forest = buildForest(all, asOf);
        const rows = flatten(forest.roots);
        expect(new Set(rows.map((row) => row.unit.uid)).size).toBe(all.length);
        expect(rows).toHaveLength(all.length);
        for (const { unit: node, depth } of rows) {
          const above = ancestorsIn(forest, node.uid);
          expect(above).toHaveLength(depth);
          for (const ancestor of above)
            expect(subtreeIn(forest, ancestor.uid).some((below) => below.uid === node.uid)).toBe(true);
        }
      }),
    );
  });

  it('reads in the order of the chart, then by the Vietnamese alphabet', () => {
    const forest = buildForest(
      [
        unit('a', null, { fullName: 'Phòng Văn hóa' }),
        unit('b', null, { fullName: 'Phòng Đô thị' }),
        unit('c', null, { fullName: 'Văn phòng', sortOrder: -1 }),
      ],
      asOf,
    );
    expect(forest.roots.map((node) => node.uid)).toEqual(['c', 'b', 'a']);
  });

  it('is searched by words of the name or the abbreviation, with or without accents', () => {
    const forest = buildForest(
      [unit('a', null, { fullName: 'UBND xã An Hòa' }), unit('b', 'a', { fullName: 'Sở Nội vụ', abbreviation: 'SNV' })],
      asOf,
    );
    const found = (text: string): string[] => findUnits(forest, text).map((each) => each.uid);
    expect([found('an hoa'), found('snv'), found('noi'), found('oi'), found(' '), found('an vu')]).toEqual([
      ['a'],
      ['b'],
      ['b'],
      [],
      [],
      [],
    ]);
    expect(placeOf(forest, unit('b', 'a'))).toBe('UBND xã An Hòa');
  });

  it('shows a unit whose parent is gone as a root, and nothing for an unknown unit', () => {
    const forest = buildForest([unit('a', 'gone')], asOf);
    expect(forest.roots.map((node) => node.uid)).toEqual(['a']);
    expect(subtreeIn(forest, 'gone')).toEqual([]);
  });
});

describe('soundness over time', () => {
  const segment = (validFrom: string, validTo: string | null, parentUid: string | null): Segment<UnitFacts> => ({
    validFrom,
    validTo,
    facts: facts({ parentUid }),
  });

  it('refuses a unit under itself, even only for a time', () => {
    const timelines = new Map([
      ['a', [segment('2020-01-01', null, 'b')]],
      [
        'b',
        [
          segment('2020-01-01', '2026-01-01', null),
          segment('2026-01-01', '2026-02-01', 'a'),
          segment('2026-02-01', null, null),
        ],
      ],
    ]);
    expect(() => assertSoundAbove('a', timelines)).toThrow('organization.unit_under_itself');
  });

  it('accepts two units that stood under each other at different times', () => {
    const timelines = new Map([
      ['a', [segment('2020-01-01', '2026-01-01', 'b'), segment('2026-01-01', null, null)]],
      ['b', [segment('2019-01-01', '2026-01-01', null), segment('2026-01-01', null, 'a')]],
    ]);
    expect(() => assertSoundAbove('a', timelines)).not.toThrow();
    expect(() => assertSoundAbove('b', timelines)).not.toThrow();
  });

  it('refuses a parent that begins later or ends earlier', () => {
    const under =
      (parent: Segment<UnitFacts>[]): (() => void) =>
      () =>
        assertSoundAbove(
          'a',
          new Map([
            ['a', [segment('2025-07-01', null, 'p')]],
            ['p', parent],
          ]),
        );
    expect(under([segment('2025-07-02', null, null)])).toThrow('organization.parent_not_in_force');
    expect(under([segment('2025-01-01', '2030-01-01', null)])).toThrow('organization.parent_not_in_force');
    expect(under([segment('2025-01-01', '2026-01-01', null), segment('2026-01-01', null, null)])).not.toThrow();
  });
});
