import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.mjs';
import { say } from './say.mjs';

/** Runs Vitest projects (`unit`, `database`). Resolves to `{ passed, failed }`. */
export async function runVitest({ root, node, env }, projects, filters) {
  const report = freshReport(root, 'vitest.json');
  const args = [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run'];
  // A filter that names only browser tests leaves nothing for Vitest, which is no failure.
  if (filters.length > 0) args.push('--passWithNoTests');
  for (const project of projects) args.push('--project', project);
  args.push('--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...filters);
  const code = await run(node, args, { cwd: root, env });
  return settle(code, readReport(report, countVitest));
}

/** Runs the browser tests. Resolves to `{ passed, failed }`; there is nothing to run when no e2e/*.spec.ts exists. */
export async function runPlaywright({ root, node, env }, filters) {
  const folder = join(root, 'e2e');
  const specs = existsSync(folder) ? readdirSync(folder, { recursive: true }) : [];
  if (!specs.some((name) => String(name).endsWith('.spec.ts'))) {
    say('Chưa có kiểm thử trình duyệt.', 'no e2e/*.spec.ts');
    return { passed: 0, failed: 0 };
  }
  const report = freshReport(root, 'playwright.json');
  const args = [
    join(root, 'node_modules', '@playwright', 'test', 'cli.js'),
    'test',
    '--reporter=list,json',
    ...filters,
  ];
  if (filters.length > 0) args.push('--pass-with-no-tests');
  const code = await run(node, args, { cwd: root, env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report } });
  return settle(code, readReport(report, countPlaywright));
}

/** A file that cannot be loaded has no tests to count, but must not pass for that. */
export function countVitest(report) {
  const broken = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length };
}

export function countPlaywright({ stats, errors = [] }) {
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length };
}

/** A runner that ended badly counts as one failure even if it named none. */
function settle(code, { passed, failed }) {
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed };
}

function freshReport(root, name) {
  const folder = join(root, '.cache');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${process.pid}-${name}`);
  rmSync(file, { force: true });
  return file;
}

function readReport(file, count) {
  if (!existsSync(file)) return { passed: 0, failed: 0 };
  const report = JSON.parse(readFileSync(file, 'utf8'));
  rmSync(file);
  return count(report);
}
