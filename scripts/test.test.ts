import { expect, test } from 'vitest';

type Counts = { passed: number; failed: number };
type Count = (report: unknown) => Counts;
type TestRuns = { readonly countVitest: Count; readonly countPlaywright: Count };
const { countVitest, countPlaywright } = (await import(
  new URL('./lib/test-runs.mjs', import.meta.url).href
)) as TestRuns;

test('Vitest: a file that cannot be loaded counts as failed', () => {
  const broken = { status: 'failed', assertionResults: [] };
  const one = { status: 'failed', assertionResults: [{ status: 'failed' }] };
  expect(countVitest({ numPassedTests: 5, numFailedTests: 1, testResults: [broken, one] })).toEqual({
    passed: 5,
    failed: 2,
  });
});

test('Playwright: flaky tests passed in the end; errors outside of tests failed', () => {
  const stats = { expected: 4, flaky: 1, unexpected: 2, skipped: 0 };
  expect(countPlaywright({ stats, errors: [{ message: 'web server did not start' }] })).toEqual({
    passed: 5,
    failed: 3,
  });
});
