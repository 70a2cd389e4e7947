import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startServer } from '../harness/child.ts';
import { factGoal, type Measure, type Party, type Sample } from '../harness/measure.ts';
import { cpuMsOf } from '../harness/process-cpu.ts';

export const start: Measure = {
  name: 'start',
  title: 'Start',
  unit: 'start',
  workload: [
    'node src/server/main.ts in a data folder that does not exist, until /readyz answers 200: cluster of the embedded PostgreSQL, all migrations, 3,321 communes, demonstration locality with password hashes, keys and certificates. Then again in the same folder. Packages installed and pages built before; data folder on disk.',
    'CPU is that of the Node process alone.',
  ],
  goals: [
    factGoal('second', 'readySeconds', { words: 'second start, seconds', limit: 5, better: 'less' }),
    factGoal('cold', 'readySeconds', { words: 'cold start, seconds', limit: 30, better: 'less' }),
  ],
  warmUp: false,
  inOrder: true,
  async setUp(bench) {
    const folder = join(bench.folder, 'start');
    const begin = async (): Promise<Sample> => {
      const started = performance.now();
      const server = await startServer({ command: ['--max-semi-space-size=16', 'src/server/main.ts'], env: { DATA_DIR: folder }, readyPath: '/readyz', patienceSeconds: 120 });
      const seconds = (performance.now() - started) / 1000;
      const ownCpuMs = cpuMsOf(server.pid);
      const answer = await fetch(`${server.url}/thu-tuc/2.000635`);
      await server.stop();
      if (!answer.ok) throw new Error(`the first page was answered with ${answer.status}`);
      return { units: 1, seconds, ownCpuMs, postgresCpuMs: 0, facts: { readySeconds: seconds } };
    };
    const cold: Party = {
      name: 'cold',
      words: 'nothing there yet',
      async run() {
        await rm(folder, { recursive: true, force: true });
        return begin();
      },
    };
    return {
      parties: [cold, { name: 'second', words: 'the second time', run: begin }],
      check: async () => ['The page of a procedure was served after each start.'],
      tearDown: () => rm(folder, { recursive: true, force: true }),
    };
  },
};
