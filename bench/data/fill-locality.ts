import type pg from 'pg';
import { sealAudit } from '#platform/audit/seal.ts';
import type { AuditTables } from '#platform/audit/tables.gen.ts';
import { createDatabase, type Database } from '#platform/db/database.ts';
import { systemClock } from '#platform/time/clock.ts';
import { systemIds } from '#platform/time/ids.ts';
import { signInCitizen, signInOfficer } from '#modules/identity/testing.ts';

export type FilledLocality = {
  /** Communes that receive cases; the first is the one whose officers work. */
  readonly unitUids: readonly string[];
  /** Cookies of open sessions. */
  readonly citizens: readonly string[];
  readonly officers: readonly string[];
  /** Codes of cases anyone may follow, and ids of cases that the officers may read. */
  readonly codes: readonly string[];
  readonly caseIds: readonly string[];
};

export const casesPresent = 100_000;
const citizenCount = 1000;
const officerCount = 25;

/** 100,000 cases with journal, numbers and audit lines; one in ten still open. Then the sessions of those who will work. */
export async function fillLocality(owner: pg.Pool): Promise<FilledLocality> {
  const { rows: units } = await owner.query<{ uid: string; code: string }>(
    `select unit_uid::text as uid, code from organization.unit_code where code in ('H99.50', 'H99.51', 'H99.52') order by code`,
  );
  await insertCases(owner, units);
  // As on any day: what happened before is sealed, and the next minute's seal is a small one.
  await sealAudit({ db: createDatabase<AuditTables>({ pool: owner, clock: systemClock, ids: systemIds, consumersOf: () => [] }), clock: systemClock });
  await owner.query('analyze');
  const unitUids = units.map((unit) => unit.uid);
  const sessions = await openSessions(owner, unitUids[0] ?? '');
  return { unitUids, ...sessions, ...(await someCases(owner, unitUids[0] ?? '')) };
}

async function insertCases(owner: pg.Pool, units: readonly { uid: string; code: string }[]): Promise<void> {
  const statements = [caseRows, journalRows, numberRows, auditRows, eventRows];
  const values = [casesPresent, units.map((unit) => unit.uid), units.map((unit) => unit.code)];
  const client = await owner.connect();
  try {
    await client.query('begin');
    await client.query('create temp table unit (place int primary key, uid text, code text) on commit drop');
    await client.query('insert into unit select place - 1, uid, code from unnest($1::text[], $2::text[]) with ordinality as u(uid, code, place)', values.slice(1));
    for (const statement of statements) await client.query(statement.replaceAll('$cases', String(casesPresent)));
    await client.query('commit');
  } finally {
    client.release();
  }
}

const answers = `jsonb_build_object('applicantName', 'Nguyễn Văn ' || chr(65 + n % 26), 'applicantPersonalId', '099' || lpad(n::text, 9, '0'), 'applicantResidence',
  'Thôn Đông, xã An Hòa', 'applicantPhone', '0912345678', 'relation', 'self', 'subjectBirthDate', '1988-03-14', 'subjectGender', 'male', 'subjectEthnicity', 'Kinh',
  'subjectNationality', 'Việt Nam', 'registeredAt', 'UBND xã Hòa Bình', 'copies', 2, 'declaration', true)`;

const submittedAt = `(timestamptz '2026-11-20T03:00Z' - n * interval '2 minutes')`;

/** A stage of each open case in turn; nine in ten cases are over. */
const stage = `case when n % 10 <> 0 then 'closed' else (array['receive', 'process', 'sign', 'deliver'])[1 + n / 10 % 4] end`;

const caseRows = `insert into cases.case_file (id, request_id, code, procedure_code, procedure_name, version_id, unit_uid, received_unit_uid, channel, state, step,
    step_kind, submitted_by, applicant_name, applicant_search, applicant_personal_id, applicant_phone, answers, fee_due, fee_paid, submitted_at, accepted_at, due_at,
    due_derivation, calendar_version)
  select gen_random_uuid(), gen_random_uuid(), u.code || '-260101-' || lpad(n::text, 6, '0'), v.code, v.content -> 'name' ->> 'vi', v.id, u.uid, u.uid, 'online',
    case ${stage} when 'closed' then 10 when 'receive' then 1 when 'deliver' then 9 else 4 end, 0, ${stage}, 'bench', 'Nguyễn Văn ' || chr(65 + n % 26),
    'nguyen van ' || chr(97 + n % 26), '099' || lpad(n::text, 9, '0'), '0912345678', ${answers}, 16000, 16000, ${submittedAt}, ${submittedAt} + interval '1 hour',
    ${submittedAt} + interval '1 day', '[{"words": "Tiếp nhận lúc 10:00, trả trong ngày"}]', 1
  from generate_series(1, $cases) n join unit u on u.place = n % 3
  cross join lateral (select id, code, content from procedures.version where code = '2.000635' limit 1) v`;

const journalRows = `insert into cases.journal (case_id, at, act, from_state, to_state, actor_kind, actor_name, data)
  select c.id, c.submitted_at, a.act, a.from_state, a.to_state, a.kind, a.name, '{}' from cases.case_file c
  cross join (values ('submit', null, 1, 'citizen', 'Nguyễn Văn An'), ('accept', 1, 2, 'officer', 'Trần Thị Bích')) a(act, from_state, to_state, kind, name)`;

const numberRows = `insert into numbering.number (unit_uid, kind, year, number, subject_kind, subject_id, allocated_at)
  select unit_uid, 'case_code/260101', 2026, row_number() over (partition by unit_uid), 'case', id::text, submitted_at from cases.case_file`;

const auditRows = `insert into audit.entry (at, actor_kind, actor_id, action, subject_kind, subject_id, unit_uid, detail, epoch, xid)
  select submitted_at, 'citizen', submitted_by, 'cases.submitted', 'case', id::text, unit_uid, jsonb_build_object('code', code), 1, pg_current_xact_id() from cases.case_file`;

const eventRows = `insert into platform.event (id, name, at, payload)
  select gen_random_uuid(), 'cases.case_file_submitted', submitted_at, jsonb_build_object('caseId', id, 'code', code) from cases.case_file`;

/** Citizens with nothing before, and officers of the first commune with every right on cases. */
async function openSessions(owner: pg.Pool, unitUid: string): Promise<Pick<FilledLocality, 'citizens' | 'officers'>> {
  const db: Database<never> = createDatabase<never>({ pool: owner, clock: systemClock, ids: systemIds, consumersOf: () => [] });
  const house = { db, clock: systemClock, ids: systemIds };
  const grants = Object.fromEntries(['cases.read', 'cases.receive', 'cases.process', 'cases.sign', 'cases.deliver'].map((permission) => [permission, [unitUid]]));
  const citizens = await inGroups(citizenCount, () => signInCitizen(house));
  const officers = await inGroups(officerCount, () => signInOfficer(house, { grants, unitUid }));
  return { citizens: citizens.map((one) => one.cookie), officers: officers.map((one) => one.cookie) };
}

async function inGroups<T>(count: number, make: () => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  while (made.length < count) made.push(...(await Promise.all(Array.from({ length: Math.min(8, count - made.length) }, make))));
  return made;
}

async function someCases(owner: pg.Pool, unitUid: string): Promise<Pick<FilledLocality, 'codes' | 'caseIds'>> {
  const { rows } = await owner.query<{ id: string; code: string }>(`select id, code from cases.case_file where unit_uid = $1 and step_kind <> 'closed' order by id limit 500`, [unitUid]);
  return { codes: rows.map((row) => row.code), caseIds: rows.map((row) => row.id) };
}
