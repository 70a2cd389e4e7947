/** `npm run gen`: writes everything that can be derived; `--check` only says what is stale. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { auditCatalogueDocument, glossaryDocument } from './lib/gen-documents.ts';
import { openApiDocument } from './lib/gen-openapi.ts';
import { withMigratedDatabase } from './lib/gen-database.ts';
import { schemaDocument, tableTypes } from './lib/gen-tables.ts';

const checkOnly = process.argv.includes('--check');
const files = new Map<string, string>();

await withMigratedDatabase(async (client) => {
  for (const [path, content] of await tableTypes(client)) files.set(path, content);
  files.set('docs/schema.md', await schemaDocument(client));
});
files.set('docs/glossary.md', await glossaryDocument());
files.set('docs/audit-events.md', await auditCatalogueDocument());
files.set('docs/openapi.json', await openApiDocument());

const stale = [...files].filter(([path, content]) => readOrNothing(path) !== content);
for (const [path, content] of stale) {
  process.stdout.write(`${checkOnly ? 'stale' : 'wrote'} ${path}\n`);
  if (checkOnly) continue;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
process.exit(checkOnly && stale.length > 0 ? 1 : 0);

function readOrNothing(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
