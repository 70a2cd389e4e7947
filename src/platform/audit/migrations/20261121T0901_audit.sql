create schema if not exists audit;
comment on schema audit is 'Who did, tried or read what; append-only and sealed.';

create table audit.epoch (
  epoch int primary key,
  began_at timestamptz not null default now(),
  reason text not null
);
comment on table audit.epoch is 'Raised by a restore: transaction numbers of another cluster start anew.';
comment on column audit.epoch.epoch is 'Counter from 1.';
comment on column audit.epoch.began_at is 'When it was raised.';
comment on column audit.epoch.reason is 'first start, or which backup was restored.';
insert into audit.epoch (epoch, reason) values (1, 'first start');

create table audit.entry (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('anonymous', 'citizen', 'officer', 'system')),
  actor_id text,
  holding_id text,
  session_id text,
  action text not null,
  subject_kind text not null,
  subject_id text not null,
  unit_uid text,
  purpose text,
  detail jsonb not null,
  epoch int not null,
  xid xid8 not null
);
comment on table audit.entry is 'One line an act, a denial or a read of personal data. Nobody updates or deletes.';
comment on column audit.entry.id is 'Order of insertion; gaps come from transactions that were rolled back.';
comment on column audit.entry.at is 'When, by the clock of the application.';
comment on column audit.entry.actor_kind is 'anonymous, citizen, officer or system.';
comment on column audit.entry.actor_id is 'Account, or the name of the system actor.';
comment on column audit.entry.holding_id is 'The position in which an officer acted.';
comment on column audit.entry.session_id is 'Session of the act.';
comment on column audit.entry.action is 'Name from the audit catalogue.';
comment on column audit.entry.subject_kind is 'Kind of the subject.';
comment on column audit.entry.subject_id is 'Id of the subject.';
comment on column audit.entry.unit_uid is 'Unit concerned.';
comment on column audit.entry.purpose is 'Why personal data was read (Law 91/2025).';
comment on column audit.entry.detail is 'Fields named in the catalogue.';
comment on column audit.entry.epoch is 'See audit.epoch.';
comment on column audit.entry.xid is 'Transaction; a seal covers only transactions that have ended.';
create index entry_by_transaction on audit.entry (epoch, xid, id);
create index entry_by_subject on audit.entry (subject_kind, subject_id, id);
create index entry_by_actor on audit.entry (actor_id, id);

create table audit.seal (
  number bigint primary key check (number > 0),
  epoch int not null,
  from_xid xid8 not null,
  until_xid xid8 not null,
  entry_count int not null check (entry_count > 0),
  root bytea not null check (length(root) = 32),
  previous bytea not null check (length(previous) = 32),
  sealed_at timestamptz not null,
  hash bytea not null check (length(hash) = 32),
  entry_ids bigint[] not null,
  leaves bytea not null,
  check (cardinality(entry_ids) = entry_count),
  check (length(leaves) = 32 * entry_count),
  unique (epoch, from_xid)
);
comment on table audit.seal is 'A Merkle root over the entries of about one minute, chained to the seal before. Format: src/platform/audit/README.md.';
comment on column audit.seal.number is 'Counter from 1 without gaps.';
comment on column audit.seal.epoch is 'Epoch of the entries.';
comment on column audit.seal.from_xid is 'First transaction covered: until_xid of the seal before, or 0 at the start of an epoch.';
comment on column audit.seal.until_xid is 'First transaction not covered.';
comment on column audit.seal.entry_count is 'How many entries.';
comment on column audit.seal.root is 'Merkle root (RFC 6962 hashing) of the leaves.';
comment on column audit.seal.previous is 'Hash of the seal before; zeros for the first.';
comment on column audit.seal.sealed_at is 'When it was sealed.';
comment on column audit.seal.hash is 'SHA-256 over byte 2 and the COPY line of the columns before; published as the anchor.';
comment on column audit.seal.entry_ids is 'Ids covered, ascending; names a line that is missing.';
comment on column audit.seal.leaves is 'SHA-256 of each entry, 32 bytes each, in the same order; names the line that was altered.';

create function audit.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'audit records are append-only' using errcode = '42501';
end $$;
create trigger entry_is_append_only before update or delete or truncate on audit.entry for each statement execute function audit.refuse_change();
create trigger seal_is_append_only before update or delete or truncate on audit.seal for each statement execute function audit.refuse_change();

grant select on audit.entry, audit.seal, audit.epoch to dinh_app;
grant insert on audit.seal to dinh_app;
