import { createHash } from 'node:crypto';
import { sortKey } from '#platform/text/collate.ts';
import { foldWords } from '#platform/text/fold.ts';
import type { LocalDate } from './validity.ts';
import type { AdminChangeKind, AdminLevel } from './vocabulary.ts';

/** One administrative unit from a day to a day, as stored. */
export type AdminUnitRow = {
  readonly uid: string;
  readonly level: AdminLevel;
  readonly code: string | null;
  readonly fullName: string;
  readonly nameFolded: string;
  readonly parentUid: string | null;
  readonly pathName: string;
  readonly pathFolded: string;
  readonly validFrom: LocalDate | null;
  readonly validTo: LocalDate | null;
  readonly legalBasis: string | null;
};

/** How one unit continues in another. */
export type AdminChangeRow = {
  readonly fromUid: string;
  readonly toUid: string;
  readonly kind: AdminChangeKind;
  readonly effectiveOn: LocalDate;
  readonly legalBasis: string | null;
};

/** A commune known only by the name it had before 30 June 2025. */
export type FormerCommuneRow = {
  readonly pathName: string;
  readonly nameFolded: string;
  readonly pathFolded: string;
  readonly toUid: string;
};

export type AdminData = {
  readonly units: readonly AdminUnitRow[];
  readonly changes: readonly AdminChangeRow[];
  readonly formerCommunes: readonly FormerCommuneRow[];
};

/** Names compare by spelling: "Hoà Bình" is "Hòa Bình", but Sa Pa is not Sa Pả. */
export const spellingKey = (...names: readonly string[]): string => names.map(sortKey).join('|');

/** The words of a path for searching. */
export const foldPath = (path: string): string => foldWords(path).join(' ');

/**
 * Identity of an administrative unit: the same in every installation, made from its code and first day. Units without
 * a code (districts) are known by their path.
 */
export function adminUnitUid(level: AdminLevel, codeOrPath: string, validFrom: LocalDate | null): string {
  const bytes = createHash('sha256')
    .update(`${level}:${codeOrPath}@${validFrom ?? ''}`)
    .digest();
  // Version 8 of RFC 9562: a uuid with meaning of its own.
  bytes[6] = 0x80 | (bytes.readUInt8(6) & 0x0f);
  bytes[8] = 0x80 | (bytes.readUInt8(8) & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

export type NewAdminUnit = Pick<AdminUnitRow, 'level' | 'code' | 'fullName' | 'validFrom' | 'validTo' | 'legalBasis'>;

/** A row with everything that follows from its name and the unit above. */
export function adminRow(unit: NewAdminUnit, parent: AdminUnitRow | null): AdminUnitRow {
  const { level, code, fullName, validFrom, validTo, legalBasis } = unit;
  const pathName = parent === null ? fullName : `${fullName}, ${parent.pathName}`;
  const uid = adminUnitUid(level, code ?? spellingKey(pathName), validFrom);
  const folded = { nameFolded: foldPath(fullName), pathFolded: foldPath(pathName) };
  return {
    uid,
    level,
    code,
    fullName,
    parentUid: parent?.uid ?? null,
    pathName,
    ...folded,
    validFrom,
    validTo,
    legalBasis,
  };
}

/** The value, which the list must have: a gap in it must stop the import, not lead an address astray. */
export function required<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`the list of administrative units does not know ${name}`);
  return value;
}
