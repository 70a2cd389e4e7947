import type { Actor } from '#platform/access/actor.ts';
import { unitsFor } from '#platform/access/decide.ts';

/** The desk has no rights of its own: it shows what the modules' permissions open. */
export const permissions = [] as const;

export type Scope = { readonly permission: string; readonly units: 'all' | readonly string[] };

/** What of the given permissions the actor holds, and where. */
export function scopesOf(actor: Actor, wanted: readonly string[]): readonly Scope[] {
  return wanted.map((permission) => ({ permission, units: unitsFor(actor, permission) })).filter((scope) => scope.units === 'all' || scope.units.length > 0);
}
