import { Logger } from 'graphile-worker';

/** The queue's own chatter is dropped; failures of jobs are logged by our runner with the job's name. */
export const quietWorkerLogger = new Logger(() => () => undefined);
