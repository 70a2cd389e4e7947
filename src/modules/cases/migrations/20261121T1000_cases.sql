create schema if not exists cases;
comment on schema cases is 'Dossiers of administrative procedures, from application to delivery (NĐ 118/2025).';

create table cases.draft (
  id uuid primary key,
  account_id text not null,
  procedure_code text not null,
  version_id uuid not null,
  unit_uid text not null,
  answers jsonb not null default '{}',
  papers jsonb not null default '[]',
  step int not null default 0 check (step >= 0),
  created_at timestamptz not null,
  updated_at timestamptz not null
);
comment on table cases.draft is 'An application that is still being filled in; nothing typed is lost.';
comment on column cases.draft.id is 'Id of the draft; becomes the id of the case.';
comment on column cases.draft.account_id is 'Who fills it in.';
comment on column cases.draft.procedure_code is 'Mã TTHC.';
comment on column cases.draft.version_id is 'Version of the procedure it began with.';
comment on column cases.draft.unit_uid is 'Competent agency chosen.';
comment on column cases.draft.answers is 'Answers so far, as typed; validated on submission.';
comment on column cases.draft.papers is 'Attached papers: [{code, sha256, name, size, mediaType}].';
comment on column cases.draft.step is 'Step of the form reached.';
comment on column cases.draft.created_at is 'Begun.';
comment on column cases.draft.updated_at is 'Last saved.';
create index draft_by_account on cases.draft (account_id, updated_at desc);

create table cases.case_file (
  id uuid primary key,
  request_id uuid not null unique,
  code text not null unique,
  procedure_code text not null,
  procedure_name text not null,
  version_id uuid not null,
  unit_uid text not null,
  received_unit_uid text not null,
  help_unit_uid text,
  channel text not null check (channel in ('online', 'counter', 'post', 'kiosk')),
  state smallint not null check (state between 1 and 10),
  step int not null default 0 check (step >= 0),
  step_kind text not null check (step_kind in ('receive', 'process', 'sign', 'deliver', 'closed')),
  holder_id text,
  account_id text,
  submitted_by text not null,
  applicant_name text not null,
  applicant_search text not null,
  applicant_personal_id text,
  applicant_phone text,
  applicant_email text,
  answers jsonb not null,
  fee_due int not null default 0 check (fee_due >= 0),
  fee_paid int not null default 0 check (fee_paid >= 0),
  submitted_at timestamptz not null,
  accepted_at timestamptz,
  due_at timestamptz,
  due_derivation jsonb,
  calendar_version int,
  finished_at timestamptz,
  delivered_at timestamptz,
  constraint accepted_cases_have_a_due_date check (accepted_at is null or due_at is not null)
);
comment on table cases.case_file is 'Hồ sơ: one application, whoever typed it in.';
comment on column cases.case_file.id is 'UUIDv7.';
comment on column cases.case_file.request_id is 'Made by the client; a replayed submission finds the first one.';
comment on column cases.case_file.code is 'Mã hồ sơ {mã đơn vị}-{yymmdd}-{nnnn}; given once.';
comment on column cases.case_file.procedure_code is 'Mã TTHC.';
comment on column cases.case_file.procedure_name is 'Name of the procedure in the version of this case.';
comment on column cases.case_file.version_id is 'The version of the procedure this case keeps to its end.';
comment on column cases.case_file.unit_uid is 'Competent agency.';
comment on column cases.case_file.received_unit_uid is 'Where it was received (non-boundary receiving).';
comment on column cases.case_file.help_unit_uid is 'Where somebody helped to file it.';
comment on column cases.case_file.channel is 'How it came.';
comment on column cases.case_file.state is 'TrangThaiHoSo 1–10 as synchronised with the national portal.';
comment on column cases.case_file.step is 'Index of the internal step in the procedure version.';
comment on column cases.case_file.step_kind is 'What the step asks for; decides whose inbox holds the case.';
comment on column cases.case_file.holder_id is 'Holding of the officer who has it; null while any officer of the role may take it.';
comment on column cases.case_file.account_id is 'The applicant''s account; null when filed at the counter without one.';
comment on column cases.case_file.submitted_by is 'Who typed it in; never replaces the applicant.';
comment on column cases.case_file.applicant_name is 'Name of the applicant as written in the form (basic personal data).';
comment on column cases.case_file.applicant_search is 'The name folded for search.';
comment on column cases.case_file.applicant_personal_id is 'Số định danh (basic personal data).';
comment on column cases.case_file.applicant_phone is 'Telephone (basic personal data).';
comment on column cases.case_file.applicant_email is 'E-mail (basic personal data).';
comment on column cases.case_file.answers is 'The validated form (personal data as classed by the form).';
comment on column cases.case_file.fee_due is 'Đồng to be paid.';
comment on column cases.case_file.fee_paid is 'Đồng received.';
comment on column cases.case_file.submitted_at is 'NgayNopHoSo.';
comment on column cases.case_file.accepted_at is 'NgayTiepNhan.';
comment on column cases.case_file.due_at is 'NgayHenTra.';
comment on column cases.case_file.due_derivation is 'How the due date was computed, step by step.';
comment on column cases.case_file.calendar_version is 'Version of the working calendar the due date was computed from.';
comment on column cases.case_file.finished_at is 'NgayKetThucXuLy.';
comment on column cases.case_file.delivered_at is 'NgayTra.';
create index case_file_inbox on cases.case_file (unit_uid, step_kind, due_at) where step_kind <> 'closed';
create index case_file_by_account on cases.case_file (account_id, submitted_at desc) where account_id is not null;
create index case_file_by_unit on cases.case_file (unit_uid, submitted_at desc, id desc);

create table cases.paper (
  case_id uuid not null,
  position int not null,
  code text not null,
  name text not null,
  sha256 text not null check (length(sha256) = 64),
  size bigint not null check (size > 0),
  media_type text not null,
  added_at timestamptz not null,
  primary key (case_id, position)
);
comment on table cases.paper is 'Papers of a case.';
comment on column cases.paper.case_id is 'The case.';
comment on column cases.paper.position is 'Order.';
comment on column cases.paper.code is 'Code of the paper in the procedure.';
comment on column cases.paper.name is 'Name of the file as sent.';
comment on column cases.paper.sha256 is 'Content.';
comment on column cases.paper.size is 'Bytes.';
comment on column cases.paper.media_type is 'Type found in the bytes.';
comment on column cases.paper.added_at is 'When it came in.';

create table cases.journal (
  id bigint generated always as identity primary key,
  request_id uuid unique,
  case_id uuid not null,
  at timestamptz not null,
  act text not null,
  from_state smallint,
  to_state smallint not null,
  actor_kind text not null,
  actor_name text not null,
  actor_position text,
  holding_id text,
  unit_uid text,
  public_note text,
  internal_note text,
  data jsonb not null default '{}'
);
comment on table cases.journal is 'What happened to a case, for people; feeds Forms 06 and 07, deadlines and figures.';
comment on column cases.journal.id is 'Order.';
comment on column cases.journal.request_id is 'Made by the client; a replayed act finds the first one. Null for lines of the platform.';
comment on column cases.journal.case_id is 'The case.';
comment on column cases.journal.at is 'When.';
comment on column cases.journal.act is 'Act from the state machine.';
comment on column cases.journal.from_state is 'State before; null for the submission.';
comment on column cases.journal.to_state is 'State after.';
comment on column cases.journal.actor_kind is 'citizen, officer or system.';
comment on column cases.journal.actor_name is 'Name shown to people.';
comment on column cases.journal.actor_position is 'Position shown to people.';
comment on column cases.journal.holding_id is 'Position in which an officer acted.';
comment on column cases.journal.unit_uid is 'Unit of the officer.';
comment on column cases.journal.public_note is 'Words for the applicant.';
comment on column cases.journal.internal_note is 'Words for officers only.';
comment on column cases.journal.data is 'Facts of the act (new due date, coded reasons…).';
create index journal_by_case on cases.journal (case_id, id);

create table cases.result (
  case_id uuid primary key,
  state text not null check (state in ('drafted', 'proposed', 'signing', 'issued', 'revoked')),
  template text not null,
  fields jsonb not null,
  number int,
  notation text,
  signer jsonb,
  signed_at timestamptz,
  issue_request_id uuid unique,
  sha256 text,
  size bigint,
  verification_code text unique,
  revoked_at timestamptz,
  revoke_reason text,
  updated_at timestamptz not null,
  constraint issued_results_are_complete check (state <> 'issued' or (number is not null and sha256 is not null and verification_code is not null))
);
comment on table cases.result is 'The result of a case: drafted, proposed for signature, numbered and signed, issued.';
comment on column cases.result.case_id is 'The case.';
comment on column cases.result.state is 'Where it stands.';
comment on column cases.result.template is 'Template of the paper.';
comment on column cases.result.fields is 'What stands in the paper (personal data).';
comment on column cases.result.number is 'Number in the series of the unit.';
comment on column cases.result.notation is 'Number and notation as written: 318/TLKS-BS.';
comment on column cases.result.signer is 'Signature block and person, frozen when the leader signed.';
comment on column cases.result.signed_at is 'When the leader gave consent to sign.';
comment on column cases.result.issue_request_id is 'Request of the signature; a repeat is harmless.';
comment on column cases.result.sha256 is 'Content of the signed file.';
comment on column cases.result.size is 'Bytes of the signed file.';
comment on column cases.result.verification_code is 'Unguessable code printed on the result.';
comment on column cases.result.revoked_at is 'When it was revoked.';
comment on column cases.result.revoke_reason is 'Why.';
comment on column cases.result.updated_at is 'Last change.';

create view cases.inbox as
select 'case'::text as subject_kind, c.id::text as subject_id, c.code, c.procedure_name as title, c.applicant_name as party,
       c.unit_uid, c.holder_id,
       case c.step_kind when 'receive' then 'cases.receive' when 'process' then 'cases.process' when 'sign' then 'cases.sign' else 'cases.deliver' end as permission,
       c.state::int as state, c.step_kind as stage, c.due_at, c.submitted_at as since
from cases.case_file c
where c.step_kind <> 'closed' and c.state <> 5;
comment on view cases.inbox is 'Work of officers in the agreed shape of the desk.';
comment on column cases.inbox.holder_id is 'Holding of the officer who has it; null while anyone of the role may take it.';
comment on column cases.inbox.due_at is 'Appointment with the applicant; null before acceptance.';

grant select, insert, update, delete on cases.draft to dinh_app;
grant select, insert, update on cases.case_file, cases.result to dinh_app;
grant select, insert on cases.paper, cases.journal to dinh_app;
grant select on cases.inbox to dinh_app;
