-- Who works on a case beside its holder, who sent it on, and a date promised anew.
alter table cases.case_file
  add column delegate_id text,
  add column moved_by text,
  add column moved_from_step int,
  add column extended_to timestamptz;
comment on column cases.case_file.delegate_id is 'Holding of the officer who works on it in the holder''s place.';
comment on column cases.case_file.moved_by is 'Holding that sent it to its step and may still take it back; null once somebody acted on it.';
comment on column cases.case_file.moved_from_step is 'Internal step from which it was sent on.';
comment on column cases.case_file.extended_to is 'The one new date promised with an apology (Form 04); the appointment itself stays in due_at.';

drop index cases.case_file_piles;
create index case_file_piles on cases.case_file (
  unit_uid,
  (case step_kind when 'receive' then 'cases.receive' when 'process' then 'cases.process' when 'sign' then 'cases.sign' else 'cases.deliver' end),
  due_at,
  submitted_at
) include (step_kind, state, holder_id, delegate_id) where step_kind <> 'closed';
comment on index cases.case_file_piles is 'Open cases by unit and permission, what is due first on top.';

create or replace view cases.inbox as
select 'case'::text as subject_kind, c.id::text as subject_id, c.code, c.procedure_name as title, c.applicant_name as party,
       c.unit_uid, coalesce(c.delegate_id, c.holder_id) as holder_id,
       case c.step_kind when 'receive' then 'cases.receive' when 'process' then 'cases.process' when 'sign' then 'cases.sign' else 'cases.deliver' end as permission,
       c.state::int as state, c.step_kind as stage, c.due_at, c.submitted_at as since
from cases.case_file c
where c.step_kind <> 'closed' and c.state <> 5;

create table cases.warning (
  case_id uuid not null,
  kind text not null check (kind in ('half', 'most', 'day_before', 'due')),
  due_at timestamptz not null,
  at timestamptz not null,
  sent_at timestamptz,
  primary key (case_id, kind, due_at)
);
comment on table cases.warning is 'When the holder and the head of the unit are warned of a due date: at 50, 80 and 100 % of the time and a working day before the end.';
comment on column cases.warning.case_id is 'The case.';
comment on column cases.warning.kind is 'half 50 %, most 80 %, day_before one working day before, due 100 %.';
comment on column cases.warning.due_at is 'The due date it warns of; a new due date has warnings of its own.';
comment on column cases.warning.at is 'When it falls due.';
comment on column cases.warning.sent_at is 'When it was sent; once.';
create index warning_waiting on cases.warning (at) where sent_at is null;

create table cases.consultation (
  id uuid primary key,
  case_id uuid not null,
  question text not null,
  unit_uid text not null,
  unit_name text not null,
  holding_id text,
  person_name text,
  mandatory boolean not null,
  wanted_by timestamptz,
  asked_by text not null,
  asked_by_name text not null,
  asked_at timestamptz not null,
  opinion text check (opinion in ('agree', 'disagree', 'other')),
  answer text,
  answered_by_name text,
  answered_at timestamptz,
  ended_at timestamptz,
  end_reason text,
  constraint answers_are_whole check ((answered_at is null) = (opinion is null)),
  constraint ends_have_a_reason check ((ended_at is null) = (end_reason is null))
);
comment on table cases.consultation is 'An opinion asked of a unit or a colleague beside a step (lấy ý kiến); several run at once, the proposal waits for the mandatory ones.';
comment on column cases.consultation.id is 'UUIDv7.';
comment on column cases.consultation.case_id is 'The case.';
comment on column cases.consultation.question is 'What is asked.';
comment on column cases.consultation.unit_uid is 'Unit that is asked.';
comment on column cases.consultation.unit_name is 'Its name when it was asked.';
comment on column cases.consultation.holding_id is 'Position of the person who is asked; null when anyone of the unit may answer.';
comment on column cases.consultation.person_name is 'Name of that person.';
comment on column cases.consultation.mandatory is 'Whether the proposal waits for the answer.';
comment on column cases.consultation.wanted_by is 'Until when the answer is wanted.';
comment on column cases.consultation.asked_by is 'Holding of who asks.';
comment on column cases.consultation.asked_by_name is 'Name of who asks.';
comment on column cases.consultation.asked_at is 'When.';
comment on column cases.consultation.opinion is 'agree, disagree, or other.';
comment on column cases.consultation.answer is 'The opinion in words, for officers only.';
comment on column cases.consultation.answered_by_name is 'Who answered, with position.';
comment on column cases.consultation.answered_at is 'When.';
comment on column cases.consultation.ended_at is 'When it was called off.';
comment on column cases.consultation.end_reason is 'Why.';
create index consultation_by_case on cases.consultation (case_id, asked_at);
create index consultation_waiting on cases.consultation (unit_uid, asked_at) where answered_at is null and ended_at is null;

create table cases.case_link (
  from_case uuid not null,
  to_case uuid not null,
  kind text not null check (kind in ('split', 'merge')),
  at timestamptz not null,
  primary key (from_case, to_case, kind)
);
comment on table cases.case_link is 'Cases that came out of another one, or went into it.';
comment on column cases.case_link.from_case is 'The case that was split, or that ended by the merger.';
comment on column cases.case_link.to_case is 'The case that was split off, or that goes on.';
comment on column cases.case_link.kind is 'split or merge.';
comment on column cases.case_link.at is 'When.';
create index case_link_back on cases.case_link (to_case);

create table cases.former_result (
  id bigint generated always as identity primary key,
  case_id uuid not null,
  kind text not null check (kind in ('replaced', 'revoked')),
  template text not null,
  fields jsonb not null,
  number int not null,
  notation text not null,
  signer jsonb not null,
  signed_at timestamptz not null,
  sha256 text not null,
  size bigint not null,
  verification_code text not null unique,
  ended_at timestamptz not null,
  end_reason text not null,
  replaced_by text
);
comment on table cases.former_result is 'Results that were signed and hold no longer; the verification page goes on telling so.';
comment on column cases.former_result.id is 'Order.';
comment on column cases.former_result.case_id is 'The case.';
comment on column cases.former_result.kind is 'replaced by a corrected one, or revoked without one.';
comment on column cases.former_result.template is 'Template of the paper.';
comment on column cases.former_result.fields is 'What stood in the paper (personal data).';
comment on column cases.former_result.number is 'Number in the series of the unit.';
comment on column cases.former_result.notation is 'Number and notation as written.';
comment on column cases.former_result.signer is 'Signature block and person.';
comment on column cases.former_result.signed_at is 'When the leader gave consent to sign.';
comment on column cases.former_result.sha256 is 'Content of the signed file.';
comment on column cases.former_result.size is 'Bytes of the signed file.';
comment on column cases.former_result.verification_code is 'Code printed on the result.';
comment on column cases.former_result.ended_at is 'Since when it holds no longer.';
comment on column cases.former_result.end_reason is 'Why, in words for whoever checks the paper.';
comment on column cases.former_result.replaced_by is 'Notation of the corrected result.';
create index former_result_by_hash on cases.former_result (sha256);
create index former_result_by_case on cases.former_result (case_id, id);

create table cases.signing_batch (
  id uuid primary key,
  officer jsonb not null,
  account_id text not null,
  consented_at timestamptz not null,
  done_at timestamptz
);
comment on table cases.signing_batch is 'Results that a leader signed with one confirmation.';
comment on column cases.signing_batch.id is 'Request of the leader; a repeat finds it.';
comment on column cases.signing_batch.officer is 'Who signs, in which position, with the units where they may: as it stood at the confirmation.';
comment on column cases.signing_batch.account_id is 'Account of the leader; nobody else sees the batch.';
comment on column cases.signing_batch.consented_at is 'When the second factor was fresh.';
comment on column cases.signing_batch.done_at is 'When every item had been tried.';

create table cases.signing_batch_item (
  batch_id uuid not null references cases.signing_batch (id),
  position int not null,
  case_id uuid not null,
  request_id uuid not null unique,
  state text not null default 'waiting' check (state in ('waiting', 'signed', 'failed')),
  problem text,
  tried_at timestamptz,
  primary key (batch_id, case_id)
);
comment on table cases.signing_batch_item is 'One result of a batch; signed in a transaction of its own.';
comment on column cases.signing_batch_item.batch_id is 'The batch.';
comment on column cases.signing_batch_item.position is 'Order.';
comment on column cases.signing_batch_item.case_id is 'The case.';
comment on column cases.signing_batch_item.request_id is 'Makes a second try of the same item harmless.';
comment on column cases.signing_batch_item.state is 'waiting, signed or failed.';
comment on column cases.signing_batch_item.problem is 'Why it failed: code of the error.';
comment on column cases.signing_batch_item.tried_at is 'Last try.';

grant select, insert, update, delete on cases.warning to dinh_app;
grant select, insert, update on cases.consultation, cases.signing_batch, cases.signing_batch_item to dinh_app;
grant select, insert on cases.case_link, cases.former_result to dinh_app;
