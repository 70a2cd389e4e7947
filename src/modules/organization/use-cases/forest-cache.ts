import { LRUCache } from 'lru-cache';
import { readVersion } from '../store/changes.ts';
import type { Queries } from '../store/queries.ts';
import { listUnits } from '../store/units.ts';
import { buildForest, type UnitForest } from '../unit-tree.ts';
import type { LocalDate } from '../validity.ts';

export type ForestCache = { load(q: Queries, asOf: LocalDate): Promise<UnitForest> };

/** Trees by day, valid as long as the version of the data stays; one tiny query tells. */
export function createForestCache(): ForestCache {
  // Pages, deadlines and inboxes mostly ask for today; a few other days are people looking back or ahead.
  const forests = new LRUCache<LocalDate, { version: number; forest: UnitForest }>({ max: 16 });
  return {
    async load(q, asOf) {
      const version = await readVersion(q);
      const cached = forests.get(asOf);
      if (cached?.version === version) return cached.forest;
      const forest = buildForest(await listUnits(q, asOf), asOf);
      forests.set(asOf, { version, forest });
      return forest;
    },
  };
}
