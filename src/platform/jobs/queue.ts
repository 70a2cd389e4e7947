import { sql, type Kysely } from 'kysely';
import { z } from 'zod';
import type { Actor } from '#platform/access/actor.ts';
import { allow, deny, mayAnywhere, permit } from '#platform/access/decide.ts';
import type { Database } from '#platform/db/database.ts';
import { conflict, invalid } from '#platform/errors/app-error.ts';

export const permissions = [{ key: 'platform.jobs', vi: 'Theo dõi công việc nền, chạy lại, bỏ qua' }] as const;

/** Needs somebody first: `dead` has used up its attempts, `skipped` was laid to rest by somebody. */
export const jobStates = ['dead', 'failing', 'running', 'waiting', 'skipped'] as const;
export type JobState = (typeof jobStates)[number];

export type QueuedJob = {
  readonly id: number;
  /** Name of the job: `cases.issue_result`. */
  readonly task: string;
  /** Event and consumer of a delivery. */
  readonly about: string | null;
  readonly state: JobState;
  readonly attempts: number;
  readonly maxAttempts: number;
  readonly runAt: Date;
  readonly createdAt: Date;
  /** First line of what went wrong last. */
  readonly lastError: string | null;
  readonly note: string | null;
};

export type JobQueue = {
  /** One page of jobs, what needs somebody first. */
  listJobs(actor: Actor, query: { state: JobState | null; page: number }): Promise<{ readonly items: readonly QueuedJob[]; readonly more: boolean }>;
  countJobs(actor: Actor): Promise<Readonly<Record<JobState, number>>>;
  /** Runs a job as soon as a worker is free, with all its attempts before it. Safe to repeat. */
  retryJob(actor: Actor, input: unknown): Promise<void>;
  /** Lets a job rest for good, with a reason. Safe to repeat. */
  skipJob(actor: Actor, input: unknown): Promise<void>;
};

export const jobsPageSize = 50;

const jobId = z.coerce.number().int().positive();
const retryInput = z.object({ jobId });
const skipInput = z.object({ jobId, reason: z.string().trim().min(10).max(500) });

/** The queue for administrators; it holds no personal data beyond ids, but errors may quote some. */
export function createJobQueue({ db }: { readonly db: Database<unknown> }): JobQueue {
  return {
    async listJobs(actor, { state, page }) {
      permitJobs(actor);
      const rows = await readJobs(db.q, { state, page });
      return { items: rows.slice(0, jobsPageSize), more: rows.length > jobsPageSize };
    },
    async countJobs(actor) {
      permitJobs(actor);
      const { rows } = await sql<{ state: JobState; jobs: number }>`select state, jobs from platform.count_jobs()`.execute(db.q);
      const known = new Map(rows.map((row) => [row.state, row.jobs]));
      return Object.fromEntries(jobStates.map((state) => [state, known.get(state) ?? 0])) as Record<JobState, number>;
    },
    async retryJob(actor, raw) {
      permitJobs(actor);
      const input = parse(retryInput, raw);
      await change(db, { actor, jobId: input.jobId, action: 'platform.job_retried' }, sql`platform.retry_job(${input.jobId})`);
    },
    async skipJob(actor, raw) {
      permitJobs(actor);
      const input = parse(skipInput, raw);
      const who = actor.kind === 'officer' ? actor.accountId : actor.kind;
      await change(db, { actor, jobId: input.jobId, action: 'platform.job_skipped', reason: input.reason }, sql`platform.skip_job(${input.jobId}, ${input.reason}, ${who})`);
    },
  };
}

function permitJobs(actor: Actor): void {
  const decision = mayAnywhere(actor, 'platform.jobs') ? allow : deny('platform.jobs_forbidden');
  permit(decision, { actor, action: 'platform.jobs', subject: { kind: 'job_queue', id: 'jobs' } });
}

function parse<S extends z.ZodType>(schema: S, raw: unknown): z.infer<S> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  throw invalid(parsed.error.issues.some((issue) => issue.path[0] === 'reason') ? 'platform.job_reason_too_short' : 'platform.job_gone');
}

type Change = { readonly actor: Actor; readonly jobId: number; readonly action: string; readonly reason?: string };

async function change(db: Database<unknown>, by: Change, call: ReturnType<typeof sql>): Promise<void> {
  await db.transaction(async (tx) => {
    const { rows } = await sql<{ done: boolean }>`select ${call} as done`.execute(tx.q);
    // Done meanwhile, or a worker has it in hand.
    if (rows[0]?.done !== true) throw conflict('platform.job_gone');
    const detail = by.reason === undefined ? {} : { reason: by.reason };
    tx.audit({ actor: by.actor, action: by.action, subject: { kind: 'job', id: String(by.jobId) }, detail });
  });
}

type Row = Omit<QueuedJob, 'maxAttempts' | 'runAt' | 'createdAt' | 'lastError'> & { max_attempts: number; run_at: Date; created_at: Date; last_error: string | null };

async function readJobs(q: Kysely<unknown>, { state, page }: { state: JobState | null; page: number }): Promise<QueuedJob[]> {
  const { rows } = await sql<Row>`select * from platform.list_jobs(${state}, ${(page - 1) * jobsPageSize}, ${jobsPageSize + 1})`.execute(q);
  return rows.map((row) => ({
    id: row.id,
    task: row.task,
    about: row.about,
    state: row.state,
    attempts: row.attempts,
    maxAttempts: row.max_attempts,
    runAt: row.run_at,
    createdAt: row.created_at,
    lastError: row.last_error?.split('\n')[0]?.slice(0, 300) ?? null,
    note: row.state === 'skipped' ? row.note : null,
  }));
}
