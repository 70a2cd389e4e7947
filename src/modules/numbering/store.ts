import { sql, type Kysely } from 'kysely';
import { pageSize, type IssuedNumber, type SeriesKey } from './model.ts';
import type { NumberingTables } from './tables.gen.ts';

type Queries = Kysely<NumberingTables>;

export type NewNumber = { readonly unitUid: string; readonly kind: string; readonly subjectKind: string; readonly subjectId: string; readonly at: Date };

/** Takes the next number and enters it in the register, by the function that statements of other modules call too. */
export async function takeNumber(q: Queries, row: NewNumber): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    select numbering.take_number(${row.unitUid}, ${row.kind}, ${row.subjectKind}, ${row.subjectId}, ${row.at}) as number`.execute(q);
  const [taken] = rows;
  if (taken === undefined) throw new Error('no number was taken');
  return taken.number;
}

export async function lockNumber(q: Queries, key: SeriesKey & { number: number }): Promise<IssuedNumber | undefined> {
  const row = await ofSeries(q, key).where('number', '=', key.number).forUpdate().executeTakeFirst();
  return row === undefined ? undefined : toIssued(row);
}

export async function markVoided(q: Queries, key: SeriesKey & { number: number; at: Date; reason: string; by: string }): Promise<void> {
  await q
    .updateTable('numbering.number')
    .set({ voided_at: key.at, void_reason: key.reason, voided_by: key.by })
    .where('unit_uid', '=', key.unitUid)
    .where('kind', '=', key.kind)
    .where('year', '=', key.year)
    .where('number', '=', key.number)
    .execute();
}

/** Newest first, one page. */
export async function listNumbers(q: Queries, key: SeriesKey, page: number): Promise<IssuedNumber[]> {
  const rows = await ofSeries(q, key)
    .orderBy('number', 'desc')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute();
  return rows.map(toIssued);
}

/** The series of the given units, with how far each has come. */
export async function listSeries(q: Queries, units: 'all' | readonly string[]): Promise<(SeriesKey & { lastNumber: number })[]> {
  const rows = await q
    .selectFrom('numbering.series')
    .select(['unit_uid', 'kind', 'year', 'last_number'])
    .$if(units !== 'all', (query) => query.where('unit_uid', 'in', units === 'all' ? [] : [...units, '']))
    .orderBy('year', 'desc')
    .orderBy('unit_uid')
    .orderBy('kind')
    .limit(1000)
    .execute();
  return rows.map((row) => ({ unitUid: row.unit_uid, kind: row.kind, year: row.year, lastNumber: row.last_number }));
}

function ofSeries(q: Queries, key: SeriesKey) {
  return q
    .selectFrom('numbering.number')
    .select(['unit_uid', 'kind', 'year', 'number', 'subject_kind', 'subject_id', 'allocated_at', 'voided_at', 'void_reason'])
    .where('unit_uid', '=', key.unitUid)
    .where('kind', '=', key.kind)
    .where('year', '=', key.year);
}

type Row = Awaited<ReturnType<ReturnType<typeof ofSeries>['executeTakeFirstOrThrow']>>;

function toIssued(row: Row): IssuedNumber {
  return {
    unitUid: row.unit_uid,
    kind: row.kind,
    year: row.year,
    number: row.number,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    allocatedAt: row.allocated_at.toISOString(),
    voided: row.voided_at === null ? null : { at: row.voided_at.toISOString(), reason: row.void_reason ?? '' },
  };
}
