/** House rules that no linter knows: the files of a module, commented tables, registered names, sizes. */
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { findStructureProblems, type Tree } from './lib/structure.ts';

const files = globSync('{src,scripts,bench,e2e}/**/*.{ts,tsx,mjs,sql,css,json,md}').filter((file) => !file.includes('node_modules'));
const tree: Tree = new Map(files.map((file) => [file.replaceAll('\\', '/'), readFileSync(file, 'utf8')]));
const problems = findStructureProblems(tree);
for (const problem of problems) process.stderr.write(`${problem}\n`);
process.stdout.write(`${basename(import.meta.filename)}: ${tree.size} files, ${problems.length} problems\n`);
process.exit(problems.length === 0 ? 0 : 1);
