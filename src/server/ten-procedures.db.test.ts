import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workingTimeBetween } from '#modules/calendar/index.ts';
import type { CaseFile } from '#modules/cases/index.ts';
import { openCaseStory, type CaseStory } from './testing/case-story.ts';
import { openTestHouse, type TestHouse } from './testing/house.ts';
import { applications, type Application } from './testing/ten-procedures.ts';

const run = promisify(execFile);
const monday9 = new Date('2026-11-23T02:00:00Z');
let at: TestHouse;
let story: CaseStory;
let folder: string;

beforeAll(async () => {
  at = await openTestHouse();
  folder = await mkdtemp(join(tmpdir(), 'dinh-ten-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const act = (file: Pick<CaseFile, 'id'>) => ({ requestId: at.house.ids.uuid(), caseId: file.id });

/** The applicant sends a file for each paper, as the page does. */
async function send(codes: readonly string[], by: CaseStory['citizen']) {
  const form = new FormData();
  for (const code of codes) form.append(code, new File([`%PDF-1.7\n% ${code}\n%%EOF\n`], `${code}.pdf`, { type: 'application/pdf' }));
  if (codes.length === 0) return [];
  const { papers, refused } = await at.house.modules.cases.receivePapers(await by.actor(), new Request('http://xa.example/', { method: 'POST', body: form }));
  expect(refused).toEqual([]);
  return [...papers];
}

async function submit(application: Application): Promise<CaseFile> {
  const by = application.way === 'online' ? story.citizen : story.clerk;
  const papers = await send(application.papers, by);
  return at.house.modules.cases.submit(await by.actor(), { requestId: at.house.ids.uuid(), unitUid: at.unit('an-hoa'), procedureCode: application.code, answers: { ...application.answers }, papers });
}

/** The tax notice of a land case: state 6, the clock stands still for exactly the working time of the wait. */
async function payTaxes(file: CaseFile): Promise<CaseFile> {
  const { cases, calendar } = at.house.modules;
  const table = await calendar.calendarOf(at.unit('an-hoa'));
  const [asked, due] = [at.test.clock.now(), file.dueAt!];
  const waiting = await cases.askPayment(await story.specialist.actor(), { ...act(file), words: 'Nộp lệ phí trước bạ theo thông báo của cơ quan thuế.' });
  expect(waiting.state).toBe(6);
  at.test.clock.set(new Date(at.test.clock.now().getTime() + 3 * 86_400_000));
  story = await openCaseStory(at);
  const paid = await cases.confirmPayment(await story.specialist.actor(), act(file));
  expect(paid.state).toBe(4);
  const waited = workingTimeBetween(table, asked, at.test.clock.now());
  expect(waited).toBeGreaterThan(0);
  expect(workingTimeBetween(table, due, paid.dueAt!)).toBe(waited);
  return paid;
}

async function sign(file: CaseFile, application: Application): Promise<CaseFile> {
  const { cases } = at.house.modules;
  const { suggestion } = await cases.getCase(await story.specialist.actor(), file.id);
  await cases.proposeResult(await story.specialist.actor(), { ...act(file), fields: { ...suggestion, ...application.result } });
  await cases.signResult(await story.leader.actor(), act(file));
  await at.drainJobs();
  return (await cases.getCase(await story.clerk.actor(), file.id)).file;
}

async function handOver(file: CaseFile): Promise<CaseFile> {
  const { cases } = at.house.modules;
  const owed = file.feeDue - file.feePaid;
  if (owed > 0) await cases.collectFee(await story.clerk.actor(), { ...act(file), amount: owed, method: 'cash' });
  await at.drainJobs();
  const paid = (await cases.getCase(await story.clerk.actor(), file.id)).file;
  return paid.state === 10 ? paid : cases.deliver(await story.clerk.actor(), act(file));
}

/** What foreign tools say of the signed paper, and its words. */
async function judge(file: CaseFile): Promise<string> {
  const answer = await story.clerk.get(`/ho-so/${file.id}/ket-qua`);
  expect(answer.statusCode).toBe(200);
  const path = join(folder, `${file.procedureCode}.pdf`);
  await writeFile(path, answer.rawPayload);
  expect((await run('qpdf', ['--check', path])).stdout).toContain('No syntax or stream encoding errors found');
  const { stdout } = await run('pdfsig', ['-nocert', path]);
  expect(stdout.match(/Signature is Valid\./gu)).toHaveLength(2);
  expect(stdout).toContain('Total document signed');
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(answer.rawPayload)), { mergePages: true });
  return text.normalize('NFC').replace(/\s+/gu, ' ');
}

describe('every shipped procedure runs from application to delivery', () => {
  it.each(applications.map((application) => [application.code, application] as const))('%s', { timeout: 60_000 }, async (code, application) => {
    at.test.clock.set(monday9);
    story = await openCaseStory(at);
    const submitted = await submit(application);
    expect(submitted).toMatchObject({ state: 1, procedureCode: code, feeDue: application.fee, channel: application.way });
    const accepted = await at.house.modules.cases.accept(await story.clerk.actor(), act(submitted));
    expect(accepted.dueAt!.getTime()).toBeGreaterThan(monday9.getTime());
    const processed = code === '1.012783' ? await payTaxes(accepted) : accepted;
    const finished = await sign(processed, application);
    expect(finished.finishedAt).not.toBeNull();
    expect(await handOver(finished)).toMatchObject({ state: 10 });
    const text = await judge(finished);
    for (const words of application.words) expect(text).toContain(words);
  });
});

describe('a linked birth group', () => {
  it('runs a clock for each part, each from the end of the one before', async () => {
    at.test.clock.set(monday9);
    story = await openCaseStory(at);
    const { cases, calendar } = at.house.modules;
    const application = applications.find(({ code }) => code === '3.000722')!;
    const submitted = await submit(application);
    expect(await cases.linkedClocks(await story.clerk.actor(), submitted.id)).toBeNull();
    const accepted = await cases.accept(await story.clerk.actor(), act(submitted));
    const planned = (await cases.linkedClocks(await story.clerk.actor(), accepted.id))!;
    expect(planned.parts.map(({ key }) => key)).toEqual(['birth', 'residence', 'insurance', 'identity']);
    const [birth, residence, insurance, identity] = planned.parts;
    // Tuesday 24 November 2026 is a holiday: eight working hours from Monday 9:00 end on Wednesday.
    expect(birth).toMatchObject({ startsAt: monday9, dueAt: new Date('2026-11-25T02:00:00Z'), doneAt: null });
    expect([residence!.startsAt, insurance!.startsAt, identity!.startsAt]).toEqual([birth!.dueAt, residence!.dueAt, residence!.dueAt]);
    expect(planned.dueAt).toEqual(accepted.dueAt);
    at.test.clock.set(new Date('2026-11-23T08:00:00Z'));
    story = await openCaseStory(at);
    const finished = await sign(accepted, application);
    const [done, next] = (await cases.linkedClocks(await story.clerk.actor(), accepted.id))!.parts;
    expect([done!.doneAt, next!.startsAt]).toEqual([finished.finishedAt, finished.finishedAt]);
    const table = await calendar.calendarOf(at.unit('an-hoa'));
    expect(workingTimeBetween(table, next!.startsAt, next!.dueAt!)).toBeLessThanOrEqual(workingTimeBetween(table, residence!.startsAt, residence!.dueAt!) + 8 * 3_600_000);
    expect(next!.dueAt!.getTime()).toBeLessThan(residence!.dueAt!.getTime());
    await expect(cases.linkedClocks(await (await at.officer('motcua.thanhson')).actor(), accepted.id)).rejects.toMatchObject({ kind: 'not_found' });
  });

  it('is none of a procedure that stands alone', async () => {
    at.test.clock.set(monday9);
    story = await openCaseStory(at);
    const { cases } = at.house.modules;
    const alone = await cases.accept(await story.clerk.actor(), act(await submit(applications.find(({ code }) => code === '2.000815')!)));
    expect(await cases.linkedClocks(await story.citizen.actor(), alone.id)).toBeNull();
  });
});
