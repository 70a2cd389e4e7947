// Installs the packages of package-lock.json if node_modules does not match it (used by .ci/run).
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './lib/install.mjs';

await ensureInstalled(dirname(dirname(fileURLToPath(import.meta.url))));
