import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { combineGrants, type EffectiveGrant } from './grants.ts';

const units = ['a', 'b', 'c', 'd'];
const subtrees = new Map([
  ['a', ['b', 'c']],
  ['b', ['c']],
]);
const grant = fc.record<EffectiveGrant>({
  permissions: fc.uniqueArray(fc.constantFrom('p', 'q')),
  administrative: fc.boolean(),
  unitUid: fc.option(fc.constantFrom(...units)),
  includeSubtree: fc.boolean(),
});

/** The rule said differently: may `permission` be used in `unit`? */
function mayByHand(grants: readonly EffectiveGrant[], permission: string, unit: string): boolean {
  return grants.some(
    (one) =>
      one.permissions.includes(permission) &&
      (one.unitUid === null ||
        one.unitUid === unit ||
        (one.includeSubtree && (subtrees.get(one.unitUid) ?? []).includes(unit))),
  );
}

describe('grants together', () => {
  it('permit exactly what some single grant permits', () => {
    fc.assert(
      fc.property(fc.array(grant, { maxLength: 6 }), (grants) => {
        const combined = combineGrants(grants, subtrees);
        for (const permission of ['p', 'q']) {
          for (const unit of units) {
            const granted = combined[permission] ?? [];
            expect(granted === 'all' || granted.includes(unit)).toBe(mayByHand(grants, permission, unit));
          }
        }
      }),
    );
  });
});
