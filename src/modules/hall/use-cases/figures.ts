import type { Actor } from '#platform/access/actor.ts';
import { permit, unitsFor } from '#platform/access/decide.ts';
import { notFound } from '#platform/errors/app-error.ts';
import type { HallDeps } from '../context.ts';
import { decide } from '../policy.ts';
import { readFigures, type GroupFigures } from '../store/figures.ts';
import { listLeasesOfDay, type Gap } from '../store/leases.ts';
import * as setup from '../store/setup.ts';

export type DayFigures = { readonly centreName: string; readonly unitUid: string; readonly day: string; readonly groups: readonly GroupFigures[]; readonly leases: readonly Gap[] };

/** The figures of one day of a hall, for print; `unitUid` null takes the first hall in which the actor serves. */
export async function readDay(deps: HallDeps, actor: Actor, query: { unitUid: string | null; day: string }): Promise<DayFigures> {
  const [first] = query.unitUid === null ? await setup.listCentres(deps.db.q, unitsFor(actor, 'hall.serve')) : [];
  const unitUid = query.unitUid ?? first?.unitUid ?? '';
  permit(decide(actor, 'hall.serve', { unitUid }), { actor, action: 'hall.serve', subject: { kind: 'hall', id: unitUid } });
  const centre = await setup.findCentre(deps.db.q, unitUid);
  if (centre === undefined) throw notFound('hall.not_found');
  const [groups, leases] = await Promise.all([readFigures(deps.db.q, unitUid, query.day), listLeasesOfDay(deps.db.q, unitUid, query.day)]);
  return { centreName: centre.name, unitUid, day: query.day, groups, leases };
}
