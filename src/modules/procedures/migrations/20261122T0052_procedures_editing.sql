alter table procedures.version drop constraint version_status_check;
alter table procedures.version add constraint version_status_check check (status in ('draft', 'published', 'withdrawn', 'abolished'));
comment on column procedures.version.status is 'published, withdrawn (taken back before it came into force); draft and abolished are not used: drafts have their own table, an end is a date.';

create table procedures.draft (
  id uuid primary key,
  code text not null check (length(code) between 1 and 40),
  base_version_id uuid,
  content jsonb not null,
  revision int not null check (revision > 0),
  revisions jsonb not null,
  state text not null check (state in ('open', 'published', 'discarded')),
  edited_by text not null,
  edited_by_name text not null,
  created_at timestamptz not null,
  edited_at timestamptz not null
);
comment on table procedures.draft is 'A version being written; may be incomplete. One open draft a code: editors share it.';
comment on column procedures.draft.id is 'UUIDv7.';
comment on column procedures.draft.code is 'Mã TTHC that it will be published under.';
comment on column procedures.draft.base_version_id is 'Version it began as a copy of; null for a new procedure.';
comment on column procedures.draft.content is 'The record as far as it is written; judged by the model only when it is shown and published.';
comment on column procedures.draft.revision is 'Counts every save.';
comment on column procedures.draft.revisions is 'Section → revision of its last save: a second editor of the same section is told.';
comment on column procedures.draft.state is 'open, published or discarded.';
comment on column procedures.draft.edited_by is 'Account of the last editor, who may not publish it where four eyes are asked for.';
comment on column procedures.draft.edited_by_name is 'Name of the last editor, for the next one.';
comment on column procedures.draft.created_at is 'When it was begun.';
comment on column procedures.draft.edited_at is 'When it was last saved.';
create unique index draft_open on procedures.draft (code) where state = 'open';
grant select, insert, update on procedures.draft to dinh_app;

create table procedures.journal (
  request_id uuid primary key,
  act text not null check (act in ('begun', 'saved', 'discarded', 'published', 'withdrawn', 'ended')),
  code text not null,
  draft_id uuid,
  version_id uuid,
  section text,
  revision int,
  content jsonb,
  reason text not null default '',
  by_account text not null,
  by_name text not null,
  at timestamptz not null
);
comment on table procedures.journal is 'What was done to a procedure; also makes replays harmless and keeps every saved state of a draft.';
comment on column procedures.journal.request_id is 'Made by the form; a second time means the same act.';
comment on column procedures.journal.act is 'begun, saved, discarded (drafts); published, withdrawn (versions); ended (bãi bỏ).';
comment on column procedures.journal.code is 'Mã TTHC.';
comment on column procedures.journal.draft_id is 'Draft it is about, if any.';
comment on column procedures.journal.version_id is 'Version it is about, if any.';
comment on column procedures.journal.section is 'Part of the draft that was saved.';
comment on column procedures.journal.revision is 'Revision of the draft after it.';
comment on column procedures.journal.content is 'What was saved: nothing an editor typed is lost when another one writes over it.';
comment on column procedures.journal.reason is 'Reason given for withdrawing or ending.';
comment on column procedures.journal.by_account is 'Account, or the kind of actor.';
comment on column procedures.journal.by_name is 'Name at that time.';
comment on column procedures.journal.at is 'When.';
create index journal_by_code on procedures.journal (code, at desc);
grant select, insert on procedures.journal to dinh_app;

create table procedures.ending (
  code text primary key,
  last_day date not null,
  successor text,
  decision text not null,
  reason text not null
);
comment on table procedures.ending is 'Procedures that were abolished (bãi bỏ) and what takes their place.';
comment on column procedures.ending.code is 'Mã TTHC.';
comment on column procedures.ending.last_day is 'Last day on which it may be filed.';
comment on column procedures.ending.successor is 'Mã TTHC that takes its place, if any.';
comment on column procedures.ending.decision is 'Decision that abolishes it.';
comment on column procedures.ending.reason is 'Said to citizens.';
grant select, insert, update, delete on procedures.ending to dinh_app;

create table procedures.rule (
  key text not null,
  valid_from date not null,
  value jsonb not null,
  legal_base text not null,
  primary key (key, valid_from)
);
comment on table procedures.rule is 'Rules of publishing as data with dates.';
comment on column procedures.rule.key is 'four_eyes or publication_lead.';
comment on column procedures.rule.valid_from is 'First day it applies.';
comment on column procedures.rule.value is 'four_eyes: {"mode": "always" | "unless_alone" | "never"}; publication_lead: {"workingDays": n}.';
comment on column procedures.rule.legal_base is 'Where it is written.';
insert into procedures.rule (key, valid_from, value, legal_base) values
  ('four_eyes', '2025-07-01', '{"mode": "unless_alone"}', 'Quy định nội bộ: người công bố không phải người sửa cuối, trừ khi đơn vị chỉ có một người được giao'),
  ('publication_lead', '2025-07-01', '{"workingDays": 5}', 'Nghị định 63/2010/NĐ-CP (sửa đổi): quyết định công bố của tỉnh ban hành chậm nhất 05 ngày làm việc trước ngày văn bản có hiệu lực');
grant select on procedures.rule to dinh_app;
