import type { Actor } from '#platform/access/actor.ts';
import type { CasesDeps } from '../ports.ts';
import * as store from '../store/of-version.ts';
import { readableUnits } from './browse.ts';

/** How many cases run by each version of a procedure: a figure without names, for those who look after the catalogue. */
export function countOfVersions(deps: CasesDeps, versionIds: readonly string[]): Promise<Map<string, number>> {
  return store.countByVersion(deps.db.q, versionIds);
}

/** The running cases of a version that this officer may see. */
export function listOfVersion(deps: CasesDeps, actor: Actor, query: { versionId: string; limit: number }): Promise<store.VersionCase[]> {
  return store.listOfVersion(deps.db.q, { ...query, units: readableUnits(actor) });
}
