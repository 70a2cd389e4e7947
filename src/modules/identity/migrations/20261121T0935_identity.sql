create schema if not exists identity;
comment on schema identity is 'Accounts, e-ID, credentials, sessions, roles and grants. Personal data: basic class unless a column says sensitive (Law 91/2025).';

create table identity.account (
  uid uuid primary key,
  kind text not null check (kind in ('citizen', 'organisation', 'officer')),
  status text not null default 'active' check (status in ('active', 'disabled')),
  status_reason text,
  display_name text not null,
  identity_key text unique,
  username text unique,
  person_uid text,
  unit_uid text,
  created_at timestamptz not null,
  last_active_at timestamptz not null,
  check ((kind = 'officer') = (username is not null)),
  check (kind <> 'officer' or identity_key is null)
);
comment on table identity.account is 'One account per e-ID, or per officer.';
comment on column identity.account.uid is 'Stable identity.';
comment on column identity.account.kind is 'citizen and organisation sign in by e-ID, officer by password and second factor.';
comment on column identity.account.status is 'A disabled account cannot sign in; it is never deleted, its acts stay attributed.';
comment on column identity.account.status_reason is 'Why it was disabled: idle, merged, or the words of an administrator.';
comment on column identity.account.display_name is 'Name shown on pages (personal data, basic).';
comment on column identity.account.identity_key is 'Verified identity document or tax code, e.g. personal_number:VNM:…; null below assurance level 2 (personal data, basic).';
comment on column identity.account.username is 'Sign-in name of an officer, lower case.';
comment on column identity.account.person_uid is 'Person of the organization module; null for an account that is not a person in the tree.';
comment on column identity.account.unit_uid is 'Unit that looks after an officer account; null for the whole locality.';
comment on column identity.account.created_at is 'When it was made.';
comment on column identity.account.last_active_at is 'Last sign-in, or when it was made or enabled again; the idle rule counts from here.';
create index account_by_person on identity.account (person_uid) where person_uid is not null;
create index account_by_unit on identity.account (unit_uid, username) where kind = 'officer';

create table identity.e_id (
  issuer text not null,
  subject text not null,
  account_uid uuid not null references identity.account,
  linked_at timestamptz not null,
  primary key (issuer, subject)
);
comment on table identity.e_id is 'Which e-ID opens which account (personal data, sensitive: e-identity).';
comment on column identity.e_id.issuer is 'OpenID issuer.';
comment on column identity.e_id.subject is 'Stable subject at the issuer.';
comment on column identity.e_id.account_uid is 'Account that it opens.';
comment on column identity.e_id.linked_at is 'When it was linked.';
create index e_id_by_account on identity.e_id (account_uid);

create table identity.profile (
  account_uid uuid primary key references identity.account,
  full_name text not null,
  document_kind text check (document_kind in ('personal_number', 'passport')),
  document_country text,
  document_number text,
  birth_date date,
  gender text check (gender in ('male', 'female')),
  nationality text,
  phone text,
  email text,
  address text,
  tax_code text,
  organisation_name text,
  organisation_kind text check (organisation_kind in ('company', 'household_business', 'other')),
  assurance smallint not null check (assurance between 1 and 3),
  refreshed_at timestamptz not null,
  check ((tax_code is null) = (organisation_name is null))
);
comment on table identity.profile is 'What the e-ID said about the person at the last sign-in (personal data, basic).';
comment on column identity.profile.account_uid is 'Account.';
comment on column identity.profile.full_name is 'Name; of the representative when the account is an organisation''s.';
comment on column identity.profile.document_kind is 'Personal number or passport.';
comment on column identity.profile.document_country is 'Issuing country, ISO 3166-1 alpha-3.';
comment on column identity.profile.document_number is 'Its number.';
comment on column identity.profile.birth_date is 'Date of birth.';
comment on column identity.profile.gender is 'As the e-ID says.';
comment on column identity.profile.nationality is 'ISO 3166-1 alpha-3.';
comment on column identity.profile.phone is 'Telephone.';
comment on column identity.profile.email is 'E-mail; many have none.';
comment on column identity.profile.address is 'Permanent address in words.';
comment on column identity.profile.tax_code is 'Tax code of the organisation the person may represent.';
comment on column identity.profile.organisation_name is 'Its name.';
comment on column identity.profile.organisation_kind is 'Company, household business, other.';
comment on column identity.profile.assurance is 'Assurance level of the sign-in that told these facts.';
comment on column identity.profile.refreshed_at is 'When the e-ID last said so.';

create table identity.password (
  account_uid uuid primary key references identity.account,
  hash text not null,
  set_at timestamptz not null,
  long_enough_alone boolean not null,
  must_change boolean not null,
  usable_until timestamptz
);
comment on table identity.password is 'Current password of an officer.';
comment on column identity.password.account_uid is 'Account.';
comment on column identity.password.hash is 'argon2id in PHC form.';
comment on column identity.password.set_at is 'When it was chosen.';
comment on column identity.password.long_enough_alone is 'Long enough to be used without a second factor; the length itself is not kept.';
comment on column identity.password.must_change is 'Set by an administrator; its owner chooses another at the next sign-in.';
comment on column identity.password.usable_until is 'End of a temporary password.';

create table identity.former_password (
  id bigint generated always as identity primary key,
  account_uid uuid not null references identity.account,
  hash text not null,
  replaced_at timestamptz not null
);
comment on table identity.former_password is 'Earlier passwords, so that an administrator does not return to one of the last ten (TCVN 14423:2026).';
comment on column identity.former_password.id is 'Order of replacement.';
comment on column identity.former_password.account_uid is 'Account.';
comment on column identity.former_password.hash is 'argon2id in PHC form.';
comment on column identity.former_password.replaced_at is 'When it was replaced.';
create index former_password_by_account on identity.former_password (account_uid, id desc);

create table identity.totp (
  account_uid uuid primary key references identity.account,
  secret_sealed bytea,
  draft_sealed bytea,
  last_step bigint not null default 0,
  confirmed_at timestamptz,
  check ((secret_sealed is null) = (confirmed_at is null))
);
comment on table identity.totp is 'Authenticator application of an officer (RFC 6238).';
comment on column identity.totp.account_uid is 'Account.';
comment on column identity.totp.secret_sealed is 'Secret in use, AES-256-GCM.';
comment on column identity.totp.draft_sealed is 'Secret being enrolled; the old one works until this is confirmed.';
comment on column identity.totp.last_step is 'Time step of the last accepted code: no code works twice.';
comment on column identity.totp.confirmed_at is 'When the secret in use was confirmed.';

create table identity.passkey (
  credential_id text primary key,
  account_uid uuid not null references identity.account,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  label text not null,
  created_at timestamptz not null,
  last_used_at timestamptz
);
comment on table identity.passkey is 'Passkeys of officers (WebAuthn).';
comment on column identity.passkey.credential_id is 'Credential id, base64url.';
comment on column identity.passkey.account_uid is 'Account.';
comment on column identity.passkey.public_key is 'COSE public key.';
comment on column identity.passkey.counter is 'Last signature counter; going backwards betrays a copy.';
comment on column identity.passkey.transports is 'How the browser reaches it.';
comment on column identity.passkey.label is 'Name given by its owner.';
comment on column identity.passkey.created_at is 'When it was enrolled.';
comment on column identity.passkey.last_used_at is 'When it was last used.';
create index passkey_by_account on identity.passkey (account_uid);

create table identity.recovery_code (
  account_uid uuid not null references identity.account,
  code_hash bytea not null,
  used_at timestamptz,
  primary key (account_uid, code_hash)
);
comment on table identity.recovery_code is 'Single-use codes for the day the telephone is lost.';
comment on column identity.recovery_code.account_uid is 'Account.';
comment on column identity.recovery_code.code_hash is 'HMAC-SHA-256 of the code.';
comment on column identity.recovery_code.used_at is 'When it was used up.';

create table identity.sign_in_flow (
  token_hash bytea primary key,
  provider_key text not null,
  state text not null,
  nonce text not null,
  code_verifier text not null,
  return_to text not null,
  expires_at timestamptz not null
);
comment on table identity.sign_in_flow is 'E-ID sign-ins under way; each row is taken out by the one return that may use it.';
comment on column identity.sign_in_flow.token_hash is 'SHA-256 of the cookie that binds the flow to a browser.';
comment on column identity.sign_in_flow.provider_key is 'Which provider was asked.';
comment on column identity.sign_in_flow.state is 'OpenID state.';
comment on column identity.sign_in_flow.nonce is 'OpenID nonce.';
comment on column identity.sign_in_flow.code_verifier is 'PKCE verifier.';
comment on column identity.sign_in_flow.return_to is 'Own page to show afterwards.';
comment on column identity.sign_in_flow.expires_at is 'End of patience.';

create table identity.pending_sign_in (
  token_hash bytea primary key,
  account_uid uuid not null references identity.account,
  return_to text not null,
  second_factor_at timestamptz,
  method text not null,
  webauthn_challenge text,
  expires_at timestamptz not null
);
comment on table identity.pending_sign_in is 'Officers whose password was right but who still owe a second factor, an enrolment or a new password.';
comment on column identity.pending_sign_in.token_hash is 'SHA-256 of the cookie.';
comment on column identity.pending_sign_in.account_uid is 'Account.';
comment on column identity.pending_sign_in.return_to is 'Own page to show afterwards.';
comment on column identity.pending_sign_in.second_factor_at is 'When the second factor was shown.';
comment on column identity.pending_sign_in.method is 'How far: password, password+totp, password+passkey, password+recovery_code.';
comment on column identity.pending_sign_in.webauthn_challenge is 'Challenge waiting for a passkey.';
comment on column identity.pending_sign_in.expires_at is 'End of patience.';

create table identity.session (
  uid uuid primary key,
  token_hash bytea not null unique,
  account_uid uuid not null references identity.account,
  method text not null,
  assurance smallint not null check (assurance between 1 and 3),
  for_organisation boolean not null default false,
  holding_id text,
  position_uid text,
  second_factor_at timestamptz,
  step_up_at timestamptz,
  webauthn_challenge text,
  address text not null,
  device text not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  end_reason text check (end_reason in ('signed_out', 'revoked', 'replaced', 'account_disabled', 'credentials_changed')),
  check ((ended_at is null) = (end_reason is null))
);
comment on table identity.session is 'Signed-in browsers.';
comment on column identity.session.uid is 'Public name of the session, shown in lists and in the audit trail.';
comment on column identity.session.token_hash is 'SHA-256 of the cookie; the cookie itself is nowhere.';
comment on column identity.session.account_uid is 'Account.';
comment on column identity.session.method is 'How it was opened.';
comment on column identity.session.assurance is 'Assurance level of the sign-in.';
comment on column identity.session.for_organisation is 'The person acts for the organisation of the profile.';
comment on column identity.session.holding_id is 'Position holding in which an officer acts.';
comment on column identity.session.position_uid is 'Position of that holding.';
comment on column identity.session.second_factor_at is 'When a second factor was first shown; null without.';
comment on column identity.session.step_up_at is 'When a second factor was last shown.';
comment on column identity.session.webauthn_challenge is 'Challenge waiting for a passkey.';
comment on column identity.session.address is 'Network address at sign-in (personal data, basic).';
comment on column identity.session.device is 'Browser and system in words.';
comment on column identity.session.created_at is 'Sign-in.';
comment on column identity.session.last_seen_at is 'Last activity, to the half minute.';
comment on column identity.session.expires_at is 'End at the latest.';
comment on column identity.session.ended_at is 'When it was ended early.';
comment on column identity.session.end_reason is 'Why.';
create index session_open_by_account on identity.session (account_uid) where ended_at is null;
create index session_by_expiry on identity.session (expires_at);

create table identity.throttle (
  key text primary key,
  failures int not null,
  window_started_at timestamptz not null,
  locked_until timestamptz
);
comment on table identity.throttle is 'Wrong sign-ins by sign-in name and by address, existing or not, so that a lock tells nothing.';
comment on column identity.throttle.key is 'account:<SHA-256 of the name> or address:<network address>.';
comment on column identity.throttle.failures is 'Attempts since the window began that did not succeed.';
comment on column identity.throttle.window_started_at is 'First of them.';
comment on column identity.throttle.locked_until is 'No attempt counts before.';

create table identity.held_form (
  uid uuid primary key,
  session_uid uuid not null,
  form_sealed bytea not null,
  expires_at timestamptz not null
);
comment on table identity.held_form is 'What an officer had typed when a fresh second factor was asked, so that nothing is lost.';
comment on column identity.held_form.uid is 'Name in the address of the step-up page.';
comment on column identity.held_form.session_uid is 'The only session that may take it back.';
comment on column identity.held_form.form_sealed is 'Address and fields, AES-256-GCM.';
comment on column identity.held_form.expires_at is 'Forgotten after.';

create table identity.setup_code (
  only_row boolean primary key default true check (only_row),
  code_hash bytea not null,
  issued_at timestamptz not null
);
comment on table identity.setup_code is 'The one-time code on the console with which the first administrator is created.';
comment on column identity.setup_code.only_row is 'There is one.';
comment on column identity.setup_code.code_hash is 'HMAC-SHA-256 of the code.';
comment on column identity.setup_code.issued_at is 'When it was printed.';

create table identity.role (
  key text primary key check (key ~ '^[a-z][a-z0-9_]{1,49}$'),
  name text not null,
  description text not null,
  administrative boolean not null
);
comment on table identity.role is 'Bundles of permissions; data of the locality.';
comment on column identity.role.key is 'Stable key.';
comment on column identity.role.name is 'Name in Vietnamese.';
comment on column identity.role.description is 'What it is for.';
comment on column identity.role.administrative is 'Holders are administrators: second factor, 5-minute lock, password every 2 months.';

create table identity.role_permission (
  role_key text not null references identity.role,
  permission text not null,
  primary key (role_key, permission)
);
comment on table identity.role_permission is 'What a role may do.';
comment on column identity.role_permission.role_key is 'Role.';
comment on column identity.role_permission.permission is 'Permission of some module.';

create table identity.role_grant (
  uid uuid primary key,
  role_key text not null references identity.role,
  account_uid uuid references identity.account,
  position_uid text,
  recipient_name text not null,
  unit_uid text,
  include_subtree boolean not null,
  valid_from date not null,
  valid_to date,
  granted_at timestamptz not null,
  granted_by text not null,
  ended_at timestamptz,
  ended_by text,
  end_reason text,
  check ((account_uid is null) <> (position_uid is null)),
  check (valid_to is null or valid_to > valid_from),
  check ((ended_at is null) = (end_reason is null) and (ended_at is null) = (ended_by is null))
);
comment on table identity.role_grant is 'Role × unit × validity, given to a person''s account or to whoever holds a position.';
comment on column identity.role_grant.uid is 'Stable identity.';
comment on column identity.role_grant.role_key is 'Role.';
comment on column identity.role_grant.account_uid is 'Officer account, or null.';
comment on column identity.role_grant.position_uid is 'Position, or null; counts only while acting in it.';
comment on column identity.role_grant.recipient_name is 'Name of the officer or position when it was granted.';
comment on column identity.role_grant.unit_uid is 'Where; null for every unit.';
comment on column identity.role_grant.include_subtree is 'Also in the units below.';
comment on column identity.role_grant.valid_from is 'First day.';
comment on column identity.role_grant.valid_to is 'First day on which it no longer holds.';
comment on column identity.role_grant.granted_at is 'When it was given.';
comment on column identity.role_grant.granted_by is 'Account that gave it.';
comment on column identity.role_grant.ended_at is 'When it was taken back before its end.';
comment on column identity.role_grant.ended_by is 'Account that took it back.';
comment on column identity.role_grant.end_reason is 'Why, in words.';
create index role_grant_by_account on identity.role_grant (account_uid) where ended_at is null;
create index role_grant_by_position on identity.role_grant (position_uid) where ended_at is null;

create table identity.handled_request (
  request_id uuid primary key,
  action text not null,
  result jsonb not null,
  handled_at timestamptz not null
);
comment on table identity.handled_request is 'Changes already carried out: a double click or a retry changes nothing more.';
comment on column identity.handled_request.request_id is 'Made by the form.';
comment on column identity.handled_request.action is 'What was asked.';
comment on column identity.handled_request.result is 'What the first answer said, without secrets.';
comment on column identity.handled_request.handled_at is 'When.';

create table identity.security_setting (
  key text not null,
  value int not null,
  legal_base text not null,
  note text not null,
  valid_from date not null,
  valid_to date,
  primary key (key, valid_from),
  check (valid_to is null or valid_to > valid_from)
);
comment on table identity.security_setting is 'Rules of sign-in as dated data.';
comment on column identity.security_setting.key is 'Which rule.';
comment on column identity.security_setting.value is 'Its number, in the unit that the key names.';
comment on column identity.security_setting.legal_base is 'The article, or "Cấu hình" where the law leaves it to the owner.';
comment on column identity.security_setting.note is 'What it does, in Vietnamese.';
comment on column identity.security_setting.valid_from is 'First day.';
comment on column identity.security_setting.valid_to is 'First day on which it no longer holds.';

insert into identity.security_setting (key, value, legal_base, note, valid_from) values
  ('lockout_failures', 5, 'TCVN 14423:2026; NĐ 331/2026/NĐ-CP', 'Khóa đăng nhập sau số lần sai liên tiếp', '2026-08-19'),
  ('lockout_minutes', 15, 'Cấu hình', 'Thời gian khóa sau khi sai quá số lần', '2026-08-19'),
  ('address_failures', 50, 'Cấu hình', 'Số lần sai tối đa từ một địa chỉ mạng trong một thời gian khóa', '2026-08-19'),
  ('officer_idle_minutes', 15, 'TCVN 14423:2026; NĐ 331/2026/NĐ-CP', 'Khóa phiên của cán bộ khi không hoạt động', '2026-08-19'),
  ('administrator_idle_minutes', 5, 'TCVN 14423:2026; NĐ 331/2026/NĐ-CP', 'Khóa phiên của quản trị viên khi không hoạt động', '2026-08-19'),
  ('citizen_idle_minutes', 30, 'Cấu hình', 'Kết thúc phiên của công dân khi không hoạt động', '2026-08-19'),
  ('officer_session_hours', 12, 'Cấu hình', 'Thời gian tối đa của một phiên cán bộ', '2026-08-19'),
  ('citizen_session_hours', 8, 'Cấu hình', 'Thời gian tối đa của một phiên công dân', '2026-08-19'),
  ('password_length_with_factor', 8, 'TCVN 14423:2026; NĐ 331/2026/NĐ-CP', 'Độ dài mật khẩu tối thiểu khi có xác thực hai lớp', '2026-08-19'),
  ('password_length_alone', 14, 'TCVN 14423:2026; NĐ 331/2026/NĐ-CP', 'Độ dài mật khẩu tối thiểu khi không có xác thực hai lớp', '2026-08-19'),
  ('administrator_password_days', 60, 'TCVN 14423:2026; NĐ 331/2026/NĐ-CP', 'Quản trị viên phải đổi mật khẩu (2 tháng)', '2026-08-19'),
  ('administrator_password_history', 10, 'TCVN 14423:2026; NĐ 331/2026/NĐ-CP', 'Quản trị viên không dùng lại số mật khẩu gần nhất', '2026-08-19'),
  ('account_idle_days', 45, 'TCVN 14423:2026; NĐ 331/2026/NĐ-CP', 'Vô hiệu hóa tài khoản cán bộ không sử dụng', '2026-08-19'),
  ('temporary_password_hours', 72, 'Cấu hình', 'Thời hạn của mật khẩu tạm', '2026-08-19'),
  ('step_up_minutes', 5, 'Cấu hình', 'Xác nhận lớp hai còn hiệu lực để ký số', '2026-08-19'),
  ('sign_in_minutes', 15, 'Cấu hình', 'Thời gian để hoàn tất một lần đăng nhập', '2026-08-19'),
  ('argon2_memory_kib', 19456, 'Cấu hình', 'Bộ nhớ cho argon2id (KiB)', '2026-08-19'),
  ('argon2_passes', 2, 'Cấu hình', 'Số lượt argon2id', '2026-08-19');

insert into identity.role (key, name, description, administrative) values
  ('system_administrator', 'Quản trị hệ thống', 'Tài khoản, vai trò, phân quyền và cấu hình của địa phương', true);
insert into identity.role_permission (role_key, permission) values
  ('system_administrator', 'identity.read_accounts'),
  ('system_administrator', 'identity.manage_accounts'),
  ('system_administrator', 'identity.manage_roles'),
  ('system_administrator', 'identity.read_grants'),
  ('system_administrator', 'identity.manage_grants');

grant select, insert, update on
  identity.account, identity.profile, identity.password, identity.totp, identity.session, identity.throttle, identity.setup_code,
  identity.role, identity.role_grant to dinh_app;
grant select, insert, update, delete on
  identity.e_id, identity.passkey, identity.recovery_code, identity.role_permission, identity.former_password to dinh_app;
grant select, insert, delete on identity.sign_in_flow, identity.held_form, identity.handled_request to dinh_app;
grant select, insert, update, delete on identity.pending_sign_in to dinh_app;
grant delete on identity.session, identity.throttle, identity.setup_code to dinh_app;
grant select, insert, update on identity.security_setting to dinh_app;
