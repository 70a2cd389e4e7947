import type { FastifyBaseLogger } from 'fastify';
import type { JobLog } from '#platform/jobs/run.ts';

/** What goes wrong behind the scenes, for the log; people see it on the page of background jobs. */
export function createJobLog(logger: FastifyBaseLogger): JobLog {
  return {
    failed: (job, error) => logger[job.attempt >= job.maxAttempts ? 'error' : 'warn']({ job, err: error }, 'job failed'),
    stopped: (error) => logger.error({ err: error }, 'job worker gave up; it is started again'),
  };
}
