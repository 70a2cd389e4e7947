import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join, sep } from 'node:path';
import { giveUp } from './say.mjs';

/** The oldest Node that runs TypeScript sources and the packages of the lock file. */
const oldest = [22, 22];

/** Path of the Node to run the application with: the pinned one from node_modules, else this one if new enough. */
export function findNode(root) {
  const pinned = [join(`node-${process.platform}-${process.arch}`, 'bin', 'node'), join('.bin', 'node')];
  for (const path of pinned.map((tail) => join(root, 'node_modules', tail))) {
    if (existsSync(path) && isRecent(versionOf(path))) return path;
  }
  if (isRecent(process.version)) return process.execPath;
  return giveUp(
    `Cần Node.js ${oldest.join('.')} trở lên; máy này có ${process.version} và gói Node 24 không cài được cho ${process.platform}-${process.arch}.`,
    `Node.js ${oldest.join('.')} or newer is needed, found ${process.version}.`,
  );
}

/** Environment in which `node` and the tools of node_modules are the pinned ones. */
export function toolEnvironment(root, node, extra = {}) {
  const path = [join(node, '..'), join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  return { ...process.env, PATH: path, ...extra };
}

/**
 * Node and PATH outside of node_modules: `npm ci` deletes that folder, and with it a Node that runs from there.
 */
export function outerNode(root) {
  const inside = join(root, 'node_modules') + sep;
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => !(folder + sep).startsWith(inside));
  const candidates = [
    process.env.npm_node_execpath,
    process.execPath,
    ...folders.map((folder) => join(folder, 'node')),
  ];
  const node = candidates.find((path) => path && !path.startsWith(inside) && existsSync(path));
  return { node: node ?? process.execPath, path: folders.join(delimiter) };
}

function versionOf(node) {
  const result = spawnSync(node, ['--version'], { encoding: 'utf8' });
  return result.status === 0 ? result.stdout.trim() : 'v0.0';
}

function isRecent(version) {
  const [major = 0, minor = 0] = version.slice(1).split('.').map(Number);
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
}
