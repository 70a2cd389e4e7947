import { sql, type Kysely } from 'kysely';
import type { HallTables } from '../tables.gen.ts';

export type GroupFigures = {
  readonly groupId: string;
  readonly code: string;
  readonly name: string;
  readonly issued: number;
  readonly priority: number;
  readonly booked: number;
  readonly local: number;
  readonly waiting: number;
  readonly serving: number;
  readonly done: number;
  readonly abandoned: number;
  readonly cancelled: number;
  /** Minutes from taking the number to the first call: median and longest; null when nobody was called. */
  readonly waitMedian: number | null;
  readonly waitLongest: number | null;
  /** Minutes from the call to the end; null when nobody was served. */
  readonly serveMedian: number | null;
};

/** What happened in a hall on a day, by group; skipped people who did not come back count as abandoned. */
export async function readFigures(q: Kysely<HallTables>, unitUid: string, day: string): Promise<GroupFigures[]> {
  const { rows } = await sql<GroupFigures>`
    select g.id as "groupId", g.code, g.name, count(t.id)::int as issued,
      count(t.priority_kind_id)::int as priority,
      count(*) filter (where t.source = 'booking')::int as booked,
      count(*) filter (where t.source = 'local')::int as local,
      count(*) filter (where t.state = 'waiting')::int as waiting,
      count(*) filter (where t.state in ('called', 'serving'))::int as serving,
      count(*) filter (where t.state = 'done')::int as done,
      count(*) filter (where t.state in ('skipped', 'abandoned'))::int as abandoned,
      count(*) filter (where t.state = 'cancelled')::int as cancelled,
      percentile_cont(0.5) within group (order by extract(epoch from t.called_at - t.issued_at) / 60) filter (where t.called_at is not null) as "waitMedian",
      (max(extract(epoch from t.called_at - t.issued_at)) / 60)::float8 as "waitLongest",
      percentile_cont(0.5) within group (order by extract(epoch from t.ended_at - coalesce(t.serving_at, t.called_at)) / 60) filter (where t.state = 'done' and t.called_at is not null) as "serveMedian"
    from hall.counter_group g left join hall.ticket t on t.group_id = g.id and t.day = ${day}::date
    where g.unit_uid = ${unitUid} and (g.closed_at is null or t.id is not null)
    group by g.id, g.code, g.name, g.position order by g.position, g.code`.execute(q);
  return rows;
}
