import { sql, type Kysely } from 'kysely';
import { foldText } from '#platform/text/fold.ts';
import type { StepKind } from '../model.ts';
import type { State } from '../states.ts';
import type { CasesTables } from '../tables.gen.ts';

type Queries = Kysely<CasesTables>;

/** A case as one line of a list. */
export type CaseLine = {
  readonly id: string;
  readonly code: string;
  readonly procedureName: string;
  readonly applicantName: string;
  readonly state: State;
  readonly stepKind: StepKind;
  readonly submittedAt: Date;
  readonly dueAt: Date | null;
};

export const pageSize = 30;

const columns = [
  'id',
  'code',
  'procedure_name',
  'applicant_name',
  'state',
  'step_kind',
  'submitted_at',
  'due_at',
] as const;

type Units = 'all' | readonly string[];

/** Null stands for every unit. */
function listOf(units: Units): string[] | null {
  return units === 'all' ? null : units.slice();
}

/** Newest first; one more than a page tells of a next one. */
export async function searchCases(
  q: Queries,
  filter: { units: Units; text: string; page: number },
): Promise<CaseLine[]> {
  if (filter.units.length === 0) return [];
  const { text } = filter;
  const units = listOf(filter.units);
  const rows = await q
    .selectFrom('cases.case_file')
    .select(columns)
    .$if(units !== null, (query) => query.where('unit_uid', 'in', units ?? []))
    .$if(text !== '', (query) =>
      query.where((eb) =>
        eb.or([
          eb('code', 'ilike', containing(text)),
          eb('applicant_search', 'like', containing(foldText(text))),
          eb('applicant_personal_id', '=', text.replace(/\s/gu, '')),
        ]),
      ),
    )
    .orderBy('submitted_at', 'desc')
    .orderBy('id', 'desc')
    .limit(pageSize + 1)
    .offset((filter.page - 1) * pageSize)
    .execute();
  return rows.map(toLine);
}

/** Cases whose draft result was proposed and waits for a leader of these units. */
export async function listToSign(q: Queries, filter: { units: Units; holdingId: string }): Promise<CaseLine[]> {
  if (filter.units.length === 0) return [];
  const units = listOf(filter.units);
  const rows = await q
    .selectFrom('cases.case_file as file')
    .innerJoin('cases.result as result', 'result.case_id', 'file.id')
    .select(columns.map((column) => `file.${column}` as const))
    .where('file.step_kind', '=', 'sign')
    .where('result.state', '=', 'proposed')
    .where((eb) => eb.or([eb('file.holder_id', 'is', null), eb('file.holder_id', '=', filter.holdingId)]))
    .$if(units !== null, (query) => query.where('file.unit_uid', 'in', units ?? []))
    .orderBy(sql`file.due_at nulls last`)
    .orderBy('file.submitted_at')
    .limit(500)
    .execute();
  return rows.map(toLine);
}

/** How many cases a unit has accepted since a day. */
export async function countAccepted(q: Queries, filter: { unitUid: string; since: Date }): Promise<number> {
  const row = await q
    .selectFrom('cases.case_file')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('unit_uid', '=', filter.unitUid)
    .where('accepted_at', '>=', filter.since)
    .executeTakeFirstOrThrow();
  return row.count;
}

function containing(text: string): string {
  return `%${text.replace(/[\\%_]/gu, (sign) => `\\${sign}`)}%`;
}

type Row = Pick<
  CasesTables['cases.case_file'],
  'id' | 'code' | 'procedure_name' | 'applicant_name' | 'state' | 'step_kind' | 'submitted_at' | 'due_at'
>;

function toLine(row: Row): CaseLine {
  return {
    id: row.id,
    code: row.code,
    procedureName: row.procedure_name,
    applicantName: row.applicant_name,
    state: row.state as State,
    stepKind: row.step_kind as StepKind,
    submittedAt: row.submitted_at,
    dueAt: row.due_at,
  };
}
