import type { AnyTx } from '#platform/db/database.ts';
import type { OrganizationDirectory } from '../organization.ts';
import { findUnitByCode, listCodes } from '../store/codes.ts';
import * as delegations from '../store/delegations.ts';
import type { Queries } from '../store/queries.ts';
import * as staff from '../store/staff.ts';
import { listSuccessors } from '../store/units.ts';
import { ancestorsIn, subtreeIn, type Unit } from '../unit-tree.ts';
import type { HeldPosition } from '../views.ts';
import type { ForestCache } from './forest-cache.ts';
import type { OrganizationDeps } from './record-change.ts';

export type Directory = Omit<
  OrganizationDirectory,
  'signatureBlockFor' | 'signingOptions' | 'searchAdminUnits' | 'adminUnit' | 'adminUnitsUnder' | 'resolveOldAddress'
>;

type Source = (tx: AnyTx | undefined) => Queries;

/** Uids come from addresses and other modules; PostgreSQL refuses to compare a uuid with other text. */
export const isUid = (text: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

/** The connection to read from: the caller's transaction, or the pool. */
export const sourceOf =
  ({ db }: Pick<OrganizationDeps, 'db'>): Source =>
  (tx) =>
    tx === undefined ? db.q : db.within(tx).q;

/** Who and what there is on a day. */
export function createDirectory(deps: OrganizationDeps, forests: ForestCache): Directory {
  const from = sourceOf(deps);
  return { ...unitReads(from, forests), ...staffReads(from) };
}

type UnitReads = 'unitTree' | 'unit' | 'subtreeOf' | 'ancestorsOf' | 'successorsOf' | 'unitByCode' | 'codesOf';

function unitReads(from: Source, forests: ForestCache): Pick<Directory, UnitReads> {
  return {
    unitTree: (asOf, tx) => forests.load(from(tx), asOf),
    unit: async (uid, asOf, tx) => (await forests.load(from(tx), asOf)).byUid.get(uid) ?? null,
    subtreeOf: async (uid, asOf, tx) => subtreeIn(await forests.load(from(tx), asOf), uid),
    ancestorsOf: async (uid, asOf, tx) => ancestorsIn(await forests.load(from(tx), asOf), uid),

    async successorsOf(uid, asOf, tx) {
      if (!isUid(uid)) return [];
      const forest = await forests.load(from(tx), asOf);
      const self = forest.byUid.get(uid);
      if (self !== undefined) return [self];
      const reached = await listSuccessors(from(tx), uid, asOf);
      return reached
        .map((each) => forest.byUid.get(each))
        .filter((unit): unit is NonNullable<typeof unit> => unit !== undefined);
    },

    async unitByCode(code, asOf, tx): Promise<Unit | null> {
      const uid = await findUnitByCode(from(tx), code, asOf);
      return uid === undefined ? null : ((await forests.load(from(tx), asOf)).byUid.get(uid) ?? null);
    },

    codesOf: async (unitUid, asOf, tx) => (isUid(unitUid) ? listCodes(from(tx), unitUid, asOf) : []),
  };
}

type StaffReads = 'holdingsOf' | 'holding' | 'holdersOf' | 'substituteOf' | 'substitutedBy';

function staffReads(from: Source): Pick<Directory, StaffReads> {
  const inForce = async (q: Queries, uids: readonly string[], asOf: string): Promise<HeldPosition[]> => {
    const found = await Promise.all(uids.map((uid) => staff.findHolding(q, uid, asOf)));
    return found.filter((holding) => holding !== undefined);
  };
  return {
    holdingsOf: async (personUid, asOf, tx) =>
      isUid(personUid) ? staff.listHoldingsOfPerson(from(tx), personUid, asOf) : [],
    holding: async (uid, asOf, tx) => (isUid(uid) ? ((await staff.findHolding(from(tx), uid, asOf)) ?? null) : null),
    holdersOf: async (kind, unitUid, asOf, tx) =>
      isUid(unitUid) ? staff.listHolders(from(tx), unitUid, asOf, kind) : [],

    async substituteOf(holdingUid, asOf, tx) {
      if (!isUid(holdingUid)) return null;
      const rows = await delegations.listSubstitutions(from(tx), [holdingUid], asOf);
      return (
        (
          await inForce(
            from(tx),
            rows.map((row) => row.substituteHoldingUid),
            asOf,
          )
        )[0] ?? null
      );
    },

    async substitutedBy(personUid, asOf, tx) {
      if (!isUid(personUid)) return [];
      return inForce(from(tx), await delegations.listAbsentHoldingsFor(from(tx), personUid, asOf), asOf);
    },
  };
}
