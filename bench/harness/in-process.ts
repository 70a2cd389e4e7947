import type { Party, Sample } from './measure.ts';

export type Work = { readonly name: string; readonly words: string; readonly once: (number: number) => unknown };

/** A party that works in this very process: charged with all CPU that the process used meanwhile. */
export function inProcessParty({ name, words, once }: Work): Party {
  let made = 0;
  return {
    name,
    words,
    async run({ seconds }): Promise<Sample> {
      const [started, before, first] = [performance.now(), process.cpuUsage(), made];
      while (performance.now() - started < seconds * 1000) await once(made++);
      const { user, system } = process.cpuUsage(before);
      const [units, ownCpuMs] = [made - first, (user + system) / 1000];
      return { units, seconds: (performance.now() - started) / 1000, ownCpuMs, postgresCpuMs: 0, facts: { perCpuSecond: (units * 1000) / ownCpuMs } };
    },
  };
}
