import { sql, type Kysely } from 'kysely';
import type { CasesTables } from '../tables.gen.ts';

type Queries = Kysely<CasesTables>;
type Day = { readonly caseId: string; readonly day: string };

/** Wrong tries of this day; the row stays locked, so that two guesses at once count as two. */
export async function lockTries(q: Queries, { caseId, day }: Day): Promise<number> {
  const row = await q
    .insertInto('cases.name_try')
    .values({ case_id: caseId, day, wrong: 0 })
    .onConflict((on) => on.columns(['case_id', 'day']).doUpdateSet({ wrong: sql`name_try.wrong` }))
    .returning('wrong')
    .executeTakeFirstOrThrow();
  return row.wrong;
}

export async function countWrongTry(q: Queries, { caseId, day }: Day): Promise<void> {
  await q
    .updateTable('cases.name_try')
    .set({ wrong: sql`wrong + 1` })
    .where('case_id', '=', caseId)
    .where('day', '=', day)
    .execute();
}
