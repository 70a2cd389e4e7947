import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

// Whole servers are started and stopped here; a busy machine takes its time.
vi.setConfig({ testTimeout: 90_000 });

let root: string;

/** A checkout with the real scripts, in a path with spaces, whose npm, bundler and server only leave traces. */
beforeEach(() => {
  root = join(mkdtempSync(join(tmpdir(), 'dinh start ')), 'mã nguồn');
  cpSync(import.meta.dirname, join(root, 'scripts'), { recursive: true });
  write('package.json', '{ "type": "module" }');
  write('package-lock.json', '{ "packages": { "": {}, "node_modules/thing": { "version": "1.0.0" } } }');
  write('src/server/main.ts', server);
  write('bin/npm', npm);
  chmodSync(join(root, 'bin', 'npm'), 0o755);
});

afterEach(() => rmSync(join(root, '..'), { recursive: true, force: true }));

function write(path: string, content: string): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), content);
}

const npm = `#!/bin/sh
echo "$@" >> npm-calls; sleep 0.5
rm -rf node_modules; mkdir -p node_modules/@react-router/dev
echo 'const fs = require("fs"); fs.appendFileSync("build-calls", process.env.NODE_ENV + " "); fs.mkdirSync("build", { recursive: true });' > node_modules/@react-router/dev/bin.cjs
`;

const server = `
process.once('SIGTERM', () => { console.log('stopping'); setTimeout(() => process.exit(7), 100); });
console.log('started', process.env['NODE_ENV'], process.cwd(), process.argv.slice(2).join(' '));
if (!process.argv.includes('--once')) setInterval((): void => undefined, 1000);
`;

type Start = ChildProcessByStdio<null, Readable, Readable>;

/** `withoutExecve`: as on a Node that cannot replace itself, where the server is a child. */
function start(args: string[], withoutExecve = false): Start {
  // Whatever started this test must not decide which npm and which mode the started process takes.
  const mine = ['npm_execpath', 'npm_node_execpath', 'NODE_ENV'];
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !mine.includes(name)));
  const path = [join(root, 'bin'), env['PATH']].join(delimiter);
  const old = ['--import', 'data:text/javascript,process.execve=undefined'];
  const script = [...(withoutExecve ? old : []), join(root, 'scripts', 'start.mjs')];
  return spawn(process.execPath, [...script, ...args], {
    env: { ...env, PATH: path },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function startOnce(...args: string[]): Promise<string> {
  const child = start(['--once', ...args]);
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  expect(errors).toBe('');
  return output;
}

function until(child: Start, word: string): Promise<string> {
  return new Promise((resolve) => {
    let seen = '';
    child.stdout.on('data', (chunk: Buffer) => {
      seen += chunk.toString();
      if (seen.includes(word)) resolve(seen);
    });
  });
}

const traces = (name: string): string => (existsSync(join(root, name)) ? readFileSync(join(root, name), 'utf8') : '');

describe('npm start', () => {
  test('the first start installs, builds and starts; the second only starts', async () => {
    const first = await startOnce('--role', 'web');
    expect(first).toMatch(/Đang cài các gói[^]*Đang dựng giao diện[^]*started production .*mã nguồn --once --role web/);
    const second = await startOnce();
    expect(second).not.toContain('Đang');
    expect(traces('npm-calls').trim().split('\n')).toHaveLength(1);
    expect(traces('build-calls')).toBe('production ');
  });

  test('a changed source is built again, a changed test is not, and --dev never builds', async () => {
    expect(await startOnce('--dev')).toContain('started development');
    expect(traces('build-calls')).toBe('');
    await startOnce();
    write('src/some.test.ts', '1');
    await startOnce();
    expect(traces('build-calls')).toBe('production ');
    write('src/some.ts', '1');
    await startOnce();
    expect(traces('build-calls')).toBe('production production ');
  });

  test('a changed lock file is installed again, unless somebody ran npm himself', async () => {
    await startOnce('--dev');
    write('package-lock.json', '{ "packages": { "": {}, "node_modules/thing": { "version": "2.0.0" } } }');
    write('node_modules/.package-lock.json', '{ "packages": { "node_modules/thing": { "version": "2.0.0" } } }');
    await startOnce('--dev');
    expect(traces('npm-calls').trim().split('\n')).toHaveLength(1);
    write('package-lock.json', '{ "packages": { "": {}, "node_modules/thing": { "version": "3.0.0" } } }');
    await startOnce('--dev');
    expect(traces('npm-calls').trim().split('\n')).toHaveLength(2);
  });

  test('two starts side by side install once, and a lock left by a killed one is taken over', async () => {
    write('.cache/install.lock', String(2 ** 22 - 9));
    const outputs = await Promise.all([startOnce(), startOnce()]);
    expect(outputs.every((output) => output.includes('started production'))).toBe(true);
    expect(traces('npm-calls').trim().split('\n')).toHaveLength(1);
    expect(traces('build-calls')).toBe('production ');
  });

  test('a failing npm is said, and nothing starts', async () => {
    write('bin/npm', '#!/bin/sh\nexit 3\n');
    const child = start([]);
    const [output, errors, exit] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
    expect(errors).toContain('Cài gói không thành công');
    expect(output).not.toContain('started');
    expect(exit).toEqual([1, null]);
    expect(existsSync(join(root, '.cache', 'install.lock'))).toBe(false);
  });
});

describe.each([
  ['in the same process', false],
  ['in a child', true],
])('the server runs %s', (_where, withoutExecve) => {
  test('it is asked to stop once and its exit code is kept', async () => {
    await startOnce('--dev');
    const child = start(['--dev'], withoutExecve);
    await until(child, 'started');
    child.kill('SIGTERM');
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(7);
  });

  test('it ends when the process that npm started is killed', async () => {
    await startOnce('--dev');
    write('src/server/main.ts', `${server}\nconsole.log('pid', process.pid, '.');`);
    const child = start(['--dev'], withoutExecve);
    const pid = Number(/pid (\d+)/.exec(await until(child, 'pid'))?.[1]);
    child.kill('SIGKILL');
    await expect.poll(() => isAlive(pid), { timeout: 5000 }).toBe(false);
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
