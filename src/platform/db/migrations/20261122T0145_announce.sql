-- What a process remembers of the database must be forgotten when another process changes it: triggers tell the channel
-- dinh_changes, src/platform/db/change-feed.ts listens. Only for what changes rarely: a commit with NOTIFY waits for others.
create function platform.announce() returns trigger language plpgsql as $$
begin
  perform pg_notify('dinh_changes', tg_argv[0]);
  return null;
end $$;
comment on function platform.announce() is 'Tells the other processes of a change, by the topic that the trigger names.';
