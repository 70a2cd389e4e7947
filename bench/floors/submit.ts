/** The bare way to take a case in: Node http, pg, four rows in one durable transaction. FORM: `one` statement or `six` round trips. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { serve, type Reply } from './http-server.ts';

const pool = new pg.Pool({ connectionString: process.env['FLOOR_DATABASE_URL'], max: 12 });

type Input = { requestId: string; code: string; answers: Record<string, unknown> };

const caseSql = `insert into case_file (id, request_id, code, unit_uid, procedure_code, title, party, stage, answers, submitted_at)
  values ($1, $2, $3, 'a', '2.000635', 'Cấp bản sao trích lục hộ tịch', $4, 'receive', $5, $6)`;
const journalSql = 'insert into journal (case_id, at, act, actor, data) values ($1, $2, $3, $4, $5)';
const auditSql = 'insert into audit (at, actor, action, subject, detail) values ($1, $2, $3, $4, $5)';
const eventSql = 'insert into event (id, name, at, payload) values ($1, $2, $3, $4)';
const allSql = `with c as (${caseSql} returning id, submitted_at),
  j as (insert into journal (case_id, at, act, actor, data) select id, submitted_at, 'submit', $4, '{}' from c),
  a as (insert into audit (at, actor, action, subject, detail) select submitted_at, $4, 'submitted', id::text, $7::jsonb from c)
  insert into event (id, name, at, payload) select $8, 'submitted', submitted_at, $7::jsonb from c`;

/** Ten questions, looked at by hand. */
function isValid({ answers }: Input): boolean {
  const text = (key: string): string => (typeof answers[key] === 'string' ? answers[key] : '');
  const filled = ['applicantName', 'applicantResidence', 'subjectEthnicity', 'subjectNationality', 'registeredAt'].every((key) => text(key) !== '' && text(key).length < 300);
  const shaped = /^\d{12}$/u.test(text('applicantPersonalId')) && /^0\d{9}$/u.test(text('applicantPhone')) && /^\d{4}-\d{2}-\d{2}$/u.test(text('subjectBirthDate'));
  return filled && shaped && Number.isInteger(answers['copies']) && answers['declaration'] === true && ['self', 'other'].includes(text('relation'));
}

async function inOneStatement(id: string, input: Input): Promise<void> {
  const { requestId, code, answers } = input;
  const values = [id, requestId, code, answers['applicantName'], JSON.stringify(answers), new Date().toISOString(), JSON.stringify({ caseId: id, code }), randomUUID()];
  await pool.query({ name: 'all', text: allSql, values });
}

async function inSixTrips(id: string, input: Input): Promise<void> {
  const { requestId, code, answers } = input;
  const [at, fact, name] = [new Date().toISOString(), JSON.stringify({ caseId: id, code }), answers['applicantName']];
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query({ name: 'case', text: caseSql, values: [id, requestId, code, name, JSON.stringify(answers), at] });
    await client.query({ name: 'journal', text: journalSql, values: [id, at, 'submit', name, '{}'] });
    await client.query({ name: 'audit', text: auditSql, values: [at, name, 'submitted', id, fact] });
    await client.query({ name: 'event', text: eventSql, values: [randomUUID(), 'submitted', at, fact] });
    await client.query('commit');
  } finally {
    client.release();
  }
}

const save = process.env['FORM'] === 'six' ? inSixTrips : inOneStatement;

serve(async (_request, body): Promise<Reply> => {
  const input = JSON.parse(body) as Input;
  if (!isValid(input)) return { status: 422, body: '{"problem":"invalid"}' };
  const id = randomUUID();
  await save(id, input);
  return { status: 201, body: JSON.stringify({ id, code: input.code }) };
});
