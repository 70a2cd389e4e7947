import { CompiledQuery, type Kysely } from 'kysely';
import type { Statement } from '#platform/db/database.ts';
import type { PaperInput } from '../model.ts';
import type { CasesTables } from '../tables.gen.ts';
import { caseRow, type NewCase } from './case-files.ts';
import { lineRow, type NewLine } from './journal.ts';
import { paperRows } from './papers.ts';

export type NewSubmission = { readonly file: NewCase; readonly line: NewLine; readonly papers: readonly PaperInput[] };

/** The case with its papers and first line of the journal, and the end of the draft that it was. The unique request id refuses a replay. */
export async function insertSubmission(q: Kysely<CasesTables>, { file, line, papers }: NewSubmission): Promise<void> {
  const filed = q
    .with('filed', (db) => db.insertInto('cases.case_file').values(caseRow(file)))
    .with('dropped', (db) => db.deleteFrom('cases.draft').where('id', '=', file.requestId).where('account_id', '=', file.submittedBy));
  const place = { caseId: file.id, from: 0, at: file.submittedAt };
  const attached = papers.length === 0 ? filed : filed.with('attached', (db) => db.insertInto('cases.paper').values(paperRows(papers, place)));
  await attached.insertInto('cases.journal').values(lineRow(line)).execute();
}

export type NumberedSubmission = Omit<NewSubmission, 'file'> & {
  /** Its code is made of the prefix and the number that the statement takes. */
  readonly file: Omit<NewCase, 'code'>;
  readonly code: { readonly prefix: string; readonly series: string };
};

const papersToo = `, attached as (
  insert into cases.paper (case_id, position, code, name, sha256, size, media_type, added_at)
  select $5::uuid, p.position - 1, p.paper ->> 'code', p.paper ->> 'name', p.paper ->> 'sha256', (p.paper ->> 'size')::bigint, p.paper ->> 'mediaType', $6::timestamptz
  from jsonb_array_elements($36::jsonb) with ordinality as p (paper, position))`;

/** Parameters 1 to 4 are the traces. A day with more than 9,999 cases goes on with five digits. */
const filing = (papers: string, traces: string): string => `
with taken as (
  select $7::text || lpad(n::text, greatest(4, length(n::text)), '0') as code from numbering.take_number($8, $9, 'case', $5::uuid::text, $6) as n
), filed as (
  insert into cases.case_file (id, submitted_at, code, unit_uid, received_unit_uid, request_id, procedure_code, procedure_name, version_id, channel, state,
    step, step_kind, account_id, submitted_by, applicant_name, applicant_search, applicant_personal_id, applicant_phone, applicant_email, answers, fee_due)
  select $5::uuid, $6::timestamptz, code, $8::text, $10::text, $11::uuid, $12::text, $13::text, $14::uuid, $15::text, $16::smallint,
    $17::int, $18::text, $19::text, $20::text, $21::text, $22::text, $23::text, $24::text, $25::text, $26::jsonb, $27::int from taken
), dropped as (
  delete from cases.draft where id = $11 and account_id = $20
), told as (
  insert into cases.journal (case_id, at, request_id, act, to_state, actor_kind, actor_name, actor_position, holding_id, unit_uid, public_note, data)
  values ($5, $6, $11, $28, $16, $29, $30, $31, $32, $33, $34, $35)
)${papers}
select code${traces} from taken`;

const tracesToo = `, platform.record_effects($1::jsonb, $2::jsonb, $3::json, $4::jsonb, jsonb_build_object('code', code))`;

const text = { withoutPapers: filing('', tracesToo), withPapers: filing(papersToo, tracesToo) };

/**
 * The same in one statement with its number and its traces, for `Database.single`: each round trip of its own would cost as
 * much as all of them. When it fails, it leaves nothing, not even a gap in the numbers. Answers one row with the `code`.
 */
export function submissionStatement(submission: NumberedSubmission): Statement {
  return { text: submission.papers.length === 0 ? text.withoutPapers : text.withPapers, values: valuesOf(submission) };
}

const withoutTraces = (whole: string): string => whole.replace(/\$(\d+)/gu, (_, place: string) => `$${Number(place) - 4}`);
const bare = { withoutPapers: withoutTraces(filing('', '')), withPapers: withoutTraces(filing(papersToo, '')) };

/** The same inside a transaction that goes on; answers the code. */
export async function insertNumbered(q: Kysely<CasesTables>, submission: NumberedSubmission): Promise<string> {
  const statement = submission.papers.length === 0 ? bare.withoutPapers : bare.withPapers;
  const { rows } = await q.executeQuery<{ code: string }>(CompiledQuery.raw(statement, valuesOf(submission)));
  const [filed] = rows;
  if (filed === undefined) throw new Error('the case was not filed');
  return filed.code;
}

function valuesOf({ file, code, line, papers }: NumberedSubmission): unknown[] {
  const values = [
    file.id, file.submittedAt.toISOString(), code.prefix, file.unitUid, code.series, file.receivedUnitUid, file.requestId, file.procedureCode,
    file.procedureName, file.versionId, file.channel, file.state, file.step, file.stepKind, file.accountId, file.submittedBy, file.applicantName,
    file.applicantSearch, file.applicantPersonalId, file.applicantPhone, file.applicantEmail, JSON.stringify(file.answers), file.feeDue,
    line.act, line.actorKind, line.actorName, line.actorPosition, line.holdingId, line.unitUid, line.publicNote, JSON.stringify(line.data),
  ]; // prettier-ignore
  return papers.length === 0 ? values : [...values, JSON.stringify(papers)];
}
