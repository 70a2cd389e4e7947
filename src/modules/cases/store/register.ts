import { sql, type Kysely } from 'kysely';
import type { Channel } from '../model.ts';
import type { State } from '../states.ts';
import type { CasesTables } from '../tables.gen.ts';

/** One received case as the register keeps it (Form 07). */
export type RegisterLine = {
  readonly code: string;
  readonly procedureName: string;
  readonly applicantName: string;
  readonly applicantPhone: string | null;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly channel: Channel;
  readonly state: State;
  readonly receivedAt: Date;
  readonly dueAt: Date | null;
  readonly extendedTo: Date | null;
  readonly deliveredAt: Date | null;
  readonly deliveredWay: string | null;
  readonly supplements: number;
};

export type RegisterFilter = { readonly unitUid: string; readonly from: Date; readonly until: Date; readonly limit: number };

/** How often supplements were asked for, by the journal. */
const supplements = sql<number>`(select count(*) from cases.journal asked where asked.case_id = file.id and asked.act = 'ask_supplement')`;
/** Facts of the delivery, by the journal. */
const delivery = sql`(select given.data from cases.journal given where given.case_id = file.id and given.act = 'deliver' order by given.id desc limit 1)`;

/** Cases that a unit accepted in a period, by the journal, in the order of their acceptance. */
export async function listRegister(q: Kysely<CasesTables>, filter: RegisterFilter): Promise<RegisterLine[]> {
  const rows = await q
    .selectFrom('cases.journal as line')
    .innerJoin('cases.case_file as file', 'file.id', 'line.case_id')
    .select(['file.code', 'file.procedure_name', 'file.applicant_name', 'file.applicant_phone', 'file.answers', 'file.channel', 'file.state'])
    .select(['line.at', 'file.due_at', 'file.extended_to', 'file.delivered_at'])
    .select([supplements.as('supplements'), delivery.as('delivery')])
    .where('line.act', 'in', ['accept', 'split_off'])
    .where('file.unit_uid', '=', filter.unitUid)
    .where('file.accepted_at', '>=', filter.from)
    .where('file.accepted_at', '<', filter.until)
    .orderBy('line.at')
    .orderBy('line.id')
    .limit(filter.limit)
    .execute();
  return rows.map((row) => ({
    code: row.code,
    procedureName: row.procedure_name,
    applicantName: row.applicant_name,
    applicantPhone: row.applicant_phone,
    answers: row.answers as Record<string, unknown>,
    channel: row.channel as Channel,
    state: row.state as State,
    receivedAt: row.at,
    dueAt: row.due_at,
    extendedTo: row.extended_to,
    deliveredAt: row.delivered_at,
    deliveredWay: wayOf(row.delivery),
    supplements: row.supplements,
  }));
}

function wayOf(data: unknown): string | null {
  const way = typeof data === 'object' && data !== null && 'way' in data ? data.way : null;
  return typeof way === 'string' ? way : null;
}
