/** Writes docs/benchmarks.md from the newest file of bench/results and from bench/findings.md. */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import type { BenchReport } from './harness/report-file.ts';
import { spreadOf, writeFigure, writeSpread } from './harness/statistics.ts';
import { writeTable } from './harness/table.ts';

const newest = globSync('bench/results/*.json').sort().at(-1);
if (newest === undefined) throw new Error('there is no result: npm run bench first');
const report = JSON.parse(readFileSync(newest, 'utf8')) as BenchReport;

const goals = report.results.flatMap((result) => result.goals.map((goal) => ({ ...goal, name: result.name })));
const overview = goals.map(({ name, words, limit, better, spread, met }) => {
  const sign = better === 'less' ? '≤' : '≥';
  return `| ${name} | ${words} | ${sign} ${writeFigure(limit)} | ${writeSpread(spread)} | ${met ? 'met' : '**missed**'} |`;
});

const page = `# Benchmarks

Written by \`node bench/report.ts\` from \`${newest}\`; do not edit here. Run again: \`npm run bench\`, one measure: \`npm run bench -- submit\`.

## Goals

A goal is met only when the worst of the rounds meets it.

| Measure | Goal | Limit | Median (worst and best round) | |
| --- | --- | --- | --- | --- |
${overview.join('\n')}

${readFileSync('bench/findings.md', 'utf8').trim()}

## How it was measured

- ${describeRun(report)}
- All parties of a measure are up in the same run on the same PostgreSQL (the embedded one, its own settings, \`fsync\` and \`synchronous_commit\` on). After a warm-up the rounds follow with the order of parties rotated. Ratios are formed within a round, then the median and the range of the rounds are quoted.
- CPU is counted in \`/proc/<pid>/stat\`: the party's own process, and the PostgreSQL backends of the database that only this party uses. The load generator is charged to nobody. Rates by the clock stand beside it and say less: the generator shares the cores.
- Loads go to loopback only, by eight connections. Each answer is looked at; one wrong answer fails the round.
- Noise: ${noise(report)}

## Figures

${report.results.map((result) => `${writeTable([result])}\n${result.workload.map((line) => `> ${line}`).join('\n>\n')}\n`).join('\n')}
${report.failures.length === 0 ? '' : `## Not measured\n\n${report.failures.map(({ name, reason }) => `- ${name}: ${reason}`).join('\n')}\n`}`;

writeFileSync('docs/benchmarks.md', `${page.trim()}\n`);

function describeRun({ machine, startedAt, endedAt, commit, plan }: BenchReport): string {
  const packages = Object.entries(machine.packages).map(([name, version]) => `${name} ${version}`);
  const when = `${startedAt.slice(0, 16).replace('T', ' ')}–${endedAt.slice(11, 16)} UTC`;
  const load = `load of the machine before and after: ${writeFigure(machine.loadBefore)} and ${writeFigure(machine.loadAfter)}`;
  return `${when}, commit ${commit}; ${machine.processor}, ${machine.cores} cores, ${machine.memoryGiB} GiB, ${machine.system}; Node ${machine.node}, PostgreSQL ${machine.postgres}, ${packages.join(', ')}; ${plan.rounds} rounds of ${plan.seconds} s; ${load}.`;
}

/** How far the same bare server is from itself in this run. */
function noise({ results }: BenchReport): string {
  const floors = results.flatMap((result) => {
    const name = result.parties.find((party) => party.name.startsWith('bare'))?.name;
    if (name === undefined) return [];
    const { median, min, max } = spreadOf(result.rounds.map((round) => ((round[name]?.ownCpuMs ?? 0) + (round[name]?.postgresCpuMs ?? 0)) / (round[name]?.units ?? 1)));
    return [`${result.name} −${Math.round((1 - min / median) * 100)}/+${Math.round((max / median - 1) * 100)} %`];
  });
  return floors.length === 0 ? 'no floor was measured in this run.' : `CPU per unit of the bare party, its best and worst round against its median: ${floors.join(', ')}.`;
}
