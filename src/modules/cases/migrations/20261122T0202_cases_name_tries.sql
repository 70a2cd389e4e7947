create table cases.name_try (
  case_id uuid not null,
  day date not null,
  wrong smallint not null check (wrong >= 0),
  primary key (case_id, day)
);
comment on table cases.name_try is 'Wrong tries at the last four digits that uncover a name: four digits alone would be guessed in a day.';
comment on column cases.name_try.case_id is 'The case.';
comment on column cases.name_try.day is 'Day in Viet Nam.';
comment on column cases.name_try.wrong is 'Wrong tries of that day.';

grant select, insert, update on cases.name_try to dinh_app;
