-- Traces as part of a statement that is a whole use case, such as the filing of a case that takes a number. What only the
-- statement knows is added to each detail and payload. Deliveries of events go straight into the queue: telling the
-- worker in each transaction would make all commits wait for one another, because NOTIFY holds a lock of the whole
-- cluster until the commit is on disk. The application tells it a moment later, once for many.
-- The function with three arguments stays for processes that are still of the version before.
create function platform.record_effects(audit_rows jsonb, event_rows jsonb, delivery_rows json, job_rows jsonb, known jsonb) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if audit_rows is not null then
    insert into audit.entry (at, actor_kind, actor_id, holding_id, session_id, action, subject_kind, subject_id, unit_uid, purpose, detail, epoch, xid)
    select (r ->> 'at')::timestamptz, r ->> 'actor_kind', r ->> 'actor_id', r ->> 'holding_id', r ->> 'session_id', r ->> 'action', r ->> 'subject_kind',
           r ->> 'subject_id', r ->> 'unit_uid', r ->> 'purpose', (r -> 'detail') || known, (select max(epoch) from audit.epoch), pg_current_xact_id()
    from jsonb_array_elements(audit_rows) as r;
  end if;
  if event_rows is not null then
    insert into platform.event (id, name, at, payload)
    select (r ->> 'id')::uuid, r ->> 'name', (r ->> 'at')::timestamptz, (r -> 'payload') || known from jsonb_array_elements(event_rows) as r;
  end if;
  if delivery_rows is not null then
    insert into graphile_worker._private_jobs (task_id, payload)
    select t.id, r from graphile_worker._private_tasks t, json_array_elements(delivery_rows) as r where t.identifier = 'platform.deliver_event';
    -- Before the first delivery the queue does not know the task; it learns of it by its own function.
    if not found then
      perform graphile_worker.add_jobs(array(
        select ('platform.deliver_event', r, null, null, null, null, null, null)::graphile_worker.job_spec from json_array_elements(delivery_rows) as r));
    end if;
  end if;
  if job_rows is not null then
    perform graphile_worker.add_jobs(array(
      select (r.name, r.payload::json, null, r.run_at, r.max_attempts, r.key, null, null)::graphile_worker.job_spec
      from jsonb_to_recordset(job_rows) as r(name text, payload jsonb, run_at timestamptz, key text, max_attempts smallint)));
  end if;
end $$;
comment on function platform.record_effects(jsonb, jsonb, json, jsonb, jsonb) is 'Writes audit lines, events, their deliveries, and jobs of one transaction; the last argument holds facts that the statement itself has found.';
revoke all on function platform.record_effects(jsonb, jsonb, json, jsonb, jsonb) from public;
grant execute on function platform.record_effects(jsonb, jsonb, json, jsonb, jsonb) to dinh_app;
