import { cpuMsPerUnit, sampleOf } from './measure.ts';
import type { MeasureResult } from './rounds.ts';
import { spreadOf, writeFigure, writeSpread } from './statistics.ts';

/** Markdown: per measure the parties, then the goals. */
export function writeTable(results: readonly MeasureResult[]): string {
  return results.map((result) => [`### ${result.title} (\`${result.name}\`)`, '', partyTable(result), '', ...goalTable(result), ...result.findings.map((line) => `- ${line}`), ''].join('\n')).join('\n');
}

function partyTable(result: MeasureResult): string {
  const facts = [...new Set(result.rounds.flatMap((round) => Object.values(round).flatMap((sample) => Object.keys(sample.facts ?? {}))))];
  const usesCpu = result.rounds.some((round) => Object.values(round).some((sample) => sample.ownCpuMs > 0));
  const cpu = usesCpu ? [`CPU ms per ${result.unit}`, 'of it PostgreSQL'] : [];
  const lines = result.parties.map((party) => {
    const samples = result.rounds.map((round) => sampleOf(round, party.name));
    const spread = (of: (sample: (typeof samples)[number]) => number): string => writeSpread(spreadOf(samples.map(of)));
    const cells = usesCpu ? [spread(cpuMsPerUnit), spread((sample) => sample.postgresCpuMs / sample.units)] : [];
    return [`${party.words} (\`${party.name}\`)`, ...cells, ...facts.map((fact) => spread((sample) => sample.facts?.[fact] ?? Number.NaN))];
  });
  return writeRows([['', ...cpu, ...facts.map((fact) => factNames[fact] ?? fact)], ...lines]);
}

const factNames: Readonly<Record<string, string>> = { perSecond: 'per second', p50Ms: 'p50 ms', p95Ms: 'p95 ms', perCpuSecond: 'per CPU second', lcpMs: 'LCP ms', kilobytes: 'KB', requests: 'requests', scriptKilobytes: 'of it script' };

function goalTable(result: MeasureResult): string[] {
  if (result.goals.length === 0) return [];
  const lines = result.goals.map((goal) => [goal.words, `${goal.better === 'less' ? '≤' : '≥'} ${writeFigure(goal.limit)}`, writeSpread(goal.spread), goal.met ? 'met' : '**missed**']);
  return [writeRows([['Goal', 'Limit', 'Median (worst and best round)', 'In the worst round'], ...lines]), ''];
}

function writeRows([head = [], ...rows]: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
