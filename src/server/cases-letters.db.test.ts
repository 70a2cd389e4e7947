import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CaseFile } from '#modules/cases/index.ts';
import { recordedAudit } from '#platform/testing/database.ts';
import { leastWords, openCaseStory, type CaseStory } from './testing/case-story.ts';
import { openTestHouse, type TestHouse } from './testing/house.ts';

let at: TestHouse;
let story: CaseStory;
const monday9 = new Date('2026-11-23T02:00:00Z');

beforeAll(async () => {
  at = await openTestHouse();
});

beforeEach(async () => {
  at.test.clock.set(monday9);
  story = await openCaseStory(at);
});

const act = (file: Pick<CaseFile, 'id'>): { requestId: string; caseId: string } => ({ requestId: at.house.ids.uuid(), caseId: file.id });
const withWords = (file: Pick<CaseFile, 'id'>, words = leastWords) => ({ ...act(file), words });
const noticesTo = async (key: string): Promise<{ template: string; key: string }[]> =>
  (await at.test.owner.query(`select template_key as template, key from notifications.message where key like $1 order by key`, [`${key}%`])).rows as never;

describe('warnings', () => {
  it('come at 50, 80 and 100 %, each once, to the holder and the head of the unit, with Form 04 ready', async () => {
    const { cases } = at.house.modules;
    const file = await story.accepted();
    await cases.take(await story.specialist.actor(), act(file));
    const run = async (): Promise<void> => {
      for (const schedule of cases.handlers.schedules ?? []) await schedule.run({ attempt: 1, signal: new AbortController().signal });
    };
    const sent = async (): Promise<string[]> => (await noticesTo(`cases.warning:${file.id}:`)).map((row) => row.key.split(':')[2] ?? '');
    await run();
    expect(await sent()).toEqual([]);
    const total = file.dueAt!.getTime() - monday9.getTime();
    at.test.clock.set(new Date(monday9.getTime() + total * 0.75));
    await Promise.all([run(), run()]);
    expect(await sent()).toEqual(['half', 'half']);
    at.test.clock.set(file.dueAt!);
    await run();
    await run();
    expect([...(await sent())].sort()).toEqual(['due', 'due', 'half', 'half', 'most', 'most']);
    const actor = await (await at.officer('chutich')).actor();
    expect((await cases.listLetters(actor, file.id)).filter((one) => one.form === '04')).toMatchObject([{ draft: true }]);
    const draft = await cases.letter(actor, { caseId: file.id, form: '04', number: 1, format: 'a4' });
    expect(Buffer.from(draft.pdf.subarray(0, 5)).toString()).toBe('%PDF-');
  });

  it('say nothing of a case that waits or is over, and begin anew with a new due date', async () => {
    const { cases } = at.house.modules;
    const file = await story.accepted();
    await cases.askSupplement(await story.specialist.actor(), withWords(file));
    at.test.clock.set(file.dueAt!);
    for (const schedule of cases.handlers.schedules ?? []) await schedule.run({ attempt: 1, signal: new AbortController().signal });
    expect(await noticesTo(`cases.warning:${file.id}:`)).toEqual([]);
    story = await openCaseStory(at);
    const back = await cases.supplement(await story.citizen.actor(), { ...act(file), papers: [] });
    const { rows } = await at.test.owner.query<{ due_at: Date }>('select distinct due_at from cases.warning where case_id = $1', [file.id]);
    expect(rows).toEqual([{ due_at: back.dueAt }]);
  });
});

describe('the apology', () => {
  it('promises a new date once, tells the applicant, and leaves the appointment as it was', async () => {
    const { cases } = at.house.modules;
    const file = await story.accepted();
    const leader = await story.leader.actor();
    const newDueAt = '2026-12-01T10:00:00.000Z';
    await expect(cases.apologise(await story.specialist.actor(), { ...withWords(file), newDueAt })).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(cases.apologise(leader, { ...withWords(file), newDueAt: file.dueAt!.toISOString() })).rejects.toMatchObject({ code: 'cases.new_date_too_early' });
    const moved = await cases.apologise(leader, { ...withWords(file, 'Chờ xác minh nơi lưu sổ gốc.'), newDueAt });
    expect(moved).toMatchObject({ extendedTo: new Date(newDueAt), dueAt: file.dueAt });
    await expect(cases.apologise(leader, { ...withWords(file), newDueAt: '2026-12-09T10:00:00Z' })).rejects.toMatchObject({ code: 'cases.already_apologised' });
    expect((await cases.listLetters(await story.citizen.actor(), file.id)).map((one) => [one.form, one.draft])).toEqual([['01', false], ['04', false]]);
    const answer = await story.citizen.get(`/ho-so/${file.id}/phieu/04`);
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/pdf']);
    await at.drainJobs();
    const { rows } = await at.test.owner.query(`select 1 from notifications.message where template_key = 'cases.overdue'`);
    expect(rows.length).toBe(1);
  });
});

describe('letters', () => {
  it('are there for the applicant as they were written, slips for officers only, and for nobody else', async () => {
    const { cases } = at.house.modules;
    const file = await story.accepted();
    await cases.askSupplement(await story.specialist.actor(), { ...withWords(file), why: 'Bản chụp mờ.', replyBy: '2026-12-03', phone: '0900111222' });
    for (const [visitor, form, status] of [[story.citizen, '02', 200], [story.clerk, '02', 200], [story.clerk, '06', 200], [story.citizen, '06', 404], [story.citizen, '03', 404], [story.citizen, '99', 404]] as const) {
      expect([form, (await visitor.get(`/ho-so/${file.id}/phieu/${form}?kho=a5`)).statusCode]).toEqual([form, status]);
    }
    const other = await at.citizen('mp-tran-thi-binh');
    expect((await other.get(`/ho-so/${file.id}/phieu/02`)).statusCode).toBe(404);
    await expect(cases.letter(await story.citizen.actor(), { caseId: file.id, form: '02', number: 2, format: 'a4' })).rejects.toMatchObject({ code: 'cases.letter_not_there' });
  });

  it('the register of a unit is for those who may read it, and taking it is recorded', async () => {
    await story.accepted();
    const query = `donVi=${at.unit('an-hoa')}&tu=2026-11-01&den=2026-11-30`;
    const pdf = await story.clerk.get(`/can-bo/so-theo-doi/so.pdf?${query}`);
    expect([pdf.statusCode, pdf.headers['content-type']]).toEqual([200, 'application/pdf']);
    const sheet = await story.clerk.get(`/can-bo/so-theo-doi/so.xlsx?${query}`);
    expect([sheet.statusCode, sheet.rawPayload.subarray(0, 2).toString()]).toEqual([200, 'PK']);
    expect((await (await at.officer('motcua.thanhson')).get(`/can-bo/so-theo-doi/so.xlsx?${query}`)).statusCode).toBe(404);
    expect((await story.clerk.get(`/can-bo/so-theo-doi/so.pdf?donVi=${at.unit('an-hoa')}&tu=2026-11-30&den=2026-11-01`)).statusCode).toBe(422);
    expect((await recordedAudit(at.test)).filter((line) => line.action === 'cases.register_printed').length).toBe(2);
  });
});
