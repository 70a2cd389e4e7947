import { randomUUID } from 'node:crypto';
import { aCase, aWrongCase } from '../data/answers.ts';
import type { Call } from '../harness/load.ts';
import { cpuMsPerUnit, sampleOf, type Goal, type Measure } from '../harness/measure.ts';
import { serverParty } from '../harness/server-party.ts';
import { openStrapi, type Strapi } from '../peers/strapi.ts';
import { listCall, pageSize } from './list.ts';
import { isMistake, submitCall } from './submit.ts';

/** How many times our CPU the peer takes for the same kind of work. */
function timesOurs(work: 'submit' | 'list'): Goal {
  const of = ({ ...round }): number => cpuMsPerUnit(sampleOf(round, `strapi-${work}`)) / cpuMsPerUnit(sampleOf(round, `dinh-${work}`));
  return { words: `CPU, Strapi ÷ Đình, ${work}`, limit: 1, better: 'more', of };
}

export const strapi: Measure = {
  name: 'strapi',
  title: 'Beside Strapi',
  unit: 'call',
  workload: [
    'The same applications and the same page of 50 of 100,000, through Strapi’s REST API in production mode on the same PostgreSQL: content type with required fields, patterns and choices, a signed-in user’s token, role permissions, own index for the list, no count.',
    'Strapi does less: one row, no number, no journal, no audit line, no outbox, no conditions between questions, one user whose token is checked without a session; and more: lifecycle hooks, sanitising by field permissions, any filter a caller thinks of.',
  ],
  goals: [timesOurs('submit'), timesOurs('list')],
  async setUp(bench) {
    const dinh = await bench.dinh();
    const peer = await openStrapi(bench);
    const ours = { server: dinh.server, database: dinh.database };
    const theirs = { server: peer.server, database: peer.database };
    return {
      parties: [
        serverParty({ name: 'dinh-submit', words: 'Đình, submit', ...ours, next: submitCall(dinh) }),
        serverParty({ name: 'strapi-submit', words: `Strapi ${peer.version}, submit`, ...theirs, next: (number) => strapiSubmit(peer, number) }),
        serverParty({ name: 'dinh-list', words: 'Đình, list', ...ours, next: listCall(dinh) }),
        serverParty({ name: 'strapi-list', words: `Strapi ${peer.version}, list`, ...theirs, next: () => strapiList(peer) }),
      ],
      check: async () => [],
      tearDown: () => peer.server.stop(),
    };
  },
};

function strapiSubmit(peer: Strapi, number: number): Call {
  const data = { ...(isMistake(number) ? aWrongCase : aCase), requestId: randomUUID(), code: `H99.50-261121-${String(number).padStart(6, '0')}`, unit: 'a', stage: 'receive' };
  return {
    method: 'POST',
    path: '/api/cases',
    headers: { authorization: `Bearer ${peer.token}` },
    body: JSON.stringify({ data }),
    isRight: (answer) => answer.status === (isMistake(number) ? 400 : 201),
  };
}

const listPath =
  '/api/cases?filters[unit][$eq]=a&filters[stage][$eq]=receive&sort=dueAt:asc&pagination[start]=0&pagination[limit]=50' +
  ['code', 'applicantName', 'stage', 'unit', 'dueAt', 'createdAt'].map((field, index) => `&fields[${index}]=${field}`).join('');

function strapiList(peer: Strapi): Call {
  return {
    method: 'GET',
    path: listPath,
    headers: { authorization: `Bearer ${peer.token}` },
    isRight: (answer) => answer.status === 200 && (JSON.parse(answer.body.toString('utf8')) as { data: unknown[] }).data.length === pageSize,
  };
}
