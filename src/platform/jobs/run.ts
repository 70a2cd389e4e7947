import { EventEmitter } from 'node:events';
import { parseCronItems, run, runOnce, type Runner, type SharedOptions, type TaskList, type WorkerEvents } from 'graphile-worker';
import type pg from 'pg';
import { z } from 'zod';
import type { Handlers, JobContext } from './definitions.ts';
import { keepRunning } from './keep-running.ts';
import { announcePresence, freeDeadWorkers, type Presence } from './presence.ts';
import type { EventRegistry } from './registry.ts';
import { quietWorkerLogger } from './worker-logger.ts';
import { deliverEvent } from '#platform/db/effects.ts';

const delivery = z.object({ eventId: z.uuid(), consumer: z.string() });

export type JobLog = {
  failed(job: { name: string; attempt: number; maxAttempts: number }, error: unknown): void;
  done?(job: { name: string; milliseconds: number }): void;
  /** The whole worker gave up (a long outage of the database); it is started again. */
  stopped?(error: unknown): void;
};

export type WorkerOptions = {
  /** Pool of the owner: the queue's tables are closed to the application role. */
  readonly pool: pg.Pool;
  readonly registry: EventRegistry;
  readonly log?: JobLog;
};

export type JobWorker = {
  /** Finishes the jobs at hand. */
  stop(): Promise<void>;
};

const lookForDeadEvery = 60_000;

/** Runs jobs until stopped, and frees at start and every minute the jobs of processes that were killed. */
export async function startWorker(options: WorkerOptions & { concurrency?: number }): Promise<JobWorker> {
  const { pool, registry } = options;
  const presence = await announcePresence(pool);
  await freeDeadWorkers(pool);
  // An outage of the database is told by the jobs that fail; the next minute tries again.
  const watch = setInterval(() => void freeDeadWorkers(pool).catch(() => undefined), lookForDeadEvery);
  watch.unref();
  const start = async (): Promise<Runner> => {
    // A runner that gave up in an outage could not say so to the queue.
    await presence.disown();
    return run({
      ...queueOptions(pool, presence),
      taskList: taskList(options, presence),
      parsedCronItems: cronItems(registry),
      concurrency: options.concurrency ?? 4,
      pollInterval: 2000,
    });
  };
  const runner = await keepRunning(start, { onLost: (error) => options.log?.stopped?.(error), pause: 5_000 });
  return {
    async stop() {
      clearInterval(watch);
      await runner.stop();
      await presence.leave();
    },
  };
}

/** Runs every due job and the jobs those bring forth, then returns (tests, demonstration data). */
export async function runAllJobs(options: WorkerOptions & { handlers: readonly Handlers[] }): Promise<void> {
  options.registry.add(...options.handlers);
  const presence = await announcePresence(options.pool);
  try {
    await runOnce({ ...queueOptions(options.pool, presence), taskList: taskList(options, presence) });
  } finally {
    await presence.leave();
  }
}

function queueOptions(pool: pg.Pool, presence: Presence): SharedOptions & { noHandleSignals: true } {
  return {
    pgPool: pool,
    events: eventsFor(presence),
    noHandleSignals: true,
    logger: quietWorkerLogger,
    // Otherwise the end of a job is written by a promise nobody waits for: a stop loses it, a lost connection ends the process.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  };
}

/** The queue locks jobs under the name of its pool. */
function eventsFor(presence: Presence): WorkerEvents {
  const events = new EventEmitter() as WorkerEvents;
  events.on('pool:create', ({ workerPool }) => presence.register(workerPool.id));
  return events;
}

function taskList(options: WorkerOptions, presence: Presence): TaskList {
  const tasks: TaskList = { [deliverEvent]: (payload, helpers) => deliver(options, payload, contextOf(helpers)) };
  for (const handler of options.registry.jobs()) {
    tasks[handler.job.name] = (payload, helpers) => handler.run(payload, contextOf(helpers));
  }
  for (const schedule of options.registry.schedules()) {
    tasks[schedule.name] = (_payload, helpers) => schedule.run(contextOf(helpers));
  }
  for (const [name, task] of Object.entries(tasks)) {
    if (task !== undefined) tasks[name] = watched(name, task, { presence, log: options.log });
  }
  return tasks;
}

type Task = NonNullable<TaskList[string]>;

function watched(name: string, task: Task, by: { presence: Presence; log: JobLog | undefined }): Task {
  const { presence, log } = by;
  return async (payload, helpers) => {
    await presence.registered();
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
