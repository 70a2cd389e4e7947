import { describe, expect, test } from 'vitest';
import { findStructureProblems, type Tree } from './structure.ts';

const sql = `create schema if not exists wells;
create table wells.well (id uuid primary key);
comment on table wells.well is 'A well.';`;

/** A module with which nothing is wrong. */
const good: Readonly<Record<string, string>> = {
  'src/modules/wells/README.md': '# Wells',
  'src/modules/wells/index.ts': `export {};`,
  'src/modules/wells/model.ts': 'export {};',
  'src/modules/wells/policy.ts': `deny('wells.not_yours')`,
  'src/modules/wells/messages.ts': `export const messages = { 'wells.dry': 'Giếng cạn.', 'wells.not_yours': 'Không phải giếng của bạn.' };`,
  'src/modules/wells/audit.ts': `export const auditActions = ['wells.dug'];`,
  'src/modules/wells/glossary.ts': `[{ key: 'wells' }, { key: 'well' }]`,
  'src/modules/wells/service.ts': `throw conflict('wells.dry'); tx.audit({ actor, action: 'wells.dug', subject });`,
  'src/modules/wells/migrations/20261121T0900_wells.sql': sql,
};

const problemsWith = (changes: Readonly<Record<string, string | undefined>>): string[] => {
  const tree = Object.entries({ ...good, ...changes }).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return findStructureProblems(new Map(tree) satisfies Tree);
};

const lines = (count: number): string => 'const x = 1;\n'.repeat(count);

test('a tree that keeps the rules has no problems', () => {
  expect(problemsWith({})).toEqual([]);
});

describe('one problem each', () => {
  test.each([
    ...['README.md', 'index.ts', 'model.ts'].map((file) => [`${file} of a module is missing`, { [`src/modules/wells/${file}`]: undefined }, `${file} is missing`] as const),
    ['a file of 301 lines', { 'src/platform/text/long.ts': lines(301) }, '302 lines, at most 300'],
    ['a style sheet of 301 lines', { 'src/ui/long.css': lines(301) }, 'at most 300'],
    ['a name that says nothing', { 'src/platform/text/utils.ts': '' }, 'a name that says nothing'],
    ['a folder that says nothing', { 'src/platform/helpers/dates.ts': '' }, 'a name that says nothing'],
    ['a name that ends in nothing', { 'src/platform/date-helper.ts': '' }, 'a name that says nothing'],
    ['work left for later', { 'src/ui/button.tsx': '// TODO colours' }, 'unfinished or silenced code'],
    ['a silenced type error', { 'src/ui/button.tsx': '// @ts-ignore' }, 'unfinished or silenced code'],
    ['a test left out', { 'src/ui/button.test.tsx': `it.skip('x')` }, 'unfinished or silenced code'],
    ['a test run alone', { 'src/ui/button.test.tsx': `describe.only('x')` }, 'unfinished or silenced code'],
    ['a table without a comment', { 'src/modules/wells/migrations/20261121T0900_wells.sql': sql.replace(/comment on table.*/u, '') }, 'table wells.well has no comment'],
    ['a migration without a time', { 'src/platform/db/migrations/wells.sql': '' }, 'name it 20261121T0930_what.sql'],
    ['two migrations of one time', { 'src/platform/db/migrations/20261121T0900_other.sql': '' }, 'same timestamp as'],
    ['an error without words', { 'src/modules/wells/store.ts': `throw notFound('wells.lost')` }, 'error wells.lost has no words'],
    ['an error without words, the long way', { 'src/modules/wells/store.ts': `throw new AppError('conflict', 'wells.lost')` }, 'error wells.lost has no words'],
    ['a refusal without words', { 'src/modules/wells/policy.ts': `hide(\n  'wells.hidden')` }, 'error wells.hidden has no words'],
    ['a trace nobody listed', { 'src/modules/wells/store.ts': `deps.audit.record({ actor, action: 'wells.filled', subject })` }, 'audit action wells.filled is not in audit.ts'],
    ['a table that is no term', { 'src/modules/wells/migrations/20261121T0901_rope.sql': `create table wells.rope ();comment on table wells.rope is 'x'` }, 'rope is not in glossary.ts'],
    ['a view that is no term', { 'src/modules/wells/migrations/20261121T0901_view.sql': 'create view wells.depth as select 1' }, 'depth is not in glossary.ts'],
  ] as const)('%s', (_what, changes, problem) => {
    const problems = problemsWith(changes);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
  });
});

describe('no problem', () => {
  test.each([
    ['a file of 300 lines', { 'src/platform/text/long.ts': lines(300) }],
    ['a long generated file', { 'src/modules/wells/tables.gen.ts': lines(500) }],
    ['a word inside a name', { 'src/modules/wells/communal-utility-lines.md': '', 'src/platform/commonwealth.ts': '' }],
    ['an error of another module', { 'src/modules/wells/store.ts': `throw notFound('ropes.lost')` }],
    ['an error thrown on purpose in a test', { 'src/modules/wells/wells.test.ts': `throw notFound('wells.lost')` }],
    ['a permission asked of the policy', { 'src/modules/wells/store.ts': `permit(decision, { actor, action: 'wells.dig', subject })` }],
  ] as const)('%s', (_what, changes) => {
    expect(problemsWith(changes)).toEqual([]);
  });
});

test('a module without any of its files is told each of them', () => {
  const problems = findStructureProblems(new Map([['src/modules/ponds/store.ts', '']]));
  expect(problems.filter((problem) => problem.includes('is missing'))).toHaveLength(7);
});
