import type { LightMyRequestResponse } from 'fastify';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CaseFile } from '#modules/cases/index.ts';
import { leastWords, openCaseStory, procedureCode, resultFields, type CaseStory } from './testing/case-story.ts';
import { listApiDoors, listPageDoors, type Door } from './testing/doors.ts';
import { openTestHouse, type TestHouse } from './testing/house.ts';
import { groups, officers, readers, rights, type Who } from './testing/rights.ts';
import type { Visitor } from './testing/visitors.ts';

let at: TestHouse;
let story: CaseStory;
let visitors: Map<Who, Visitor>;
let doors: Door[];
let issued: CaseFile;
let waiting: CaseFile;
let draftId: string;
let noticeId: string;
let verificationCode: string;
/** What nobody may find in any answer who may not read A's cases. */
let secrets: string[];

const outsiders: readonly Who[] = ['nobody', 'B', 'motcua.thanhson', 'quantri'];
const nowhere = '0190a000-0000-7000-8000-000000000000';
const signOut = '/dang-xuat';

beforeAll(async () => {
  at = await openTestHouse({ pages: true, demo: false });
  doors = [...listApiDoors(at.app), ...(await listPageDoors())];
  story = await openCaseStory(at);
  issued = await story.issued();
  waiting = await story.submit();
  await attachPaper();
  const { cases } = at.house.modules;
  verificationCode = (await cases.getCase(await story.clerk.actor(), issued.id)).result!.verificationCode!;
  draftId = at.house.ids.uuid();
  noticeId = (await at.house.modules.payments.listOfSubject(await story.citizen.actor(), { kind: 'case', id: issued.id }))[0]!.notice.id;
  await beginDraft();
  secrets = ['Nguyễn Văn An', '099088000101', '0500000101', 'an.nguyen@', 'Thôn Đông', issued.code, waiting.code, issued.id, waiting.id, draftId];
  visitors = new Map<Who, Visitor>([['nobody', at.anybody], ['A', story.citizen], ['B', await at.citizen('mp-le-thi-cuc')]]);
  for (const name of officers) visitors.set(name, await at.officer(name));
});

async function attachPaper(): Promise<void> {
  const { sha256, size, mediaType } = await at.house.files.saveBytes(Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF'), { name: 'giay.pdf' });
  await at.test.owner.query(`insert into cases.paper (case_id, position, code, name, sha256, size, media_type, added_at) values ($1, 0, 'GT-TT', 'giay.pdf', $2, $3, $4, now())`, [issued.id, sha256, size, mediaType]);
}

async function beginDraft(): Promise<void> {
  const { cases } = at.house.modules;
  const applicant = await story.citizen.actor();
  await cases.beginDraft(applicant, { draftId, procedureCode, unitUid: at.unit('an-hoa') });
  await cases.saveDraft(applicant, { draftId, answers: { applicantName: 'Nguyễn Văn An', applicantPersonalId: '099088000101' }, papers: [], step: 1 });
}

/** An address of the door that leads to A's things where it can. */
function addressOf({ path }: Door): string {
  return path
    .replace(/^(\/can-bo)?\/ho-so\/:id/u, (start) => start.replace(':id', issued.id))
    .replace(/(\/nop-phi|\/thu-phi\/khoan|\/notices)\/:id/u, (door) => door.replace(':id', noticeId))
    .replace('/tra-cuu/:code', `/tra-cuu/${issued.code}`)
    .replace('/kiem-tra/:code', `/kiem-tra/${verificationCode}`)
    .replace(':code', procedureCode)
    .replace(':draftId', draftId)
    .replace(':step', 'requester')
    .replace(':position', '0')
    .replace('/trang/:page', '/trang/1')
    .replace(':form', '01')
    .replace(':unitUid', at.unit('an-hoa'))
    .replace(':personUid', at.places.personUids.get('tuphap') ?? '')
    .replace(':key', 'leader')
    .replace(':name', 'root')
    .replace('/*', '/khong-co')
    .replaceAll(/:\w+/gu, nowhere);
}

function knock(visitor: Visitor, door: Door): Promise<LightMyRequestResponse> {
  const url = addressOf(door);
  if (door.method === 'GET') return visitor.get(url);
  if (door.page !== undefined) return visitor.form(url, {});
  return visitor.send({ method: door.method, url, headers: { 'content-type': 'application/json' }, payload: '{}' });
}

function letIn({ statusCode, headers }: LightMyRequestResponse): boolean {
  if ([401, 403, 404].includes(statusCode)) return false;
  return !/^(?:https?:\/\/[^/]+)?\/(?:can-bo\/)?dang-nhap/u.test(headers.location ?? '');
}

/** Secrets in an answer that were not in the question. */
function leaks(question: string, answer: LightMyRequestResponse): string[] {
  const told = `${answer.body} ${JSON.stringify(answer.headers)}`;
  return secrets.filter((secret) => told.includes(secret) && !question.includes(secret) && !question.includes(encodeURIComponent(secret)));
}

const nameOf = (door: Door): string => `${door.method} ${door.path}`;

describe('every door of the house', () => {
  it('is in the table, and the table has no door that is not there', () => {
    const known = doors.map(nameOf).filter((door) => door !== `POST ${signOut}`);
    expect([...new Set(known)].sort()).toEqual([...rights.keys()].sort());
  });

  it('opens to whom the table says, answers nobody with a fault, and tells outsiders nothing of A', async () => {
    const surprises: string[] = [];
    for (const door of doors.filter(({ path }) => path !== signOut)) {
      const allowed: readonly Who[] = groups[rights.get(nameOf(door)) ?? 'noOne'];
      if (door.path.includes(':draftId')) await beginDraft().catch(() => undefined);
      for (const [who, visitor] of visitors) {
        const answer = await knock(visitor, door);
        const told = `${nameOf(door)} as ${who}: ${answer.statusCode} ${answer.headers.location ?? ''}`;
        if (answer.statusCode >= 500) surprises.push(`${told} is a fault`);
        if (letIn(answer) !== allowed.includes(who)) surprises.push(told);
        if (!readers.has(who)) surprises.push(...leaks(addressOf(door), answer).map((secret) => `${told} tells ${secret}`));
      }
    }
    expect(surprises).toEqual([]);
  }, 120_000);

  it('tells outsiders nothing when the data of a single page is asked for, past its layout', async () => {
    const surprises: string[] = [];
    for (const door of doors.filter(({ page, method }) => page !== undefined && method === 'GET')) {
      const path = addressOf(door);
      const url = `${path === '/' ? '/_root' : path}.data?_routes=${encodeURIComponent(door.page ?? '')}`;
      for (const who of outsiders) {
        const answer = await visitors.get(who)!.get(url);
        if (answer.statusCode >= 500) surprises.push(`${url} as ${who}: ${answer.statusCode}`);
        surprises.push(...leaks(url, answer).map((secret) => `${url} as ${who} tells ${secret}`));
      }
    }
    expect(surprises).toEqual([]);
  }, 60_000);
});

it('these questions would find a leak: those who may read are told', async () => {
  const clerk = visitors.get('motcua')!;
  expect(leaks('', await clerk.get(`/can-bo/ho-so/${issued.id}`))).toContain('Nguyễn Văn An');
  expect(leaks('', await clerk.get('/can-bo/tra-cuu-ho-so?q=nguyen+van+an'))).toContain(issued.code);
  const data = await story.citizen.get('/ho-so.data?_routes=modules%2Fcases%2Fpages%2Fmine%2Flist');
  expect(leaks('', data)).toContain(waiting.code);
});

describe('a question', () => {
  const questions = (): string[] =>
    ['Nguyễn Văn An', 'nguyen van an', '099088000101', issued.code, waiting.code.slice(0, 14), '%', '_', 'a', '0500000101'].flatMap((text) => {
      const asked = encodeURIComponent(text);
      return [`/can-bo/tra-cuu-ho-so?q=${asked}`, `/can-bo?tim=${asked}&q=${asked}`, `/api/v1/desk/work?text=${asked}`, `/api/v1/desk/commands?q=${asked}`, `/api/v1/cases/tracking?code=${asked}`, `/api/v1/cases/verification?code=${asked}`, `/tra-cuu?ma=${asked}`, `/thu-tuc?q=${asked}`];
    });

  it('by name, number or code tells outsiders nothing that they did not ask with', async () => {
    const surprises: string[] = [];
    for (const url of questions()) {
      for (const who of outsiders) {
        const answer = await visitors.get(who)!.get(url);
        if (answer.statusCode >= 500) surprises.push(`${url} as ${who}: ${answer.statusCode}`);
        surprises.push(...leaks(decodeURIComponent(url), answer).map((secret) => `${url} as ${who} tells ${secret}`));
      }
    }
    expect(surprises).toEqual([]);
  }, 60_000);

  it('is counted for nobody who may not read the answer', async () => {
    for (const who of ['motcua.thanhson', 'quantri'] as const) {
      const actor = await visitors.get(who)!.actor();
      const counts = await at.house.modules.desk.countWork(actor);
      expect(counts.every((drawer) => drawer.waiting === 0 && drawer.late === 0)).toBe(true);
    }
  });
});

describe('an act on a case of A', () => {
  const acts = ['accept', 'refuse', 'supplement-requests', 'fees', 'proposals', 'signatures', 'withdrawals'];
  let before: unknown;

  const state = async (): Promise<unknown> => (await at.test.owner.query('select id, state, step_kind, fee_paid from cases.case_file order by id')).rows;
  beforeEach(async () => {
    before = await state();
  });

  const body = (caseId: string) => ({ requestId: at.house.ids.uuid(), caseId, words: leastWords, fields: resultFields, amount: 8000, method: 'cash' });

  it.each(acts)('%s: an outsider cannot tell it from an act on a case that does not exist', async (act) => {
    for (const who of outsiders) {
      const visitor = visitors.get(who)!;
      const [real, unreal] = [await visitor.post(`/api/v1/cases/${act}`, body(waiting.id)), await visitor.post(`/api/v1/cases/${act}`, body(nowhere))];
      const plain = (answer: LightMyRequestResponse): unknown => ({ ...answer.json<object>(), traceId: '' });
      expect([who, real.statusCode, plain(real)]).toEqual([who, unreal.statusCode, plain(unreal)]);
      expect([403, 404]).toContain(real.statusCode);
    }
    expect(await state()).toEqual(before);
  });

  it('with a request id that A has used opens nothing to others', async () => {
    const { rows } = await at.test.owner.query<{ request_id: string; case_id: string }>(`select request_id, case_id from cases.journal where act = 'sign_result' and case_id = $1`, [issued.id]);
    const replay = { requestId: rows[0]!.request_id, caseId: issued.id };
    for (const who of outsiders) {
      const answer = await visitors.get(who)!.post('/api/v1/cases/signatures', replay);
      expect([403, 404]).toContain(answer.statusCode);
      expect(answer.body).not.toContain(issued.code);
    }
  });
});

it('a session that has ended, and a cookie that was made up, are nobody', async () => {
  const clerk = await at.officer('motcua');
  expect((await clerk.get('/api/v1/desk/work')).statusCode).toBe(200);
  await clerk.form(signOut, {});
  for (const cookie of [clerk.cookie, 'dinh-session=', `dinh-session=${'x'.repeat(43)}`, `${clerk.cookie}x`, 'dinh-session=null', `dinh-pending=${story.clerk.cookie.split('=')[1] ?? ''}`]) {
    const answer = await at.anybody.send({ url: '/api/v1/desk/work', headers: { cookie } });
    expect([cookie, answer.statusCode]).toEqual([cookie, 403]);
  }
});
