import type { Grants } from '#platform/access/actor.ts';

/** One grant as it counts for an acting officer today. */
export type EffectiveGrant = {
  readonly permissions: readonly string[];
  readonly administrative: boolean;
  /** Null: every unit. */
  readonly unitUid: string | null;
  readonly includeSubtree: boolean;
};

/** Permission → units, from all grants together. `subtrees` answers for every unit granted with its subtree. */
export function combineGrants(
  grants: readonly EffectiveGrant[],
  subtrees: ReadonlyMap<string, readonly string[]>,
): Grants {
  const units = new Map<string, Set<string> | 'all'>();
  for (const grant of grants) {
    for (const permission of grant.permissions) {
      const known = units.get(permission);
      if (grant.unitUid === null) units.set(permission, 'all');
      else if (known !== 'all')
        units.set(permission, new Set([...(known ?? []), ...unitsOf(grant, grant.unitUid, subtrees)]));
    }
  }
  return Object.fromEntries(
    [...units].map(([permission, granted]) => [permission, granted === 'all' ? granted : [...granted].sort()]),
  );
}

function unitsOf(
  grant: EffectiveGrant,
  unitUid: string,
  subtrees: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  return grant.includeSubtree ? [unitUid, ...(subtrees.get(unitUid) ?? [])] : [unitUid];
}

export function isAdministrator(grants: readonly EffectiveGrant[]): boolean {
  return grants.some((grant) => grant.administrative);
}
