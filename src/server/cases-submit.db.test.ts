import { beforeAll, describe, expect, it } from 'vitest';
import type { CaseFile } from '#modules/cases/index.ts';
import { recordedAudit, recordedEvents } from '#platform/testing/database.ts';
import { answersOf, openCaseStory, procedureCode, type Answers, type CaseStory } from './testing/case-story.ts';
import { openTestHouse, type TestHouse } from './testing/house.ts';
import type { Visitor } from './testing/visitors.ts';

let at: TestHouse;
let story: CaseStory;
const an = 'mp-nguyen-van-an';

beforeAll(async () => {
  at = await openTestHouse();
  story = await openCaseStory(at);
});

type Changes = { readonly requestId?: string; readonly answers?: Answers; readonly unitUid?: string; readonly procedureCode?: string; readonly papers?: never[] };

const inputOf = (changes: Changes = {}) => ({ requestId: at.house.ids.uuid(), unitUid: at.unit('an-hoa'), procedureCode, answers: answersOf(an), ...changes });
const submit = async (visitor: Visitor, input: ReturnType<typeof inputOf>): Promise<CaseFile> => at.house.modules.cases.submit(await visitor.actor(), input);

const counts = async (): Promise<unknown> =>
  (
    await at.test.owner.query(`select (select count(*) from cases.case_file) as cases, (select count(*) from cases.journal) as lines, (select count(*) from cases.paper) as papers,
    (select count(*) from platform.event) as events, (select count(*) from numbering.number) as numbers, (select coalesce(sum(last_number), 0) from numbering.series) as given`)
  ).rows[0];

const codesToday = async (): Promise<number[]> => {
  const { rows } = await at.test.owner.query<{ code: string }>('select code from cases.case_file order by code');
  return rows.map(({ code }) => Number(code.slice(-4)));
};

describe('an application', () => {
  it('is acknowledged with its code, its first line, its trace and its event', async () => {
    const file = await story.submit();
    expect(file).toMatchObject({ state: 1, stepKind: 'receive', channel: 'online', applicantName: 'Nguyễn Văn An', applicantPersonalId: '099088000101', feeDue: 16_000, feePaid: 0, dueAt: null });
    expect(file.code).toMatch(/^H99\.50-261123-\d{4}$/u);
    const lines = (await recordedAudit(at.test)).filter((line) => line.subject_id === file.id);
    expect(lines).toMatchObject([{ action: 'cases.submitted', actor_kind: 'citizen', unit_uid: at.unit('an-hoa'), detail: { code: file.code, procedure: procedureCode, channel: 'online' } }]);
    expect(JSON.stringify(lines)).not.toMatch(/Nguyễn|099088000101|0500000101/u);
    const events = (await recordedEvents(at.test)).filter((event) => event.payload['caseId'] === file.id);
    expect(events).toMatchObject([{ name: 'cases.case_file_submitted', payload: { code: file.code } }]);
    expect(JSON.stringify(events)).not.toMatch(/Nguyễn|099088000101/u);
  });

  it('sent five times at once is one case, and costs no number', async () => {
    const input = inputOf();
    const files = await Promise.all(Array.from({ length: 5 }, () => submit(story.citizen, input)));
    expect(new Set(files.map((file) => `${file.id} ${file.code}`)).size).toBe(1);
    const again = await submit(story.citizen, { ...input, answers: {} });
    expect(again.id).toBe(files[0]?.id);
    const numbers = await codesToday();
    expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, index) => index + 1));
  });

  it('with the request id of somebody else is refused, and tells nothing of theirs', async () => {
    const input = inputOf();
    const { code } = await submit(story.citizen, input);
    const other = await at.citizen('mp-tran-thi-binh');
    const before = await counts();
    const answer = await other.post('/api/v1/cases', { ...input, answers: answersOf('mp-tran-thi-binh') });
    expect(answer.statusCode).toBe(409);
    expect(answer.body).not.toContain(code);
    expect(answer.body).not.toContain('Nguyễn');
    expect(await counts()).toEqual(before);
  });

  it('gives every one of forty that come together a number of its own, without a gap', async () => {
    await Promise.all(Array.from({ length: 40 }, () => submit(story.citizen, inputOf())));
    const numbers = await codesToday();
    expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, index) => index + 1));
  });

  it('has five digits after the 9,999th of a day', async () => {
    const input = (): ReturnType<typeof inputOf> => inputOf({ unitUid: at.unit('thanh-son') });
    const first = await submit(story.citizen, input());
    await at.test.owner.query(`update numbering.series set last_number = 9998 where unit_uid = $1 and kind like 'case_code/%'`, [at.unit('thanh-son')]);
    const codes = [(await submit(story.citizen, input())).code, (await submit(story.citizen, input())).code];
    expect([first.code.slice(-5), ...codes.map((code) => code.slice(-6))]).toEqual(['-0001', '3-9999', '-10000']);
  });

  it('lists every problem at once, in words, and saves nothing', async () => {
    const before = await counts();
    const answer = await story.citizen.post('/api/v1/cases', inputOf({ answers: { ...answersOf(an), applicantName: '', applicantPhone: 'abc', subjectBirthDate: '2999-01-01', copies: 1000, declaration: false } }));
    expect(answer.statusCode).toBe(422);
    const { problems, code } = answer.json<{ code: string; problems: { path: string; message: string }[] }>();
    expect(code).toBe('cases.form_has_problems');
    expect(problems.map((problem) => problem.path).sort()).toEqual(['applicantName', 'applicantPhone', 'copies', 'declaration', 'subjectBirthDate']);
    for (const { message } of problems) expect(message).toMatch(/[à-ỹ]/u);
    expect(await counts()).toEqual(before);
  });

  it.each([
    ['a hidden answer', { subjectName: 'Người khác', subjectPersonalId: '099190000102' }],
    ['an answer the form does not know', { admin: true, state: 9 }],
    ['a fee of one’s own', { feeDue: 0, fee: 0 }],
    ['a passport beside the personal number', { applicantPassport: 'B1234567' }],
  ])('does not keep %s', async (_what, forged) => {
    const sent = submit(story.citizen, inputOf({ answers: { ...answersOf(an), ...forged } }));
    const file = await sent.catch((error: unknown) => error as { code: string });
    if ('answers' in file) for (const key of Object.keys(forged)) expect(file.answers).not.toHaveProperty(key);
    else expect(file.code).toBe('cases.form_has_problems');
  });

  it.each([
    ['an office that receives nothing', () => inputOf({ unitUid: at.unit('justice') }), 404],
    ['an office that does not exist', () => inputOf({ unitUid: 'nowhere' }), 404],
    ['a procedure that is not offered', () => inputOf({ procedureCode: '9.999999' }), 404],
    ['a request id that is none', () => inputOf({ requestId: 'mine' }), 400],
    ['a paper nobody sent', () => inputOf({ papers: [{ code: 'VB-UQ', name: 'x.pdf', sha256: 'a'.repeat(64), size: 7, mediaType: 'application/pdf' }] as never[] }), 422],
  ])('to %s is refused', async (_what, make, status) => {
    const before = await counts();
    expect((await story.citizen.post('/api/v1/cases', make())).statusCode).toBe(status);
    expect(await counts()).toEqual(before);
  });

  it('needs an e-ID of level 2, or an officer of the counter of that commune', async () => {
    const low = await at.citizen('mp-vu-minh-khoi');
    await expect(submit(low, inputOf())).rejects.toMatchObject({ kind: 'forbidden', code: 'cases.assurance_too_low' });
    const foreign = await at.officer('motcua.thanhson');
    await expect(submit(foreign, inputOf())).rejects.toMatchObject({ kind: 'forbidden', code: 'cases.act_forbidden' });
    await expect(submit(story.leader, inputOf())).rejects.toMatchObject({ kind: 'forbidden' });
    expect((await at.anybody.post('/api/v1/cases', inputOf())).statusCode).toBe(403);
  });

  it('filed at the counter belongs to the applicant, not to the officer', async () => {
    const file = await submit(story.clerk, inputOf());
    expect(file).toMatchObject({ channel: 'counter', accountId: null, applicantName: 'Nguyễn Văn An' });
    const { rows } = await at.test.owner.query<{ submitted_by: string }>('select submitted_by from cases.case_file where id = $1', [file.id]);
    const clerk = await story.clerk.actor();
    expect(rows[0]?.submitted_by).toBe(clerk.kind === 'officer' ? clerk.accountId : '');
  });
});

describe('a draft', () => {
  it('is its owner’s alone and ends when the application is filed, once', async () => {
    const { cases } = at.house.modules;
    const [owner, other] = [await story.citizen.actor(), await (await at.citizen('mp-tran-thi-binh')).actor()];
    const draftId = at.house.ids.uuid();
    await cases.beginDraft(owner, { draftId, procedureCode, unitUid: at.unit('an-hoa') });
    await cases.beginDraft(owner, { draftId, procedureCode, unitUid: at.unit('an-hoa') });
    await cases.saveDraft(owner, { draftId, answers: { applicantName: 'Nguyễn' }, papers: [], step: 1 });
    await expect(cases.getDraft(other, draftId)).rejects.toMatchObject({ kind: 'not_found' });
    await expect(cases.saveDraft(other, { draftId, answers: {}, papers: [], step: 0 })).rejects.toMatchObject({ kind: 'not_found' });
    await cases.discardDraft(other, draftId);
    await expect(cases.beginDraft(other, { draftId, procedureCode, unitUid: at.unit('an-hoa') })).rejects.toMatchObject({ kind: 'not_found' });
    expect(await cases.getDraft(owner, draftId)).toMatchObject({ answers: { applicantName: 'Nguyễn' }, step: 1 });
    const file = await submit(story.citizen, inputOf({ requestId: draftId }));
    await expect(cases.getDraft(owner, draftId)).rejects.toMatchObject({ code: 'cases.draft_not_found' });
    expect(await cases.submissionOf(owner, draftId)).toMatchObject({ id: file.id });
    expect(await cases.submissionOf(other, draftId)).toBeNull();
  });
});
