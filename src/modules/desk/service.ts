import type { Actor } from '#platform/access/actor.ts';
import type { Database } from '#platform/db/database.ts';
import type { Clock } from '#platform/time/clock.ts';
import { drawers, inboxQuery, pageSize, permissionsOf, type DrawerKey, type WorkItem } from './model.ts';
import { scopesOf } from './policy.ts';
import * as store from './store.ts';
import type { DeskTables } from './tables.gen.ts';

export type DrawerCount = { readonly key: DrawerKey; readonly waiting: number; readonly late: number };

export type Desk = {
  /** One page of work, what is due first on top; `more` tells of a next page. */
  listWork(actor: Actor, query: unknown): Promise<{ readonly items: readonly WorkItem[]; readonly more: boolean }>;
  /** The drawers this actor may open, with what waits in them. */
  countWork(actor: Actor): Promise<readonly DrawerCount[]>;
};

export function createDesk({ db, clock }: { readonly db: Database<DeskTables>; readonly clock: Clock }): Desk {
  return {
    async listWork(actor, raw) {
      const query = inboxQuery.parse(raw);
      const scopes = scopesOf(actor, permissionsOf(query.drawer));
      const items = await store.listWork(db.q, { scopes, holdingId: holdingOf(actor), text: query.text.trim(), page: query.page });
      return { items: items.slice(0, pageSize), more: items.length > pageSize };
    },
    async countWork(actor) {
      const scopes = scopesOf(actor, permissionsOf('all'));
      const counts = await store.countWork(db.q, { scopes, holdingId: holdingOf(actor), now: clock.now() });
      const held = new Set(scopes.map((scope) => scope.permission));
      return drawers
        .filter((drawer) => drawer.permissions.some((permission) => held.has(permission)))
        .map((drawer) => sumOf(drawer, counts));
    },
  };
}

function sumOf(drawer: (typeof drawers)[number], counts: readonly store.Count[]): DrawerCount {
  const wanted: readonly string[] = drawer.permissions;
  const own = counts.filter((count) => wanted.includes(count.permission));
  return { key: drawer.key, waiting: own.reduce((sum, count) => sum + count.waiting, 0), late: own.reduce((sum, count) => sum + count.late, 0) };
}

function holdingOf(actor: Actor): string {
  return actor.kind === 'officer' ? actor.holdingId : '';
}
