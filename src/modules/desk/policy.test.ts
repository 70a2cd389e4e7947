import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aCitizen, anOfficer } from '#platform/testing/actors.ts';
import { drawers, permissionsOf } from './model.ts';
import { scopesOf } from './policy.ts';

describe('scopesOf', () => {
  it('opens nothing to people who are not officers', () => {
    for (const { key } of drawers) expect(scopesOf(aCitizen(), permissionsOf(key))).toEqual([]);
  });

  it('never opens a permission or a unit that was not granted', () => {
    const grants = fc.dictionary(fc.constantFrom('cases.receive', 'cases.sign', 'other.read'), fc.array(fc.constantFrom('u1', 'u2')));
    fc.assert(
      fc.property(grants, (given) => {
        for (const scope of scopesOf(anOfficer({ grants: given }), permissionsOf('all'))) expect(scope.units).toEqual(given[scope.permission]);
      }),
    );
  });
});
