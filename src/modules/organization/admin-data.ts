import { applyRenames } from './admin-renames.ts';
import {
  adminRow,
  foldPath,
  required,
  spellingKey,
  type AdminChangeRow,
  type AdminData,
  type AdminUnitRow,
  type FormerCommuneRow,
  type NewAdminUnit,
} from './admin-rows.ts';
import type { AdminSource } from './admin-source.ts';
import type { AdminChangeKind } from './vocabulary.ts';

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
  const formerCommunes = [...book.formerCommunes.values()];
  return applyRenames({ units, changes, formerCommunes }, source.supplement.renamedSince);
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
  return {
    source,
    units: new Map(),
    links: new Map(),
    formerCommunes: new Map(),
    newByName: new Map(),
    oldByName: new Map(),
  };
}

function add(book: Book, unit: NewAdminUnit, parent: AdminUnitRow | null): AdminUnitRow {
  const row = adminRow(unit, parent);
  book.units.set(row.uid, row);
  return row;
}

/** Of the units before 1 July 2025 the source tells no first day. */
const formerly = ({ source }: Book) => ({
  validFrom: null,
  validTo: source.supplement.reorganisedOn,
  legalBasis: null,
});

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
    const row = add(book, { level: 'province', code, fullName, ...begins, validTo: null }, null);
    book.newByName.set(spellingKey(name), row);
    book.newByName.set(code, row);
  }
  for (const { code, fullName, newCode } of formerProvinces) {
    const successor = required(book.newByName.get(newCode), newCode);
    const unchanged = successor.validFrom === null;
    const row = unchanged ? successor : add(book, { level: 'province', code, fullName, ...formerly(book) }, null);
    book.oldByName.set(spellingKey(fullName), row);
    link(book, row, successor);
  }
}

function addCommunes(book: Book): void {
  const { reorganisedOn, legalBasis } = book.source.supplement;
  for (const { ward_code: code, name, province_code } of book.source.wards) {
    const parent = required(book.newByName.get(province_code), province_code);
    const since = { validFrom: reorganisedOn, validTo: null, legalBasis };
    const row = add(book, { level: 'commune', code, fullName: name, ...since }, parent);
    book.newByName.set(communeKey(parent.fullName, name), row);
    book.newByName.set(code, row);
  }
}

const communeKey = (province: string, commune: string): string => spellingKey(province.replace(/^Tỉnh /, ''), commune);

/**
 * Rows with a code are the communes of 30 June 2025. Rows without one name either a further part of such a commune,
 * which was split, or a commune that had ceased earlier.
 */
function addFormerUnits(book: Book): void {
  const { unlistedCommunes, islandDistricts } = book.source.supplement;
  for (const { code, fullName, district, province, newCode } of unlistedCommunes) {
    const old = addFormerCommune(book, { code, fullName, district, province });
    link(book, old, required(book.newByName.get(newCode), newCode));
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
  return [
    {
      code: row.old_ward_code,
      fullName,
      district,
      province,
      target: { province: row.new_province_name, commune: row.new_ward_name },
    },
  ];
}

// The codes that the package gives for the new communes are wrong in 453 rows; their names are right throughout.
function successorOf(book: Book, { province, commune }: Target): AdminUnitRow {
  return required(book.newByName.get(communeKey(province, commune)), `${commune}, ${province}`);
}

function addFormerCommune(book: Book, { code, ...old }: OldCommune & { code: string | null }): AdminUnitRow {
  const parent = formerDistrict(book, old.district, old.province);
  const row = add(book, { level: 'commune', code, fullName: old.fullName, ...formerly(book) }, parent);
  book.oldByName.set(spellingKey(old.province, old.district, old.fullName), row);
  return row;
}

function formerDistrict(book: Book, fullName: string, provinceName: string): AdminUnitRow {
  const key = spellingKey(provinceName, fullName);
  const known = book.oldByName.get(key);
  if (known !== undefined) return known;
  const parent = required(book.oldByName.get(spellingKey(provinceName)), provinceName);
  const row = add(book, { level: 'district', code: null, fullName, ...formerly(book) }, parent);
  book.oldByName.set(key, row);
  return row;
}

function addUncoded(book: Book, old: OldCommune, successor: AdminUnitRow): void {
  const split = book.oldByName.get(spellingKey(old.province, old.district, old.fullName));
  if (split !== undefined) {
    link(book, split, successor);
    return;
  }
  const pathName = `${old.fullName}, ${old.district}, ${old.province}`;
  const row = { pathName, nameFolded: foldPath(old.fullName), pathFolded: foldPath(pathName), toUid: successor.uid };
  book.formerCommunes.set(`${spellingKey(pathName)}>${successor.uid}`, row);
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
