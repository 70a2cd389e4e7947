/** Path → content of every tracked source file. */
export type Tree = ReadonlyMap<string, string>;

const required = ['README.md', 'index.ts', 'model.ts', 'policy.ts', 'messages.ts', 'audit.ts', 'glossary.ts'];
const badNames = /(^|[-/])(utils?|helpers?|misc|manager|common)(\.|\/|$)/u;

/** Every break of the house rules, one line each; empty when all is well. */
export function findStructureProblems(tree: Tree): string[] {
  const modules = [
    ...new Set(
      [...tree.keys()].map((path) => /^src\/modules\/([^/]+)\//u.exec(path)?.[1]).filter((name) => name !== undefined),
    ),
  ];
  return [
    ...modules.flatMap((name) => missingFiles(tree, name)),
    ...[...tree].flatMap(([path, content]) => [...fileProblems(path, content), ...migrationProblems(path, content)]),
    ...duplicateMigrations(tree),
    ...modules.flatMap((name) => unregisteredCodes(tree, name)),
    ...modules.flatMap((name) => uncataloguedActions(tree, name)),
    ...modules.flatMap((name) => uncoveredTerms(tree, name)),
  ];
}

function missingFiles(tree: Tree, name: string): string[] {
  return required
    .filter((file) => !tree.has(`src/modules/${name}/${file}`))
    .map((file) => `src/modules/${name}: ${file} is missing`);
}

function fileProblems(path: string, content: string): string[] {
  const problems: string[] = [];
  const lines = content.split('\n').length;
  const generated = path.includes('.gen.');
  if (/\.(ts|tsx|mjs|css)$/u.test(path) && lines > 301 && !generated)
    problems.push(`${path}: ${lines} lines, at most 300`);
  if (badNames.test(path)) problems.push(`${path}: a name that says nothing`);
  if (
    /\.(ts|tsx)$/u.test(path) &&
    /\b(TODO|FIXME|XXX|HACK)\b|@ts-ignore|@ts-nocheck|\.(only|skip|todo)\(/u.test(content) &&
    !path.startsWith('scripts/')
  ) {
    problems.push(`${path}: unfinished or silenced code`);
  }
  return problems;
}

function migrationProblems(path: string, sql: string): string[] {
  if (!/\/migrations\/.*\.sql$/u.test(path)) return [];
  const problems: string[] = [];
  if (!/\/\d{8}T\d{4}_[a-z0-9_]+\.sql$/u.test(path)) problems.push(`${path}: name it 20261121T0930_what.sql`);
  for (const match of sql.matchAll(/create table (?:if not exists )?([a-z_]+\.[a-z_]+)/gu)) {
    if (!sql.includes(`comment on table ${match[1]} is`)) problems.push(`${path}: table ${match[1]} has no comment`);
  }
  return problems;
}

function duplicateMigrations(tree: Tree): string[] {
  const seen = new Map<string, string>();
  const problems: string[] = [];
  for (const path of tree.keys()) {
    const stamp = /\/migrations\/(\d{8}T\d{4})_/u.exec(path)?.[1];
    const other = stamp === undefined ? undefined : seen.get(stamp);
    if (other !== undefined) problems.push(`${path}: same timestamp as ${other}`);
    if (stamp !== undefined) seen.set(stamp, path);
  }
  return problems;
}

function sourcesOf(tree: Tree, name: string): string {
  const own = [...tree].filter(
    ([path]) => path.startsWith(`src/modules/${name}/`) && /\.tsx?$/u.test(path) && !path.includes('.test.'),
  );
  return own.map(([, content]) => content).join('\n');
}

/** Every error code thrown by a module has words. */
function unregisteredCodes(tree: Tree, name: string): string[] {
  const messages = tree.get(`src/modules/${name}/messages.ts`) ?? '';
  const thrown = sourcesOf(tree, name).matchAll(
    /\b(?:notFound|forbidden|invalid|conflict|unavailable|deny|hide|AppError)\(\s*(?:'[a-z_]+',\s*)?'([a-z_]+\.[a-z_]+)'/gu,
  );
  const codes = new Set([...thrown].map((match) => match[1] ?? ''));
  return [...codes]
    .filter((code) => code.startsWith(`${name}.`) && !messages.includes(`'${code}'`))
    .map((code) => `src/modules/${name}: error ${code} has no words in messages.ts`);
}

/** Every audit action that is written is in the module's catalogue; actions asked of the policy are permissions, not traces. */
function uncataloguedActions(tree: Tree, name: string): string[] {
  const catalogue = tree.get(`src/modules/${name}/audit.ts`) ?? '';
  const written = sourcesOf(tree, name).matchAll(/\b(?:audit|record)\(\{[^{}]*?\baction: '([a-z]+\.[a-z_]+)'/gu);
  const short = (action: string): string => action.slice(action.indexOf('.') + 1);
  const missing = [...new Set([...written].map((match) => match[1] ?? ''))].filter(
    (action) => !catalogue.includes(`'${action}'`) && !catalogue.includes(`'${short(action)}'`),
  );
  return missing.map((action) => `src/modules/${name}: audit action ${action} is not in audit.ts`);
}

/** Module and table names are terms of the glossary. */
function uncoveredTerms(tree: Tree, name: string): string[] {
  const glossary = tree.get(`src/modules/${name}/glossary.ts`) ?? '';
  const sql = [...tree]
    .filter(([path]) => path.startsWith(`src/modules/${name}/migrations/`))
    .map(([, content]) => content)
    .join('\n');
  const tables = [...sql.matchAll(/create (?:table|view) (?:if not exists )?[a-z_]+\.([a-z_]+)/gu)].map(
    (match) => match[1] ?? '',
  );
  return [name, ...new Set(tables)]
    .filter((term) => !glossary.includes(`'${term}'`))
    .map((term) => `src/modules/${name}: ${term} is not in glossary.ts`);
}
