import fc from 'fast-check';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { leastWords, answersOf, openCaseStory, procedureCode, resultFields } from './testing/case-story.ts';
import { listApiDoors, listPageDoors, type Door } from './testing/doors.ts';
import { anyJson, hostileBodies, hugeBodies, hostileHeaders, hostileTexts, hostileValues, withOneLeaf } from './testing/hostile.ts';
import { openTestHouse, type TestHouse } from './testing/house.ts';
import type { Visitor } from './testing/visitors.ts';

let at: TestHouse;
let apiDoors: Door[];
let pageDoors: Door[];
let people: Visitor[];
let caseId: string;
let draftId: string;
let before: unknown;
let sent: number;
let faults: string[];

const seed = 20_261_121;
const slowest = 5_000;
/** Doors that do what they are for, whatever is sent: they end a session, discard one's own draft, begin to enrol a factor. */
const plainDoors = /^\/dang-xuat$|\/xoa$|\/lop-xac-thuc$/u;

beforeAll(async () => {
  at = await openTestHouse({ pages: true, demo: false });
  apiDoors = listApiDoors(at.app);
  pageDoors = (await listPageDoors()).filter(({ path }) => !plainDoors.test(path));
  const story = await openCaseStory(at);
  caseId = (await story.accepted()).id;
  draftId = at.house.ids.uuid();
  await at.house.modules.cases.beginDraft(await story.citizen.actor(), { draftId, procedureCode, unitUid: at.unit('an-hoa') });
  people = [at.anybody, story.citizen, story.clerk, story.specialist, story.leader, await at.officer('quantri')];
});

beforeEach(async () => {
  [sent, faults] = [0, []];
  before = await rowCounts();
});

afterEach(async () => {
  expect(faults).toEqual([]);
  expect(await rowCounts()).toEqual(before);
});

/** Rows of every table, but for the trail of refusals, failed sign-ins that are counted, and files nobody has attached yet. */
async function rowCounts(): Promise<unknown> {
  const { rows } = await at.test.owner.query(`
    select n.nspname || '.' || c.relname as table, (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %I.%I', n.nspname, c.relname), false, true, '')))[1]::text as rows
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema') and c.relname not in ('entry', 'throttle', 'upload') order by 1`);
  return rows;
}

const trace = /node_modules|\.ts:\d+|\bat \w+ \(|relation "|violates|invalid byte sequence|syntax error at|ECONN|Zod|kysely/u;
const vietnamese = /[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđơư]/iu;

async function send(visitor: Visitor, request: InjectOptions, mustRefuse: boolean): Promise<LightMyRequestResponse | undefined> {
  sent += 1;
  const told = `${request.method ?? 'GET'} ${JSON.stringify(request.url).slice(0, 120)} as ${visitor.name} ${JSON.stringify(request.headers ?? {}).slice(0, 120)} ${sample(request.payload)}`;
  const answer = await Promise.race([visitor.send(request), new Promise<undefined>((resolve) => setTimeout(resolve, slowest, undefined).unref())]);
  if (answer === undefined) {
    faults.push(`HANGS ${told}`);
    return undefined;
  }
  const { statusCode, body } = answer;
  if (statusCode >= 500) faults.push(`${statusCode} ${told} → ${body.slice(0, 120)}`);
  else if (mustRefuse && statusCode < 400) faults.push(`${statusCode} ${told}`);
  if (trace.test(body) && statusCode >= 400) faults.push(`TRACE ${told} → ${trace.exec(body)?.[0] ?? ''}`);
  const type = answer.headers['content-type'] ?? '';
  if (statusCode >= 400 && body !== '' && /json|html/u.test(type) && !vietnamese.test(body)) faults.push(`NO WORDS ${told} → ${body.slice(0, 120)}`);
  return answer;
}

const sample = (payload: InjectOptions['payload']): string => (typeof payload === 'string' || Buffer.isBuffer(payload) ? payload.toString().slice(0, 160) : '');

const post = (url: string, payload: unknown): InjectOptions => ({ method: 'POST', url, headers: { 'content-type': 'application/json' }, payload: typeof payload === 'string' ? payload : JSON.stringify(payload) });

const addressOf = ({ path }: Door): string =>
  path.replace('ho-so/:id', `ho-so/${caseId}`).replace(':draftId', draftId).replace(':code', procedureCode).replace(':step', 'requester').replace('/*', '/x').replaceAll(/:\w+/gu, '0190a000-0000-7000-8000-000000000000');

describe('the API refuses, in words, and changes nothing', () => {
  it('bodies that are not what they claim', async () => {
    for (const door of apiDoors.filter(({ method, path }) => method === 'POST' && !/signing|passkeys|uploads/u.test(path))) {
      const turn = apiDoors.indexOf(door);
      const visitor = people[turn % people.length]!;
      // Every body at every third door, another third at each.
      for (const { type, payload, headers } of hostileBodies.filter((_body, index) => index % 3 === turn % 3)) await send(visitor, { method: 'POST', url: addressOf(door), headers: { ...headers, 'content-type': type }, payload }, true);
    }
    for (const { type, payload } of hugeBodies) {
      for (const url of ['/api/v1/cases', '/api/v1/cases/accept']) await send(people[2]!, { method: 'POST', url, headers: { 'content-type': type }, payload }, true);
    }
    expect(sent).toBeGreaterThan(400);
  }, 60_000);

  it('names of things that are none', async () => {
    for (const door of [...apiDoors, ...pageDoors].filter(({ path, method }) => path.includes(':') && method !== 'POST')) {
      for (const id of ['x', '%00', '%1b', '%27--', '%F0%9F%91%A8', '-1', '9'.repeat(30), '..%2f..', '__proto__', encodeURIComponent('Ế'.repeat(90))]) {
        await send(door.path.startsWith('/can-bo') || door.path.startsWith('/api') ? people[5]! : people[1]!, { method: door.method, url: door.path.replaceAll(/:\w+/gu, id) }, false);
      }
    }
  }, 60_000);

  it('any JSON at every door', async () => {
    const doors = apiDoors.filter(({ method, path }) => method === 'POST' && !/signing|passkeys|uploads/u.test(path));
    const attack = fc.tuple(fc.constantFrom(...doors), fc.nat(people.length - 1), anyJson);
    for (const [door, who, body] of fc.sample(attack, { numRuns: 300, seed })) await send(people[who]!, post(addressOf(door), body), true);
  }, 60_000);

  it('one hostile value in an otherwise plain act', async () => {
    const nowhere = '0190a000-0000-7000-8000-000000000000';
    const acts: [string, Visitor, unknown][] = [
      ['/api/v1/cases/accept', people[2]!, { requestId: nowhere, caseId }],
      ['/api/v1/cases/refuse', people[2]!, { requestId: nowhere, caseId, words: leastWords }],
      ['/api/v1/cases/fees', people[2]!, { requestId: nowhere, caseId: nowhere, amount: 8000, method: 'cash', reference: 'x' }],
      ['/api/v1/cases/proposals', people[3]!, { requestId: nowhere, caseId: nowhere, fields: resultFields }],
      ['/api/v1/cases/signatures', people[4]!, { requestId: nowhere, caseId }],
      ['/api/v1/numbering/voids', people[5]!, { unitUid: at.unit('an-hoa'), kind: 'x', year: 2026, number: 1, reason: leastWords }],
    ];
    const attack = fc.tuple(fc.constantFrom(...acts), fc.nat(), fc.constantFrom(...hostileValues));
    for (const [[url, visitor, body], leaf, value] of fc.sample(attack, { numRuns: 300, seed })) await send(visitor, post(url, withOneLeaf(body, leaf, value)), true);
  }, 60_000);

  it('hostile questions, paths and methods', async () => {
    const reads = apiDoors.filter(({ method }) => method === 'GET');
    const names = ['code', 'q', 'text', 'page', 'drawer', 'year', 'unitUid', 'kind', 'asOf', 'at', '__proto__', 'a[b]', 'kho', 'state'];
    const attack = fc.tuple(fc.constantFrom(...reads), fc.constantFrom(...people), fc.constantFrom(...names), fc.constantFrom(...hostileTexts));
    for (const [door, visitor, name, text] of fc.sample(attack, { numRuns: 250, seed })) {
      const value = encodeURIComponent(text.toWellFormed()).slice(0, 6_000);
      await send(visitor, { url: `${addressOf(door)}?${name}=${value}&${name}=${value}` }, false);
    }
    for (const tail of ['%', '%00', '%ff', '%e0%a4%a', '..%2f..%2f', '%2e%2e/', ';a=b', '\\', '?%', '?a=%ff&=&&', '#x', '/./', `?${'a'.repeat(9_000)}`, `/${'a/'.repeat(3_000)}`]) {
      for (const start of ['/api/v1/procedures/', '/api/v1/cases/tracking', '/ho-so/', '/tra-cuu/', '/can-bo/ho-so/', '/x']) await send(people[2]!, { url: `${start}${tail}` }, false);
    }
    for (const method of ['TRACE', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', 'LOCK', 'SEARCH', 'MKCOL']) {
      for (const url of ['/api/v1/cases', '/ho-so', '/api/v1/identity/me', '/']) await send(people[1]!, { method: method, url }, false);
    }
  }, 60_000);

  it('hostile headers', async () => {
    for (const headers of hostileHeaders) {
      for (const visitor of people.slice(0, 3)) {
        await send(visitor, { url: '/api/v1/desk/work', headers }, false);
        await send(visitor, { url: '/thu-tuc', headers }, false);
        await send(visitor, { ...post('/api/v1/cases', {}), headers: { 'content-type': 'application/json', ...headers } }, true);
        await send(visitor, { method: 'POST', url: '/api/v1/files/uploads', headers }, true);
      }
    }
  }, 60_000);
});

describe('pages take any form without a fault, and change nothing', () => {
  it('bodies that are not what they claim', async () => {
    for (const door of pageDoors.filter(({ method }) => method === 'POST')) {
      const visitor = people[pageDoors.indexOf(door) % people.length]!;
      for (const { type, payload, headers } of hostileBodies.slice(-6)) await send(visitor, { method: 'POST', url: addressOf(door), headers: { ...headers, 'content-type': type }, payload }, false);
    }
    for (const { type, payload } of hugeBodies) await send(people[5]!, { method: 'POST', url: '/can-bo/quan-tri/cong-viec', headers: { 'content-type': type }, payload }, true);
  }, 60_000);

  it('hostile fields, by those who are signed in', async () => {
    const fields = ['requestId', 'act', 'caseId', 'jobId', 'reason', 'words', 'username', 'password', 'code', 'unitUid', 'deliveryId', 'id', 'tiep', 'applicantName', 'copies', 'subjectBirthDate-day', 'subjectBirthDate'];
    const forms = pageDoors.filter(({ method }) => method === 'POST');
    const attack = fc.tuple(fc.constantFrom(...forms), fc.constantFrom(...people), fc.dictionary(fc.constantFrom(...fields), fc.constantFrom(...hostileTexts), { minKeys: 1, maxKeys: 6, noNullPrototype: true }));
    for (const [door, visitor, values] of fc.sample(attack, { numRuns: 250, seed })) {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      await send(visitor, { method: 'POST', url: addressOf(door), headers, payload: new URLSearchParams(values).toString() }, false);
    }
  }, 60_000);

  it('hostile addresses of pages and their data', async () => {
    const reads = pageDoors.filter(({ method, path }) => method === 'GET' && path !== '/');
    const attack = fc.tuple(fc.constantFrom(...reads), fc.constantFrom(...people), fc.constantFrom(...hostileTexts));
    for (const [door, visitor, text] of fc.sample(attack, { numRuns: 250, seed })) {
      const value = encodeURIComponent(text.toWellFormed()).slice(0, 3_000);
      const url = door.path.replaceAll(/:\w+/gu, value).replace('/*', `/${value}`);
      await send(visitor, { url: `${url}?trang=${value}&q=${value}&nam=${value}&ngan=${value}` }, false);
      await send(visitor, { url: `${addressOf(door)}.data?_routes=${value}` }, false);
    }
  }, 90_000);
});

describe('text that is only odd', () => {
  it('in an application is either refused with words or kept as it is, and never a fault', async () => {
    const free = ['applicantName', 'applicantResidence', 'subjectEthnicity', 'subjectNationality', 'registeredAt', 'entryNumber'];
    const citizen = people[1]!;
    for (const [index, text] of hostileTexts.entries()) {
      const answers = answersOf('mp-nguyen-van-an', { [free[index % free.length]!]: text });
      const answer = await send(citizen, post('/api/v1/cases', { requestId: at.house.ids.uuid(), unitUid: at.unit('an-hoa'), procedureCode, answers }), false);
      expect([201, 400, 422]).toContain(answer?.statusCode);
    }
    before = await rowCounts();
  }, 60_000);

  it('in a draft keeps the draft usable', async () => {
    const citizen = people[1]!;
    for (const text of hostileTexts) {
      await send(citizen, { method: 'POST', url: `/nop/ban-nhap/${draftId}/requester`, headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: new URLSearchParams({ applicantName: text, requestId: draftId }).toString() }, false);
    }
    expect((await citizen.get(`/nop/ban-nhap/${draftId}/requester`)).statusCode).toBe(200);
  }, 60_000);
});
