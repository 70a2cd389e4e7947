create table organization.admin_unit (
  uid uuid primary key,
  level text not null check (level in ('province', 'district', 'commune')),
  code text check (code ~ '^([0-9]{2}|[0-9]{5})$'),
  full_name text not null check (full_name <> ''),
  name_folded text not null,
  parent_uid uuid references organization.admin_unit (uid),
  path_name text not null,
  path_folded text not null,
  words tsvector generated always as (to_tsvector('simple', path_folded)) stored,
  valid_from date,
  valid_to date,
  validity daterange generated always as (daterange(valid_from, valid_to, '[)')) stored,
  legal_basis text,
  check (valid_to > valid_from),
  check ((level = 'province') = (parent_uid is null)),
  constraint admin_unit_code_at_a_time exclude using gist (code with =, validity with &&) where (code is not null)
);
comment on table organization.admin_unit is 'Administrative units over time. Identity is the uid, derived from (code, valid_from): seven province codes changed their name on 1/7/2025.';
comment on column organization.admin_unit.uid is 'The same in every installation: made from level, code (or path) and first day.';
comment on column organization.admin_unit.level is 'province, district (until 30/6/2025), commune.';
comment on column organization.admin_unit.code is 'Province 2 digits, commune 5 (QĐ 124/2004, QĐ 19/2025); null where the source has none (districts).';
comment on column organization.admin_unit.full_name is 'With its kind: Phường Ba Đình.';
comment on column organization.admin_unit.name_folded is 'Full name, lower case without accents.';
comment on column organization.admin_unit.parent_uid is 'Unit above.';
comment on column organization.admin_unit.path_name is 'As an address is written: Phường 12, Quận Gò Vấp, Thành phố Hồ Chí Minh.';
comment on column organization.admin_unit.path_folded is 'The words of the path, folded.';
comment on column organization.admin_unit.words is 'Search index of the path.';
comment on column organization.admin_unit.valid_from is 'First day; null when it lies before our records.';
comment on column organization.admin_unit.valid_to is 'First day on which it no longer existed.';
comment on column organization.admin_unit.validity is 'The same two dates as a range.';
comment on column organization.admin_unit.legal_basis is 'Resolution that founded it.';
create index admin_unit_by_words on organization.admin_unit using gin (words);
create index admin_unit_by_parent on organization.admin_unit (parent_uid);

create table organization.admin_change (
  from_uid uuid not null references organization.admin_unit (uid),
  to_uid uuid not null references organization.admin_unit (uid),
  kind text not null check (kind in ('merge', 'split', 'rename', 'transfer')),
  effective_on date not null,
  share numeric check (share > 0 and share <= 1),
  legal_basis text,
  primary key (from_uid, to_uid)
);
comment on table organization.admin_change is 'Which unit continues which. Several rows from one unit: it was split, and the address decides.';
comment on column organization.admin_change.from_uid is 'Unit before.';
comment on column organization.admin_change.to_uid is 'Unit after.';
comment on column organization.admin_change.kind is 'merge (several into one), split (one into several), rename, transfer (only the unit above changed).';
comment on column organization.admin_change.effective_on is 'First day of the unit after.';
comment on column organization.admin_change.share is 'Part of the population that went there; null when unknown or all.';
comment on column organization.admin_change.legal_basis is 'Resolution.';
create index admin_change_by_successor on organization.admin_change (to_uid);

create table organization.former_commune (
  path_name text not null,
  name_folded text not null,
  path_folded text not null,
  words tsvector generated always as (to_tsvector('simple', path_folded)) stored,
  to_uid uuid not null references organization.admin_unit (uid),
  primary key (path_name, to_uid)
);
comment on table organization.former_commune is 'Names of communes that had ceased before 30/6/2025, without code or date: still written in old papers and addresses.';
comment on column organization.former_commune.path_name is 'Commune, district, province as they were called.';
comment on column organization.former_commune.name_folded is 'Name of the commune alone, folded.';
comment on column organization.former_commune.path_folded is 'The same, folded.';
comment on column organization.former_commune.words is 'Search index.';
comment on column organization.former_commune.to_uid is 'Commune of today that holds its area or a part of it.';
create index former_commune_by_words on organization.former_commune using gin (words);

create table organization.admin_import (
  checksum text primary key,
  source text not null,
  imported_at timestamptz not null,
  units int not null,
  changes int not null
);
comment on table organization.admin_import is 'Which release of the list of administrative units was loaded.';
comment on column organization.admin_import.checksum is 'SHA-256 of the rows; the same release is loaded once.';
comment on column organization.admin_import.source is 'Package and version.';
comment on column organization.admin_import.imported_at is 'When.';
comment on column organization.admin_import.units is 'Rows of administrative units.';
comment on column organization.admin_import.changes is 'Rows of changes.';

grant select, insert, update on organization.admin_unit, organization.admin_change, organization.former_commune to dinh_app;
grant select, insert on organization.admin_import to dinh_app;
