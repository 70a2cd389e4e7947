import { conflict } from '#platform/errors/app-error.ts';
import type { Segment } from './timeline.ts';
import type { UnitFacts } from './unit-tree.ts';
import { covers, intersect } from './validity.ts';

/** Timelines of a unit and of every unit that was ever above it, by uid. */
export type Timelines = ReadonlyMap<string, readonly Segment<UnitFacts>[]>;

/**
 * A unit stands under an existing parent on every day of its life, and never under itself.
 * @throws AppError conflict `organization.parent_not_in_force` or `organization.unit_under_itself`.
 */
export function assertSoundAbove(uid: string, timelines: Timelines): void {
  for (const segment of timelines.get(uid) ?? []) climb(uid, segment, { timelines, start: uid });
}

type Climb = { readonly timelines: Timelines; readonly start: string };

function climb(uid: string, segment: Segment<UnitFacts>, context: Climb): void {
  const parentUid = segment.facts.parentUid;
  if (parentUid === null) return;
  if (parentUid === context.start) throw conflict('organization.unit_under_itself', { from: segment.validFrom });
  const above = context.timelines.get(parentUid) ?? [];
  if (!covers(above, segment)) throw conflict('organization.parent_not_in_force', { unitUid: uid, parentUid });
  for (const parent of above) {
    const shared = intersect(parent, segment);
    if (shared !== null) climb(parentUid, { ...shared, facts: parent.facts }, context);
  }
}
