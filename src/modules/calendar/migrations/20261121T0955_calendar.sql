create schema if not exists calendar;
comment on schema calendar is 'Working time of units, days off of the law, exceptions; every change makes a new version.';

create table calendar.head (
  only_row boolean primary key default true check (only_row),
  version bigint not null check (version >= 0)
);
comment on table calendar.head is 'The newest version of all calendar data; the row is the lock that puts changes in one order.';
comment on column calendar.head.only_row is 'Keeps the table at one row.';
comment on column calendar.head.version is 'Newest version.';

create table calendar.change (
  version bigint primary key,
  request_id uuid not null unique,
  request_hash text not null,
  kind text not null,
  unit_uid text,
  reason text not null,
  legal_base text not null,
  detail jsonb not null default '{}',
  at timestamptz not null,
  by_account text not null,
  by_name text not null
);
comment on table calendar.change is 'The history of the calendar: one line a change, for people.';
comment on column calendar.change.version is 'The version that the change made.';
comment on column calendar.change.request_id is 'Made by the client; a replay finds the first result.';
comment on column calendar.change.request_hash is 'SHA-256 of the request; the same id with other contents is a mistake, not a replay.';
comment on column calendar.change.kind is 'exception_added, exception_removed, working_week_set, working_week_removed, days_confirmed, year_entered, law_loaded.';
comment on column calendar.change.unit_uid is 'Unit whose calendar changed; null for the whole country.';
comment on column calendar.change.reason is 'Why, in words that are shown.';
comment on column calendar.change.legal_base is 'The paper behind it.';
comment on column calendar.change.detail is 'What changed, for the sentence in the history: dates, kind, name, year.';
comment on column calendar.change.at is 'When it was recorded.';
comment on column calendar.change.by_account is 'Account that recorded it.';
comment on column calendar.change.by_name is 'Name shown in the history.';
create index change_by_unit on calendar.change (unit_uid, version desc);

create table calendar.known_year (
  year int primary key check (year between 2000 and 2199),
  since_version bigint not null
);
comment on table calendar.known_year is 'Years whose days off are entered; deadlines are computed only inside them.';
comment on column calendar.known_year.year is 'Civil year.';
comment on column calendar.known_year.since_version is 'First version that knows it.';

create table calendar.special_day (
  uid uuid primary key,
  unit_uid text,
  date date not null,
  kind text not null check (kind in ('holiday', 'in_lieu', 'off', 'swap_work', 'half')),
  name text not null,
  name_en text,
  legal_base text not null,
  certainty text not null check (certainty in ('fixed', 'decided', 'expected')),
  in_place_of date,
  half text check (half in ('morning', 'afternoon')),
  since_version bigint not null,
  until_version bigint,
  check ((kind = 'half') = (half is not null)),
  check (in_place_of is distinct from date),
  check (unit_uid is null or kind in ('off', 'swap_work', 'half')),
  check (until_version > since_version)
);
comment on table calendar.special_day is 'Dates on which the weekly hours do not hold. Rows are closed, never deleted: old versions stay computable.';
comment on column calendar.special_day.uid is 'Identity.';
comment on column calendar.special_day.unit_uid is 'Unit (with those under it); null for the whole country.';
comment on column calendar.special_day.date is 'Civil date in Viet Nam.';
comment on column calendar.special_day.kind is 'holiday, in_lieu (BLLĐ 2019 Đ111.3), off, swap_work (made-up working day), half.';
comment on column calendar.special_day.name is 'Name of the holiday, or the reason of the exception.';
comment on column calendar.special_day.name_en is 'The same in English, for the citizen side.';
comment on column calendar.special_day.legal_base is 'Law, decision or notice.';
comment on column calendar.special_day.certainty is 'fixed by law; decided for the year; expected until the yearly decision (BLLĐ 2019 Đ112.3).';
comment on column calendar.special_day.in_place_of is 'In lieu: the holiday on the weekly rest. Swap: the day on the other side.';
comment on column calendar.special_day.half is 'The half of the day that is worked.';
comment on column calendar.special_day.since_version is 'First version that has the row.';
comment on column calendar.special_day.until_version is 'First version that no longer has it; null while in force.';
create unique index special_day_once on calendar.special_day (coalesce(unit_uid, ''), date) where until_version is null;
create index special_day_by_unit on calendar.special_day (unit_uid, date);

create table calendar.working_week (
  uid uuid primary key,
  unit_uid text,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  openings jsonb not null check (jsonb_typeof(openings) = 'array'),
  reason text not null,
  legal_base text not null,
  since_version bigint not null,
  until_version bigint check (until_version > since_version)
);
comment on table calendar.working_week is 'Hours of a week; of several in force on a date the one of the nearest unit and then the latest valid_from holds.';
comment on column calendar.working_week.uid is 'Identity.';
comment on column calendar.working_week.unit_uid is 'Unit (with those under it); null for the whole country.';
comment on column calendar.working_week.valid_from is 'First day.';
comment on column calendar.working_week.valid_to is 'First day on which it no longer holds; null without end.';
comment on column calendar.working_week.openings is 'Array of {weekday 1-7 from Monday, from HH:MM, to HH:MM, purpose work|receive}.';
comment on column calendar.working_week.reason is 'Why these hours.';
comment on column calendar.working_week.legal_base is 'The decision that sets them.';
comment on column calendar.working_week.since_version is 'First version that has the row.';
comment on column calendar.working_week.until_version is 'First version that no longer has it; null while in force.';
create unique index working_week_once on calendar.working_week (coalesce(unit_uid, ''), valid_from) where until_version is null;

grant select, insert, update on calendar.head, calendar.special_day, calendar.working_week to dinh_app;
grant select, insert on calendar.change, calendar.known_year to dinh_app;
