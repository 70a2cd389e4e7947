-- The inbox reads each pile (unit, permission) in the order of its due dates and stops after a page, or counts it
-- without touching the cases; the expression is that of cases.inbox.
create index case_file_piles on cases.case_file (
  unit_uid,
  (case step_kind when 'receive' then 'cases.receive' when 'process' then 'cases.process' when 'sign' then 'cases.sign' else 'cases.deliver' end),
  due_at,
  submitted_at
) include (step_kind, state, holder_id) where step_kind <> 'closed';
comment on index cases.case_file_piles is 'Open cases by unit and permission, what is due first on top.';
