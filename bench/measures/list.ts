import { startServer } from '../harness/child.ts';
import type { Dinh } from '../harness/dinh.ts';
import { callerAddress, type Answer, type Call } from '../harness/load.ts';
import { atMostTimes, type Measure } from '../harness/measure.ts';
import { serverParty } from '../harness/server-party.ts';
import { createFloorTables } from '../floors/tables.ts';

export const pageSize = 50;

function isFullPage(answer: Answer): boolean {
  if (answer.status !== 200) return false;
  const { items, more } = JSON.parse(answer.body.toString('utf8')) as { items: readonly { code: string; dueAt: string }[]; more: boolean };
  const inOrder = items.every((item, index) => index === 0 || (items[index - 1]?.dueAt ?? '') <= item.dueAt);
  return more && inOrder && items.length === pageSize && new Set(items.map((item) => item.code)).size === pageSize;
}

export const list: Measure = {
  name: 'list',
  title: 'List the work of an officer',
  unit: 'page of 50',
  workload: [
    'GET /api/v1/desk/work?drawer=receive with an officer’s session: rights as units in SQL, the union view of all modules, what is due first on top, 50 of 100,000 cases (10,000 open, a twelfth of them in this drawer), answers checked for number, order and doubles.',
    'The floor: bare Node http + pg, one prepared query by its own index, rows as arrays without type parsing, no session, no rights, the same seven columns as JSON.',
  ],
  goals: [atMostTimes('dinh', 'bare', 2)],
  async setUp(bench) {
    const dinh = await bench.dinh();
    const cluster = await bench.cluster();
    const url = await cluster.createDatabase('floor_list');
    await createFloorTables(url);
    const server = await startServer({ command: ['bench/floors/list.ts'], env: { FLOOR_DATABASE_URL: url }, readyPath: '/ready' });
    const next = listCall(dinh);
    const bare = (): Call => ({ method: 'GET', path: '/list', isRight: isFullPage });
    return {
      parties: [
        serverParty({ name: 'dinh', words: 'Đình', server: dinh.server, database: dinh.database, next }),
        serverParty({ name: 'bare', words: 'bare Node + pg, raw rows', server, database: { postmaster: cluster.pid(), name: 'floor_list' }, next: bare }),
      ],
      check: async () => [],
      tearDown: () => server.stop(),
    };
  },
};

/** The drawer of the counter, asked for by all officers in turn. */
export function listCall(dinh: Dinh): (number: number) => Call {
  return (number) => ({
    method: 'GET',
    path: '/api/v1/desk/work?drawer=receive',
    headers: { cookie: dinh.officers[number % dinh.officers.length] ?? '', 'x-forwarded-for': callerAddress(number) },
    isRight: isFullPage,
  });
}
