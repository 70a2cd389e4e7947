import type { Kysely } from 'kysely';
import type { PopulationOutcome } from '../ports.ts';
import type { CasesTables } from '../tables.gen.ts';

type Queries = Kysely<CasesTables>;

export type PopulationCheck = { readonly outcome: PopulationOutcome; readonly at: Date; readonly officerName: string };

export async function insertPopulationCheck(q: Queries, check: PopulationCheck & { requestId: string; caseId: string; holdingId: string }): Promise<void> {
  const { requestId, caseId, outcome, at, holdingId, officerName } = check;
  await q
    .insertInto('cases.population_check')
    .values({ request_id: requestId, case_id: caseId, outcome, at, holding_id: holdingId, officer_name: officerName })
    .onConflict((conflict) => conflict.column('request_id').doNothing())
    .execute();
}

/** The verdicts on a case, newest first; of one question when it is given. */
export async function listPopulationChecks(q: Queries, caseId: string, requestId?: string): Promise<PopulationCheck[]> {
  const rows = await q
    .selectFrom('cases.population_check')
    .select(['outcome', 'at', 'officer_name'])
    .where('case_id', '=', caseId)
    .$if(requestId !== undefined, (query) => query.where('request_id', '=', requestId ?? ''))
    .orderBy('id', 'desc')
    .limit(20)
    .execute();
  return rows.map((row) => ({ outcome: row.outcome as PopulationOutcome, at: row.at, officerName: row.officer_name }));
}
