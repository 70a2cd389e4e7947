create schema if not exists desk;
comment on schema desk is 'The digital desk: one inbox over all modules. No copies, only views.';

create view desk.inbox as
select subject_kind, subject_id, code, title, party, unit_uid, holder_id, permission, state, stage, due_at, since from cases.inbox;
comment on view desk.inbox is 'Union of the inboxes that the modules publish, in one agreed shape.';
comment on column desk.inbox.holder_id is 'Holding of the officer who has it; null while anyone of the role may take it.';
comment on column desk.inbox.due_at is 'When it must be done; null when no clock runs.';

grant select on desk.inbox to dinh_app;
