import { CompiledQuery, type Transaction } from 'kysely';
import { actorColumns, type AuditEntry } from '#platform/audit/entry.ts';
import type { EventDefinition, JobDefinition } from '#platform/jobs/definitions.ts';
import type { Clock } from '#platform/time/clock.ts';
import type { Ids } from '#platform/time/ids.ts';
import { lastStatement } from './quick-client.ts';

export type EnqueueOptions = { readonly runAt?: Date; readonly key?: string; readonly maxAttempts?: number };

export type EffectsDeps = {
  readonly clock: Clock;
  readonly ids: Ids;
  /** Names of the consumers of an event; filled by compose once all modules exist. */
  readonly consumersOf: (eventName: string) => readonly string[];
};

type AuditRow = {
  at: string;
  actor_kind: string;
  actor_id: string | null;
  holding_id: string | null;
  session_id: string | null;
  action: string;
  subject_kind: string;
  subject_id: string;
  unit_uid: string | null;
  purpose: string | null;
  detail: Readonly<Record<string, unknown>>;
};
type EventRow = { id: string; name: string; at: string; payload: unknown };
type DeliveryRow = { eventId: string; consumer: string };
type JobRow = { name: string; payload: unknown; run_at: string | null; key: string | null; max_attempts: number };

/** Audit lines, events and jobs of one transaction, gathered so that they cost one round trip. */
export type Effects = {
  readonly rows: { readonly audit: AuditRow[]; readonly events: EventRow[]; readonly deliveries: DeliveryRow[]; readonly jobs: JobRow[] };
  addAudit(entry: AuditEntry): void;
  addEvent<P>(event: EventDefinition<P>, payload: P): void;
  addJob<P>(job: JobDefinition<P>, payload: P, options: EnqueueOptions): void;
};

/** Name of the job that hands one event to one consumer. */
export const deliverEvent = 'platform.deliver_event';

export function createEffects(deps: EffectsDeps): Effects {
  const rows: Effects['rows'] = { audit: [], events: [], deliveries: [], jobs: [] };
  const now = (): string => deps.clock.now().toISOString();
  return {
    rows,
    addAudit: (entry) => void rows.audit.push(auditRow(entry, now())),
    addEvent(event, payload) {
      const id = deps.ids.uuid();
      rows.events.push({ id, name: event.name, at: now(), payload: event.schema.parse(payload) });
      for (const consumer of deps.consumersOf(event.name)) rows.deliveries.push({ eventId: id, consumer });
    },
    addJob(job, payload, options) {
      const key = options.key ?? null;
      const earlier = key === null ? -1 : rows.jobs.findIndex((row) => row.key === key);
      // The queue takes a key once in a statement; as between transactions, the later job replaces the earlier.
      if (earlier !== -1) rows.jobs.splice(earlier, 1);
      rows.jobs.push({
        name: job.name,
        payload: job.schema.parse(payload),
        run_at: options.runAt?.toISOString() ?? null,
        key,
        max_attempts: options.maxAttempts ?? job.maxAttempts,
      });
    },
  };
}

function auditRow(entry: AuditEntry, at: string): AuditRow {
  const actor = actorColumns(entry.actor);
  return {
    at,
    actor_kind: actor.kind,
    actor_id: actor.id,
    holding_id: actor.holding,
    session_id: actor.session,
    action: entry.action,
    subject_kind: entry.subject.kind,
    subject_id: entry.subject.id,
    unit_uid: entry.unitUid ?? null,
    purpose: entry.purpose ?? null,
    detail: entry.detail ?? {},
  };
}

/** The parameters `$1` to `$4` of the function that writes them. */
export function parametersOf({ rows }: Effects): (string | null)[] {
  return [rows.audit, rows.events, rows.deliveries, rows.jobs].map((list) => (list.length === 0 ? null : JSON.stringify(list)));
}

// Nothing is sent after it but COMMIT, which therefore travels with it.
const record = `${lastStatement} select platform.record_effects($1::jsonb, $2::jsonb, $3::json, $4::jsonb, '{}')`;

/** Writes all gathered rows; the function is SECURITY DEFINER, so the application role cannot touch the trail itself. */
export async function flushEffects(q: Transaction<unknown>, effects: Effects): Promise<void> {
  const { audit, events, jobs } = effects.rows;
  if (audit.length + events.length + jobs.length > 0) await q.executeQuery(CompiledQuery.raw(record, parametersOf(effects)));
}
