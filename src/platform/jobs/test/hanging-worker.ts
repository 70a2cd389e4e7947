/** A worker process that takes one job and never finishes it; killed by the test. `node hanging-worker.ts <database url>` */
import { createPool } from '#platform/db/pool.ts';
import { onJob } from '../definitions.ts';
import { createEventRegistry } from '../registry.ts';
import { startWorker } from '../run.ts';
import { slowJob } from './slow-job.ts';

const registry = createEventRegistry();
registry.add({
  jobs: [
    onJob(slowJob, () => {
      process.stdout.write('taken\n');
      return new Promise(() => undefined);
    }),
  ],
});
await startWorker({ pool: createPool({ url: process.argv[2] ?? '', max: 8 }), registry });
