// `npm start`, `npm run dev`: plain JavaScript, because on the first start no package and no Node 24 is here yet.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from './lib/build.mjs';
import { handOver } from './lib/hand-over.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { findNode, toolEnvironment } from './lib/runtime.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const args = process.argv.slice(2);
const dev = args.includes('--dev');

await ensureInstalled(root);
const node = findNode(root);
if (!dev) await ensureBuilt(root, node);

// React and React Router load their slow development builds unless this is set before the server starts.
const env = toolEnvironment(root, node, { NODE_ENV: dev ? 'development' : 'production' });
// Left to itself, Node grows the nursery of its heap with the machine's memory. Bounding it saves 130 MB and costs about
// a sixth more CPU (docs/benchmarks.md).
handOver(node, ['--max-semi-space-size=16', join(root, 'src', 'server', 'main.ts'), ...args], { cwd: root, env });
