alter table notifications.message
  add column route jsonb not null default '[]',
  add column brief jsonb not null default '{}';
comment on column notifications.message.route is 'Ways to the reader in order, one after the other until one is taken: [{channel, address}] (basic personal data).';
comment on column notifications.message.brief is 'What a short message may say: code, procedure, state, dueAt, in words. No personal data.';

alter table notifications.delivery
  add column channel text not null default 'email' check (channel in ('email', 'sms', 'zalo')),
  add column step int not null default 0 check (step >= 0),
  add column claimed_until timestamptz,
  add column provider_id text,
  add column received_at timestamptz;
comment on table notifications.delivery is 'A message on its way by one channel; failing over and sending again each add a row.';
comment on column notifications.delivery.number is '1 for the first; every next way and every sending again counts on; part of the Message-ID and of the tracking id.';
comment on column notifications.delivery.address is 'E-mail address or telephone number (basic personal data).';
comment on column notifications.delivery.state is 'queued; sent: taken over by the server of the channel; failed: given up; undeliverable: the address does not take it.';
comment on column notifications.delivery.channel is 'email, sms or zalo (message template).';
comment on column notifications.delivery.step is 'Place in the route of the message.';
comment on column notifications.delivery.claimed_until is 'Somebody is handing it over; when the time has passed, that somebody died and nobody knows whether it was taken.';
comment on column notifications.delivery.provider_id is 'Id that the channel gave it.';
comment on column notifications.delivery.received_at is 'When the channel reported it on the device.';
create index delivery_by_provider on notifications.delivery (channel, provider_id) where provider_id is not null;
create index delivery_by_day on notifications.delivery (channel, settled_at) where state = 'sent';

create table notifications.channel_setting (
  channel text not null check (channel in ('general', 'sms', 'zalo')),
  version int not null check (version > 0),
  content jsonb not null,
  secrets bytea,
  reason text not null,
  created_at timestamptz not null,
  created_by text not null,
  request_id uuid not null unique,
  primary key (channel, version)
);
comment on table notifications.channel_setting is 'Settings of the channels of this locality; the highest version is in use.';
comment on column notifications.channel_setting.channel is 'general: order, quiet hours; sms; zalo.';
comment on column notifications.channel_setting.version is 'Counter from 1.';
comment on column notifications.channel_setting.content is 'What may be shown.';
comment on column notifications.channel_setting.secrets is 'Keys of the provider as JSON, AES-256-GCM; never shown again.';
comment on column notifications.channel_setting.reason is 'Why it was changed.';
comment on column notifications.channel_setting.created_at is 'When.';
comment on column notifications.channel_setting.created_by is 'Account.';
comment on column notifications.channel_setting.request_id is 'Made by the client; a replay changes nothing.';

create table notifications.channel_template (
  channel text not null check (channel in ('sms', 'zalo')),
  template_key text not null,
  external_id text not null,
  text text not null,
  approval text not null check (approval in ('draft', 'pending', 'approved', 'rejected')),
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (channel, template_key)
);
comment on table notifications.channel_template is 'Short wordings as registered with a channel; only approved ones are sent.';
comment on column notifications.channel_template.channel is 'sms or zalo.';
comment on column notifications.channel_template.template_key is 'Kind of message: cases.accepted.';
comment on column notifications.channel_template.external_id is 'Id of the template at the provider; empty for SMS without one.';
comment on column notifications.channel_template.text is 'SMS: the words. Zalo: one line a parameter, name=value. Placeholders: code, procedure, state, dueAt, link.';
comment on column notifications.channel_template.approval is 'Whether the provider allows it.';
comment on column notifications.channel_template.changed_at is 'When it was last changed.';
comment on column notifications.channel_template.changed_by is 'Account, or system.';

create table notifications.zalo_token (
  app_id text primary key,
  generation int not null check (generation > 0),
  access bytea,
  refresh bytea not null,
  access_expires_at timestamptz,
  renewed_at timestamptz not null,
  lease_holder uuid,
  lease_until timestamptz,
  broken text,
  check ((lease_holder is null) = (lease_until is null)),
  check ((access is null) = (access_expires_at is null))
);
comment on table notifications.zalo_token is 'The pair of tokens of the official account; the refresh token works once, so the row is the lock of its renewal.';
comment on column notifications.zalo_token.app_id is 'Application at Zalo.';
comment on column notifications.zalo_token.generation is 'Counts renewals.';
comment on column notifications.zalo_token.access is 'Access token, AES-256-GCM.';
comment on column notifications.zalo_token.refresh is 'Refresh token, AES-256-GCM; single use.';
comment on column notifications.zalo_token.access_expires_at is 'End of the access token (about 25 hours).';
comment on column notifications.zalo_token.renewed_at is 'When the pair was written.';
comment on column notifications.zalo_token.lease_holder is 'Who renews at this moment.';
comment on column notifications.zalo_token.lease_until is 'After this moment the holder is dead.';
comment on column notifications.zalo_token.broken is 'Why renewal is impossible: an administrator must connect the account again.';

create table notifications.consent (
  id uuid primary key,
  account_id text not null,
  channel text not null check (channel in ('email', 'sms', 'zalo')),
  given boolean not null,
  text_version text not null,
  method text not null,
  request_id uuid not null,
  at timestamptz not null,
  unique (request_id, channel)
);
comment on table notifications.consent is 'Who agreed to be told by which channel, and who took it back; the newest line of a channel counts (Law 91/2025).';
comment on column notifications.consent.id is 'UUIDv7.';
comment on column notifications.consent.account_id is 'Whose consent.';
comment on column notifications.consent.channel is 'Purpose: being told of one''s own matters by this channel.';
comment on column notifications.consent.given is 'False: taken back.';
comment on column notifications.consent.text_version is 'Version of the words agreed to.';
comment on column notifications.consent.method is 'How it was declared: page.';
comment on column notifications.consent.request_id is 'Made by the client.';
comment on column notifications.consent.at is 'When.';
create index consent_of_account on notifications.consent (account_id, channel, at desc, id desc);

create table notifications.preference (
  account_id text primary key,
  first_channel text check (first_channel in ('email', 'sms', 'zalo')),
  quiet_from int check (quiet_from between 0 and 23),
  quiet_to int check (quiet_to between 0 and 23),
  phone text,
  changed_at timestamptz not null,
  check ((quiet_from is null) = (quiet_to is null))
);
comment on table notifications.preference is 'How a citizen wants to be told.';
comment on column notifications.preference.account_id is 'Whose.';
comment on column notifications.preference.first_channel is 'Channel tried first; null: the order of the locality.';
comment on column notifications.preference.quiet_from is 'Hour from which no SMS or Zalo may come; null: only the quiet hours of the locality.';
comment on column notifications.preference.quiet_to is 'Hour from which they may come again.';
comment on column notifications.preference.phone is 'Number proved by a one-time code, E.164 (basic personal data).';
comment on column notifications.preference.changed_at is 'When.';

create table notifications.phone_check (
  account_id text primary key,
  phone text not null,
  code bytea not null,
  attempts int not null default 0,
  sent int not null default 0,
  day date not null,
  expires_at timestamptz not null,
  request_id uuid not null
);
comment on table notifications.phone_check is 'One-time code on its way to a number that somebody says is theirs.';
comment on column notifications.phone_check.account_id is 'Who says so.';
comment on column notifications.phone_check.phone is 'The number, E.164 (basic personal data).';
comment on column notifications.phone_check.code is 'Six digits, AES-256-GCM.';
comment on column notifications.phone_check.attempts is 'Wrong codes typed.';
comment on column notifications.phone_check.sent is 'Codes sent on this day.';
comment on column notifications.phone_check.day is 'Day in Viet Nam.';
comment on column notifications.phone_check.expires_at is 'After this moment the code is void.';
comment on column notifications.phone_check.request_id is 'Made by the client; a replay sends no second code.';

create table notifications.chat_message (
  msg_id text primary key,
  user_id text not null,
  text text,
  sent_at timestamptz not null,
  received_at timestamptz not null,
  answered_at timestamptz
);
comment on table notifications.chat_message is 'What people wrote to the official account; a repeated delivery is recognised by msg_id.';
comment on column notifications.chat_message.msg_id is 'Id given by Zalo.';
comment on column notifications.chat_message.user_id is 'Reader of this official account, as Zalo names him.';
comment on column notifications.chat_message.text is 'The words; removed once answered.';
comment on column notifications.chat_message.sent_at is 'Timestamp of the event.';
comment on column notifications.chat_message.received_at is 'When the webhook got it.';
comment on column notifications.chat_message.answered_at is 'When the answer was handed over, or given up.';

create index chat_message_of_user on notifications.chat_message (user_id, received_at);

create table notifications.chat (
  user_id text primary key,
  code text,
  asked_at timestamptz not null
);
comment on table notifications.chat is 'Which case a reader of the official account asked about last.';
comment on column notifications.chat.user_id is 'As Zalo names him.';
comment on column notifications.chat.code is 'Case code.';
comment on column notifications.chat.asked_at is 'When.';

create table notifications.chat_proof (
  msg_id text primary key,
  user_id text not null,
  code text not null,
  matched boolean not null,
  at timestamptz not null
);
comment on table notifications.chat_proof is 'Tries to prove by four digits that a case is one''s own; limits guessing.';
comment on column notifications.chat_proof.msg_id is 'The message with the digits; answered twice, it counts once.';
comment on column notifications.chat_proof.user_id is 'Who tried.';
comment on column notifications.chat_proof.code is 'Case code.';
comment on column notifications.chat_proof.matched is 'Whether the digits were right.';
comment on column notifications.chat_proof.at is 'When.';
create index chat_proof_by_code on notifications.chat_proof (code, at);
create index chat_proof_by_user on notifications.chat_proof (user_id, at);

create table notifications.caught_message (
  id uuid primary key,
  channel text not null check (channel in ('sms', 'zalo', 'zalo_chat')),
  outgoing boolean not null,
  tracking_id text not null,
  address text not null,
  body text not null,
  received_at timestamptz not null
);
comment on table notifications.caught_message is 'SMS and Zalo messages that the demonstration sends to itself; empty outside demonstration mode.';
comment on column notifications.caught_message.id is 'UUIDv7.';
comment on column notifications.caught_message.channel is 'sms, zalo: message template, zalo_chat: words to and from the official account.';
comment on column notifications.caught_message.outgoing is 'False for what a reader wrote.';
comment on column notifications.caught_message.tracking_id is 'Id by which the sender knows it.';
comment on column notifications.caught_message.address is 'Number or user (fictional).';
comment on column notifications.caught_message.body is 'Words, or parameters of the template.';
comment on column notifications.caught_message.received_at is 'When.';
create index caught_message_newest on notifications.caught_message (received_at desc, id desc);
create index caught_message_of_address on notifications.caught_message (channel, address, received_at desc);
create index caught_message_tracked on notifications.caught_message (channel, tracking_id);

create table notifications.simulated_token (
  hash text primary key,
  kind text not null check (kind in ('access', 'refresh')),
  expires_at timestamptz not null,
  used_at timestamptz
);
comment on table notifications.simulated_token is 'Tokens given out by the simulator of Zalo; empty outside demonstration mode.';
comment on column notifications.simulated_token.hash is 'SHA-256.';
comment on column notifications.simulated_token.kind is 'access or refresh.';
comment on column notifications.simulated_token.expires_at is 'End.';
comment on column notifications.simulated_token.used_at is 'When a refresh token was used up.';

grant select, insert on notifications.channel_setting, notifications.consent, notifications.chat_proof to dinh_app;
grant select, insert, update on notifications.channel_template, notifications.zalo_token, notifications.preference, notifications.phone_check, notifications.chat_message, notifications.chat to dinh_app;
-- Demonstration only: the oldest are thrown away.
grant select, insert, update, delete on notifications.caught_message, notifications.simulated_token to dinh_app;
