import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { startServer, type Server } from '../harness/child.ts';
import type { Bench } from '../harness/bench.ts';
import { callerAddress, type Answer, type Call } from '../harness/load.ts';
import { atMostTimes, type Measure } from '../harness/measure.ts';
import { serverParty } from '../harness/server-party.ts';

const browser = { 'accept-encoding': 'gzip, deflate, br' };

/** Brotli with the words of the page inside; decompressed in each tenth answer so that the check does not drown the load. */
const shows = (words: string, number: number) => (answer: Answer): boolean =>
  answer.status === 200 && (number % 10 !== 0 || brotliDecompressSync(answer.body).toString('utf8').includes(words));

export const page: Measure = {
  name: 'page',
  title: 'Public pages',
  unit: 'page',
  workload: [
    'GET /thu-tuc/2.000635 (a procedure, kept in memory) and GET /tra-cuu/<code> (a case by its code, 500 codes in turn): React Router on the server, no session, brotli. The tracking page is kept too, but whether its case has moved on is read from the database for each call, one statement for all who ask at the same moment; a page is drawn when its code is first asked for and after each act. Here no case moves and each code was asked for once before the clock starts, so every call finds its page kept.',
    'Beside it the same page for somebody signed in, who gets a page of his own: session, case and journal are read and the page is drawn for each call.',
    'The floor of each: bare Node http that draws the very same elements and words with React’s renderToString for each call and compresses them alike; nothing is looked up.',
  ],
  goals: [atMostTimes('procedure', 'bare-procedure', 2), atMostTimes('tracking', 'bare-tracking', 2)],
  async setUp(bench) {
    const dinh = await bench.dinh();
    const codes = dinh.codes;
    const procedurePath = '/thu-tuc/2.000635';
    const floors = { procedure: await openFloor(bench, `${dinh.server.url}${procedurePath}`), tracking: await openFloor(bench, `${dinh.server.url}/tra-cuu/${codes[0] ?? ''}`) };
    const headersOf = (number: number) => ({ ...browser, 'x-forwarded-for': callerAddress(number) });
    const procedure = (number: number): Call => ({ method: 'GET', path: procedurePath, headers: headersOf(number), isRight: shows('2.000635', number) });
    const tracking = (number: number): Call => {
      const code = codes[number % codes.length] ?? '';
      return { method: 'GET', path: `/tra-cuu/${code}`, headers: headersOf(number), isRight: shows(code, number) };
    };
    const drawn = (number: number): Call => {
      const call = tracking(number);
      return { ...call, headers: { ...call.headers, cookie: dinh.citizens[number % 20] ?? '' } };
    };
    const bare = (words: string) => (number: number): Call => ({ method: 'GET', path: '/', headers: browser, isRight: shows(words, number) });
    const { server, database } = dinh;
    for (const [number, code] of codes.entries()) await (await fetch(`${server.url}/tra-cuu/${code}`, { headers: headersOf(number) })).arrayBuffer();
    return {
      parties: [
        serverParty({ name: 'procedure', words: 'Đình, a procedure', server, database, next: procedure }),
        serverParty({ name: 'bare-procedure', words: 'bare React page of the same words', server: floors.procedure, next: bare('2.000635') }),
        serverParty({ name: 'tracking', words: 'Đình, tracking a case', server, database, next: tracking }),
        serverParty({ name: 'tracking-drawn', words: 'Đình, the same for somebody signed in', server, database, next: drawn }),
        serverParty({ name: 'bare-tracking', words: 'bare React page of the same words', server: floors.tracking, next: bare(codes[0] ?? '') }),
      ],
      check: async () => [],
      tearDown: async () => void (await Promise.all([floors.procedure.stop(), floors.tracking.stop()])),
    };
  },
};

async function openFloor(bench: Bench, url: string): Promise<Server> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  const file = join(bench.folder, `${new URL(url).pathname.replaceAll('/', '_')}.html`);
  await writeFile(file, await answer.text());
  return startServer({ command: ['bench/floors/page.ts'], env: { PAGE: file }, readyPath: '/ready' });
}
