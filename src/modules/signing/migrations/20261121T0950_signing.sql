create schema if not exists signing;
comment on schema signing is 'Certificates of people and units, trust store, signatures made.';

create table signing.certificate (
  id uuid primary key,
  request_id uuid not null unique,
  holder_kind text not null check (holder_kind in ('person', 'unit')),
  holder_uid text not null,
  holder_name text not null,
  unit_uid text not null,
  provider text not null,
  key_ref text not null,
  subject text not null,
  issuer text not null,
  serial text not null,
  key_kind text not null,
  der bytea not null,
  chain bytea not null,
  not_before timestamptz not null,
  not_after timestamptz not null check (not_after > not_before),
  unique (issuer, serial)
);
comment on table signing.certificate is 'Register of certificates (NĐ 68/2024): whose, from whom, which key, how long.';
comment on column signing.certificate.id is 'UUIDv7.';
comment on column signing.certificate.request_id is 'Made by the client: a repeated request registers once.';
comment on column signing.certificate.holder_kind is 'person or unit.';
comment on column signing.certificate.holder_uid is 'Uid of the person or unit.';
comment on column signing.certificate.holder_name is 'Name as it stood when the certificate was registered.';
comment on column signing.certificate.unit_uid is 'Unit that answers for the certificate.';
comment on column signing.certificate.provider is 'Signing provider: key_file or the name of a token.';
comment on column signing.certificate.key_ref is 'The key within the provider.';
comment on column signing.certificate.subject is 'Subject name, readable.';
comment on column signing.certificate.issuer is 'Issuer name, readable.';
comment on column signing.certificate.serial is 'Serial number, upper-case hexadecimal without leading zeros.';
comment on column signing.certificate.key_kind is 'Key type and size.';
comment on column signing.certificate.der is 'The certificate.';
comment on column signing.certificate.chain is 'Certificates of the issuers, one after the other, without the root.';
comment on column signing.certificate.not_before is 'Start of validity.';
comment on column signing.certificate.not_after is 'End of validity.';
create index certificate_by_holder on signing.certificate (holder_kind, holder_uid, not_after desc);
create index certificate_by_unit on signing.certificate (unit_uid, not_after);
create index certificate_by_end on signing.certificate (not_after);

create table signing.certificate_fact (
  id bigint generated always as identity primary key,
  certificate_id uuid not null references signing.certificate (id),
  request_id uuid not null unique,
  kind text not null check (kind in ('requested', 'activated', 'suspended', 'resumed', 'revoked')),
  effective_at timestamptz not null,
  recorded_at timestamptz not null,
  reason_code int not null default 0 check (reason_code between 0 and 10),
  reason text not null default '',
  recorded_by text not null
);
comment on table signing.certificate_fact is 'What happened to a certificate and when; its state is derived from these, never stored.';
comment on column signing.certificate_fact.id is 'Order of recording.';
comment on column signing.certificate_fact.certificate_id is 'The certificate.';
comment on column signing.certificate_fact.request_id is 'Made by the client: a repeated request counts once.';
comment on column signing.certificate_fact.kind is 'What happened.';
comment on column signing.certificate_fact.effective_at is 'From when it counts.';
comment on column signing.certificate_fact.recorded_at is 'When it was entered.';
comment on column signing.certificate_fact.reason_code is 'Reason by RFC 5280 §5.3.1; goes into the revocation list.';
comment on column signing.certificate_fact.reason is 'Reason in words.';
comment on column signing.certificate_fact.recorded_by is 'Account or system that entered it.';
create index certificate_fact_by_certificate on signing.certificate_fact (certificate_id, id);
create index certificate_fact_revocations on signing.certificate_fact (kind, certificate_id) where kind in ('suspended', 'resumed', 'revoked');

create table signing.key_file (
  key_ref text primary key,
  file bytea not null,
  created_at timestamptz not null
);
comment on table signing.key_file is 'PKCS #12 files, encrypted under a password derived from the secret of the installation.';
comment on column signing.key_file.key_ref is 'Name of the key; authority:… for the demonstration authority.';
comment on column signing.key_file.file is 'The file.';
comment on column signing.key_file.created_at is 'When it was made.';

create table signing.trust_anchor (
  id uuid primary key,
  request_id uuid not null unique,
  fingerprint text not null,
  name text not null,
  der bytea not null,
  for_signatures boolean not null,
  for_timestamps boolean not null,
  trusted_from timestamptz not null,
  trusted_until timestamptz,
  legal_basis text not null,
  revocation_addresses jsonb not null default '[]',
  added_by text not null,
  ended_by text,
  check (trusted_until is null or trusted_until > trusted_from),
  check (for_signatures or for_timestamps)
);
comment on table signing.trust_anchor is 'Authorities that the locality trusts, for what, from when to when, and by which legal basis.';
comment on column signing.trust_anchor.id is 'UUIDv7.';
comment on column signing.trust_anchor.request_id is 'Made by the client: a repeated request adds once.';
comment on column signing.trust_anchor.fingerprint is 'SHA-256 of the certificate, hexadecimal.';
comment on column signing.trust_anchor.name is 'Subject name, readable.';
comment on column signing.trust_anchor.der is 'The certificate.';
comment on column signing.trust_anchor.for_signatures is 'Trusted for signatures.';
comment on column signing.trust_anchor.for_timestamps is 'Trusted for timestamps.';
comment on column signing.trust_anchor.trusted_from is 'Start of trust.';
comment on column signing.trust_anchor.trusted_until is 'End of trust; empty while it lasts.';
comment on column signing.trust_anchor.legal_basis is 'Decree or decision that the trust rests on.';
comment on column signing.trust_anchor.revocation_addresses is 'Beginnings of http addresses from which revocation data may be fetched.';
comment on column signing.trust_anchor.added_by is 'Account or system that added it.';
comment on column signing.trust_anchor.ended_by is 'Account that ended the trust.';
create unique index trust_anchor_current on signing.trust_anchor (fingerprint) where trusted_until is null;

create table signing.timestamp_policy (
  valid_from timestamptz primary key,
  request_id uuid not null unique,
  url text not null,
  on_outage text not null check (on_outage in ('refuse', 'sign_b_b_and_upgrade_later')),
  retries int not null check (retries between 0 and 10),
  timeout_ms int not null check (timeout_ms between 100 and 60000),
  legal_basis text not null,
  set_by text not null
);
comment on table signing.timestamp_policy is 'Which timestamp service is used and what happens when it is away; the newest row that has begun counts.';
comment on column signing.timestamp_policy.valid_from is 'From when it counts.';
comment on column signing.timestamp_policy.request_id is 'Made by the client: a repeated request counts once.';
comment on column signing.timestamp_policy.url is 'Address of the service (RFC 3161 over HTTP); local: is the demonstration authority in this process.';
comment on column signing.timestamp_policy.on_outage is 'Refuse to sign, or sign at level B-B and add a timestamp later.';
comment on column signing.timestamp_policy.retries is 'Further attempts after the first.';
comment on column signing.timestamp_policy.timeout_ms is 'Patience for one attempt, milliseconds.';
comment on column signing.timestamp_policy.legal_basis is 'Decision that the setting rests on.';
comment on column signing.timestamp_policy.set_by is 'Account or system that set it.';

create table signing.signature (
  id uuid primary key,
  certificate_id uuid not null references signing.certificate (id),
  purpose text not null,
  subject_kind text not null,
  subject_id text not null,
  level text not null check (level in ('B-B', 'B-T')),
  signed_at timestamptz not null,
  document_sha256 text not null,
  signed_sha256 text not null
);
comment on table signing.signature is 'Every signature made with a registered certificate: what, for what, when.';
comment on column signing.signature.id is 'UUIDv7.';
comment on column signing.signature.certificate_id is 'Certificate that signed.';
comment on column signing.signature.purpose is 'Signing purpose of the model.';
comment on column signing.signature.subject_kind is 'Kind of the thing that was signed.';
comment on column signing.signature.subject_id is 'Id of the thing that was signed.';
comment on column signing.signature.level is 'Level reached at once: B-B or B-T (EN 319 142-1).';
comment on column signing.signature.signed_at is 'When.';
comment on column signing.signature.document_sha256 is 'SHA-256 of the file before.';
comment on column signing.signature.signed_sha256 is 'SHA-256 of the file after.';
create index signature_by_subject on signing.signature (subject_kind, subject_id, signed_at);
create index signature_by_certificate on signing.signature (certificate_id, signed_at);

create table signing.expiry_alarm (
  certificate_id uuid not null references signing.certificate (id),
  days int not null,
  raised_at timestamptz not null,
  primary key (certificate_id, days)
);
comment on table signing.expiry_alarm is 'Alarms raised before a certificate ends: each stage once.';
comment on column signing.expiry_alarm.certificate_id is 'The certificate.';
comment on column signing.expiry_alarm.days is 'Stage: this many days before the end.';
comment on column signing.expiry_alarm.raised_at is 'When.';

grant select, insert on signing.certificate, signing.certificate_fact, signing.key_file, signing.timestamp_policy, signing.signature, signing.expiry_alarm to dinh_app;
grant select, insert on signing.trust_anchor to dinh_app;
grant update (trusted_until, ended_by) on signing.trust_anchor to dinh_app;
-- Locking a row needs the right to update one of its columns; everything else in the register is written once.
grant update (holder_name) on signing.certificate to dinh_app;
