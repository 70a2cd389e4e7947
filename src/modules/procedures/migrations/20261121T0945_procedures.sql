create schema if not exists procedures;
comment on schema procedures is 'Catalogue of administrative procedures (CSDLQG về TTHC; NĐ 63/2010 Điều 8), versioned.';

create table procedures.version (
  id uuid primary key,
  code text not null,
  number int not null check (number > 0),
  status text not null check (status in ('draft', 'published', 'abolished')),
  valid_from date,
  valid_to date,
  content jsonb not null,
  search text not null,
  published_by text,
  published_at timestamptz,
  unique (code, number),
  constraint published_versions_are_dated check (status = 'draft' or valid_from is not null),
  constraint validity_runs_forward check (valid_to is null or valid_to >= valid_from)
);
comment on table procedures.version is 'One version of a procedure; a case keeps the version it began with.';
comment on column procedures.version.id is 'UUIDv7.';
comment on column procedures.version.code is 'Mã TTHC, such as 2.000635; nothing is inferred from it.';
comment on column procedures.version.number is 'Counter of versions of this code.';
comment on column procedures.version.status is 'draft, published or abolished (bãi bỏ).';
comment on column procedures.version.valid_from is 'First day it applies.';
comment on column procedures.version.valid_to is 'Last day it applies; null while in force.';
comment on column procedures.version.content is 'The whole record, checked by the model before it is written.';
comment on column procedures.version.search is 'Name, field, life events and keywords folded for search.';
comment on column procedures.version.published_by is 'Account that published it.';
comment on column procedures.version.published_at is 'When.';
create index version_in_force on procedures.version (code, valid_from) where status = 'published';

grant select, insert, update on procedures.version to dinh_app;
