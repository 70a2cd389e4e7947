import type { Machine } from './machine.ts';
import type { MeasureResult } from './rounds.ts';

/** What a run writes into bench/results, and docs/benchmarks.md is made from. */
export type BenchReport = {
  readonly startedAt: string;
  readonly endedAt: string;
  readonly commit: string;
  readonly machine: Machine & { readonly postgres: string; readonly loadAfter: number };
  readonly plan: { readonly rounds: number; readonly seconds: number };
  readonly results: readonly MeasureResult[];
  readonly failures: readonly { readonly name: string; readonly reason: string }[];
};
