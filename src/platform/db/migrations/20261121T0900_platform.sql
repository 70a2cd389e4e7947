create schema if not exists platform;
comment on schema platform is 'What every module stands on: events, receipts, workers.';

create table platform.event (
  id uuid primary key,
  name text not null,
  at timestamptz not null,
  payload jsonb not null
);
comment on table platform.event is 'Facts that modules told each other; kept so that a delivery can be repeated.';
comment on column platform.event.id is 'UUIDv7 made by the publisher.';
comment on column platform.event.name is 'Past-tense name, module first: cases.case_file_accepted.';
comment on column platform.event.at is 'When it happened, by the clock of the application.';
comment on column platform.event.payload is 'Ids and facts; no personal data beyond ids.';

create table platform.event_receipt (
  event_id uuid not null,
  consumer text not null,
  primary key (event_id, consumer)
);
comment on table platform.event_receipt is 'An event that a consumer has handled; makes a second delivery harmless.';
comment on column platform.event_receipt.event_id is 'The event.';
comment on column platform.event_receipt.consumer is 'Stable name of the consumer.';

create table platform.worker (
  id text primary key,
  lock_key bigint not null,
  started_at timestamptz not null default now()
);
comment on table platform.worker is 'Job workers alive or killed; a dead one holds no advisory lock and its jobs are freed.';
comment on column platform.worker.id is 'Worker id as the job queue writes it into locked_by.';
comment on column platform.worker.lock_key is 'Advisory lock held by the process as long as it lives.';
comment on column platform.worker.started_at is 'When the worker registered.';

create table platform.dead_letter_note (
  job_id bigint primary key,
  note text not null,
  noted_by text not null,
  noted_at timestamptz not null
);
comment on table platform.dead_letter_note is 'What an officer decided about a job that failed for good.';
comment on column platform.dead_letter_note.job_id is 'Job in the queue.';
comment on column platform.dead_letter_note.note is 'Reason or remark.';
comment on column platform.dead_letter_note.noted_by is 'Account.';
comment on column platform.dead_letter_note.noted_at is 'When.';

grant select on platform.event to dinh_app;
grant select, insert on platform.event_receipt to dinh_app;
grant select, insert, update on platform.dead_letter_note to dinh_app;
