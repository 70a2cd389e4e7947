import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { run } from './run.mjs';
import { outerNode } from './runtime.mjs';
import { giveUp, say, sayWhile } from './say.mjs';

/** Makes node_modules match package-lock.json; does nothing when it does. Two processes never install at once. */
export async function ensureInstalled(root) {
  if (isInstalled(root)) return;
  const waiting = () => say('Một tiến trình khác đang cài gói; xin chờ.', 'another process is installing; waiting');
  await withLock(join(root, '.cache', 'install.lock'), () => installOnce(root), waiting);
}

const markerOf = (root) => join(root, 'node_modules', '.dinh-installed');

async function installOnce(root) {
  if (isInstalled(root)) return;
  if (!installedByHand(root)) await runNpmCi(root);
  writeFileSync(markerOf(root), fingerprint(root));
}

async function runNpmCi(root) {
  say('Đang cài các gói phần mềm (lần đầu có thể mất vài phút)…', 'installing packages, the first time takes minutes');
  const { node, path } = outerNode(root);
  const npm = process.env.npm_execpath;
  const [program, first] = npm && existsSync(npm) ? [node, [npm]] : ['npm', []];
  // NODE_ENV or npm_config_omit of the caller would leave out the tools that build and test.
  const { NODE_ENV: _mode, npm_config_omit: _omitted, ...env } = { ...process.env, PATH: path };
  const args = [...first, 'ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const code = await sayWhile(() => run(program, args, { cwd: root, env }), 'đang cài gói', 'installing');
  if (code !== 0) giveUp('Cài gói không thành công; xem lỗi của npm ở trên.', `npm ci failed with code ${code}`);
  say('Đã cài xong các gói.', 'packages installed');
}

function isInstalled(root) {
  const marker = markerOf(root);
  return existsSync(marker) && readFileSync(marker, 'utf8') === fingerprint(root);
}

/** A checkout carried to another machine has foreign binaries. */
const machine = `${process.platform}-${process.arch}\n`;

function fingerprint(root) {
  const lock = readFileSync(join(root, 'package-lock.json'));
  return `${createHash('sha256').update(lock).digest('hex')} ${machine}`;
}

/** True when somebody ran npm himself: npm's own record holds every package of the lock file. */
function installedByHand(root) {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  if (existsSync(markerOf(root)) && !readFileSync(markerOf(root), 'utf8').endsWith(machine)) return false;
  const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  const present = packagesOf(record);
  const wanted = Object.entries(packagesOf(join(root, 'package-lock.json')));
  return wanted.every(([path, { version, optional }]) => path === '' || optional || present[path]?.version === version);
}
