create schema if not exists notifications;
comment on schema notifications is 'What people are told: inboxes, mail on its way, and the wording.';

create table notifications.message (
  id uuid primary key,
  key text not null unique,
  account_id text,
  locale text not null check (locale in ('vi', 'en')),
  template_key text not null,
  template_version int not null check (template_version > 0),
  title text not null,
  body text not null,
  link text,
  link_label text,
  unit_uid text,
  created_at timestamptz not null,
  read_at timestamptz
);
comment on table notifications.message is 'One thing told to one person, in the words of that moment. Holds no personal data beyond the given name.';
comment on column notifications.message.id is 'UUIDv7.';
comment on column notifications.message.key is 'What is told, once and for all; a second send under the same key does nothing.';
comment on column notifications.message.account_id is 'Whose inbox; null for mail to somebody without an account.';
comment on column notifications.message.locale is 'Language of the words.';
comment on column notifications.message.template_key is 'Template used.';
comment on column notifications.message.template_version is 'Version of the template used.';
comment on column notifications.message.title is 'Title, and subject of the mail.';
comment on column notifications.message.body is 'Plain text, paragraphs divided by empty lines.';
comment on column notifications.message.link is 'Path of the page concerned.';
comment on column notifications.message.link_label is 'Words of the link.';
comment on column notifications.message.unit_uid is 'Unit that looks after mail that cannot be delivered.';
comment on column notifications.message.created_at is 'When it was told.';
comment on column notifications.message.read_at is 'When the owner marked it as read.';
create index message_inbox on notifications.message (account_id, created_at desc, id desc) where account_id is not null;
create index message_unread on notifications.message (account_id) where account_id is not null and read_at is null;

create table notifications.delivery (
  id uuid primary key,
  message_id uuid not null references notifications.message,
  number int not null check (number > 0),
  address text not null,
  unit_uid text,
  state text not null check (state in ('queued', 'sent', 'failed', 'undeliverable')),
  reason text,
  attempts int not null default 0,
  request_id uuid unique,
  queued_at timestamptz not null,
  settled_at timestamptz,
  unique (message_id, number),
  check ((state = 'queued') = (settled_at is null)),
  check (state not in ('failed', 'undeliverable') or reason is not null)
);
comment on table notifications.delivery is 'A message on its way by e-mail; sending again adds a row.';
comment on column notifications.delivery.id is 'UUIDv7.';
comment on column notifications.delivery.message_id is 'The message.';
comment on column notifications.delivery.number is '1 for the first, 2 when an officer sends again, and so on; part of the Message-ID.';
comment on column notifications.delivery.address is 'E-mail address (basic personal data).';
comment on column notifications.delivery.unit_uid is 'Unit that looks after it.';
comment on column notifications.delivery.state is 'queued; sent: taken over by the mail server; failed: given up; undeliverable: the address does not take it.';
comment on column notifications.delivery.reason is 'Why it is not sent (yet): a word, and the code of the mail server.';
comment on column notifications.delivery.attempts is 'How often the mail server was asked.';
comment on column notifications.delivery.request_id is 'Made by the client that asked to send again.';
comment on column notifications.delivery.queued_at is 'When it was queued.';
comment on column notifications.delivery.settled_at is 'When it was sent or given up.';
create index delivery_by_unit on notifications.delivery (unit_uid, queued_at desc, id desc);
create index delivery_by_state on notifications.delivery (state, queued_at desc, id desc);

create table notifications.template (
  key text not null,
  version int not null check (version > 1),
  texts jsonb not null,
  reason text not null,
  created_at timestamptz not null,
  created_by text not null,
  request_id uuid not null unique,
  primary key (key, version)
);
comment on table notifications.template is 'Wordings changed by the locality; version 1 of each comes with the program.';
comment on column notifications.template.key is 'Template, named like the fact it tells: cases.accepted.';
comment on column notifications.template.version is 'Counter from 2; the highest is in use.';
comment on column notifications.template.texts is '{vi, en}: {title, body, linkLabel}.';
comment on column notifications.template.reason is 'Why it was changed.';
comment on column notifications.template.created_at is 'When.';
comment on column notifications.template.created_by is 'Account.';
comment on column notifications.template.request_id is 'Made by the client; a replay changes nothing.';

create table notifications.caught_mail (
  id uuid primary key,
  message_id text not null unique,
  recipient text not null,
  subject text not null,
  body text not null,
  copies int not null default 1,
  received_at timestamptz not null
);
comment on table notifications.caught_mail is 'Mail that the demonstration sends to itself; empty outside demonstration mode.';
comment on column notifications.caught_mail.id is 'UUIDv7.';
comment on column notifications.caught_mail.message_id is 'Message-ID; a repeated delivery is recognised by it.';
comment on column notifications.caught_mail.recipient is 'Address (fictional).';
comment on column notifications.caught_mail.subject is 'Subject.';
comment on column notifications.caught_mail.body is 'Plain text.';
comment on column notifications.caught_mail.copies is 'How often the same mail arrived.';
comment on column notifications.caught_mail.received_at is 'When it first arrived.';
create index caught_mail_newest on notifications.caught_mail (received_at desc, id desc);

grant select, insert, update on notifications.message, notifications.delivery to dinh_app;
grant select, insert on notifications.template to dinh_app;
-- Demonstration only: the oldest are thrown away.
grant select, insert, update, delete on notifications.caught_mail to dinh_app;
