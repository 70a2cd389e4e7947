import pg from 'pg';
import { casesPresent } from '../data/fill-locality.ts';

/** Four tables with the keys and indexes that the work needs, 100,000 rows in each; nothing else. */
export async function createFloorTables(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(tables);
    for (const statement of rows) await client.query(statement.replaceAll('$cases', String(casesPresent)));
    await client.query('analyze');
  } finally {
    await client.end();
  }
}

const tables = `
create table case_file (id uuid primary key, request_id uuid not null unique, code text not null unique, unit_uid text not null, procedure_code text not null,
  title text not null, party text not null, stage text not null, answers jsonb not null, submitted_at timestamptz not null, due_at timestamptz);
create index on case_file (unit_uid, stage, due_at, submitted_at);
create table journal (id bigint generated always as identity primary key, case_id uuid not null, at timestamptz not null, act text not null, actor text not null, data jsonb not null);
create index on journal (case_id, id);
create table audit (id bigint generated always as identity primary key, at timestamptz not null, actor text not null, action text not null, subject text not null, detail jsonb not null);
create index on audit (subject, id);
create table event (id uuid primary key, name text not null, at timestamptz not null, payload jsonb not null)`;

const rows = [
  `insert into case_file select gen_random_uuid(), gen_random_uuid(), 'H99.50-260101-' || lpad(n::text, 6, '0'), (array['a', 'b', 'c'])[1 + n % 3], '2.000635',
    'Cấp bản sao trích lục hộ tịch, bản sao Giấy khai sinh', 'Nguyễn Văn ' || chr(65 + n % 26),
    case when n % 10 <> 0 then 'closed' else (array['receive', 'process', 'sign', 'deliver'])[1 + n / 10 % 4] end,
    jsonb_build_object('applicantName', 'Nguyễn Văn An', 'applicantPersonalId', '099' || lpad(n::text, 9, '0'), 'applicantResidence', 'Thôn Đông, xã An Hòa',
      'applicantPhone', '0912345678', 'relation', 'self', 'subjectBirthDate', '1988-03-14', 'registeredAt', 'UBND xã Hòa Bình', 'copies', 2, 'declaration', true),
    now() - n * interval '2 minutes', now() - n * interval '2 minutes' + interval '1 day' from generate_series(1, $cases) n`,
  `insert into journal (case_id, at, act, actor, data) select id, submitted_at, 'submit', 'Nguyễn Văn An', '{}' from case_file`,
  `insert into audit (at, actor, action, subject, detail) select submitted_at, 'bench', 'submitted', id::text, jsonb_build_object('code', code) from case_file`,
  `insert into event select gen_random_uuid(), 'submitted', submitted_at, jsonb_build_object('caseId', id) from case_file`,
];
