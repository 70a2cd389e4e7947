/** `npm run check`: everything that needs no browser. Lint takes as long as all the rest, which therefore runs beside it. */
import { spawn } from 'node:child_process';

type Step = { readonly name: string; readonly command: readonly string[] };

const lint: Step = { name: 'lint', command: ['eslint', '--max-warnings', '0', '--cache', '--cache-location', '.cache/eslint/', '.'] };
/** In the order in which they fail fastest. */
const others: readonly Step[] = [
  { name: 'structure', command: ['node', 'scripts/check-structure.ts'] },
  { name: 'generated files', command: ['node', 'scripts/gen.ts', '--check'] },
  { name: 'borders', command: ['depcruise', '--config', '.dependency-cruiser.cjs', '--output-type', 'err', 'src'] },
  { name: 'unused code', command: ['knip', '--no-progress'] },
  { name: 'types', command: ['tsc', '--noEmit', '-p', '.'] },
];

const wanted = process.argv.slice(2);
const isWanted = (step: Step): boolean => wanted.length === 0 || wanted.includes(step.name.split(' ')[0] ?? '');

/** Runs a step and prints what it said in one piece; true when it passed. */
function run({ name, command: [program = 'node', ...args] }: Step): Promise<boolean> {
  const started = performance.now();
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => said.push(chunk));
  return new Promise((resolve) => {
    const end = (passed: boolean): void => {
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      process.stdout.write(`${Buffer.concat(said).toString()}${passed ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)\n`);
      resolve(passed);
    };
    child.once('error', (error) => {
      said.push(Buffer.from(`${error.message}\n`));
      end(false);
    });
    child.once('close', (code) => end(code === 0));
  });
}

async function runInTurn(steps: readonly Step[]): Promise<boolean[]> {
  const passed: boolean[] = [];
  for (const step of steps) passed.push(await run(step));
  return passed;
}

const lines = await Promise.all([runInTurn([lint].filter(isWanted)), runInTurn(others.filter(isWanted))]);
process.exitCode = lines.flat().every(Boolean) ? 0 : 1;
