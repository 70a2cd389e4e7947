import type { Actor } from '#platform/access/actor.ts';
import type { OrganizationReads, UnitChoices } from '../organization.ts';
import { listHoldersIn, listPositionsIn } from '../store/staff.ts';
import { findUnits, placeOf, subtreeIn, type UnitForest, type UnitNode } from '../unit-tree.ts';
import type { LocalDate } from '../validity.ts';
import type { Choice } from '../views.ts';
import type { ForestCache } from './forest-cache.ts';
import type { OrganizationDeps } from './record-change.ts';
import { mayRead } from './records.ts';

type Choices = Pick<OrganizationReads, 'readChoices' | 'searchUnits'>;

/** What the officers' forms offer to choose from. */
export function createChoices(deps: OrganizationDeps, forests: ForestCache): Choices {
  return {
    readChoices: (actor, query) => readChoices(deps, forests, actor, query),

    async searchUnits(actor, { text, asOf }) {
      mayRead(actor, 'tree');
      const forest = await forests.load(deps.db.q, asOf);
      return findUnits(forest, text).map((unit) => toChoice(forest, unit));
    },
  };
}

async function readChoices(
  deps: OrganizationDeps,
  forests: ForestCache,
  actor: Actor,
  { uid, asOf }: { uid: string; asOf: LocalDate },
): Promise<UnitChoices> {
  mayRead(actor, uid);
  const forest = await forests.load(deps.db.q, asOf);
  const unit = forest.byUid.get(uid);
  if (unit === undefined) return { receivers: [], colleagues: [], siblings: [] };
  return {
    receivers: await listReceivers(deps, forest, unit),
    colleagues: await listColleagues(deps, unit, asOf),
    siblings: siblingsOf(forest, unit).map((each) => toChoice(forest, each)),
  };
}

/** NĐ 30/2020 Điều 13: deputies of the same agency, heads of the units within it. */
async function listReceivers({ db }: OrganizationDeps, forest: UnitForest, unit: UnitNode): Promise<Choice[]> {
  const below = subtreeIn(forest, unit.uid).map((each) => each.uid);
  const positions = await listPositionsIn(db.q, below, forest.asOf);
  return positions
    .filter((position) => position.kind === (position.unitUid === unit.uid ? 'deputy' : 'head'))
    .map(({ positionUid, title, unitUid }) => ({
      value: positionUid,
      label: title,
      note: forest.byUid.get(unitUid)?.fullName ?? '',
    }));
}

async function listColleagues({ db }: OrganizationDeps, unit: UnitNode, asOf: LocalDate): Promise<Choice[]> {
  const above = unit.parentUid === null ? [] : [unit.parentUid];
  const nearby = [unit.uid, ...above, ...unit.children.map((child) => child.uid)];
  const holders = await listHoldersIn(db.q, nearby, asOf);
  return holders.map(({ holdingUid, personName, title, unitName }) => ({
    value: holdingUid,
    label: personName,
    note: `${title}, ${unitName}`,
  }));
}

function siblingsOf(forest: UnitForest, unit: UnitNode): readonly UnitNode[] {
  const beside = unit.parentUid === null ? forest.roots : (forest.byUid.get(unit.parentUid)?.children ?? []);
  return beside.filter((each) => each.uid !== unit.uid);
}

const toChoice = (forest: UnitForest, unit: UnitNode): Choice => ({
  value: unit.uid,
  label: unit.fullName,
  note: placeOf(forest, unit),
});
