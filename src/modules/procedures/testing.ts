import type { ProceduresOutside } from './ports.ts';

/** The outside of the module in tests: no cases, five working days, nobody else who publishes; parts may be replaced. */
export function quietOutside(changes: Partial<ProceduresOutside> = {}): ProceduresOutside {
  return {
    countRunningCases: async () => new Map(),
    listRunningCases: async () => [],
    workingDaysBetween: async () => 5,
    othersMayPublish: async () => false,
    ...changes,
  };
}
