create schema if not exists feedback;
comment on schema feedback is 'What people say of the service: satisfaction after delivery, complaints about handling.';

create table feedback.question (
  key text not null,
  position smallint not null,
  vi text not null,
  en text not null,
  legal_base text not null,
  valid_from date not null,
  valid_to date,
  primary key (key, valid_from),
  check (valid_to is null or valid_to > valid_from)
);
comment on table feedback.question is 'Questions asked after delivery; at most five at a time (OS§10).';
comment on column feedback.question.key is 'Stable name of what is asked.';
comment on column feedback.question.position is 'Order on the page.';
comment on column feedback.question.vi is 'The question.';
comment on column feedback.question.en is 'The question in English.';
comment on column feedback.question.legal_base is 'Why it is asked.';
comment on column feedback.question.valid_from is 'First day.';
comment on column feedback.question.valid_to is 'First day no longer asked.';
insert into feedback.question (key, position, vi, en, legal_base, valid_from) values
  ('attitude', 1, 'Thái độ của cán bộ tiếp nhận, giải quyết', 'Attitude of the officers', 'QĐ 766/QĐ-TTg, nhóm 5', '2025-07-01'),
  ('clarity', 2, 'Hướng dẫn dễ hiểu, đầy đủ ngay từ đầu', 'Guidance was clear and complete from the start', 'QĐ 766/QĐ-TTg, nhóm 5', '2025-07-01'),
  ('visits', 3, 'Số lần phải đi lại', 'Number of visits needed', 'QĐ 766/QĐ-TTg, nhóm 5', '2025-07-01'),
  ('time', 4, 'Thời gian giải quyết', 'Time it took', 'QĐ 766/QĐ-TTg, nhóm 5', '2025-07-01'),
  ('result', 5, 'Kết quả nhận được', 'The result received', 'QĐ 766/QĐ-TTg, nhóm 5', '2025-07-01');

create table feedback.time_limit (
  key text not null check (key in ('answer')),
  working_days smallint not null check (working_days > 0),
  legal_base text not null,
  valid_from date not null,
  valid_to date,
  primary key (key, valid_from)
);
comment on table feedback.time_limit is 'How long the agency has; data with dates, because the law changes.';
comment on column feedback.time_limit.key is 'answer: from receipt to the answer.';
comment on column feedback.time_limit.working_days is 'Working days of the unit.';
comment on column feedback.time_limit.legal_base is 'Where that stands.';
comment on column feedback.time_limit.valid_from is 'First day.';
comment on column feedback.time_limit.valid_to is 'First day no longer in force.';
insert into feedback.time_limit (key, working_days, legal_base, valid_from) values ('answer', 15, 'NĐ 20/2008/NĐ-CP', '2008-03-01');

create table feedback.survey (
  case_id uuid primary key,
  request_id uuid not null unique,
  answered_at timestamptz not null
);
comment on table feedback.survey is 'Which cases have been answered for, so that each is once; says nothing about what was answered.';
comment on column feedback.survey.case_id is 'The case.';
comment on column feedback.survey.request_id is 'Request id of the form: a second press is no second answer.';
comment on column feedback.survey.answered_at is 'When.';

create table feedback.answer (
  id uuid primary key,
  unit_uid text not null,
  procedure_code text not null,
  procedure_name text not null,
  month date not null check (extract(day from month) = 1),
  scores jsonb not null,
  words text,
  case_id uuid unique
);
comment on table feedback.answer is 'Answers. An anonymous one has no case and only its month, so that nobody can find its author by time.';
comment on column feedback.answer.id is 'Drawn at random, in no order.';
comment on column feedback.answer.unit_uid is 'Unit that handled the case.';
comment on column feedback.answer.procedure_code is 'Mã TTHC.';
comment on column feedback.answer.procedure_name is 'Its name then.';
comment on column feedback.answer.month is 'First day of the month of the answer.';
comment on column feedback.answer.scores is 'Question key → 1 (very dissatisfied) to 5 (very satisfied).';
comment on column feedback.answer.words is 'What the person added.';
comment on column feedback.answer.case_id is 'The case; null for an anonymous answer.';
create index answer_by_unit on feedback.answer (unit_uid, month);

create table feedback.complaint (
  id uuid primary key,
  case_id uuid not null,
  case_code text not null,
  procedure_name text not null,
  unit_uid text not null,
  upper_unit_uid text,
  handlers text[] not null,
  account_id text not null,
  author_name text not null,
  topic text not null check (topic in ('delay', 'attitude', 'extra_papers', 'fee', 'result', 'other')),
  words text not null check (length(words) between 20 and 4000),
  state text not null check (state in ('received', 'passed_on', 'answered')),
  received_at timestamptz not null,
  due_at timestamptz not null,
  due_derivation jsonb not null,
  passed_on_at timestamptz,
  answer text,
  answered_at timestamptz,
  answered_by text,
  answer_request_id uuid unique,
  check ((state = 'answered') = (answer is not null and answered_at is not null and answered_by is not null))
);
comment on table feedback.complaint is 'Complaints about how a case was handled; never shown to those who handled it.';
comment on column feedback.complaint.id is 'Request id of the form: a replay is the same complaint.';
comment on column feedback.complaint.case_id is 'The case.';
comment on column feedback.complaint.case_code is 'Its code.';
comment on column feedback.complaint.procedure_name is 'Its procedure.';
comment on column feedback.complaint.unit_uid is 'Unit complained about.';
comment on column feedback.complaint.upper_unit_uid is 'Unit above, whose supervisors may see it too; null at the top.';
comment on column feedback.complaint.handlers is 'Persons who had acted on the case when the complaint came in.';
comment on column feedback.complaint.account_id is 'Account of the author.';
comment on column feedback.complaint.author_name is 'Name of the author (basic personal data).';
comment on column feedback.complaint.topic is 'What it is about.';
comment on column feedback.complaint.words is 'The complaint.';
comment on column feedback.complaint.state is 'received, passed_on to the unit above, answered.';
comment on column feedback.complaint.received_at is 'When it came in.';
comment on column feedback.complaint.due_at is 'Last moment for the answer.';
comment on column feedback.complaint.due_derivation is 'How that was computed, sentence by sentence.';
comment on column feedback.complaint.passed_on_at is 'When it was passed on.';
comment on column feedback.complaint.answer is 'The answer to the author.';
comment on column feedback.complaint.answered_at is 'When it was answered.';
comment on column feedback.complaint.answered_by is 'Name and position of who answered.';
comment on column feedback.complaint.answer_request_id is 'Request id of the answer.';
create index complaint_by_unit on feedback.complaint (unit_uid, state, due_at);
create index complaint_by_upper_unit on feedback.complaint (upper_unit_uid, state, due_at) where upper_unit_uid is not null;
create index complaint_by_case on feedback.complaint (case_id);

grant select, insert, update on feedback.complaint to dinh_app;
grant select, insert on feedback.survey, feedback.answer to dinh_app;
grant select on feedback.question, feedback.time_limit to dinh_app;
