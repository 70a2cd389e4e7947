import { sql, type Kysely } from 'kysely';
import type { Call } from '../model.ts';
import { callWords } from '../states.ts';
import type { HallTables } from '../tables.gen.ts';

type Queries = Kysely<HallTables>;

export type NewCall = {
  readonly unitUid: string;
  readonly ticketId: string | null;
  readonly label: string;
  readonly counterNumber: number;
  readonly kind: 'call' | 'call_again' | 'local';
  readonly requestId: string | null;
  readonly at: Date;
};

/** Adds a call with the next number of its hall. The hall stays locked, so screens that read in order miss none. */
export async function addCall(q: Queries, call: NewCall): Promise<number> {
  const { rows } = await sql<{ seq: number }>`
    with moved as (update hall.centre set call_seq = call_seq + 1 where unit_uid = ${call.unitUid} returning call_seq)
    insert into hall.call (unit_uid, seq, ticket_id, label, counter_number, kind, request_id, at)
    select ${call.unitUid}, call_seq, ${call.ticketId}::uuid, ${call.label}::text, ${call.counterNumber}::int, ${call.kind}::text, ${call.requestId}::uuid, ${call.at}::timestamptz from moved
    returning seq`.execute(q);
  const [added] = rows;
  if (added === undefined) throw new Error('the hall of a call is not there');
  return added.seq;
}

export async function hasLocalCall(q: Queries, requestId: string): Promise<boolean> {
  return (await q.selectFrom('hall.call').select('seq').where('request_id', '=', requestId).executeTakeFirst()) !== undefined;
}

/** Calls after a number, oldest first; at most 50. */
export async function listCallsAfter(q: Queries, unitUid: string, seq: number): Promise<Call[]> {
  const rows = await calls(q, unitUid).where('seq', '>', seq).orderBy('seq').limit(50).execute();
  return rows.map(toCall);
}

/** The newest calls since an instant, newest first. */
export async function listLastCalls(q: Queries, unitUid: string, since: Date): Promise<Call[]> {
  const rows = await calls(q, unitUid).where('at', '>=', since).orderBy('seq', 'desc').limit(8).execute();
  return rows.map(toCall);
}

/** The number of the newest call of each hall. */
export async function readCallSeqs(q: Queries, units: readonly string[]): Promise<Map<string, number>> {
  const rows = await q.selectFrom('hall.centre').select(['unit_uid', 'call_seq']).where('unit_uid', 'in', [...units, '']).execute();
  return new Map(rows.map((row) => [row.unit_uid, row.call_seq]));
}

export async function readCallSeq(q: Queries, unitUid: string): Promise<number> {
  const row = await q.selectFrom('hall.centre').select('call_seq').where('unit_uid', '=', unitUid).executeTakeFirst();
  return row?.call_seq ?? 0;
}

function calls(q: Queries, unitUid: string) {
  return q.selectFrom('hall.call').select(['seq', 'label', 'counter_number', 'kind', 'at']).where('unit_uid', '=', unitUid);
}

type Row = Awaited<ReturnType<ReturnType<typeof calls>['executeTakeFirstOrThrow']>>;

function toCall(row: Row): Call {
  return { seq: row.seq, label: row.label, counterNumber: row.counter_number, kind: row.kind, at: row.at.toISOString(), words: callWords(row.label, row.counter_number) };
}
