/** `npm run check`: everything that needs no browser, in the order in which it fails fastest. */
import { spawnSync } from 'node:child_process';

type Step = { readonly name: string; readonly command: readonly string[] };

const steps: readonly Step[] = [
  { name: 'structure', command: ['node', 'scripts/check-structure.ts'] },
  { name: 'generated files', command: ['node', 'scripts/gen.ts', '--check'] },
  { name: 'types', command: ['tsc', '--noEmit', '-p', '.'] },
  { name: 'lint', command: ['eslint', '--max-warnings', '0', '--cache', '--cache-location', '.cache/eslint/', '.'] },
  { name: 'borders', command: ['depcruise', '--config', '.dependency-cruiser.cjs', '--output-type', 'err', 'src'] },
  { name: 'unused code', command: ['knip', '--no-progress'] },
];

const wanted = process.argv.slice(2);
let failed = 0;
for (const step of steps.filter((candidate) => wanted.length === 0 || wanted.includes(candidate.name.split(' ')[0] ?? ''))) {
  const started = performance.now();
  const [command = 'node', ...args] = step.command;
  const { status } = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${status === 0 ? 'ok  ' : 'FAIL'} ${step.name} (${seconds} s)\n`);
  if (status !== 0) failed += 1;
}
process.exit(failed === 0 ? 0 : 1);
