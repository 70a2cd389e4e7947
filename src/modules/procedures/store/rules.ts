import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { ProceduresTables } from '../tables.gen.ts';

type Queries = Kysely<ProceduresTables>;

const shapes = {
  four_eyes: z.object({ mode: z.enum(['always', 'unless_alone', 'never']) }),
  publication_lead: z.object({ workingDays: z.number().int().min(0) }),
} as const;

/** A rule of publishing on a day, with where it is written; undefined when there is none. */
export async function ruleOn<K extends keyof typeof shapes>(q: Queries, key: K, day: string): Promise<{ value: z.infer<(typeof shapes)[K]>; legalBase: string } | undefined> {
  const row = await q.selectFrom('procedures.rule').select(['value', 'legal_base']).where('key', '=', key).where('valid_from', '<=', day).orderBy('valid_from', 'desc').limit(1).executeTakeFirst();
  return row === undefined ? undefined : { value: shapes[key].parse(row.value) as z.infer<(typeof shapes)[K]>, legalBase: row.legal_base };
}

/** The end of a procedure (bãi bỏ). */
export type Ending = { readonly code: string; readonly lastDay: string; readonly successor: string | null; readonly decision: string; readonly reason: string };

export async function findEnding(q: Queries, code: string): Promise<Ending | undefined> {
  const row = await q.selectFrom('procedures.ending').selectAll().where('code', '=', code).executeTakeFirst();
  return row === undefined ? undefined : { code: row.code, lastDay: row.last_day, successor: row.successor, decision: row.decision, reason: row.reason };
}

export async function listEndings(q: Queries): Promise<Ending[]> {
  const rows = await q.selectFrom('procedures.ending').selectAll().limit(5000).execute();
  return rows.map((row) => ({ code: row.code, lastDay: row.last_day, successor: row.successor, decision: row.decision, reason: row.reason }));
}

export async function insertEnding(q: Queries, ending: Ending): Promise<void> {
  const { code, lastDay, successor, decision, reason } = ending;
  await q.insertInto('procedures.ending').values({ code, last_day: lastDay, successor, decision, reason }).execute();
}
