/** `npm run bench [-- name…] [--rounds 5] [--seconds 4] [--profile folder]`: figures of the house beside their floors (docs/benchmarks.md). */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { openBench } from './harness/bench.ts';
import { describeMachine } from './harness/machine.ts';
import type { Measure } from './harness/measure.ts';
import type { BenchReport } from './harness/report-file.ts';
import { runMeasure, type MeasureResult } from './harness/rounds.ts';
import { writeTable } from './harness/table.ts';
import { audit } from './measures/audit.ts';
import { list } from './measures/list.ts';
import { load } from './measures/load.ts';
import { page } from './measures/page.ts';
import { pdf } from './measures/pdf.ts';
import { sign } from './measures/sign.ts';
import { start } from './measures/start.ts';
import { strapi } from './measures/strapi.ts';
import { submit } from './measures/submit.ts';
import { weight } from './measures/weight.ts';

const measures: readonly Measure[] = [submit, list, page, weight, load, pdf, sign, audit, start, strapi];

const { values, positionals } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, seconds: { type: 'string', default: '4' }, keep: { type: 'boolean', default: true }, profile: { type: 'string' } },
  allowNegative: true,
  allowPositionals: true,
});
const plan = { rounds: Number(values.rounds), seconds: Number(values.seconds) };
const wanted = measures.filter((measure) => positionals.length === 0 || positionals.includes(measure.name));
const say = (line: string): void => void process.stderr.write(`${line}\n`);
if (wanted.length === 0) throw new Error(`no such measure; there are: ${measures.map((measure) => measure.name).join(', ')}`);

const machine = describeMachine();
const startedAt = new Date();
const results: MeasureResult[] = [];
const failures: { name: string; reason: string }[] = [];
const bench = await openBench(say, values.profile);
// Stopped half-way, a run must not leave its database server behind.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void bench.close().finally(() => process.exit(1)));
let postgres = 'not used';
try {
  for (const measure of wanted) {
    try {
      results.push(await runMeasure(bench, measure, plan));
      process.stdout.write(`${writeTable(results.slice(-1))}\n`);
    } catch (error) {
      // One measure that cannot run must not take the others with it.
      failures.push({ name: measure.name, reason: error instanceof Error ? error.message : String(error) });
      say(`${measure.name} FAILED: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
  }
  postgres = (await bench.cluster()).version;
} finally {
  await bench.close();
}

const commit = execFileSync('git', ['describe', '--always', '--dirty', '--exclude', '*'], { encoding: 'utf8' }).trim();
const report: BenchReport = { startedAt: startedAt.toISOString(), endedAt: new Date().toISOString(), commit, machine: { ...machine, postgres, loadAfter: loadavg()[0] ?? 0 }, plan, results, failures };
if (values.keep) {
  mkdirSync('bench/results', { recursive: true });
  const file = `bench/results/${startedAt.toISOString().slice(0, 16).replaceAll(':', '')}.json`;
  writeFileSync(file, `${JSON.stringify(report, null, 1)}\n`);
  say(`written: ${file}; npm run bench is followed by: node bench/report.ts`);
}
process.exit(failures.length === 0 ? 0 : 1);
