import { sql, type RawBuilder } from 'kysely';
import type { AdminChangeRow, AdminData, AdminUnitRow, FormerCommuneRow } from '../admin-rows.ts';
import type { AdminQuery } from '../admin-query.ts';
import type { LocalDate } from '../validity.ts';
import type { AdminUnit } from '../views.ts';
import type { AdminChangeKind, AdminLevel } from '../vocabulary.ts';
import type { Queries } from './queries.ts';

export async function hasImport(q: Queries, checksum: string): Promise<boolean> {
  const row = await q
    .selectFrom('organization.admin_import')
    .select('checksum')
    .where('checksum', '=', checksum)
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertImport(
  q: Queries,
  row: { checksum: string; source: string; at: Date; data: AdminData },
): Promise<void> {
  const { checksum, source, at, data } = row;
  const [units, changes] = [data.units.length, data.changes.length];
  await q
    .insertInto('organization.admin_import')
    .values({ checksum, source, imported_at: at, units, changes })
    .execute();
}

/** One statement for fourteen thousand rows; what ends comes before what begins with the same code. */
export async function upsertAdminUnits(q: Queries, rows: readonly AdminUnitRow[]): Promise<void> {
  const depth = { province: 0, district: 1, commune: 2 };
  const ordered = [...rows].sort(
    (a, b) => depth[a.level] - depth[b.level] || ((a.validFrom ?? '') < (b.validFrom ?? '') ? -1 : 1),
  );
  await sql`
    insert into organization.admin_unit (uid, level, code, full_name, name_folded, parent_uid, path_name, path_folded, valid_from, valid_to, legal_basis)
    select "uid", "level", "code", "fullName", "nameFolded", "parentUid", "pathName", "pathFolded", "validFrom", "validTo", "legalBasis"
    from jsonb_to_recordset(${JSON.stringify(ordered)}::jsonb) as r("uid" uuid, "level" text, "code" text, "fullName" text, "nameFolded" text,
      "parentUid" uuid, "pathName" text, "pathFolded" text, "validFrom" date, "validTo" date, "legalBasis" text)
    on conflict (uid) do update set full_name = excluded.full_name, name_folded = excluded.name_folded, parent_uid = excluded.parent_uid,
      path_name = excluded.path_name, path_folded = excluded.path_folded, valid_to = excluded.valid_to, legal_basis = excluded.legal_basis`.execute(
    q,
  );
}

export async function upsertAdminChanges(q: Queries, rows: readonly AdminChangeRow[]): Promise<void> {
  await sql`
    insert into organization.admin_change (from_uid, to_uid, kind, effective_on, legal_basis)
    select "fromUid", "toUid", "kind", "effectiveOn", "legalBasis" from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r("fromUid" uuid, "toUid" uuid, "kind" text, "effectiveOn" date, "legalBasis" text)
    on conflict (from_uid, to_uid) do update set kind = excluded.kind, effective_on = excluded.effective_on, legal_basis = excluded.legal_basis`.execute(
    q,
  );
}

export async function upsertFormerCommunes(q: Queries, rows: readonly FormerCommuneRow[]): Promise<void> {
  await sql`
    insert into organization.former_commune (path_name, name_folded, path_folded, to_uid)
    select "pathName", "nameFolded", "pathFolded", "toUid" from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r("pathName" text, "nameFolded" text, "pathFolded" text, "toUid" uuid)
    on conflict (path_name, to_uid) do nothing`.execute(q);
}

const units = (q: Queries) =>
  q
    .selectFrom('organization.admin_unit')
    .select(['uid', 'level', 'code', 'full_name', 'path_name', 'parent_uid', 'valid_from', 'valid_to']);

type Row = Awaited<ReturnType<ReturnType<typeof units>['executeTakeFirstOrThrow']>>;

function toUnit(row: Row): AdminUnit {
  const {
    uid,
    code,
    full_name: fullName,
    path_name: pathName,
    parent_uid: parentUid,
    valid_from: validFrom,
    valid_to: validTo,
  } = row;
  return { uid, level: row.level as AdminLevel, code, fullName, pathName, parentUid, validFrom, validTo };
}

export async function findAdminUnit(q: Queries, uid: string): Promise<AdminUnit | undefined> {
  const row = await units(q).where('uid', '=', uid).executeTakeFirst();
  return row === undefined ? undefined : toUnit(row);
}

export async function listAdminUnitsUnder(q: Queries, parentUid: string | null, asOf: LocalDate): Promise<AdminUnit[]> {
  const rows = await units(q)
    .where('parent_uid', parentUid === null ? 'is' : '=', parentUid)
    .where(sql<boolean>`validity @> ${asOf}::date`)
    .orderBy('code')
    .orderBy('name_folded')
    .execute();
  return rows.map(toUnit);
}

/** The name itself before names that begin with it, before units that only lie in it; right accents first; larger units first. */
const rank = (query: AdminQuery, name: RawBuilder<unknown>, path: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  case when ${name} = ${query.name} or ${name} like ${`% ${query.name}`} then 0 when ${name} like ${`${query.name}%`}
    or ${name} like ${`% ${query.name}%`} then 1 else 2 end, (position(${query.exact} in lower(${path})) > 0) desc`;

/** Units whose path has all the words and that exist on a day. */
export async function searchUnits(q: Queries, query: AdminQuery, asOf: LocalDate, limit: number): Promise<AdminUnit[]> {
  const rows = await units(q)
    .where(sql<boolean>`words @@ to_tsquery('simple', ${query.words})`)
    .where(sql<boolean>`validity @> ${asOf}::date`)
    .orderBy(
      sql`${rank(query, sql.ref('name_folded'), sql.ref('path_name'))}, array_position(array['province', 'district', 'commune'], level), path_folded, code`,
    )
    .limit(limit)
    .execute();
  return rows.map(toUnit);
}

export type OldUnit = {
  readonly oldName: string;
  readonly oldCode: string | null;
  readonly unitUid: string | null;
  readonly validTo: LocalDate | null;
};

/** Units that had ended by the day, and communes known only by their former name. */
export async function searchEnded(q: Queries, query: AdminQuery, asOf: LocalDate, limit: number): Promise<OldUnit[]> {
  const { rows } = await sql<OldUnit>`
    select "oldName", "oldCode", "unitUid", "validTo" from (
      select path_name as "oldName", code as "oldCode", uid as "unitUid", valid_to as "validTo", name_folded as name, path_folded
      from organization.admin_unit where words @@ to_tsquery('simple', ${query.words}) and valid_to <= ${asOf}::date
      union all
      select distinct path_name, null, null::uuid, null::date, name_folded, path_folded
      from organization.former_commune where words @@ to_tsquery('simple', ${query.words})) old
    order by ${rank(query, sql.ref('name'), sql.ref('oldName'))}, path_folded, "oldCode" limit ${limit}`.execute(q);
  return rows;
}

export type CandidateRow = {
  readonly key: string;
  readonly kind: AdminChangeKind;
  readonly share: number | null;
  readonly unit: AdminUnit;
};

/** Where ended units and former names lead on a day, through as many reorganisations as lie between. */
export async function listCandidates(q: Queries, old: readonly OldUnit[], asOf: LocalDate): Promise<CandidateRow[]> {
  const uids = old.flatMap((each) => (each.unitUid === null ? [] : [each.unitUid]));
  const names = old.flatMap((each) => (each.unitUid === null ? [each.oldName] : []));
  const { rows } = await sql<Row & { key: string; kind: AdminChangeKind; share: number | null }>`
    with recursive led (key, uid, kind, share) as (
      select c.from_uid::text, c.to_uid, c.kind, c.share from organization.admin_change c
      where c.from_uid = any(${uids}::uuid[]) and c.effective_on <= ${asOf}::date
      union
      select f.path_name, f.to_uid, case when count(*) over (partition by f.path_name) > 1 then 'split' else 'merge' end, null::numeric
      from organization.former_commune f where f.path_name = any(${names}::text[])
      union
      select l.key, c.to_uid, case when l.kind = 'split' or c.kind = 'transfer' then l.kind else c.kind end, coalesce(l.share, 1) * c.share
      from led l join organization.admin_change c on c.from_uid = l.uid where c.effective_on <= ${asOf}::date)
    select l.key, l.kind, l.share::float8 as share, u.uid, u.level, u.code, u.full_name, u.path_name, u.parent_uid, u.valid_from, u.valid_to
    from led l join organization.admin_unit u on u.uid = l.uid
    where u.validity @> ${asOf}::date order by l.key, l.share desc nulls last, u.path_folded`.execute(q);
  return rows.map(({ key, kind, share, ...unit }) => ({ key, kind, share, unit: toUnit(unit) }));
}
