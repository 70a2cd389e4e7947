import { chromium, type Browser, type CDPSession } from '@playwright/test';
import { existsSync } from 'node:fs';
import { factGoal, type Measure, type Party, type Sample } from '../harness/measure.ts';

const slow4g = { offline: false, latency: 150, downloadThroughput: (1.6 * 1024 * 1024) / 8, uploadThroughput: (750 * 1024) / 8 };

export const weight: Measure = {
  name: 'weight',
  title: 'First view of a citizen page',
  unit: 'first view',
  workload: [
    'Headless Chromium with an empty cache, 360 × 640, JavaScript switched off for the check of words and on for the clock; network of slow 4G (150 ms, 1.6 Mbps down) and a processor four times slower, both by the DevTools protocol on loopback, without TLS. KB are the bytes of all answers as they travel, the enhancement script included, without which every page works.',
  ],
  goals: ['procedure', 'tracking', 'home'].flatMap((party) => [
    factGoal(party, 'kilobytes', { words: `${party}: KB in all`, limit: 35, better: 'less' }),
    factGoal(party, 'lcpMs', { words: `${party}: LCP ms`, limit: 1000, better: 'less' }),
  ]),
  async setUp(bench) {
    const dinh = await bench.dinh();
    const program = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path));
    const browser = await chromium.launch({ ...(program === undefined ? {} : { executablePath: program }), args: ['--no-sandbox'] });
    const code = dinh.codes[0] ?? '';
    const views = [
      { name: 'home', words: 'home page', path: '/', shows: 'thủ tục' },
      { name: 'procedure', words: 'a procedure', path: '/thu-tuc/2.000635', shows: 'trích lục' },
      { name: 'tracking', words: 'tracking a case', path: `/tra-cuu/${code}`, shows: code },
    ];
    return {
      parties: views.map((view): Party => ({ name: view.name, words: view.words, run: () => look(browser, `${dinh.server.url}${view.path}`) })),
      check: async () => Promise.all(views.map((view) => withoutScript(browser, `${dinh.server.url}${view.path}`, view.shows))),
      tearDown: () => browser.close(),
    };
  },
};

/** One first view by a fresh profile. */
async function look(browser: Browser, url: string): Promise<Sample> {
  const context = await browser.newContext({ viewport: { width: 360, height: 640 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await slowDown(session);
  const seen = countBytes(session);
  const started = performance.now();
  await page.goto(url, { waitUntil: 'networkidle' });
  const lcpMs = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((entries) => resolve(entries.getEntries().at(-1)?.startTime ?? Number.NaN)).observe({ type: 'largest-contentful-paint', buffered: true });
      }),
  );
  await context.close();
  const facts = { lcpMs, kilobytes: seen.bytes / 1024, scriptKilobytes: seen.scriptBytes / 1024, requests: seen.requests };
  return { units: 1, seconds: (performance.now() - started) / 1000, ownCpuMs: 0, postgresCpuMs: 0, facts };
}

async function slowDown(session: CDPSession): Promise<void> {
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', slow4g);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
}

type Seen = { bytes: number; scriptBytes: number; requests: number };

function countBytes(session: CDPSession): Seen {
  const seen: Seen = { bytes: 0, scriptBytes: 0, requests: 0 };
  const scripts = new Set<string>();
  session.on('Network.responseReceived', ({ requestId, type }) => void (type === 'Script' && scripts.add(requestId)));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    seen.requests += 1;
    seen.bytes += encodedDataLength;
    if (scripts.has(requestId)) seen.scriptBytes += encodedDataLength;
  });
  return seen;
}

async function withoutScript(browser: Browser, url: string, words: string): Promise<string> {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 640 } });
  const page = await context.newPage();
  await page.goto(url);
  const text = await page.locator('body').innerText();
  await context.close();
  if (!text.toLocaleLowerCase('vi').includes(words.toLocaleLowerCase('vi'))) throw new Error(`${url} does not show "${words}" without script`);
  return `Without script, ${new URL(url).pathname} shows what it is for.`;
}
