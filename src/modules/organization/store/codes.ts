import { sql } from 'kysely';
import type { CodeScheme } from '../identifier-codes.ts';
import type { LocalDate } from '../validity.ts';
import type { UnitCode } from '../views.ts';
import type { Queries } from './queries.ts';

const live = (q: Queries) =>
  q
    .selectFrom('organization.unit_code')
    .select(['uid', 'unit_uid', 'scheme', 'code', 'valid_from', 'valid_to'])
    .where('superseded_by', 'is', null);

type Row = Awaited<ReturnType<ReturnType<typeof live>['executeTakeFirstOrThrow']>>;

function toCode(row: Row): UnitCode {
  const { uid, unit_uid, scheme, code, valid_from, valid_to } = row;
  return {
    codeUid: uid,
    unitUid: unit_uid,
    scheme: scheme as CodeScheme,
    code,
    validFrom: valid_from,
    validTo: valid_to,
  };
}

/** All codes of a unit over time; only those in force when a day is given. */
export async function listCodes(q: Queries, unitUid: string, asOf?: LocalDate): Promise<UnitCode[]> {
  const rows = await live(q)
    .where('unit_uid', '=', unitUid)
    .$if(asOf !== undefined, (query) => query.where(sql<boolean>`validity @> ${asOf ?? null}::date`))
    .orderBy('scheme')
    .orderBy('valid_from')
    .execute();
  return rows.map(toCode);
}

/** Codes in force on a day, of all units. */
export async function listAllCodes(q: Queries, asOf: LocalDate): Promise<UnitCode[]> {
  const rows = await live(q)
    .where(sql<boolean>`validity @> ${asOf}::date`)
    .orderBy('scheme')
    .execute();
  return rows.map(toCode);
}

export async function findUnitByCode(q: Queries, code: string, asOf: LocalDate): Promise<string | undefined> {
  const row = await live(q)
    .where('code', '=', code)
    .where(sql<boolean>`validity @> ${asOf}::date`)
    .orderBy('scheme', 'desc')
    .executeTakeFirst();
  return row?.unit_uid;
}

export async function insertCode(q: Queries, row: Omit<UnitCode, 'validTo'> & { changeUid: string }): Promise<void> {
  await q
    .insertInto('organization.unit_code')
    .values({
      uid: row.codeUid,
      unit_uid: row.unitUid,
      scheme: row.scheme,
      code: row.code,
      valid_from: row.validFrom,
      recorded_by: row.changeUid,
    })
    .execute();
}
