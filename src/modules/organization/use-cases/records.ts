import { permit } from '#platform/access/decide.ts';
import type { Actor } from '#platform/access/actor.ts';
import { notFound } from '#platform/errors/app-error.ts';
import type { OrganizationReads, UnitRecord } from '../organization.ts';
import { abilities, decide } from '../policy.ts';
import { findAdminUnit } from '../store/admin-units.ts';
import { listJournal } from '../store/changes.ts';
import { listCodes } from '../store/codes.ts';
import * as delegations from '../store/delegations.ts';
import * as staff from '../store/staff.ts';
import { listSuccessions, loadTimeline } from '../store/units.ts';
import { ancestorsIn, type Unit } from '../unit-tree.ts';
import { isUid } from './directory.ts';
import { exportTree, listChart } from './export-tree.ts';
import type { ForestCache } from './forest-cache.ts';
import type { OrganizationDeps } from './record-change.ts';

const journalLimit = 100;

type Records = Pick<OrganizationReads, 'generalAbilities' | 'readUnit' | 'listChart' | 'exportTree'>;

/** What the officers' pages show. */
export function createRecords(deps: OrganizationDeps, forests: ForestCache): Records {
  return {
    generalAbilities: (actor) => abilities(actor, { unitUids: [] }),

    async readUnit(actor, { uid, asOf }) {
      mayRead(actor, uid);
      const forest = await forests.load(deps.db.q, asOf);
      const unit = forest.byUid.get(uid) ?? (await nearestState(deps, uid, asOf));
      const allowed = abilities(actor, { unitUids: [uid] });
      return { unit, ancestors: ancestorsIn(forest, uid), ...(await contentsOf(deps, unit, asOf)), abilities: allowed };
    },

    async listChart(actor, asOf) {
      mayRead(actor, 'tree');
      return listChart(deps, await forests.load(deps.db.q, asOf));
    },

    async exportTree(actor, asOf) {
      mayRead(actor, 'tree');
      return exportTree(deps, await forests.load(deps.db.q, asOf));
    },
  };
}

/** Only officers read the pages of the organisation. */
export function mayRead(actor: Actor, id: string): void {
  const action = 'organization.read';
  permit(decide(actor, action, { unitUids: [] }), { actor, action, subject: { kind: 'organization', id } });
}

/** A unit that does not exist on the day is shown as it last was, or as it will first be; its dates tell. */
async function nearestState({ db }: OrganizationDeps, uid: string, asOf: string): Promise<Unit> {
  const timeline = isUid(uid) ? await loadTimeline(db.q, uid) : [];
  const nearest = timeline.findLast((segment) => segment.validFrom <= asOf) ?? timeline[0];
  if (nearest === undefined) throw notFound('organization.not_found');
  return { uid, ...nearest.facts, validFrom: nearest.validFrom, validTo: nearest.validTo };
}

type Contents = Omit<UnitRecord, 'unit' | 'ancestors' | 'abilities'>;

async function contentsOf({ db }: OrganizationDeps, unit: Unit, asOf: string): Promise<Contents> {
  const holders = await staff.listHolders(db.q, unit.uid, asOf);
  const holdingUids = holders.map((holder) => holder.holdingUid);
  return {
    adminUnit: unit.adminUnitUid === null ? null : ((await findAdminUnit(db.q, unit.adminUnitUid)) ?? null),
    codes: await listCodes(db.q, unit.uid),
    positions: await staff.listPositions(db.q, unit.uid, asOf),
    holders,
    delegations: await delegations.listDelegations(db.q, unit.uid, asOf),
    substitutions: await delegations.listSubstitutions(db.q, holdingUids, asOf),
    successions: await listSuccessions(db.q, unit.uid),
    journal: await listJournal(db.q, unit.uid, journalLimit),
  };
}
