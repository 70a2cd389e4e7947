import { setTimeout as sleep } from 'node:timers/promises';
import type { Runner } from 'graphile-worker';

export type KeepOptions = {
  /** Told why a runner ended that nobody had stopped. */
  readonly onLost: (error: unknown) => void;
  /** Milliseconds before the next try. */
  readonly pause: number;
};

/** Starts a runner again whenever it gives up by itself; `stop` ends the one at work and the restarting. */
export async function keepRunning(start: () => Promise<Runner>, { onLost, pause }: KeepOptions): Promise<{ stop(): Promise<void> }> {
  const stopping = new AbortController();
  const over = (): boolean => stopping.signal.aborted;
  let runner: Runner | undefined = await start();

  async function follow(): Promise<void> {
    while (!over()) {
      const error = await endOf(runner);
      runner = undefined;
      if (over()) return;
      onLost(error);
      await sleep(pause, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
      const next = over() ? undefined : await start().catch(() => undefined);
      // Stopped while it was starting: nobody else knows of it.
      if (over()) await next?.stop();
      else runner = next;
    }
  }

  const following = follow();
  return {
    async stop() {
      const last = runner;
      stopping.abort();
      await last?.stop();
      await following;
    },
  };
}

/** Why a runner ended; one that could not even start has ended. */
async function endOf(runner: Runner | undefined): Promise<unknown> {
  try {
    await runner?.promise;
    return new Error('the job worker ended by itself');
  } catch (error) {
    return error;
  }
}
