// `npm test [-- --unit --db --e2e] [filter …]`: plain JavaScript, because nothing may be installed yet.
import { appendFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { findNode, toolEnvironment } from './lib/runtime.mjs';
import { browsers, ensureSystemPackages, judges } from './lib/system-packages.mjs';
import { runPlaywright, runVitest } from './lib/test-runs.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const parts = { '--unit': 'unit', '--db': 'database', '--e2e': 'browser' };
const args = process.argv.slice(2);
const filters = args.filter((arg) => !(arg in parts));
const asked = args.filter((arg) => arg in parts).map((arg) => parts[arg]);
const wanted = asked.length > 0 ? asked : Object.values(parts);

await ensureInstalled(root);
const browser = wanted.includes('browser');
ensureSystemPackages(browser ? { ...judges, ...browsers } : judges);
const node = findNode(root);
if (wanted.some((part) => part !== 'unit')) await ensureBuilt(root, node);

const place = { root, node, env: toolEnvironment(root, node) };
const counts = [];
const projects = wanted.filter((part) => part !== 'browser');
if (projects.length > 0) counts.push(await runVitest(place, projects, filters));
if (browser) counts.push(await runPlaywright(place, filters));

const sum = (key) => counts.reduce((total, count) => total + count[key], 0);
const [passed, failed] = [sum('passed'), sum('failed')];
// .ci/run adds the counts of several runs.
if (process.env.TEST_COUNTS_FILE) appendFileSync(process.env.TEST_COUNTS_FILE, `${passed} ${failed}\n`);
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 ? 1 : 0;
