import { defineConfig } from 'vitest/config';

const unit = ['src/**/*.test.ts', 'src/**/*.test.tsx', 'scripts/**/*.test.ts'];
const database = ['src/**/*.db.test.ts'];

export default defineConfig({
  test: {
    // One core less by default, which on two cores means half of them: the tests wait for PostgreSQL and programs anyway.
    maxWorkers: '100%',
    projects: [
      { test: { name: 'unit', include: unit, exclude: database, environment: 'node', testTimeout: 60_000, sequence: { shuffle: { tests: true } } } },
      {
        test: {
          name: 'database',
          include: database,
          environment: 'node',
          globalSetup: ['src/platform/testing/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // A file on a database tells a story from its first test to its last; files come in any order.
          sequence: { shuffle: { tests: false } },
        },
      },
    ],
    sequence: { shuffle: { files: true, tests: false } },
  },
});
