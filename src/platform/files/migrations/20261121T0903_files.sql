create schema if not exists files;
comment on schema files is 'Bytes of documents by their SHA-256, and uploads on their way in.';

create table files.file (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  size bigint not null check (size > 0),
  media_type text not null,
  state text not null check (state in ('quarantined', 'clean', 'infected')),
  finding text,
  created_at timestamptz not null,
  scanned_at timestamptz
);
comment on table files.file is 'Stored bytes, each content once. Who may read them is decided by the module that refers to them.';
comment on column files.file.sha256 is 'Hash of the bytes, lower-case hex; also their address in the store.';
comment on column files.file.size is 'Bytes.';
comment on column files.file.media_type is 'Type found in the bytes, not the one declared.';
comment on column files.file.state is 'quarantined until scanned, then clean or infected; clean at once where no scanner is configured.';
comment on column files.file.finding is 'What the scanner found.';
comment on column files.file.created_at is 'When these bytes first came.';
comment on column files.file.scanned_at is 'When the scanner answered.';

create table files.upload (
  id text primary key,
  owner_kind text not null check (owner_kind in ('citizen', 'officer', 'system')),
  owner_id text not null,
  name text not null,
  size bigint not null check (size > 0),
  received bigint not null default 0 check (received between 0 and size),
  state text not null check (state in ('receiving', 'finished', 'refused')),
  problem text,
  sha256 text references files.file,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  finished_at timestamptz,
  check ((state = 'finished') = (sha256 is not null)),
  check ((state = 'refused') = (problem is not null))
);
comment on table files.upload is 'One file sent by one account, whole or on its way; says who brought which bytes.';
comment on column files.upload.id is 'Unguessable; part of the upload address.';
comment on column files.upload.owner_kind is 'Kind of the account that sends.';
comment on column files.upload.owner_id is 'Account that sends; nobody else may continue or use the upload.';
comment on column files.upload.name is 'Cleaned name of the file (may hold personal data).';
comment on column files.upload.size is 'Declared bytes.';
comment on column files.upload.received is 'Bytes stored so far: where a broken upload resumes.';
comment on column files.upload.state is 'receiving, finished or refused.';
comment on column files.upload.problem is 'Error code of the refusal.';
comment on column files.upload.sha256 is 'The stored file.';
comment on column files.upload.created_at is 'When it began.';
comment on column files.upload.expires_at is 'When an unfinished upload is thrown away.';
comment on column files.upload.finished_at is 'When it was finished or refused.';
create index upload_by_owner on files.upload (owner_kind, owner_id, created_at);
create index upload_by_content on files.upload (sha256) where sha256 is not null;
create index upload_unfinished on files.upload (expires_at) where state = 'receiving';

create table files.upload_part (
  key text primary key,
  upload_id text not null references files.upload on delete cascade,
  start bigint not null check (start >= 0),
  size int,
  created_at timestamptz not null
);
comment on table files.upload_part is 'Pieces of uploads in the store; written down before the bytes are, so that none is forgotten.';
comment on column files.upload_part.key is 'Address in the store.';
comment on column files.upload_part.upload_id is 'Upload it belongs to.';
comment on column files.upload_part.start is 'Offset of its first byte.';
comment on column files.upload_part.size is 'Bytes that count; null while being written, or when another request was faster.';
comment on column files.upload_part.created_at is 'When writing began.';
create index upload_part_by_upload on files.upload_part (upload_id, start);

grant select, insert, update on files.file to dinh_app;
-- Unfinished uploads are not records: they are thrown away when they expire or when their owner cancels them.
grant select, insert, update, delete on files.upload, files.upload_part to dinh_app;
