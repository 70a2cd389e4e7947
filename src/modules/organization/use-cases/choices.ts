import type { OrganizationReads, UnitChoices } from '../organization.ts';
import { listHoldersIn, listPositionsIn } from '../store/staff.ts';
import { findUnits, placeOf, subtreeIn, type UnitForest, type UnitNode } from '../unit-tree.ts';
import type { Choice } from '../views.ts';
import type { ForestCache } from './forest-cache.ts';
import type { OrganizationDeps } from './record-change.ts';
import { mayRead } from './records.ts';

/** What the officers' forms offer to choose from. */
export function createChoices(
  { db }: OrganizationDeps,
  forests: ForestCache,
): Pick<OrganizationReads, 'readChoices' | 'searchUnits'> {
  return {
    async readChoices(actor, { uid, asOf }): Promise<UnitChoices> {
      mayRead(actor, uid);
      const forest = await forests.load(db.q, asOf);
      const unit = forest.byUid.get(uid);
      if (unit === undefined) return { receivers: [], colleagues: [], siblings: [] };
      const below = subtreeIn(forest, uid);
      const positions = await listPositionsIn(
        db.q,
        below.map((each) => each.uid),
        asOf,
      );
      const receivers = positions.filter(
        (position) => position.kind === (position.unitUid === uid ? 'deputy' : 'head'),
      );
      const holders = await listHoldersIn(db.q, nearby(unit), asOf);
      const nameOf = (unitUid: string): string => forest.byUid.get(unitUid)?.fullName ?? '';
      return {
        receivers: receivers.map(({ positionUid, title, unitUid }) => ({
          value: positionUid,
          label: title,
          note: nameOf(unitUid),
        })),
        colleagues: holders.map(({ holdingUid, personName, title, unitName }) => ({
          value: holdingUid,
          label: personName,
          note: `${title}, ${unitName}`,
        })),
        siblings: siblingsOf(forest, unit).map((each) => toChoice(forest, each)),
      };
    },

    async searchUnits(actor, { text, asOf }) {
      mayRead(actor, 'tree');
      const forest = await forests.load(db.q, asOf);
      return findUnits(forest, text).map((unit) => toChoice(forest, unit));
    },
  };
}

const nearby = (unit: UnitNode): string[] => [
  unit.uid,
  ...(unit.parentUid === null ? [] : [unit.parentUid]),
  ...unit.children.map((child) => child.uid),
];

function siblingsOf(forest: UnitForest, unit: UnitNode): readonly UnitNode[] {
  const beside = unit.parentUid === null ? forest.roots : (forest.byUid.get(unit.parentUid)?.children ?? []);
  return beside.filter((each) => each.uid !== unit.uid);
}

const toChoice = (forest: UnitForest, unit: UnitNode): Choice => ({
  value: unit.uid,
  label: unit.fullName,
  note: placeOf(forest, unit),
});
