-- The queue as administrators see it. Functions, not a view: the queue's own upgrades may change its tables under us.
create function platform.list_jobs(wanted_state text, skip_rows int, take_rows int)
returns table (id bigint, task text, about text, state text, attempts int, max_attempts int, run_at timestamptz, created_at timestamptz,
               last_error text, note text, noted_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  return query
    select q.id, q.task, q.about, q.state, q.attempts, q.max_attempts, q.run_at, q.created_at, q.last_error, q.note, q.noted_at
    from (
      select j.id, t.identifier as task,
        case when t.identifier = 'platform.deliver_event' then (select e.name from platform.event e where e.id::text = j.payload ->> 'eventId') || ' → ' || (j.payload ->> 'consumer') end as about,
        case when j.locked_at is not null then 'running'
             when j.attempts >= j.max_attempts and n.noted_at >= j.updated_at then 'skipped'
             when j.attempts >= j.max_attempts then 'dead'
             when j.last_error is not null then 'failing'
             else 'waiting' end as state,
        j.attempts::int, j.max_attempts::int, j.run_at, j.created_at, j.last_error, n.note, n.noted_at
      from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id
      left join platform.dead_letter_note n on n.job_id = j.id
    ) q
    where wanted_state is null or q.state = wanted_state
    order by array_position(array['dead', 'failing', 'running', 'waiting', 'skipped'], q.state), q.run_at, q.id
    offset skip_rows limit take_rows;
end $$;
comment on function platform.list_jobs(text, int, int) is 'Jobs of the queue, what needs somebody first; null lists every state.';

create function platform.count_jobs() returns table (state text, jobs bigint)
language sql stable security definer set search_path = pg_catalog as $$
  select state, count(*) from platform.list_jobs(null, 0, null) group by state
$$;
comment on function platform.count_jobs() is 'How many jobs are in each state.';

create function platform.retry_job(job bigint) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform graphile_worker.reschedule_jobs(array[job], run_at := now(), attempts := 0);
  delete from platform.dead_letter_note where job_id = job;
  return exists (select from graphile_worker._private_jobs j where j.id = job and j.locked_at is null);
end $$;
comment on function platform.retry_job(bigint) is 'Runs a job now with all its attempts before it; false when it is gone or running.';

create function platform.skip_job(job bigint, why text, who text) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform graphile_worker.permanently_fail_jobs(array[job], (select j.last_error from graphile_worker._private_jobs j where j.id = job));
  if not exists (select from graphile_worker._private_jobs j where j.id = job and j.locked_at is null) then return false; end if;
  insert into platform.dead_letter_note (job_id, note, noted_by, noted_at) values (job, why, who, now())
  on conflict (job_id) do update set note = excluded.note, noted_by = excluded.noted_by, noted_at = excluded.noted_at;
  return true;
end $$;
comment on function platform.skip_job(bigint, text, text) is 'Lets a job rest for good, with the reason; false when it is gone or running.';

revoke all on function platform.list_jobs(text, int, int), platform.count_jobs(), platform.retry_job(bigint), platform.skip_job(bigint, text, text) from public;
grant execute on function platform.list_jobs(text, int, int), platform.count_jobs(), platform.retry_job(bigint), platform.skip_job(bigint, text, text) to dinh_app;
revoke insert, update on platform.dead_letter_note from dinh_app;
