import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { aCase, aWrongCase, isWrong } from '../data/answers.ts';
import { startServer, type Server } from '../harness/child.ts';
import type { Bench } from '../harness/bench.ts';
import type { Dinh } from '../harness/dinh.ts';
import { callerAddress, type Answer, type Call } from '../harness/load.ts';
import { atMostTimes, type Measure, type Round } from '../harness/measure.ts';
import { serverParty } from '../harness/server-party.ts';
import { createFloorTables } from '../floors/tables.ts';

/** Every twentieth application has a mistake, and must be refused. */
export const isMistake = (number: number): boolean => number % 20 === 19;

const isRight = (number: number) => (answer: Answer): boolean =>
  isMistake(number) ? isWrong(answer) : answer.status === 201 && answer.body.includes('"code":"H99.5');

export const submit: Measure = {
  name: 'submit',
  title: 'Submit a case',
  unit: 'application',
  workload: [
    'POST /api/v1/cases with a session cookie: session, rights, limit per address, form with conditions, fee, number from the gap-free series, case, journal, audit, outbox; durable commit.',
    '100,000 cases present; 8 connections; 1,000 citizens in turn, so that the session is read from the database for almost every call; 5 % of the applications are wrong and are refused.',
    'The floor: bare Node http + pg, hand-written checks, four rows (case, journal, audit, event), no session and no number; in its best form, one prepared statement, and in six round trips.',
    'Ours writes two rows more: the number and its series.',
  ],
  goals: [atMostTimes('dinh', 'bare-one-statement', 2), atMostTimes('dinh', 'bare-one-statement', 1.5), atMostTimes('dinh', 'bare-six-trips', 2), atMostTimes('dinh', 'bare-six-trips', 1.5)],
  async setUp(bench) {
    const dinh = await bench.dinh();
    const floors = { one: await openFloor(bench, 'one'), six: await openFloor(bench, 'six') };
    const before = await countCases(dinh.databaseUrl, 'cases.case_file');
    const next = submitCall(dinh);
    return {
      parties: [
        serverParty({ name: 'dinh', words: 'Đình', server: dinh.server, database: dinh.database, next }),
        serverParty({ name: 'bare-one-statement', words: 'bare Node + pg, four rows in one statement', ...floors.one, next: bareCall }),
        serverParty({ name: 'bare-six-trips', words: 'bare Node + pg, four rows in six round trips', ...floors.six, next: bareCall }),
      ],
      check: async (rounds) => [await looked(dinh.databaseUrl, before, rounds)],
      tearDown: async () => void (await Promise.all([floors.one.server.stop(), floors.six.server.stop()])),
    };
  },
};

/** Applications of all citizens in turn to all communes in turn. */
export function submitCall(dinh: Dinh): (number: number) => Call {
  return (number) => ({
    method: 'POST',
    path: '/api/v1/cases',
    headers: { cookie: dinh.citizens[number % dinh.citizens.length] ?? '', 'x-forwarded-for': callerAddress(number) },
    body: JSON.stringify({
      requestId: randomUUID(),
      unitUid: dinh.unitUids[number % dinh.unitUids.length],
      procedureCode: '2.000635',
      answers: isMistake(number) ? aWrongCase : aCase,
    }),
    isRight: isRight(number),
  });
}

type Floor = { readonly server: Server; readonly database: { readonly postmaster: number; readonly name: string } };

async function openFloor(bench: Bench, form: 'one' | 'six'): Promise<Floor> {
  const cluster = await bench.cluster();
  const name = `floor_submit_${form}`;
  const url = await cluster.createDatabase(name);
  await createFloorTables(url);
  const server = await startServer({ command: ['bench/floors/submit.ts'], env: { FLOOR_DATABASE_URL: url, FORM: form }, readyPath: '/ready' });
  return { server, database: { postmaster: cluster.pid(), name } };
}

function bareCall(number: number): Call {
  const code = `H99.50-261121-${String(number).padStart(6, '0')}`;
  const answers = isMistake(number) ? aWrongCase : aCase;
  return { method: 'POST', path: '/cases', body: JSON.stringify({ requestId: randomUUID(), code, answers }), isRight: isRight(number) };
}

async function countCases(url: string, table: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ count: string }>(`select count(*) from ${table}`).finally(() => client.end());
  return Number(rows[0]?.count);
}

/** What was acknowledged is there, and nothing else: the warm-up's calls come on top of those of the rounds. */
async function looked(url: string, before: number, rounds: readonly Round[]): Promise<string> {
  const added = (await countCases(url, 'cases.case_file')) - before;
  const [journal, events] = [await countCases(url, `cases.journal where act = 'submit'`), await countCases(url, `platform.event where name = 'cases.case_file_submitted'`)];
  const acknowledged = rounds.reduce((sum, round) => sum + (round['dinh']?.units ?? 0), 0) * 0.95;
  if (added < acknowledged * 0.98) throw new Error(`${added} cases were saved, about ${acknowledged} acknowledged`);
  if (journal !== before + added || events !== before + added) throw new Error('cases without journal or event');
  return `${added.toLocaleString('en')} cases were added, each with its journal line and event.`;
}
