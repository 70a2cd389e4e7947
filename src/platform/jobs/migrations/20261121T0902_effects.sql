-- The only way for the application role to write the audit trail, events and jobs: one call at the end of a transaction.
create function platform.record_effects(audit_rows jsonb, event_rows jsonb, job_rows jsonb) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if audit_rows is not null then
    insert into audit.entry (at, actor_kind, actor_id, holding_id, session_id, action, subject_kind, subject_id, unit_uid, purpose, detail, epoch, xid)
    select r.at, r.actor_kind, r.actor_id, r.holding_id, r.session_id, r.action, r.subject_kind, r.subject_id, r.unit_uid, r.purpose, r.detail,
           (select max(epoch) from audit.epoch), pg_current_xact_id()
    from jsonb_to_recordset(audit_rows) as r(at timestamptz, actor_kind text, actor_id text, holding_id text, session_id text,
         action text, subject_kind text, subject_id text, unit_uid text, purpose text, detail jsonb);
  end if;
  if event_rows is not null then
    insert into platform.event (id, name, at, payload)
    select r.id, r.name, r.at, r.payload from jsonb_to_recordset(event_rows) as r(id uuid, name text, at timestamptz, payload jsonb);
  end if;
  if job_rows is not null then
    perform graphile_worker.add_jobs(array(
      select (r.name, r.payload::json, null, r.run_at, r.max_attempts, r.key, null, null)::graphile_worker.job_spec
      from jsonb_to_recordset(job_rows) as r(name text, payload jsonb, run_at timestamptz, key text, max_attempts smallint)));
  end if;
end $$;
comment on function platform.record_effects(jsonb, jsonb, jsonb) is 'Writes audit lines, events and jobs of one transaction.';
revoke all on function platform.record_effects(jsonb, jsonb, jsonb) from public;
grant execute on function platform.record_effects(jsonb, jsonb, jsonb) to dinh_app;
