create schema if not exists numbering;
comment on schema numbering is 'Gap-free number series per unit, kind and year.';

create table numbering.series (
  unit_uid text not null,
  kind text not null,
  year int not null,
  last_number int not null default 0 check (last_number >= 0),
  primary key (unit_uid, kind, year)
);
comment on table numbering.series is 'One yearly series of a unit (NĐ 30/2020 Đ15.1); the row is the lock.';
comment on column numbering.series.unit_uid is 'Unit that issues.';
comment on column numbering.series.kind is 'What is numbered: case_code, birth_extract, decision…';
comment on column numbering.series.year is 'Calendar year in Viet Nam.';
comment on column numbering.series.last_number is 'Highest number given out; 0 before the first.';

create table numbering.number (
  unit_uid text not null,
  kind text not null,
  year int not null,
  number int not null check (number > 0),
  subject_kind text not null,
  subject_id text not null,
  allocated_at timestamptz not null,
  voided_at timestamptz,
  void_reason text,
  voided_by text,
  primary key (unit_uid, kind, year, number),
  check ((voided_at is null) = (void_reason is null)),
  check ((voided_at is null) = (voided_by is null))
);
comment on table numbering.number is 'Every number given out, and what became of it. A void is explained, never reused.';
comment on column numbering.number.unit_uid is 'Unit that issues.';
comment on column numbering.number.kind is 'Kind of series.';
comment on column numbering.number.year is 'Year of the series.';
comment on column numbering.number.number is 'The number.';
comment on column numbering.number.subject_kind is 'Kind of the thing that bears the number.';
comment on column numbering.number.subject_id is 'Id of the thing that bears the number.';
comment on column numbering.number.allocated_at is 'When it was given out.';
comment on column numbering.number.voided_at is 'When it was voided.';
comment on column numbering.number.void_reason is 'Why, in words that stand in the register.';
comment on column numbering.number.voided_by is 'Account that voided it.';
create index number_by_subject on numbering.number (subject_kind, subject_id);

grant select, insert, update on numbering.series, numbering.number to dinh_app;
