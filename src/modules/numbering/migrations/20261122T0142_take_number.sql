-- Published to other modules: a statement that needs a number calls it, so that number and bearer cost one round trip.
create function numbering.take_number(series_unit text, series_kind text, bearer_kind text, bearer_id text, taken_at timestamptz)
returns int language plpgsql as $$
declare
  series_year constant int := extract(year from taken_at at time zone 'Asia/Ho_Chi_Minh');
  taken int;
begin
  insert into numbering.series as s (unit_uid, kind, year, last_number) values (series_unit, series_kind, series_year, 1)
  on conflict (unit_uid, kind, year) do update set last_number = s.last_number + 1
  returning last_number into taken;
  insert into numbering.number (unit_uid, kind, year, number, subject_kind, subject_id, allocated_at)
  values (series_unit, series_kind, series_year, taken, bearer_kind, bearer_id, taken_at);
  return taken;
end $$;
comment on function numbering.take_number(text, text, text, text, timestamptz) is 'Takes the next number of a yearly series and enters it in the register. The row of the series stays locked until the transaction ends, so a rollback leaves no gap.';
revoke all on function numbering.take_number(text, text, text, text, timestamptz) from public;
grant execute on function numbering.take_number(text, text, text, text, timestamptz) to dinh_app;

-- No query looks numbers up by their bearer.
drop index numbering.number_by_subject;
