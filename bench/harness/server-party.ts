import type { Server } from './child.ts';
import { runLoad, type Call } from './load.ts';
import type { Party, RoundPlan, Sample } from './measure.ts';
import { cpuMsOf, watchBackends } from './process-cpu.ts';
import { quantile } from './statistics.ts';

export type ServerParty = {
  readonly name: string;
  readonly words: string;
  readonly server: Server;
  /** Process id of PostgreSQL and the database that this party alone uses; none for a party without one. */
  readonly database?: { readonly postmaster: number; readonly name: string };
  /** Calls are numbered through all rounds, so that none is sent twice. */
  next(number: number): Call;
};

/** A party that is a server: loaded by eight connections, charged with its process and its backends. */
export function serverParty(plan: ServerParty): Party {
  let sent = 0;
  return {
    name: plan.name,
    words: plan.words,
    async run(round: RoundPlan): Promise<Sample> {
      const { server, database } = plan;
      const postgres = database === undefined ? () => 0 : watchBackends(database.postmaster, database.name);
      const before = cpuMsOf(server.pid);
      const result = await runLoad({ url: server.url, seconds: round.seconds, next: () => plan.next(sent++) });
      const sorted = result.latenciesMs.toSorted((a, b) => a - b);
      return {
        units: result.units,
        seconds: result.seconds,
        ownCpuMs: cpuMsOf(server.pid) - before,
        postgresCpuMs: postgres(),
        facts: { perSecond: result.units / result.seconds, p50Ms: quantile(sorted, 0.5), p95Ms: quantile(sorted, 0.95) },
      };
    },
  };
}
