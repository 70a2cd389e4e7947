-- Verdicts of the population register on a case. What the register answered beyond its verdict is shown and forgotten.
create table cases.population_check (
  id bigint generated always as identity primary key,
  request_id uuid not null unique,
  case_id uuid not null,
  outcome text not null check (outcome in ('match', 'mismatch', 'no_information', 'insufficient_grounds', 'unavailable')),
  at timestamptz not null,
  holding_id text not null,
  officer_name text not null
);
comment on table cases.population_check is 'Comparisons of an applicant with the population register: the verdict and when, nothing of its data.';
comment on column cases.population_check.id is 'Order.';
comment on column cases.population_check.request_id is 'Makes a repeated question harmless.';
comment on column cases.population_check.case_id is 'The case.';
comment on column cases.population_check.outcome is 'match, mismatch, no_information, insufficient_grounds; unavailable when the register did not answer.';
comment on column cases.population_check.at is 'When it answered.';
comment on column cases.population_check.holding_id is 'Position of the officer who asked.';
comment on column cases.population_check.officer_name is 'Name of the officer.';
create index population_check_by_case on cases.population_check (case_id, id desc);

grant select, insert on cases.population_check to dinh_app;
