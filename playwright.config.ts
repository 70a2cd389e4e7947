import { defineConfig } from '@playwright/test';

const chromium = {
  browserName: 'chromium' as const,
  launchOptions: {
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  },
};

/** Journeys in Debian's Chromium against the real server on a port of its own; one worker, because a journey is a story. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  timeout: 60_000,
  workers: 1,
  retries: 0,
  forbidOnly: true,
  globalSetup: './e2e/server.ts',
  reporter: [['list'], ['json', { outputFile: process.env['PLAYWRIGHT_JSON'] ?? 'test-results/report.json' }]],
  use: { ...chromium, baseURL: process.env['DINH_URL'] ?? 'http://localhost:3200', locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' },
  projects: [
    { name: 'desk', testMatch: /\.desk\.spec\.ts$/u, use: { viewport: { width: 1280, height: 850 } } },
    { name: 'journey', testMatch: /\.journey\.spec\.ts$/u },
  ],
});
