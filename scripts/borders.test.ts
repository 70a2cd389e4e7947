import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

// The real linter with the real rules is started on a small tree; a busy machine takes its time.
vi.setConfig({ hookTimeout: 60_000 });

type Rule = { readonly name: string };
type Violation = { readonly from: string; readonly to: string; readonly rule: Rule };

const root = resolve(import.meta.dirname, '..');
const rules = (createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs')) as { forbidden: readonly Rule[] }).forbidden;

/** Packages that some rule speaks of, as stubs. */
const packages = ['kysely', 'react-router', 'vitest', 'fast-check'];

/** One deliberate break of each rule: the file that must be blamed, and what it says. */
const breaks: Readonly<Record<string, readonly [file: string, content: string][]>> = {
  'no-cycles': [['src/platform/time/rang.ts', `import './ring.ts'; export const rang = 1;`]],
  'platform-knows-no-module': [
    ['src/platform/db/asks-module.ts', `import type { T } from '#modules/cases/index.ts'; export type X = T;`],
    ['src/platform/web/asks-shell.ts', `import '../../shell/home.ts';`],
    ['src/platform/jobs/asks-server.ts', `import '../../server/start.ts';`],
  ],
  'ui-knows-no-data': [
    ['src/ui/asks-module.ts', `import type { T } from '#modules/cases/index.ts'; export type X = T;`],
    ['src/ui/asks-database.ts', `import '#platform/db/pool.ts';`],
  ],
  'modules-meet-at-the-front-door': [
    ['src/modules/cases/asks-inside.ts', `import '#modules/identity/service.ts';`],
    ['src/modules/cases/asks-type-inside.ts', `import type { T } from '../identity/service.ts'; export type X = T;`],
    ['src/modules/cases/asks-table.ts', `import type { T } from '../identity/tables.gen.ts'; export type X = T;`],
  ],
  'only-the-front-door-from-outside': [
    ['src/server/asks-inside.ts', `import '#modules/cases/service.ts';`],
    ['src/shell/asks-inside.ts', `import type { T } from '#modules/cases/model.ts'; export type X = T;`],
    ['src/demo/asks-inside.ts', `import '#modules/cases/store.ts';`],
    ['src/demo/asks-testing.ts', `import '#modules/cases/testing.ts';`],
  ],
  'pages-ship-no-server-code': [
    ['src/modules/cases/pages/ships-service.tsx', `import { T } from '../service.ts'; export const X = T;`],
    ['src/modules/cases/pages/ships-pool.tsx', `import '#platform/db/pool.ts';`],
    ['src/modules/cases/pages/ships-other-front-door.tsx', `import '#modules/identity/index.ts';`],
    ['src/modules/cases/pages/ships-other-model.tsx', `import '#modules/identity/model.ts';`],
  ],
  'model-is-pure': [
    ['src/modules/tasks/policy.ts', `import { sql } from 'kysely'; export const x = sql;`],
    ['src/modules/tasks/states.ts', `import '#platform/http/gate.ts';`],
    ['src/modules/tasks/life.ts', `import './service.ts';`],
  ],
  'model-needs-no-machine': [['src/modules/tasks/model.ts', `import { readFileSync } from 'node:fs'; export const x = readFileSync;`]],
  'store-only-by-its-service': [
    ['src/modules/cases/routes.ts', `import './store.ts';`],
    ['src/modules/mail/policy.ts', `import './store/letters.ts';`],
    ['src/modules/cases/pages/asks-store.tsx', `import '../store.ts';`],
  ],
  'only-compose-creates-modules': [['src/ui/creates.ts', `import '#modules/cases/index.ts';`], ['src/shell/creates.ts', `import '#modules/cases/index.ts';`]],
  'react-router-stays-in-pages': [['src/modules/cases/use-case.ts', `import { redirect } from 'react-router'; export const x = redirect;`]],
  'kysely-stays-in-stores': [['src/modules/cases/counts.ts', `import { sql } from 'kysely'; export const x = sql;`]],
  'test-code-stays-in-tests': [
    ['src/modules/cases/leaks.ts', `import '#platform/testing/actors.ts';`],
    ['src/modules/cases/guesses.ts', `import 'fast-check';`],
    ['src/modules/cases/runs.ts', `import './model.test.ts';`],
  ],
  ...orderBreaks(),
};

/** Every room reaches for the room after it. */
function orderBreaks(): Record<string, [string, string][]> {
  const rooms = rules.map(({ name }) => /^order-of-rooms-(.+)$/u.exec(name)?.[1]).filter((name) => name !== undefined);
  const next = (index: number): string => rooms[index + 1] ?? 'desk';
  return Object.fromEntries(rooms.map((room, index) => [`order-of-rooms-${room}`, [[`src/modules/${room}/reaches.ts`, `import '#modules/${next(index)}/index.ts';`]]]));
}

/** What the rules allow; nothing here may be blamed. */
const allowed: readonly [string, string][] = [
  ['src/modules/cases/asks-earlier.ts', `import '#modules/identity/index.ts';`],
  ['src/modules/cases/pages/good.tsx', `import { redirect } from 'react-router'; import type { T } from '../service.ts'; import '../model.ts'; import '#platform/text/dates.ts'; export const X = redirect; export type Y = T;`],
  ['src/modules/cases/store/rows.ts', `import { sql } from 'kysely'; export const x = sql;`],
  ['src/modules/cases/typed.ts', `import type { Kysely } from 'kysely'; import './store/rows.ts'; export type X = Kysely;`],
  ['src/modules/cases/cases.test.ts', `import 'vitest'; import '#platform/testing/actors.ts'; import '#modules/identity/testing.ts';`],
  ['src/server/compose.ts', `import '#modules/cases/index.ts'; import '#platform/db/pool.ts';`],
  ['src/server/testing/house.ts', `import '#modules/identity/testing.ts'; import '#platform/testing/actors.ts';`],
  ['src/shell/layout.tsx', `import type { T } from '#modules/cases/index.ts'; import { redirect } from 'react-router'; export type X = T; export const x = redirect;`],
];

/** What the files above name. */
const furniture: readonly [string, string][] = [
  ['src/platform/time/ring.ts', `import './rang.ts'; export const ring = 1;`],
  ...['platform/db/pool', 'platform/http/gate', 'platform/text/dates', 'platform/testing/actors', 'server/start', 'shell/home'].map((path): [string, string] => [`src/${path}.ts`, 'export type T = 1;']),
  ...['service', 'model', 'store', 'testing', 'model.test'].map((file): [string, string] => [`src/modules/cases/${file}.ts`, 'export type T = 1; export const T = 1;']),
  ...['service', 'model', 'tables.gen', 'testing'].map((file): [string, string] => [`src/modules/identity/${file}.ts`, 'export type T = 1;']),
  ['src/modules/tasks/service.ts', 'export {};'],
  ['src/modules/mail/store/letters.ts', 'export {};'],
];

let place: string;
let violations: readonly Violation[];

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'dinh-borders-'));
  for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json']) cpSync(join(root, file), join(place, file));
  for (const name of packages) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js', types: 'index.d.ts' }));
    write(`node_modules/${name}/index.js`, '');
    write(`node_modules/${name}/index.d.ts`, 'export type Kysely = 1; export const sql: 1; export const redirect: 1;');
  }
  const rooms = Object.keys(breaks).flatMap((name) => /^order-of-rooms-(.+)$/u.exec(name)?.[1] ?? []);
  for (const room of [...rooms, 'desk']) write(`src/modules/${room}/index.ts`, 'export type T = 1;');
  for (const [file, content] of [...furniture, ...allowed, ...Object.values(breaks).flat()]) write(file, content);
  violations = await cruise();
});

afterAll(() => rmSync(place, { recursive: true, force: true }));

function write(path: string, content: string): void {
  mkdirSync(dirname(join(place, path)), { recursive: true });
  writeFileSync(join(place, path), content);
}

function cruise(): Promise<readonly Violation[]> {
  const program = realpathSync(join(root, 'node_modules', '.bin', 'depcruise'));
  return new Promise((done, fail) => {
    execFile(process.execPath, [program, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'src'], { cwd: place, maxBuffer: 2 ** 26 }, (_error, stdout, stderr) => {
      if (stdout === '') fail(new Error(stderr));
      else done((JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations);
    });
  });
}

describe('the borders of the house', () => {
  test('each has a deliberate break here', () => {
    expect(Object.keys(breaks).sort()).toEqual(rules.map((rule) => rule.name).sort());
  });

  test.each(Object.entries(breaks).flatMap(([rule, files]) => files.map(([file]) => [rule, file] as const)))('%s blames %s', (rule, file) => {
    expect(violations.filter((violation) => violation.from === file).map((violation) => violation.rule.name)).toContain(rule);
  });

  test('let pass what is allowed', () => {
    const innocent = new Set([...allowed, ...furniture].map(([file]) => file));
    expect(violations.filter((violation) => innocent.has(violation.from))).toEqual([]);
  });
});
