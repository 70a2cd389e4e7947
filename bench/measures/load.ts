import { randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { aCase } from '../data/answers.ts';
import type { Server } from '../harness/child.ts';
import type { Dinh } from '../harness/dinh.ts';
import { callerAddress, send, wrong, type Answer, type Call } from '../harness/load.ts';
import { factGoal, type Measure, type Sample } from '../harness/measure.ts';
import { cpuMsOf, pssMegabytes, watchBackends } from '../harness/process-cpu.ts';
import { quantile } from '../harness/statistics.ts';

const users = 50;

type Act = { readonly kind: 'read' | 'write'; readonly call: Call };

export const load: Measure = {
  name: 'load',
  title: 'Fifty people at once',
  unit: 'call',
  workload: [
    `${users} people, each thinking 0.5–2 s between calls: half are officers (their inbox as a page, a case with its journal and an audit line for the reading), half citizens (follow a case, look at a procedure, submit one call in five). The server runs jobs in the same process; rounds of 10 s one after another make a load of a minute.`,
    'Memory is the proportional set size of the Node process after each round.',
  ],
  goals: [
    factGoal('dinh', 'readP95Ms', { words: 'reads, p95 ms', limit: 150, better: 'less' }),
    factGoal('dinh', 'writeP95Ms', { words: 'writes, p95 ms', limit: 300, better: 'less' }),
    factGoal('dinh', 'pssMegabytes', { words: 'memory of the server, MB', limit: 400, better: 'less' }),
  ],
  async setUp(bench) {
    const dinh = await bench.dinh();
    const server = await dinh.startAnother('all');
    return {
      parties: [{ name: 'dinh', words: 'Đình', run: (round) => runMinute(dinh, server, Math.max(round.seconds, 10)) }],
      check: async () => ['Every answer was looked at; none was wrong.'],
      tearDown: () => server.stop(),
    };
  },
};

async function runMinute(dinh: Dinh, server: Server, seconds: number): Promise<Sample> {
  const { port } = new URL(server.url);
  const agent = new Agent({ keepAlive: true, maxSockets: users });
  const times: Record<Act['kind'], number[]> = { read: [], write: [] };
  const [started, before, backends] = [performance.now(), cpuMsOf(server.pid), watchBackends(dinh.database.postmaster, dinh.database.name)];
  const person = async (user: number): Promise<void> => {
    await sleep(Math.random() * 1500);
    for (let turn = 0; performance.now() - started < seconds * 1000; turn++) {
      const { kind, call } = nextAct(dinh, user, turn);
      const from = performance.now();
      const answer = await send(call, { agent, port });
      times[kind].push(performance.now() - from);
      if (!call.isRight(answer)) throw wrong(call, answer);
      await sleep(500 + Math.random() * 1500);
    }
  };
  try {
    await Promise.all(Array.from({ length: users }, (_, user) => person(user)));
  } finally {
    agent.destroy();
  }
  const [reads, writes] = [times.read.toSorted((a, b) => a - b), times.write.toSorted((a, b) => a - b)];
  const facts = { readP50Ms: quantile(reads, 0.5), readP95Ms: quantile(reads, 0.95), writeP50Ms: quantile(writes, 0.5), writeP95Ms: quantile(writes, 0.95), pssMegabytes: pssMegabytes(server.pid) };
  return { units: reads.length + writes.length, seconds: (performance.now() - started) / 1000, ownCpuMs: cpuMsOf(server.pid) - before, postgresCpuMs: backends(), facts };
}

/** Even users are officers. */
function nextAct(dinh: Dinh, user: number, turn: number): Act {
  const pick = (list: readonly string[]): string => list[Math.floor(Math.random() * list.length)] ?? '';
  const from = { 'x-forwarded-for': callerAddress(user), 'accept-encoding': 'gzip, deflate, br' };
  const get = (path: string, cookie?: string): Act => ({ kind: 'read', call: { method: 'GET', path, headers: { ...from, ...(cookie === undefined ? {} : { cookie }) }, isRight: isPage } });
  if (user % 2 === 0) {
    const cookie = dinh.officers[(user / 2) % dinh.officers.length] ?? '';
    return turn % 2 === 0 ? get('/can-bo', cookie) : get(`/can-bo/ho-so/${pick(dinh.caseIds)}`, cookie);
  }
  if (turn % 5 === 4) return submission(dinh, user, from);
  return turn % 2 === 0 ? get(`/tra-cuu/${pick(dinh.codes)}`) : get('/thu-tuc/2.000635');
}

function submission(dinh: Dinh, user: number, from: Readonly<Record<string, string>>): Act {
  const body = JSON.stringify({ requestId: randomUUID(), unitUid: dinh.unitUids[0], procedureCode: '2.000635', answers: aCase });
  const cookie = dinh.citizens[user] ?? '';
  return { kind: 'write', call: { method: 'POST', path: '/api/v1/cases', headers: { ...from, cookie }, body, isRight: (answer) => answer.status === 201 } };
}

const isPage = (answer: Answer): boolean => answer.status === 200 && answer.body.length > 500;
