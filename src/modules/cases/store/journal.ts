import type { Insertable, Kysely } from 'kysely';
import type { JournalLine } from '../model.ts';
import type { Act, State } from '../states.ts';
import type { CasesTables } from '../tables.gen.ts';

type Queries = Kysely<CasesTables>;

export type NewLine = JournalLine & {
  readonly requestId: string | null;
  readonly caseId: string;
  readonly holdingId: string | null;
  readonly unitUid: string | null;
};

export async function insertLine(q: Queries, line: NewLine): Promise<void> {
  await q.insertInto('cases.journal').values(lineRow(line)).execute();
}

/** A line as its table keeps it. */
export function lineRow(line: NewLine): Insertable<CasesTables['cases.journal']> {
  return {
    request_id: line.requestId,
    case_id: line.caseId,
    at: line.at,
    act: line.act,
    from_state: line.fromState,
    to_state: line.toState,
    actor_kind: line.actorKind,
    actor_name: line.actorName,
    actor_position: line.actorPosition,
    holding_id: line.holdingId,
    unit_uid: line.unitUid,
    public_note: line.publicNote,
    internal_note: line.internalNote,
    data: JSON.stringify(line.data),
  };
}

/** True when this act of this case was done before with the same request id. */
export async function hasRequest(q: Queries, requestId: string, caseId: string): Promise<boolean> {
  const row = await q.selectFrom('cases.journal').select('id').where('request_id', '=', requestId).where('case_id', '=', caseId).executeTakeFirst();
  return row !== undefined;
}

/** The whole journal of a case, oldest first. */
export async function listLines(q: Queries, caseId: string): Promise<JournalLine[]> {
  const rows = await q
    .selectFrom('cases.journal')
    .select(['at', 'act', 'from_state', 'to_state', 'actor_kind', 'actor_name', 'actor_position', 'public_note', 'internal_note', 'data'])
    .where('case_id', '=', caseId)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    at: row.at,
    act: row.act as Act,
    fromState: row.from_state as State | null,
    toState: row.to_state as State,
    actorKind: row.actor_kind,
    actorName: row.actor_name,
    actorPosition: row.actor_position,
    publicNote: row.public_note,
    internalNote: row.internal_note,
    data: row.data as Record<string, unknown>,
  }));
}

/** Holdings in which officers have acted on a case. */
export async function listHoldings(q: Queries, caseId: string): Promise<string[]> {
  const rows = await q.selectFrom('cases.journal').select('holding_id').distinct().where('case_id', '=', caseId).where('holding_id', 'is not', null).execute();
  return rows.flatMap((row) => (row.holding_id === null ? [] : [row.holding_id]));
}
