import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { withLock } from './lock.mjs';
import { run } from './run.mjs';
import { toolEnvironment } from './runtime.mjs';
import { giveUp, say, sayWhile } from './say.mjs';

/** What the web bundle is made from. */
const sources = ['src', 'public', 'package.json', 'package-lock.json', 'vite.config.ts', 'react-router.config.ts'];

/** Builds `build/` with React Router unless it was made from exactly these sources. */
export async function ensureBuilt(root, node) {
  if (isBuilt(root)) return;
  const waiting = () =>
    say('Một tiến trình khác đang dựng giao diện; xin chờ.', 'another process is building; waiting');
  await withLock(join(root, '.cache', 'build.lock'), () => buildOnce(root, node), waiting);
}

const markerOf = (root) => join(root, 'build', '.dinh-built');

async function buildOnce(root, node) {
  if (isBuilt(root)) return;
  say('Đang dựng giao diện web…', 'building the web bundle');
  const before = hashSources(root);
  rmSync(markerOf(root), { force: true });
  const tool = join(root, 'node_modules', '@react-router', 'dev', 'bin.cjs');
  const env = toolEnvironment(root, node, { NODE_ENV: 'production' });
  const build = () => run(node, [tool, 'build', '--logLevel', 'warn'], { cwd: root, env });
  const code = await sayWhile(build, 'đang dựng giao diện', 'building');
  if (code !== 0)
    giveUp('Dựng giao diện web không thành công; xem lỗi ở trên.', `react-router build failed with code ${code}`);
  writeFileSync(markerOf(root), before);
  say('Đã dựng xong giao diện.', 'web bundle built');
}

function isBuilt(root) {
  const marker = markerOf(root);
  return existsSync(marker) && readFileSync(marker, 'utf8') === hashSources(root);
}

/** SHA-256 over path and content of every source; tests do not reach the bundle. */
export function hashSources(root) {
  const hash = createHash('sha256');
  for (const path of sources.flatMap((source) => filesBelow(join(root, source)))) {
    const content = readFileSync(path);
    hash.update(`${relative(root, path)}\0${content.length}\0`).update(content);
  }
  return `${hash.digest('hex')}\n`;
}

function filesBelow(path) {
  const kind = statSync(path, { throwIfNoEntry: false });
  if (kind === undefined) return [];
  if (kind.isFile()) return [path];
  const entries = readdirSync(path, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  const files = entries.map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  return files.filter((file) => !/\.test\.tsx?$/.test(file)).sort();
}
