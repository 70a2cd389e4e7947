-- The register of a unit (Form 07) and its score read the cases of one unit by the day of their acceptance.
create index if not exists case_file_accepted on cases.case_file (unit_uid, accepted_at) where accepted_at is not null;
comment on index cases.case_file_accepted is 'Accepted cases of a unit by day.';
