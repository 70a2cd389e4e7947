import type { Bench } from './bench.ts';
import type { Goal, Measure, Party, Round, Sample } from './measure.ts';
import { spreadOf, type Spread } from './statistics.ts';

export type RunPlan = { readonly rounds: number; readonly seconds: number };

export type GoalResult = { readonly words: string; readonly limit: number; readonly better: 'less' | 'more'; readonly spread: Spread; readonly met: boolean };

export type MeasureResult = {
  readonly name: string;
  readonly title: string;
  readonly unit: string;
  readonly workload: readonly string[];
  readonly parties: readonly { readonly name: string; readonly words: string }[];
  readonly rounds: readonly Round[];
  readonly goals: readonly GoalResult[];
  readonly findings: readonly string[];
};

/** Longest round allowed; figures of longer ones say more about the neighbours on the machine. */
const longestSeconds = 10;

/** Sets up, warms up, runs the rounds with the order of parties rotated, and checks what is left behind. */
export async function runMeasure(bench: Bench, measure: Measure, plan: RunPlan): Promise<MeasureResult> {
  bench.say(`${measure.name}: setting up`);
  const stage = await measure.setUp(bench);
  try {
    const seconds = Math.min(plan.seconds, longestSeconds);
    if (measure.warmUp !== false) await runRound(stage.parties, { number: 0, seconds: Math.min(seconds, 2) });
    const rounds: Round[] = [];
    for (let number = 1; number <= (measure.rounds ?? plan.rounds); number++) {
      rounds.push(await runRound(measure.inOrder === true ? stage.parties : rotated(stage.parties, number), { number, seconds }));
      bench.say(`${measure.name}: round ${number}`);
    }
    const findings = await stage.check(rounds);
    const parties = stage.parties.map(({ name, words }) => ({ name, words }));
    const { name, title, unit, workload } = measure;
    return { name, title, unit, workload, parties, rounds, goals: measure.goals.map((goal) => judge(goal, rounds)), findings };
  } finally {
    await stage.tearDown?.();
  }
}

async function runRound(parties: readonly Party[], round: { number: number; seconds: number }): Promise<Round> {
  const samples: Record<string, Sample> = {};
  for (const party of parties) samples[party.name] = await party.run(round);
  return samples;
}

/** Another party begins each round: whoever comes after a heavy one would otherwise pay for its dirty pages every time. */
function rotated(parties: readonly Party[], number: number): readonly Party[] {
  const by = number % parties.length;
  return [...parties.slice(by), ...parties.slice(0, by)];
}

function judge(goal: Goal, rounds: readonly Round[]): GoalResult {
  const spread = spreadOf(rounds.map((round) => goal.of(round)));
  const met = goal.better === 'less' ? spread.max <= goal.limit : spread.min >= goal.limit;
  return { words: goal.words, limit: goal.limit, better: goal.better, spread, met };
}
