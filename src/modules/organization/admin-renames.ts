import { adminRow, required, type AdminChangeRow, type AdminData } from './admin-rows.ts';
import type { AdminSource } from './admin-source.ts';
import type { AdminChangeKind } from './vocabulary.ts';

type Rename = AdminSource['supplement']['renamedSince'][number];

/** A unit that got a new name or kind later: it and what is under it continue in new rows, so that paths read right on each day. */
export function applyRenames(data: AdminData, renames: readonly Rename[]): AdminData {
  return renames.reduce(applyRename, data);
}

function applyRename({ units, changes, formerCommunes }: AdminData, rename: Rename): AdminData {
  const { effectiveOn, legalBasis } = rename;
  const old = required(
    units.find((unit) => unit.code === rename.code && unit.validTo === null),
    rename.code,
  );
  const above = units.find((unit) => unit.uid === old.parentUid) ?? null;
  const renamed = adminRow(
    { ...old, fullName: rename.fullName, validFrom: effectiveOn, validTo: null, legalBasis },
    above,
  );
  const under = units.filter((unit) => unit.parentUid === old.uid && unit.validTo === null);
  const moved = under.map((unit) => adminRow({ ...unit, validFrom: effectiveOn, legalBasis }, renamed));
  const ended = new Set([old.uid, ...under.map((unit) => unit.uid)]);
  const change = (fromUid: string, toUid: string, kind: AdminChangeKind): AdminChangeRow => ({
    fromUid,
    toUid,
    kind,
    effectiveOn,
    legalBasis,
  });
  const continued = under.map((unit, index) => change(unit.uid, required(moved[index], unit.fullName).uid, 'transfer'));
  return {
    units: [
      ...units.map((unit) => (ended.has(unit.uid) ? { ...unit, validTo: effectiveOn } : unit)),
      renamed,
      ...moved,
    ],
    changes: [...changes, change(old.uid, renamed.uid, 'rename'), ...continued],
    formerCommunes,
  };
}
