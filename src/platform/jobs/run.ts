import { parseCronItems, run, runOnce, type Runner, type TaskList } from 'graphile-worker';
import type pg from 'pg';
import { z } from 'zod';
import type { Handlers, JobContext } from './definitions.ts';
import type { EventRegistry } from './registry.ts';
import { quietWorkerLogger } from './worker-logger.ts';
import { deliverEvent } from '#platform/db/effects.ts';

const delivery = z.object({ eventId: z.uuid(), consumer: z.string() });

export type JobLog = {
  failed(job: { name: string; attempt: number; maxAttempts: number }, error: unknown): void;
  done?(job: { name: string; milliseconds: number }): void;
};

export type WorkerOptions = {
  /** Pool of the owner: the queue's tables are closed to the application role. */
  readonly pool: pg.Pool;
  readonly registry: EventRegistry;
  readonly log?: JobLog;
};

/** Runs jobs until stopped; `stop` finishes the jobs at hand. */
export async function startWorker(options: WorkerOptions & { concurrency?: number }): Promise<Runner> {
  return run({
    pgPool: options.pool,
    taskList: taskList(options),
    parsedCronItems: cronItems(options.registry),
    concurrency: options.concurrency ?? 4,
    noHandleSignals: true,
    pollInterval: 2000,
    logger: quietWorkerLogger,
  });
}

/** Runs every due job and the jobs those bring forth, then returns (tests, demonstration data). */
export async function runAllJobs(options: WorkerOptions & { handlers: readonly Handlers[] }): Promise<void> {
  options.registry.add(...options.handlers);
  await runOnce({ pgPool: options.pool, taskList: taskList(options), logger: quietWorkerLogger, noHandleSignals: true });
}

function taskList(options: WorkerOptions): TaskList {
  const tasks: TaskList = { [deliverEvent]: (payload, helpers) => deliver(options, payload, contextOf(helpers)) };
  for (const handler of options.registry.jobs()) {
    tasks[handler.job.name] = (payload, helpers) => handler.run(payload, contextOf(helpers));
  }
  for (const schedule of options.registry.schedules()) {
    tasks[schedule.name] = (_payload, helpers) => schedule.run(contextOf(helpers));
  }
  for (const [name, task] of Object.entries(tasks)) {
    if (task !== undefined) tasks[name] = logged(name, task, options.log);
  }
  return tasks;
}

type Task = NonNullable<TaskList[string]>;

function logged(name: string, task: Task, log: JobLog | undefined): Task {
  return async (payload, helpers) => {
    const started = performance.now();
    try {
      await task(payload, helpers);
      log?.done?.({ name, milliseconds: performance.now() - started });
    } catch (error) {
      log?.failed({ name, attempt: helpers.job.attempts, maxAttempts: helpers.job.max_attempts }, error);
      throw error;
    }
  };
}

function contextOf(helpers: { job: { attempts: number }; abortSignal?: AbortSignal }): JobContext {
  return { attempt: helpers.job.attempts, signal: helpers.abortSignal ?? new AbortController().signal };
}

async function deliver(options: WorkerOptions, raw: unknown, context: JobContext): Promise<void> {
  const { eventId, consumer } = delivery.parse(raw);
  const { rows } = await options.pool.query<{ name: string; payload: unknown }>('select name, payload from platform.event where id = $1', [eventId]);
  const event = rows[0];
  if (event === undefined) throw new Error(`event ${eventId} is missing`);
  const handler = options.registry.eventHandler(event.name, consumer);
  // A consumer that a newer program dropped has nothing left to do.
  if (handler === undefined) return;
  await handler.run(event.payload, { ...context, eventId, consumer });
}

function cronItems(registry: EventRegistry): ReturnType<typeof parseCronItems> {
  return parseCronItems(
    registry.schedules().map((schedule) => ({
      task: schedule.name,
      match: schedule.cron,
      identifier: schedule.name,
      // After an outage one late run is enough; a pile of missed ones is not.
      options: { backfillPeriod: 0, maxAttempts: 3 },
    })),
  );
}
