import { createHash } from 'node:crypto';
import { sortKey } from '#platform/text/collate.ts';
import { foldWords } from '#platform/text/fold.ts';
import type { AdminSource } from './admin-source.ts';
import type { LocalDate } from './validity.ts';
import type { AdminChangeKind, AdminLevel } from './vocabulary.ts';

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

export type AdminChangeRow = {
  readonly fromUid: string;
  readonly toUid: string;
  readonly kind: AdminChangeKind;
  readonly effectiveOn: LocalDate;
  readonly legalBasis: string | null;
};

export type FormerCommuneRow = { readonly pathName: string; readonly nameFolded: string; readonly pathFolded: string; readonly toUid: string };

export type AdminData = {
  readonly units: readonly AdminUnitRow[];
  readonly changes: readonly AdminChangeRow[];
  readonly formerCommunes: readonly FormerCommuneRow[];
};

/** Names compare by spelling: "Hoà Bình" is "Hòa Bình", but Sa Pa is not Sa Pả. */
const keyOf = (...names: readonly string[]): string => names.map(sortKey).join('|');

export const foldPath = (path: string): string => foldWords(path).join(' ');

/**
 * Identity of an administrative unit: the same in every installation, made from its code and first day. Units without
 * a code (districts) are known by their path.
 */
export function adminUnitUid(level: AdminLevel, codeOrPath: string, validFrom: LocalDate | null): string {
  const bytes = createHash('sha256').update(`${level}:${codeOrPath}@${validFrom ?? ''}`).digest();
  // Version 8 of RFC 9562: a uuid with meaning of its own.
  bytes[6] = 0x80 | (bytes.readUInt8(6) & 0x0f);
  bytes[8] = 0x80 | (bytes.readUInt8(8) & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

/**
 * The list of administrative units over time, from the package: provinces, districts and communes until 30 June 2025,
 * provinces and communes since, and how the old continue in the new.
 */
export function buildAdminData(source: AdminSource): AdminData {
  const book = createBook(source);
  addProvinces(book);
  addCommunes(book);
  addFormerUnits(book);
  const units = [...book.units.values()];
  const changes = withKinds(book);
  return applyRenames({ units, changes, formerCommunes: [...book.formerCommunes.values()] }, source.supplement.renamedSince);
}

type Link = { readonly fromUid: string; readonly toUid: string };

/** The rows under construction and the ways to find them. */
type Book = {
  readonly source: AdminSource;
  readonly units: Map<string, AdminUnitRow>;
  readonly links: Map<string, Link>;
  readonly formerCommunes: Map<string, FormerCommuneRow>;
  /** Province and commune of today by name, province of before by name. */
  readonly newByName: Map<string, AdminUnitRow>;
  readonly oldByName: Map<string, AdminUnitRow>;
};

function createBook(source: AdminSource): Book {
  return { source, units: new Map(), links: new Map(), formerCommunes: new Map(), newByName: new Map(), oldByName: new Map() };
}

type NewUnit = Pick<AdminUnitRow, 'level' | 'code' | 'fullName' | 'validFrom' | 'validTo' | 'legalBasis'> & { parent: AdminUnitRow | null };

function add(book: Book, { parent, ...unit }: NewUnit): AdminUnitRow {
  const row = rowFor(unit, parent);
  book.units.set(row.uid, row);
  return row;
}

function rowFor(unit: Omit<NewUnit, 'parent'>, parent: AdminUnitRow | null): AdminUnitRow {
  const pathName = parent === null ? unit.fullName : `${unit.fullName}, ${parent.pathName}`;
  const uid = adminUnitUid(unit.level, unit.code ?? keyOf(pathName), unit.validFrom);
  return { ...unit, uid, parentUid: parent?.uid ?? null, pathName, nameFolded: foldPath(unit.fullName), pathFolded: foldPath(pathName) };
}

function link(book: Book, from: AdminUnitRow, to: AdminUnitRow): void {
  if (from.uid !== to.uid) book.links.set(`${from.uid}>${to.uid}`, { fromUid: from.uid, toUid: to.uid });
}

/** Eleven provinces went through 1 July 2025 unchanged: they keep one row; the others end, and the merged ones begin. */
function addProvinces(book: Book): void {
  const { reorganisedOn, legalBasis, formerProvinces } = book.source.supplement;
  const newCodes = formerProvinces.map((province) => province.newCode);
  for (const { province_code: code, name, place_type } of book.source.provinces) {
    const fullName = place_type === 'Tỉnh' ? `Tỉnh ${name}` : name;
    const merged = newCodes.filter((newCode) => newCode === code).length > 1;
    const begins = merged ? { validFrom: reorganisedOn, legalBasis } : { validFrom: null, legalBasis: null };
    const row = add(book, { level: 'province', code, fullName, ...begins, validTo: null, parent: null });
    book.newByName.set(keyOf(name), row);
    book.newByName.set(code, row);
  }
  for (const { code, fullName, newCode } of formerProvinces) {
    const successor = required(book.newByName.get(newCode), newCode);
    const ends = { validFrom: null, validTo: reorganisedOn, legalBasis: null };
    const row = successor.validFrom === null ? successor : add(book, { level: 'province', code, fullName, ...ends, parent: null });
    book.oldByName.set(keyOf(fullName), row);
    link(book, row, successor);
  }
}

function addCommunes(book: Book): void {
  const { reorganisedOn, legalBasis } = book.source.supplement;
  for (const { ward_code: code, name, province_code } of book.source.wards) {
    const parent = required(book.newByName.get(province_code), province_code);
    const row = add(book, { level: 'commune', code, fullName: name, validFrom: reorganisedOn, validTo: null, legalBasis, parent });
    book.newByName.set(communeKey(parent.fullName, name), row);
    book.newByName.set(code, row);
  }
}

const communeKey = (province: string, commune: string): string => keyOf(province.replace(/^Tỉnh /, ''), commune);

/**
 * Rows with a code are the communes of 30 June 2025. Rows without one name either a further part of such a commune,
 * which was split, or a commune that had ceased earlier.
 */
function addFormerUnits(book: Book): void {
  const { unlistedCommunes, islandDistricts } = book.source.supplement;
  for (const { code, fullName, district, province, newCode } of unlistedCommunes) {
    link(book, addFormerCommune(book, { code, fullName, district, province }), required(book.newByName.get(newCode), newCode));
  }
  for (const { fullName, province, newCode } of islandDistricts) {
    link(book, formerDistrict(book, fullName, province), required(book.newByName.get(newCode), newCode));
  }
  const named = book.source.mappings.flatMap(readMapping);
  for (const { code, target, ...old } of named) {
    if (code !== null) link(book, addFormerCommune(book, { code, ...old }), successorOf(book, target));
  }
  for (const { code, target, ...old } of named) if (code === null) addUncoded(book, old, successorOf(book, target));
}

type OldCommune = { fullName: string; district: string; province: string };
type Target = { province: string; commune: string };

function readMapping(row: AdminSource['mappings'][number]): (OldCommune & { code: string | null; target: Target })[] {
  const { old_ward_name: fullName, old_district_name: district, old_province_name: province } = row;
  if (fullName === null || district === null || province === null) return [];
  return [{ code: row.old_ward_code, fullName, district, province, target: { province: row.new_province_name, commune: row.new_ward_name } }];
}

// The codes that the package gives for the new communes are wrong in 453 rows; their names are right throughout.
function successorOf(book: Book, { province, commune }: Target): AdminUnitRow {
  return required(book.newByName.get(communeKey(province, commune)), `${commune}, ${province}`);
}

function addFormerCommune(book: Book, { code, ...old }: OldCommune & { code: string | null }): AdminUnitRow {
  const parent = formerDistrict(book, old.district, old.province);
  const ends = { validFrom: null, validTo: book.source.supplement.reorganisedOn, legalBasis: null };
  const row = add(book, { level: 'commune', code, fullName: old.fullName, ...ends, parent });
  book.oldByName.set(keyOf(old.province, old.district, old.fullName), row);
  return row;
}

function formerDistrict(book: Book, fullName: string, provinceName: string): AdminUnitRow {
  const key = keyOf(provinceName, fullName);
  const known = book.oldByName.get(key);
  if (known !== undefined) return known;
  const parent = required(book.oldByName.get(keyOf(provinceName)), provinceName);
  const ends = { validFrom: null, validTo: book.source.supplement.reorganisedOn, legalBasis: null };
  const row = add(book, { level: 'district', code: null, fullName, ...ends, parent });
  book.oldByName.set(key, row);
  return row;
}

function addUncoded(book: Book, old: OldCommune, successor: AdminUnitRow): void {
  const split = book.oldByName.get(keyOf(old.province, old.district, old.fullName));
  if (split !== undefined) return link(book, split, successor);
  const pathName = `${old.fullName}, ${old.district}, ${old.province}`;
  const row = { pathName, nameFolded: foldPath(old.fullName), pathFolded: foldPath(pathName), toUid: successor.uid };
  book.formerCommunes.set(`${keyOf(pathName)}>${successor.uid}`, row);
}

/** Split before merge: for somebody with an old address it matters first that several answers are possible. */
function withKinds({ links, units, source }: Book): AdminChangeRow[] {
  const { reorganisedOn: effectiveOn, legalBasis } = source.supplement;
  const all = [...links.values()];
  const [leaving, arriving] = [countBy(all, 'fromUid'), countBy(all, 'toUid')];
  const kindOf = ({ fromUid, toUid }: Link): AdminChangeKind => {
    if ((leaving.get(fromUid) ?? 0) > 1) return 'split';
    if ((arriving.get(toUid) ?? 0) > 1) return 'merge';
    return units.get(fromUid)?.fullName === units.get(toUid)?.fullName ? 'transfer' : 'rename';
  };
  return all.map((each) => ({ ...each, kind: kindOf(each), effectiveOn, legalBasis }));
}

function countBy(links: readonly Link[], end: keyof Link): Map<string, number> {
  const counts = new Map<string, number>();
  for (const each of links) counts.set(each[end], (counts.get(each[end]) ?? 0) + 1);
  return counts;
}

type Rename = AdminSource['supplement']['renamedSince'][number];

/** A unit that got a new name or kind later: it and what is under it continue in new rows, so that paths read right on each day. */
function applyRenames(data: AdminData, renames: readonly Rename[]): AdminData {
  return renames.reduce(applyRename, data);
}

function applyRename({ units, changes, formerCommunes }: AdminData, rename: Rename): AdminData {
  const { effectiveOn, legalBasis } = rename;
  const old = required(units.find((unit) => unit.code === rename.code && unit.validTo === null), rename.code);
  const above = units.find((unit) => unit.uid === old.parentUid) ?? null;
  const renamed = rowFor({ ...old, fullName: rename.fullName, validFrom: effectiveOn, validTo: null, legalBasis }, above);
  const under = units.filter((unit) => unit.parentUid === old.uid && unit.validTo === null);
  const moved = under.map((unit) => rowFor({ ...unit, validFrom: effectiveOn, legalBasis }, renamed));
  const ended = new Set([old.uid, ...under.map((unit) => unit.uid)]);
  const change = (fromUid: string, toUid: string, kind: AdminChangeKind): AdminChangeRow => ({ fromUid, toUid, kind, effectiveOn, legalBasis });
  const continued = under.map((unit, index) => change(unit.uid, required(moved[index], unit.fullName).uid, 'transfer'));
  return {
    units: [...units.map((unit) => (ended.has(unit.uid) ? { ...unit, validTo: effectiveOn } : unit)), renamed, ...moved],
    changes: [...changes, change(old.uid, renamed.uid, 'rename'), ...continued],
    formerCommunes,
  };
}

function required<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`the list of administrative units does not know ${name}`);
  return value;
}
