import { sql, type Kysely, type RawBuilder, type Selectable } from 'kysely';
import { pageSize, type Complaint, type ComplaintState, type Question, type Scores, type Topic } from './model.ts';
import type { FeedbackTables } from './tables.gen.ts';

type Queries = Kysely<FeedbackTables>;

/** Questions in force on a day (`YYYY-MM-DD`), in order. */
export async function listQuestions(q: Queries, day: string): Promise<Question[]> {
  return q
    .selectFrom('feedback.question')
    .select(['key', 'vi', 'en'])
    .where('valid_from', '<=', day)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', day)]))
    .orderBy('position')
    .limit(5)
    .execute();
}

export type TimeLimit = { readonly workingDays: number; readonly legalBase: string };

/** The time for an answer in force on a day. */
export async function findTimeLimit(q: Queries, day: string): Promise<TimeLimit> {
  const row = await q
    .selectFrom('feedback.time_limit')
    .select(['working_days', 'legal_base'])
    .where('key', '=', 'answer')
    .where('valid_from', '<=', day)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', day)]))
    .orderBy('valid_from', 'desc')
    .executeTakeFirstOrThrow();
  return { workingDays: row.working_days, legalBase: row.legal_base };
}

export async function isAnswered(q: Queries, caseId: string): Promise<boolean> {
  return (await q.selectFrom('feedback.survey').select('case_id').where('case_id', '=', caseId).executeTakeFirst()) !== undefined;
}

export type Marking = 'marked' | 'same_request' | 'marked_before';

/** Marks a case as answered for; a replay of the same form is told from a second try. */
export async function markAnswered(q: Queries, mark: { caseId: string; requestId: string; at: Date }): Promise<Marking> {
  const row = { case_id: mark.caseId, request_id: mark.requestId, answered_at: mark.at };
  const marked = await q.insertInto('feedback.survey').values(row).onConflict((on) => on.doNothing()).returning('case_id').executeTakeFirst();
  if (marked !== undefined) return 'marked';
  const same = await q.selectFrom('feedback.survey').select('case_id').where('case_id', '=', mark.caseId).where('request_id', '=', mark.requestId).executeTakeFirst();
  return same === undefined ? 'marked_before' : 'same_request';
}

export type NewAnswer = {
  readonly id: string;
  readonly unitUid: string;
  readonly procedureCode: string;
  readonly procedureName: string;
  readonly month: string;
  readonly scores: Scores;
  readonly words: string | null;
  readonly caseId: string | null;
};

export async function insertAnswer(q: Queries, answer: NewAnswer): Promise<void> {
  await q
    .insertInto('feedback.answer')
    .values({
      id: answer.id,
      unit_uid: answer.unitUid,
      procedure_code: answer.procedureCode,
      procedure_name: answer.procedureName,
      month: answer.month,
      scores: JSON.stringify(answer.scores),
      words: answer.words,
      case_id: answer.caseId,
    })
    .execute();
}

type Units = 'all' | readonly string[];
type Period = { readonly units: Units; readonly from: string; readonly to: string; readonly fewest: number };

const inUnits = (units: Units): RawBuilder<boolean> => (units === 'all' ? sql<boolean>`true` : sql<boolean>`a.unit_uid = any(${[...units]}::text[])`);

export type Figure = { readonly procedureCode: string; readonly procedureName: string; readonly key: string; readonly answers: number; readonly satisfied: number; readonly mean: number };

/** Figures by procedure and question; groups of fewer answers than `fewest` are left out by the database itself. */
export async function countAnswers(q: Queries, of: Period & { satisfiedFrom: number }): Promise<Figure[]> {
  const { rows } = await sql<Figure>`
    select a.procedure_code as "procedureCode", max(a.procedure_name) as "procedureName", s.key,
           count(*)::int as answers, count(*) filter (where s.value::int >= ${of.satisfiedFrom})::int as satisfied, avg(s.value::int)::float8 as mean
    from feedback.answer a cross join lateral jsonb_each_text(a.scores) s
    where ${inUnits(of.units)} and a.month between ${of.from}::date and ${of.to}::date
    group by a.procedure_code, s.key having count(*) >= ${of.fewest}
    order by 1, 3`.execute(q);
  return rows;
}

/** What people wrote, without a date or a case, in no order of time; only when there are enough of them. */
export async function listWords(q: Queries, of: Period): Promise<string[]> {
  const { rows } = await sql<{ words: string }>`
    with written as (select a.id, a.words from feedback.answer a where ${inUnits(of.units)} and a.month between ${of.from}::date and ${of.to}::date and a.words is not null)
    select words from written where (select count(*) from written) >= ${of.fewest} order by id limit 200`.execute(q);
  return rows.map((row) => row.words);
}

type Row = Selectable<FeedbackTables['feedback.complaint']>;

function toComplaint(row: Row): Complaint {
  return {
    id: row.id,
    caseId: row.case_id,
    caseCode: row.case_code,
    procedureName: row.procedure_name,
    unitUid: row.unit_uid,
    upperUnitUid: row.upper_unit_uid,
    handlers: row.handlers,
    accountId: row.account_id,
    authorName: row.author_name,
    topic: row.topic as Topic,
    words: row.words,
    state: row.state as ComplaintState,
    receivedAt: row.received_at,
    dueAt: row.due_at,
    dueDerivation: row.due_derivation as string[],
    passedOnAt: row.passed_on_at,
    answer: row.answer,
    answeredAt: row.answered_at,
    answeredBy: row.answered_by,
  };
}

export async function insertComplaint(q: Queries, complaint: Complaint): Promise<void> {
  await q
    .insertInto('feedback.complaint')
    .values({
      id: complaint.id,
      case_id: complaint.caseId,
      case_code: complaint.caseCode,
      procedure_name: complaint.procedureName,
      unit_uid: complaint.unitUid,
      upper_unit_uid: complaint.upperUnitUid,
      handlers: [...complaint.handlers],
      account_id: complaint.accountId,
      author_name: complaint.authorName,
      topic: complaint.topic,
      words: complaint.words,
      state: complaint.state,
      received_at: complaint.receivedAt,
      due_at: complaint.dueAt,
      due_derivation: JSON.stringify(complaint.dueDerivation),
    })
    .execute();
}

export async function findComplaint(q: Queries, id: string): Promise<Complaint | undefined> {
  const row = await q.selectFrom('feedback.complaint').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toComplaint(row);
}

export async function lockComplaint(q: Queries, id: string): Promise<Complaint | undefined> {
  const row = await q.selectFrom('feedback.complaint').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  return row && toComplaint(row);
}

/** Serialises complaints about one case: two at once would both find none open. */
export async function lockComplaintsOf(q: Queries, caseId: string): Promise<Complaint[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`feedback.case:${caseId}`}, 0))`.execute(q);
  const rows = await q.selectFrom('feedback.complaint').selectAll().where('case_id', '=', caseId).orderBy('received_at', 'desc').execute();
  return rows.map(toComplaint);
}

export async function listOfCase(q: Queries, caseId: string): Promise<Complaint[]> {
  const rows = await q.selectFrom('feedback.complaint').selectAll().where('case_id', '=', caseId).orderBy('received_at', 'desc').limit(50).execute();
  return rows.map(toComplaint);
}

export type Supervision = { readonly units: Units; readonly personUid: string };

/** Complaints that a supervisor may see: in their units or below, and never about their own work; most urgent first. */
export async function listForSupervisor(q: Queries, by: Supervision, of: { open: boolean; page: number }): Promise<Complaint[]> {
  const rows = await visibleTo(q, by)
    .selectAll()
    .where('state', of.open ? '<>' : '=', 'answered')
    .orderBy(of.open ? 'due_at' : 'received_at', of.open ? 'asc' : 'desc')
    .limit(pageSize + 1)
    .offset((of.page - 1) * pageSize)
    .execute();
  return rows.map(toComplaint);
}

export async function countOpen(q: Queries, by: Supervision): Promise<number> {
  const row = await visibleTo(q, by)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('state', '<>', 'answered')
    .executeTakeFirst();
  return row?.n ?? 0;
}

function visibleTo(q: Queries, { units, personUid }: Supervision) {
  const open = q.selectFrom('feedback.complaint').where(sql<boolean>`not (${personUid} = any(handlers))`);
  if (units === 'all') return open;
  const own = units.length === 0 ? [''] : [...units];
  return open.where((eb) => eb.or([eb('unit_uid', 'in', own), eb('upper_unit_uid', 'in', own)]));
}

export async function savePassedOn(q: Queries, id: string, at: Date): Promise<void> {
  await q.updateTable('feedback.complaint').set({ state: 'passed_on', passed_on_at: at }).where('id', '=', id).execute();
}

export async function saveAnswer(q: Queries, answer: { id: string; words: string; at: Date; by: string; requestId: string }): Promise<void> {
  await q
    .updateTable('feedback.complaint')
    .set({ state: 'answered', answer: answer.words, answered_at: answer.at, answered_by: answer.by, answer_request_id: answer.requestId })
    .where('id', '=', answer.id)
    .execute();
}

/** True when this answer was given before by the same press. */
export async function isAnswerRequest(q: Queries, complaintId: string, requestId: string): Promise<boolean> {
  const row = await q.selectFrom('feedback.complaint').select('id').where('id', '=', complaintId).where('answer_request_id', '=', requestId).executeTakeFirst();
  return row !== undefined;
}
