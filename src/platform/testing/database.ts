import type pg from 'pg';
import { afterAll, inject } from 'vitest';
import { createDatabase, type Database } from '#platform/db/database.ts';
import { applicationRole } from '#platform/db/migrate.ts';
import { createPool } from '#platform/db/pool.ts';
import type { AuditRecorder } from '#platform/audit/entry.ts';
import type { Handlers } from '#platform/jobs/definitions.ts';
import { createEventRegistry, type EventRegistry } from '#platform/jobs/registry.ts';
import { runAllJobs } from '#platform/jobs/run.ts';
import { manualClock, type ManualClock } from '#platform/time/clock.ts';
import { sequentialIds, type Ids } from '#platform/time/ids.ts';
import { runSql, withDatabase } from './admin.ts';

let count = 0;

export type TestDatabase<T> = {
  readonly db: Database<T>;
  readonly audit: AuditRecorder;
  /** Monday 2026-11-23 09:00 in Viet Nam until moved. */
  readonly clock: ManualClock;
  readonly ids: Ids;
  readonly registry: EventRegistry;
  /** As the owner of the tables, past all grants: for arranging and for looking at rows. */
  readonly owner: pg.Pool;
  readonly ownerUrl: string;
  /** Runs every due job, and the jobs those bring forth, with the real queue. */
  runJobs(...handlers: Handlers[]): Promise<void>;
};

/** A fresh database cloned from the migrated template; dropped after the test file. Call it in `beforeAll`. */
export async function testDatabase<T>(): Promise<TestDatabase<T>> {
  const name = `dinh_test_${process.pid}_${++count}`;
  await runSql(inject('adminUrl'), `create database ${name} template ${inject('templateName')}`);
  const ownerUrl = withDatabase(inject('adminUrl'), name);
  const pool = createPool({ url: ownerUrl, role: applicationRole, max: 60, quick: true });
  const owner = createPool({ url: ownerUrl, max: 4 });
  const clock = manualClock(new Date('2026-11-23T02:00:00Z'));
  const ids = sequentialIds(name);
  const registry = createEventRegistry();
  const database = createDatabase<T>({ pool, clock, ids, consumersOf: registry.consumersOf });
  afterAll(async () => {
    await database.close();
    await owner.end();
    await runSql(inject('adminUrl'), `drop database if exists ${name} with (force)`);
  });
  const runJobs = async (...handlers: Handlers[]): Promise<void> => runAllJobs({ pool: owner, registry, handlers });
  return { db: database, audit: database, clock, ids, registry, owner, ownerUrl, runJobs };
}

export type RecordedAudit = {
  action: string;
  actor_kind: string;
  actor_id: string | null;
  subject_kind: string;
  subject_id: string;
  unit_uid: string | null;
  purpose: string | null;
  detail: Record<string, unknown>;
};

/** Audit lines in order of writing. */
export async function recordedAudit(test: { owner: pg.Pool }): Promise<RecordedAudit[]> {
  const { rows } = await test.owner.query<RecordedAudit>(
    'select action, actor_kind, actor_id, subject_kind, subject_id, unit_uid, purpose, detail from audit.entry order by id',
  );
  return rows;
}

/** Published events in order. */
export async function recordedEvents(test: { owner: pg.Pool }): Promise<{ name: string; payload: Record<string, unknown> }[]> {
  const { rows } = await test.owner.query<{ name: string; payload: Record<string, unknown> }>(
    'select name, payload from platform.event order by at, id',
  );
  return rows;
}

/** Jobs still waiting, by name. */
export async function queuedJobs(test: { owner: pg.Pool }): Promise<{ name: string; payload: Record<string, unknown> }[]> {
  const { rows } = await test.owner.query<{ name: string; payload: Record<string, unknown> }>(
    `select t.identifier as name, j.payload from graphile_worker._private_jobs j
     join graphile_worker._private_tasks t on t.id = j.task_id order by j.id`,
  );
  return rows;
}
