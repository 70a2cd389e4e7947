import type { Actor } from '#platform/access/actor.ts';
import { permit, unitsFor } from '#platform/access/decide.ts';
import { toLocalDate } from '#platform/text/dates.ts';
import type { Organization } from '#modules/organization/index.ts';
import type { IdentityContext } from '../context.ts';
import { decide, type IdentityAction } from '../policy.ts';

/** A unit to choose; `depth` indents it as in the organisation chart. */
export type UnitChoice = { readonly uid: string; readonly name: string; readonly depth: number };

type Forest = Awaited<ReturnType<Organization['unitTree']>>;

/** The units of today in which the actor holds the permission, in the order of the chart. */
export async function listUnits(
  context: IdentityContext,
  actor: Actor,
  permission: IdentityAction,
): Promise<UnitChoice[]> {
  const units = unitsFor(actor, permission);
  const forest = await context.organization.unitTree(toLocalDate(context.clock.now()));
  const choices: UnitChoice[] = [];
  const walk = (nodes: Forest['roots'], depth: number): void => {
    for (const node of nodes) {
      if (units === 'all' || units.includes(node.uid)) choices.push({ uid: node.uid, name: node.fullName, depth });
      walk(node.children, depth + 1);
    }
  };
  walk(forest.roots, 0);
  return choices;
}

/** Names of units of today, for lists that only know uids; what is not there any more keeps its uid. */
export async function nameUnits(
  context: IdentityContext,
  uids: readonly (string | null)[],
): Promise<Record<string, string>> {
  const forest = await context.organization.unitTree(toLocalDate(context.clock.now()));
  const known = [...new Set(uids)].filter((uid) => uid !== null);
  return Object.fromEntries(known.map((uid) => [uid, forest.byUid.get(uid)?.fullName ?? uid]));
}

/** Officials by name, for whom an account is to be made. */
export async function searchStaff(context: IdentityContext, actor: Actor, text: string) {
  return text.trim().length < 2 ? [] : context.organization.searchPersons(actor, text.trim().slice(0, 100));
}

/** Positions of a unit today, to which a role may be given. */
export async function listPositions(
  context: IdentityContext,
  actor: Actor,
  unitUid: string,
): Promise<{ uid: string; title: string }[]> {
  const subject = { kind: 'grant', unitUid, administrative: false, accountUid: null } as const;
  permit(decide(actor, 'identity.read_grants', subject), {
    actor,
    action: 'identity.read_grants',
    subject: { kind: 'unit', id: unitUid },
  });
  const { positions } = await context.organization.readUnit(actor, {
    uid: unitUid,
    asOf: toLocalDate(context.clock.now()),
  });
  return positions.map((position) => ({ uid: position.positionUid, title: position.title }));
}
