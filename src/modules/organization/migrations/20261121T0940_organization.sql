create schema if not exists organization;
comment on schema organization is 'Units, positions, people and delegations over time.';

-- Trusted since PostgreSQL 13: the owner of the database may create it.
create extension if not exists btree_gist with schema public;

create table organization.state (
  only_row boolean primary key default true check (only_row),
  version bigint not null
);
comment on table organization.state is 'One row: every change locks and raises it, so changes happen one after another and caches know when they are stale.';
comment on column organization.state.only_row is 'Always true.';
comment on column organization.state.version is 'Raised by every change.';
insert into organization.state (version) values (1);

create table organization.subject (
  uid uuid primary key,
  kind text not null check (kind in ('unit', 'unit_code', 'person', 'position', 'holding', 'delegation', 'substitution'))
);
comment on table organization.subject is 'Identity of everything that has dated facts; the facts refer to it.';
comment on column organization.subject.uid is 'UUIDv7, never reused; codes and names are facts with dates.';
comment on column organization.subject.kind is 'What it is.';

create table organization.change (
  uid uuid primary key,
  request_id uuid not null unique,
  kind text not null,
  subject_uid uuid not null references organization.subject (uid),
  effective_on date not null,
  document jsonb,
  reason text,
  actor_kind text not null check (actor_kind in ('officer', 'system')),
  actor_id text not null,
  actor_name text not null,
  recorded_at timestamptz not null,
  undoes uuid unique references organization.change (uid)
);
comment on table organization.change is 'The journal: one line a change. Facts name the change that recorded and the one that superseded them, so every earlier state of knowledge can be read again.';
comment on column organization.change.uid is 'Identity of the change.';
comment on column organization.change.request_id is 'Made by the client; a repeated request finds its first result.';
comment on column organization.change.kind is 'unit_added, unit_renamed, units_merged, holding_started and so on.';
comment on column organization.change.subject_uid is 'What the change is about first of all.';
comment on column organization.change.effective_on is 'First day of the new state.';
comment on column organization.change.document is '{number, date, issuer} of the paper that orders it.';
comment on column organization.change.reason is 'Why, in words; needed for corrections and late undoing.';
comment on column organization.change.actor_kind is 'officer or system.';
comment on column organization.change.actor_id is 'Account, or name of the system actor.';
comment on column organization.change.actor_name is 'Name as the journal shows it.';
comment on column organization.change.recorded_at is 'When it was recorded.';
comment on column organization.change.undoes is 'The change that this one takes back; each at most once.';
create index change_by_subject on organization.change (subject_uid, recorded_at);

create table organization.unit_version (
  row_id bigint generated always as identity primary key,
  unit_uid uuid not null references organization.subject (uid),
  kind text not null check (kind in ('agency', 'department', 'section', 'service_unit', 'board')),
  level text not null check (level in ('central', 'province', 'district', 'commune')),
  parent_uid uuid references organization.subject (uid),
  full_name text not null check (full_name <> ''),
  short_name text,
  abbreviation text,
  collective_name text,
  admin_unit_uid uuid,
  sort_order int not null default 0,
  valid_from date not null,
  valid_to date,
  validity daterange generated always as (daterange(valid_from, valid_to, '[)')) stored,
  recorded_by uuid not null references organization.change (uid),
  superseded_by uuid references organization.change (uid),
  restores bigint,
  check (valid_to > valid_from),
  check (parent_uid <> unit_uid),
  constraint unit_version_no_overlap exclude using gist (unit_uid with =, validity with &&) where (superseded_by is null)
);
comment on table organization.unit_version is 'What is true of a unit from a day to a day. Rows are superseded, never edited: what we believed earlier stays readable.';
comment on column organization.unit_version.row_id is 'Order of recording.';
comment on column organization.unit_version.unit_uid is 'The unit.';
comment on column organization.unit_version.kind is 'agency (cơ quan), department (phòng, ban), section (bộ phận), service_unit (đơn vị sự nghiệp), board (hội đồng, ban chỉ đạo).';
comment on column organization.unit_version.level is 'Tier of government; districts until 30/6/2025.';
comment on column organization.unit_version.parent_uid is 'Unit above; null for a root.';
comment on column organization.unit_version.full_name is 'Name as in the founding paper.';
comment on column organization.unit_version.short_name is 'Name in lists.';
comment on column organization.unit_version.abbreviation is 'In the notation of documents: 08/TTr-SNV (NĐ 30/2020).';
comment on column organization.unit_version.collective_name is 'Written after TM. when the unit works as a collective (NĐ 30/2020 Đ13.2).';
comment on column organization.unit_version.admin_unit_uid is 'Administrative unit that it serves (organization.admin_unit).';
comment on column organization.unit_version.sort_order is 'Place among its siblings in the chart.';
comment on column organization.unit_version.valid_from is 'First day.';
comment on column organization.unit_version.valid_to is 'First day on which it no longer holds; null when no end is known.';
comment on column organization.unit_version.validity is 'The same two dates as a range.';
comment on column organization.unit_version.recorded_by is 'Change that recorded the row.';
comment on column organization.unit_version.superseded_by is 'Change that replaced it; null for what we hold true today.';
comment on column organization.unit_version.restores is 'Row that an undoing says again; null for a new statement.';
create index unit_version_by_parent on organization.unit_version (parent_uid) where superseded_by is null;
create index unit_version_by_change on organization.unit_version (recorded_by);
create index unit_version_by_superseder on organization.unit_version (superseded_by) where superseded_by is not null;

create table organization.unit_succession (
  row_id bigint generated always as identity primary key,
  from_uid uuid not null references organization.subject (uid),
  to_uid uuid not null references organization.subject (uid),
  kind text not null check (kind in ('merge', 'split')),
  effective_on date not null,
  recorded_by uuid not null references organization.change (uid),
  superseded_by uuid references organization.change (uid),
  restores bigint,
  check (from_uid <> to_uid)
);
comment on table organization.unit_succession is 'Which unit continues the work of which: open cases, documents and tasks follow these links.';
comment on column organization.unit_succession.row_id is 'Order of recording.';
comment on column organization.unit_succession.from_uid is 'Predecessor.';
comment on column organization.unit_succession.to_uid is 'Successor.';
comment on column organization.unit_succession.kind is 'merge: all of it went there; split: a part.';
comment on column organization.unit_succession.effective_on is 'First day of the successor''s responsibility.';
comment on column organization.unit_succession.recorded_by is 'Change that recorded the row.';
comment on column organization.unit_succession.superseded_by is 'Change that took it back.';
comment on column organization.unit_succession.restores is 'Row that an undoing says again; null for a new statement.';
create unique index unit_succession_once on organization.unit_succession (from_uid, to_uid) where superseded_by is null;
create index unit_succession_by_successor on organization.unit_succession (to_uid) where superseded_by is null;
create index unit_succession_by_change on organization.unit_succession (recorded_by);

create table organization.unit_code (
  row_id bigint generated always as identity primary key,
  uid uuid not null references organization.subject (uid),
  unit_uid uuid not null references organization.subject (uid),
  scheme text not null check (scheme in ('qcvn102', 'qd20')),
  code text not null check (length(code) between 3 and 35),
  valid_from date not null,
  valid_to date,
  validity daterange generated always as (daterange(valid_from, valid_to, '[)')) stored,
  recorded_by uuid not null references organization.change (uid),
  superseded_by uuid references organization.change (uid),
  restores bigint,
  check (valid_to > valid_from),
  constraint unit_code_one_owner exclude using gist (scheme with =, code with =, validity with &&) where (superseded_by is null),
  constraint unit_code_one_a_scheme exclude using gist (unit_uid with =, scheme with =, validity with &&) where (superseded_by is null)
);
comment on table organization.unit_code is 'Agency identifier codes with dates: QCVN 102:2016 (000.00.04.G18) and QĐ 20/2020/QĐ-TTg (H15.50.05).';
comment on column organization.unit_code.row_id is 'Order of recording.';
comment on column organization.unit_code.uid is 'Identity of the assignment.';
comment on column organization.unit_code.unit_uid is 'Unit that bears the code.';
comment on column organization.unit_code.scheme is 'qcvn102 or qd20.';
comment on column organization.unit_code.code is 'The code as text.';
comment on column organization.unit_code.valid_from is 'First day.';
comment on column organization.unit_code.valid_to is 'First day on which it no longer holds.';
comment on column organization.unit_code.validity is 'The same two dates as a range.';
comment on column organization.unit_code.recorded_by is 'Change that recorded the row.';
comment on column organization.unit_code.superseded_by is 'Change that replaced it.';
comment on column organization.unit_code.restores is 'Row that an undoing says again; null for a new statement.';
create index unit_code_by_change on organization.unit_code (recorded_by);

create table organization.person (
  row_id bigint generated always as identity primary key,
  uid uuid not null references organization.subject (uid),
  full_name text not null check (full_name <> ''),
  name_folded text not null,
  birth_date date,
  phone text,
  email text,
  recorded_by uuid not null references organization.change (uid),
  superseded_by uuid references organization.change (uid),
  restores bigint
);
comment on table organization.person is 'Officials. Personal data: name and work contact for officers, birth date only for staff management.';
comment on column organization.person.row_id is 'Order of recording.';
comment on column organization.person.uid is 'The person.';
comment on column organization.person.full_name is 'Name, NFC.';
comment on column organization.person.name_folded is 'For searching: lower case without accents.';
comment on column organization.person.birth_date is 'Tells namesakes apart.';
comment on column organization.person.phone is 'Work telephone, E.164.';
comment on column organization.person.email is 'Official e-mail.';
comment on column organization.person.recorded_by is 'Change that recorded the row.';
comment on column organization.person.superseded_by is 'Correction that replaced it.';
comment on column organization.person.restores is 'Row that an undoing says again; null for a new statement.';
create unique index person_once on organization.person (uid) where superseded_by is null;
create index person_by_change on organization.person (recorded_by);

create table organization.position (
  row_id bigint generated always as identity primary key,
  uid uuid not null references organization.subject (uid),
  unit_uid uuid not null references organization.subject (uid),
  kind text not null check (kind in ('head', 'deputy', 'staff')),
  title text not null check (title <> ''),
  valid_from date not null,
  valid_to date,
  validity daterange generated always as (daterange(valid_from, valid_to, '[)')) stored,
  recorded_by uuid not null references organization.change (uid),
  superseded_by uuid references organization.change (uid),
  restores bigint,
  check (valid_to > valid_from),
  constraint position_no_overlap exclude using gist (uid with =, validity with &&) where (superseded_by is null),
  constraint position_one_head exclude using gist (unit_uid with =, validity with &&) where (superseded_by is null and kind = 'head')
);
comment on table organization.position is 'Chức danh in a unit; a unit has at most one head at a time.';
comment on column organization.position.row_id is 'Order of recording.';
comment on column organization.position.uid is 'The position.';
comment on column organization.position.unit_uid is 'Unit.';
comment on column organization.position.kind is 'head, deputy or staff: decides who may sign for whom (NĐ 30/2020 Đ13).';
comment on column organization.position.title is 'As written in box 7a: Phó Chủ tịch.';
comment on column organization.position.valid_from is 'First day.';
comment on column organization.position.valid_to is 'First day on which it no longer exists.';
comment on column organization.position.validity is 'The same two dates as a range.';
comment on column organization.position.recorded_by is 'Change that recorded the row.';
comment on column organization.position.superseded_by is 'Change that replaced it.';
comment on column organization.position.restores is 'Row that an undoing says again; null for a new statement.';
create index position_by_unit on organization.position (unit_uid) where superseded_by is null;
create index position_by_change on organization.position (recorded_by);

create table organization.holding (
  row_id bigint generated always as identity primary key,
  uid uuid not null references organization.subject (uid),
  person_uid uuid not null references organization.subject (uid),
  position_uid uuid not null references organization.subject (uid),
  position_kind text not null check (position_kind in ('head', 'deputy', 'staff')),
  kind text not null check (kind in ('principal', 'concurrent', 'acting')),
  valid_from date not null,
  valid_to date,
  validity daterange generated always as (daterange(valid_from, valid_to, '[)')) stored,
  recorded_by uuid not null references organization.change (uid),
  superseded_by uuid references organization.change (uid),
  restores bigint,
  check (valid_to > valid_from),
  constraint holding_no_overlap exclude using gist (uid with =, validity with &&) where (superseded_by is null),
  constraint holding_once_a_person exclude using gist (person_uid with =, position_uid with =, validity with &&) where (superseded_by is null),
  constraint holding_one_head exclude using gist (position_uid with =, validity with &&) where (superseded_by is null and position_kind = 'head'),
  constraint holding_one_principal exclude using gist (person_uid with =, validity with &&) where (superseded_by is null and kind = 'principal')
);
comment on table organization.holding is 'Who holds which position from when to when. One head at a time; one principal position a person at a time.';
comment on column organization.holding.row_id is 'Order of recording.';
comment on column organization.holding.uid is 'The holding: an officer acts in exactly one.';
comment on column organization.holding.person_uid is 'Who.';
comment on column organization.holding.position_uid is 'Which position.';
comment on column organization.holding.position_kind is 'Copy of the kind of the position, so that a constraint can see it; a position never changes its kind.';
comment on column organization.holding.kind is 'principal (chính), concurrent (kiêm nhiệm), acting (quyền: Q.).';
comment on column organization.holding.valid_from is 'First day.';
comment on column organization.holding.valid_to is 'First day on which it no longer holds.';
comment on column organization.holding.validity is 'The same two dates as a range.';
comment on column organization.holding.recorded_by is 'Change that recorded the row.';
comment on column organization.holding.superseded_by is 'Change that replaced it.';
comment on column organization.holding.restores is 'Row that an undoing says again; null for a new statement.';
create index holding_by_person on organization.holding (person_uid) where superseded_by is null;
create index holding_by_position on organization.holding (position_uid) where superseded_by is null;
create index holding_by_change on organization.holding (recorded_by);

create table organization.delegation (
  row_id bigint generated always as identity primary key,
  uid uuid not null references organization.subject (uid),
  kind text not null check (kind in ('collective', 'deputy', 'by_order', 'by_authorisation')),
  grantor_position_uid uuid not null references organization.subject (uid),
  delegate_position_uid uuid not null references organization.subject (uid),
  scope text not null check (scope <> ''),
  passable boolean not null,
  valid_from date not null,
  valid_to date,
  validity daterange generated always as (daterange(valid_from, valid_to, '[)')) stored,
  recorded_by uuid not null references organization.change (uid),
  superseded_by uuid references organization.change (uid),
  restores bigint,
  check (valid_to > valid_from),
  check (grantor_position_uid <> delegate_position_uid),
  check (kind <> 'by_authorisation' or (valid_to is not null and not passable)),
  constraint delegation_no_overlap exclude using gist (uid with =, validity with &&) where (superseded_by is null)
);
comment on table organization.delegation is 'Authority to sign, as dated records from which box 7a is made (NĐ 30/2020 Đ13).';
comment on column organization.delegation.row_id is 'Order of recording.';
comment on column organization.delegation.uid is 'The delegation.';
comment on column organization.delegation.kind is 'collective (TM.), deputy (KT.), by_order (TL.), by_authorisation (TUQ.).';
comment on column organization.delegation.grantor_position_uid is 'Head who gives the authority.';
comment on column organization.delegation.delegate_position_uid is 'Position that may sign.';
comment on column organization.delegation.scope is 'Which documents, in words.';
comment on column organization.delegation.passable is 'By order only: the delegate''s deputy may sign too (Đ13.4). Never by authorisation (Đ13.3).';
comment on column organization.delegation.valid_from is 'First day.';
comment on column organization.delegation.valid_to is 'First day after its end; an authorisation always has one (Đ13.3).';
comment on column organization.delegation.validity is 'The same two dates as a range.';
comment on column organization.delegation.recorded_by is 'Change that recorded the row.';
comment on column organization.delegation.superseded_by is 'Change that replaced it.';
comment on column organization.delegation.restores is 'Row that an undoing says again; null for a new statement.';
create index delegation_by_delegate on organization.delegation (delegate_position_uid) where superseded_by is null;
create index delegation_by_grantor on organization.delegation (grantor_position_uid) where superseded_by is null;
create index delegation_by_change on organization.delegation (recorded_by);

create table organization.substitution (
  row_id bigint generated always as identity primary key,
  uid uuid not null references organization.subject (uid),
  absent_holding_uid uuid not null references organization.subject (uid),
  substitute_holding_uid uuid not null references organization.subject (uid),
  reason text not null check (reason <> ''),
  valid_from date not null,
  valid_to date not null,
  validity daterange generated always as (daterange(valid_from, valid_to, '[)')) stored,
  recorded_by uuid not null references organization.change (uid),
  superseded_by uuid references organization.change (uid),
  restores bigint,
  check (valid_to > valid_from),
  check (absent_holding_uid <> substitute_holding_uid),
  constraint substitution_one_at_a_time exclude using gist (absent_holding_uid with =, validity with &&) where (superseded_by is null)
);
comment on table organization.substitution is 'Who does the work of somebody on leave or mission. Gives no right to sign: that needs a delegation.';
comment on column organization.substitution.row_id is 'Order of recording.';
comment on column organization.substitution.uid is 'The substitution.';
comment on column organization.substitution.absent_holding_uid is 'Whose work.';
comment on column organization.substitution.substitute_holding_uid is 'Who does it.';
comment on column organization.substitution.reason is 'Leave, mission, illness, in words.';
comment on column organization.substitution.valid_from is 'First day.';
comment on column organization.substitution.valid_to is 'First day back.';
comment on column organization.substitution.validity is 'The same two dates as a range.';
comment on column organization.substitution.recorded_by is 'Change that recorded the row.';
comment on column organization.substitution.superseded_by is 'Change that replaced it.';
comment on column organization.substitution.restores is 'Row that an undoing says again; null for a new statement.';
create index substitution_by_substitute on organization.substitution (substitute_holding_uid) where superseded_by is null;
create index substitution_by_change on organization.substitution (recorded_by);

grant select, update on organization.state to dinh_app;
grant select, insert on organization.subject, organization.change to dinh_app;
grant select, insert on organization.unit_version, organization.unit_succession, organization.unit_code, organization.person,
  organization.position, organization.holding, organization.delegation, organization.substitution to dinh_app;
-- Facts are immutable but for the mark that ends our belief in them.
grant update (superseded_by) on organization.unit_version, organization.unit_succession, organization.unit_code, organization.person,
  organization.position, organization.holding, organization.delegation, organization.substitution to dinh_app;
