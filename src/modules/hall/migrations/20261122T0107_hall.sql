create schema if not exists hall;
comment on schema hall is 'The hall of a one-stop centre: counters, tickets, bookings, call screens, kiosks.';

create table hall.centre (
  unit_uid text primary key,
  name text not null,
  address text not null default '',
  call_seq bigint not null default 0,
  booking_days int not null default 7 check (booking_days between 0 and 60),
  bookings_per_phone int not null default 2 check (bookings_per_phone between 1 and 20),
  grace_minutes int not null default 15 check (grace_minutes between 0 and 120),
  booking_lead_minutes int not null default 15 check (booking_lead_minutes between 0 and 120),
  priority_run int not null default 2 check (priority_run between 1 and 10),
  lease_size int not null default 20 check (lease_size between 0 and 100)
);
comment on table hall.centre is 'A hall with its rules, edited by the locality; the row is the lock that puts calls in one order.';
comment on column hall.centre.unit_uid is 'Unit whose hall it is.';
comment on column hall.centre.name is 'Name on screens and tickets.';
comment on column hall.centre.address is 'Address on tickets and bookings.';
comment on column hall.centre.call_seq is 'Number of the newest call; call screens resume from it.';
comment on column hall.centre.booking_days is 'How many days ahead a time may be booked; 0 switches booking off.';
comment on column hall.centre.bookings_per_phone is 'Bookings that one telephone number or account may have on one day.';
comment on column hall.centre.grace_minutes is 'Minutes after the booked time until which the place is kept.';
comment on column hall.centre.booking_lead_minutes is 'A booked ticket queues as if taken so many minutes before its time.';
comment on column hall.centre.priority_run is 'After so many priority calls in a row at a counter the next ordinary ticket is called.';
comment on column hall.centre.lease_size is 'Numbers that a kiosk holds ahead for each group against the loss of the line; 0 switches it off.';

create table hall.counter_group (
  id uuid primary key,
  unit_uid text not null,
  code text not null check (code ~ '^[A-Z]{1,2}$'),
  name text not null,
  fields text[] not null default '{}',
  position int not null default 0,
  slot_minutes int not null default 20 check (slot_minutes between 5 and 240),
  slot_places int not null default 2 check (slot_places between 0 and 100),
  closed_at timestamptz
);
comment on table hall.counter_group is 'Counters that serve the same matters (nhóm quầy); its letter begins the ticket numbers.';
comment on column hall.counter_group.id is 'Identity.';
comment on column hall.counter_group.unit_uid is 'Unit of the hall.';
comment on column hall.counter_group.code is 'Letter of its tickets: A in A-001.';
comment on column hall.counter_group.name is 'Name on kiosk and tickets.';
comment on column hall.counter_group.fields is 'Codes of the fields of procedures that it serves.';
comment on column hall.counter_group.position is 'Order on the kiosk.';
comment on column hall.counter_group.slot_minutes is 'Length of a booked time.';
comment on column hall.counter_group.slot_places is 'Bookings taken for one time; 0 takes none.';
comment on column hall.counter_group.closed_at is 'When it was closed; null while open.';
create unique index counter_group_code on hall.counter_group (unit_uid, code) where closed_at is null;

create table hall.counter (
  id uuid primary key,
  unit_uid text not null,
  number int not null check (number between 1 and 99),
  name text not null default '',
  group_ids uuid[] not null,
  priority_run int not null default 0,
  closed_at timestamptz
);
comment on table hall.counter is 'A counter of the hall and the groups it serves.';
comment on column hall.counter.id is 'Identity.';
comment on column hall.counter.unit_uid is 'Unit of the hall.';
comment on column hall.counter.number is 'Number over the counter, spoken in calls.';
comment on column hall.counter.name is 'What else stands over it.';
comment on column hall.counter.group_ids is 'Groups whose tickets it calls.';
comment on column hall.counter.priority_run is 'Priority calls in a row while ordinary tickets waited.';
comment on column hall.counter.closed_at is 'When it was closed; null while open.';
create unique index counter_number on hall.counter (unit_uid, number) where closed_at is null;

create table hall.sitting (
  id uuid primary key,
  counter_id uuid not null,
  unit_uid text not null,
  account_id text not null,
  officer_name text not null,
  since timestamptz not null,
  until timestamptz
);
comment on table hall.sitting is 'Which officer sat at which counter from when to when.';
comment on column hall.sitting.id is 'Identity.';
comment on column hall.sitting.counter_id is 'The counter.';
comment on column hall.sitting.unit_uid is 'Unit of the hall.';
comment on column hall.sitting.account_id is 'Account of the officer.';
comment on column hall.sitting.officer_name is 'Name at that time.';
comment on column hall.sitting.since is 'From.';
comment on column hall.sitting.until is 'To; null while the officer sits there.';
create unique index sitting_counter on hall.sitting (counter_id) where until is null;
create unique index sitting_account on hall.sitting (account_id) where until is null;

create table hall.priority_kind (
  id uuid primary key,
  unit_uid text,
  name text not null,
  evidence text not null default '',
  legal_base text not null,
  position int not null default 0,
  valid_from date not null,
  valid_to date check (valid_to > valid_from)
);
comment on table hall.priority_kind is 'People who are served before others, with the paper that says so and its dates.';
comment on column hall.priority_kind.id is 'Identity.';
comment on column hall.priority_kind.unit_uid is 'Unit of the hall; null for every hall.';
comment on column hall.priority_kind.name is 'Name on the kiosk.';
comment on column hall.priority_kind.evidence is 'What to show when asked.';
comment on column hall.priority_kind.legal_base is 'Law that protects the group, or the rules of the centre.';
comment on column hall.priority_kind.position is 'Order on the kiosk.';
comment on column hall.priority_kind.valid_from is 'First day.';
comment on column hall.priority_kind.valid_to is 'First day on which it no longer holds; null without end.';

insert into hall.priority_kind (id, unit_uid, name, evidence, legal_base, position, valid_from) values
  ('0190b000-0000-7000-8000-000000000001', null, 'Người cao tuổi', 'Căn cước', 'Luật Người cao tuổi số 39/2009/QH12', 1, '2010-07-01'),
  ('0190b000-0000-7000-8000-000000000002', null, 'Người khuyết tật', 'Giấy xác nhận khuyết tật, nếu có', 'Luật Người khuyết tật số 51/2010/QH12', 2, '2011-01-01'),
  ('0190b000-0000-7000-8000-000000000003', null, 'Phụ nữ mang thai', '', 'Luật Bình đẳng giới số 73/2006/QH11', 3, '2007-07-01'),
  ('0190b000-0000-7000-8000-000000000004', null, 'Người đi cùng trẻ nhỏ', '', 'Luật Trẻ em số 102/2016/QH13', 4, '2017-06-01'),
  ('0190b000-0000-7000-8000-000000000005', null, 'Người có công, thương binh', 'Giấy chứng nhận', 'Pháp lệnh Ưu đãi người có công với cách mạng số 02/2020/UBTVQH14', 5, '2021-07-01');

create table hall.series (
  group_id uuid not null,
  day date not null,
  last_number int not null default 0 check (last_number >= 0),
  last_leased int not null default 800 check (last_leased between 800 and 999),
  primary key (group_id, day)
);
comment on table hall.series is 'Ticket numbers of a group on a day; the row is the lock.';
comment on column hall.series.group_id is 'The group.';
comment on column hall.series.day is 'Day in Viet Nam; numbers begin again each day.';
comment on column hall.series.last_number is 'Highest number given out by the server: 1, 2, 3 … without a gap (801–999 are left out).';
comment on column hall.series.last_leased is 'Highest number of 801–999 that was lent to a kiosk.';

create table hall.device (
  id uuid primary key,
  unit_uid text not null,
  kind text not null check (kind in ('kiosk', 'screen')),
  name text not null,
  code_hash text unique,
  code_until timestamptz,
  token_hash text unique,
  paired_at timestamptz,
  seen_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null,
  created_by text not null
);
comment on table hall.device is 'Kiosks and call screens. The token opens their pages and nothing else.';
comment on column hall.device.id is 'Identity.';
comment on column hall.device.unit_uid is 'Unit of the hall.';
comment on column hall.device.kind is 'kiosk or screen.';
comment on column hall.device.name is 'Where it stands.';
comment on column hall.device.code_hash is 'SHA-256 of the pairing code; null once used.';
comment on column hall.device.code_until is 'Until when the pairing code is taken.';
comment on column hall.device.token_hash is 'SHA-256 of the token in its cookie.';
comment on column hall.device.paired_at is 'When it was paired last.';
comment on column hall.device.seen_at is 'When it last asked, to the minute.';
comment on column hall.device.revoked_at is 'When it was cut off.';
comment on column hall.device.created_at is 'When it was entered.';
comment on column hall.device.created_by is 'Account that entered it.';

create table hall.lease (
  id uuid primary key,
  device_id uuid not null,
  unit_uid text not null,
  group_id uuid not null,
  day date not null,
  first_number int not null,
  last_number int not null check (last_number >= first_number),
  granted_at timestamptz not null
);
comment on table hall.lease is 'Numbers lent to a kiosk ahead, to be given out while the line is down. What is not used is a gap explained by this row.';
comment on column hall.lease.id is 'Identity.';
comment on column hall.lease.device_id is 'The kiosk.';
comment on column hall.lease.unit_uid is 'Unit of the hall.';
comment on column hall.lease.group_id is 'The group.';
comment on column hall.lease.day is 'The day on which they may be given out.';
comment on column hall.lease.first_number is 'First number.';
comment on column hall.lease.last_number is 'Last number.';
comment on column hall.lease.granted_at is 'When they were lent.';
create index lease_by_device on hall.lease (device_id, day);
create index lease_by_group on hall.lease (group_id, day);

create table hall.ticket (
  id uuid primary key,
  unit_uid text not null,
  group_id uuid not null,
  day date not null,
  number int not null check (number > 0),
  token text not null unique,
  request_id uuid not null unique,
  priority_kind_id uuid,
  source text not null check (source in ('kiosk', 'counter', 'booking', 'local')),
  lease_id uuid,
  device_id uuid,
  state text not null check (state in ('waiting', 'called', 'serving', 'skipped', 'done', 'cancelled', 'abandoned')),
  for_counter_id uuid,
  counter_id uuid,
  officer_name text,
  queue_since timestamptz not null,
  issued_at timestamptz not null,
  received_at timestamptz not null,
  called_at timestamptz,
  serving_at timestamptz,
  ended_at timestamptz,
  calls int not null default 0,
  unique (group_id, day, number),
  check ((source = 'local') = (lease_id is not null))
);
comment on table hall.ticket is 'One visit to the hall. Numbers are never used twice on a day.';
comment on column hall.ticket.id is 'Identity.';
comment on column hall.ticket.unit_uid is 'Unit of the hall.';
comment on column hall.ticket.group_id is 'Group whose series it belongs to; it stays when another counter takes it over.';
comment on column hall.ticket.day is 'Day of the series.';
comment on column hall.ticket.number is 'Number within group and day.';
comment on column hall.ticket.token is 'Unguessable; opens the visitor''s own page.';
comment on column hall.ticket.request_id is 'Made by the client; a replay finds the same ticket.';
comment on column hall.ticket.priority_kind_id is 'Ground of priority; null for none.';
comment on column hall.ticket.source is 'kiosk, counter, booking, or local: given out by a kiosk without a line.';
comment on column hall.ticket.lease_id is 'Lease from which a local number came.';
comment on column hall.ticket.device_id is 'Kiosk that issued it.';
comment on column hall.ticket.state is 'waiting, called, serving, skipped, done, cancelled, abandoned.';
comment on column hall.ticket.for_counter_id is 'Counter to which it was handed over; null for any of the group.';
comment on column hall.ticket.counter_id is 'Counter that called it last.';
comment on column hall.ticket.officer_name is 'Who sat there.';
comment on column hall.ticket.queue_since is 'Its place in the queue: earlier goes first.';
comment on column hall.ticket.issued_at is 'When it was taken, by the clock that issued it.';
comment on column hall.ticket.received_at is 'When the server learned of it.';
comment on column hall.ticket.called_at is 'First call of this turn.';
comment on column hall.ticket.serving_at is 'When serving began.';
comment on column hall.ticket.ended_at is 'When it ended.';
comment on column hall.ticket.calls is 'How often it was called.';
create index ticket_queue on hall.ticket (unit_uid, day, state);
create index ticket_by_group on hall.ticket (group_id, state, ended_at desc);

create table hall.ticket_entry (
  id bigint generated always as identity primary key,
  ticket_id uuid not null,
  at timestamptz not null,
  act text not null,
  counter_number int,
  by_name text not null,
  note text not null default ''
);
comment on table hall.ticket_entry is 'The journal of every ticket, for people.';
comment on column hall.ticket_entry.id is 'Order.';
comment on column hall.ticket_entry.ticket_id is 'The ticket.';
comment on column hall.ticket_entry.at is 'When.';
comment on column hall.ticket_entry.act is 'issue, call, call_again, start, skip, give_back, transfer, finish, cancel, abandon.';
comment on column hall.ticket_entry.counter_number is 'Counter at that time.';
comment on column hall.ticket_entry.by_name is 'Officer, kiosk or the system.';
comment on column hall.ticket_entry.note is 'Why, in words.';
create index ticket_entry_of on hall.ticket_entry (ticket_id, id);

create table hall.given_up_request (
  request_id uuid primary key,
  at timestamptz not null
);
comment on table hall.given_up_request is 'Requests whose answer a kiosk did not wait for, having printed a local number instead: they must never make a ticket.';
comment on column hall.given_up_request.request_id is 'The request.';
comment on column hall.given_up_request.at is 'When the server was told.';

create table hall.call (
  unit_uid text not null,
  seq bigint not null,
  ticket_id uuid,
  label text not null,
  counter_number int not null,
  kind text not null check (kind in ('call', 'call_again', 'local')),
  request_id uuid unique,
  at timestamptz not null,
  primary key (unit_uid, seq)
);
comment on table hall.call is 'What the call screens showed, in the order of the hall.';
comment on column hall.call.unit_uid is 'Unit of the hall.';
comment on column hall.call.seq is 'Order without gaps; call screens resume after the last they saw.';
comment on column hall.call.ticket_id is 'The ticket; null for a local call of a number that the server does not know.';
comment on column hall.call.label is 'A-001.';
comment on column hall.call.counter_number is 'Counter.';
comment on column hall.call.kind is 'call, call_again, or local: made at a screen without a line.';
comment on column hall.call.request_id is 'For calls sent later by a screen; a replay changes nothing.';
comment on column hall.call.at is 'When it was called.';

create table hall.booking (
  id uuid primary key,
  code text not null unique,
  unit_uid text not null,
  group_id uuid not null,
  day date not null,
  slot text not null check (slot ~ '^\d{2}:\d{2}$'),
  visitor_name text,
  phone text,
  account_id text,
  origin_hash text not null,
  state text not null check (state in ('booked', 'checked_in', 'cancelled', 'no_show')),
  ticket_id uuid,
  created_at timestamptz not null,
  ended_at timestamptz
);
comment on table hall.booking is 'A time booked ahead. Name and telephone are removed thirty days after the day.';
comment on column hall.booking.id is 'Identity.';
comment on column hall.booking.code is 'Unguessable; opens the booking and checks in.';
comment on column hall.booking.unit_uid is 'Unit of the hall.';
comment on column hall.booking.group_id is 'The group.';
comment on column hall.booking.day is 'The day.';
comment on column hall.booking.slot is 'Begin of the time, HH:MM.';
comment on column hall.booking.visitor_name is 'Personal data, basic: name given; null once removed.';
comment on column hall.booking.phone is 'Personal data, basic: E.164; null once removed.';
comment on column hall.booking.account_id is 'Account of whoever was signed in.';
comment on column hall.booking.origin_hash is 'Network address of the day, hashed, against mass booking.';
comment on column hall.booking.state is 'booked, checked_in, cancelled, no_show.';
comment on column hall.booking.ticket_id is 'Ticket after check-in.';
comment on column hall.booking.created_at is 'When it was booked.';
comment on column hall.booking.ended_at is 'When it was cancelled, used or released.';
create index booking_of_slot on hall.booking (group_id, day, slot);
create index booking_of_phone on hall.booking (phone, day);
create index booking_of_origin on hall.booking (origin_hash, created_at);
create index booking_open on hall.booking (day) where state = 'booked';

create table hall.request (
  request_id uuid primary key,
  kind text not null,
  by_account text not null,
  answer jsonb,
  at timestamptz not null
);
comment on table hall.request is 'Requests already carried out: a replay gets the first answer.';
comment on column hall.request.request_id is 'Made by the client.';
comment on column hall.request.kind is 'What was asked.';
comment on column hall.request.by_account is 'Who asked.';
comment on column hall.request.answer is 'The first answer.';
comment on column hall.request.at is 'When.';

grant select, insert, update on hall.centre, hall.counter_group, hall.counter, hall.sitting, hall.priority_kind, hall.series, hall.device, hall.ticket, hall.booking, hall.request to dinh_app;
grant select, insert on hall.lease, hall.ticket_entry, hall.given_up_request, hall.call to dinh_app;
