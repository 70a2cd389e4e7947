import type { Bench } from './bench.ts';

/** What one party did in one round. Every answer has been looked at: a wrong one fails the round. */
export type Sample = {
  /** Pieces of work done. */
  readonly units: number;
  readonly seconds: number;
  /** CPU of the party's own process, milliseconds. */
  readonly ownCpuMs: number;
  /** CPU of the PostgreSQL backends that worked for it, milliseconds. */
  readonly postgresCpuMs: number;
  /** Other figures of the round, such as `p95Ms` or `kilobytes`. */
  readonly facts?: Readonly<Record<string, number>>;
};

export type Party = { readonly name: string; readonly words: string; run(round: RoundPlan): Promise<Sample> };

export type RoundPlan = { readonly seconds: number; readonly number: number };

/** Samples of one round by party. */
export type Round = Readonly<Record<string, Sample>>;

export type Goal = {
  readonly words: string;
  readonly limit: number;
  readonly better: 'less' | 'more';
  /** The figure of one round. The goal is met only when the worst round meets it. */
  of(round: Round): number;
};

/** Everything that stands ready for the rounds; all parties are up at once. */
export type Stage = {
  readonly parties: readonly Party[];
  /** Looks at what the rounds left behind; every line is a fact worth printing. @throws Error when an answer was wrong */
  check(rounds: readonly Round[]): Promise<readonly string[]>;
  tearDown?(): Promise<void>;
};

export type Measure = {
  readonly name: string;
  readonly title: string;
  /** What one unit is. */
  readonly unit: string;
  readonly workload: readonly string[];
  readonly goals: readonly Goal[];
  /** Rounds when this measure needs another number than asked for: a start of minutes is not repeated ten times. */
  readonly rounds?: number;
  readonly warmUp?: boolean;
  /** True when one party needs what another left: the order then stays. */
  readonly inOrder?: boolean;
  setUp(bench: Bench): Promise<Stage>;
};

export const cpuMsPerUnit = (sample: Sample): number => (sample.ownCpuMs + sample.postgresCpuMs) / sample.units;

export const unitsPerCpuSecond = (sample: Sample): number => 1000 / cpuMsPerUnit(sample);

export function sampleOf(round: Round, party: string): Sample {
  const sample = round[party];
  if (sample === undefined) throw new Error(`no sample of ${party}`);
  return sample;
}

/** CPU of `ours` as a multiple of the floor's. */
export function atMostTimes(ours: string, floor: string, limit: number): Goal {
  const of = (round: Round): number => cpuMsPerUnit(sampleOf(round, ours)) / cpuMsPerUnit(sampleOf(round, floor));
  return { words: `CPU, ${ours} ÷ ${floor}`, limit, better: 'less', of };
}

/** Rate per CPU second of `ours` as a part of the floor's. */
export function atLeastPart(ours: string, floor: string, limit: number): Goal {
  const of = (round: Round): number => unitsPerCpuSecond(sampleOf(round, ours)) / unitsPerCpuSecond(sampleOf(round, floor));
  return { words: `rate per CPU second, ${ours} ÷ ${floor}`, limit, better: 'more', of };
}

/** A fact of a party against a limit. */
export function factGoal(party: string, fact: string, goal: Pick<Goal, 'words' | 'limit' | 'better'>): Goal {
  return { ...goal, of: (round) => sampleOf(round, party).facts?.[fact] ?? Number.NaN };
}
