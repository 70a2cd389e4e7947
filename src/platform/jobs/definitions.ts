import type { z } from 'zod';

/** A fact that one module tells the others. Names are past tense: `cases.case_file_accepted`. */
export type EventDefinition<P> = { readonly name: string; readonly schema: z.ZodType<P> };

/** Work to be done outside the transaction that asked for it. */
export type JobDefinition<P> = { readonly name: string; readonly schema: z.ZodType<P>; readonly maxAttempts: number };

/** What a job or an event consumer is told about its run. */
export type JobContext = { readonly eventId?: string; readonly consumer?: string; readonly attempt: number; readonly signal: AbortSignal };

export type JobHandler = { readonly job: JobDefinition<unknown>; readonly run: (payload: unknown, context: JobContext) => Promise<void> };

export type EventHandler = {
  readonly event: EventDefinition<unknown>;
  /** Stable name of the consumer; an event is delivered once per consumer. */
  readonly consumer: string;
  readonly run: (payload: unknown, context: JobContext) => Promise<void>;
};

/** Cron line in UTC, five fields. */
export type Schedule = { readonly name: string; readonly cron: string; readonly run: (context: JobContext) => Promise<void> };

export type Handlers = {
  readonly jobs?: readonly JobHandler[];
  readonly events?: readonly EventHandler[];
  readonly schedules?: readonly Schedule[];
};

export function defineEvent<P>(name: string, schema: z.ZodType<P>): EventDefinition<P> {
  return { name, schema };
}

/** Retries grow exponentially (graphile-worker); 25 attempts are about three days. */
export function defineJob<P>(name: string, schema: z.ZodType<P>, options: { maxAttempts?: number } = {}): JobDefinition<P> {
  return { name, schema, maxAttempts: options.maxAttempts ?? 25 };
}

export function onJob<P>(job: JobDefinition<P>, run: (payload: P, context: JobContext) => Promise<void>): JobHandler {
  return { job, run: (payload, context) => run(job.schema.parse(payload), context) };
}

export function onEvent<P>(
  event: EventDefinition<P>,
  consumer: string,
  run: (payload: P, context: JobContext) => Promise<void>,
): EventHandler {
  return { event, consumer, run: (payload, context) => run(event.schema.parse(payload), context) };
}
