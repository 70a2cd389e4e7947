import { sql, type Kysely } from 'kysely';
import type { AuditTables } from './tables.gen.ts';

/** How often one person looked at one subject on one day, in one position and for one purpose. */
export type Reading = {
  readonly accountId: string;
  readonly holdingId: string | null;
  readonly action: string;
  readonly purpose: string | null;
  /** The last time of that day. */
  readonly at: Date;
  readonly times: number;
};

export type ReadingsOf = { readonly subjectKind: string; readonly subjectId: string; readonly actions: readonly string[]; readonly limit: number };

/** Who read personal data of a subject, newest first; the person concerned has a right to know (Law 91/2025). */
export async function listReadings(q: Kysely<AuditTables>, of: ReadingsOf): Promise<Reading[]> {
  const day = sql`(at at time zone 'Asia/Ho_Chi_Minh')::date`;
  const rows = await q
    .selectFrom('audit.entry')
    .select(['actor_id', 'holding_id', 'action', 'purpose', (eb) => eb.fn.max<Date>('at').as('last'), (eb) => eb.fn.countAll<number>().as('times')])
    .where('subject_kind', '=', of.subjectKind)
    .where('subject_id', '=', of.subjectId)
    .where('actor_kind', '=', 'officer')
    .where('action', 'in', [...of.actions])
    .groupBy(['actor_id', 'holding_id', 'action', 'purpose', day])
    .orderBy('last', 'desc')
    .limit(of.limit)
    .execute();
  return rows.map((row) => ({ accountId: row.actor_id ?? '', holdingId: row.holding_id, action: row.action, purpose: row.purpose, at: row.last, times: row.times }));
}
