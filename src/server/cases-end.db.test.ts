import { createHash } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deadlineAfter, type ClockFact } from '#modules/calendar/index.ts';
import type { CaseFile } from '#modules/cases/index.ts';
import { queuedJobs, recordedAudit } from '#platform/testing/database.ts';
import { answersOf, leastWords, openCaseStory, procedureCode, resultFields, type CaseStory } from './testing/case-story.ts';
import { openTestHouse, type TestHouse } from './testing/house.ts';

let at: TestHouse;
let story: CaseStory;
const monday9 = new Date('2026-11-23T02:00:00Z');
const tuesday10 = new Date('2026-11-24T03:00:00Z');

beforeAll(async () => {
  at = await openTestHouse();
});

beforeEach(async () => {
  at.test.clock.set(monday9);
  story = await openCaseStory(at);
});

const act = (file: Pick<CaseFile, 'id'>): { requestId: string; caseId: string } => ({ requestId: at.house.ids.uuid(), caseId: file.id });
const withWords = (file: Pick<CaseFile, 'id'>) => ({ ...act(file), words: leastWords });
const actsOf = async (id: string): Promise<string[]> =>
  (await at.test.owner.query<{ act: string }>('select act from cases.journal where case_id = $1 order by id', [id])).rows.map((row) => row.act);

/** The people with sessions of the new moment. */
async function moveTo(moment: Date): Promise<void> {
  at.test.clock.set(moment);
  story = await openCaseStory(at);
}

describe('a supplement after acceptance', () => {
  it('stops the clock and restarts it by the calendar when the papers are in', async () => {
    const { cases, calendar } = at.house.modules;
    const file = await story.accepted();
    const asked = await cases.askSupplement(await story.specialist.actor(), withWords(file));
    expect(asked).toMatchObject({ state: 5, dueAt: file.dueAt });
    await moveTo(tuesday10);
    const back = await cases.supplement(await story.citizen.actor(), { ...act(file), papers: [], words: 'Tôi gửi lại.' });
    const facts: ClockFact[] = [
      { kind: 'paused', at: monday9, key: 'supplement', reason: 'x' },
      { kind: 'restarted', at: tuesday10, key: 'supplement', reason: 'x' },
    ];
    const rule = { unit: 'same_day' as const, cutOff: '15:00', legalBase: 'x' };
    const expected = deadlineAfter(await calendar.calendarOf(at.unit('an-hoa'), { version: file.calendarVersion! }), monday9, rule, facts);
    expect(back).toMatchObject({ state: 4, stepKind: 'process', dueAt: expected.dueAt, acceptedAt: monday9 });
    // 24 November is a day off from 2026 on.
    expect(back.dueAt!.toISOString().slice(0, 10)).toBe('2026-11-25');
  });

  it('may be asked for once only', async () => {
    const { cases } = at.house.modules;
    const file = await story.accepted();
    await cases.askSupplement(await story.specialist.actor(), withWords(file));
    await cases.supplement(await story.citizen.actor(), { ...act(file), papers: [] });
    await expect(cases.askSupplement(await story.specialist.actor(), withWords(file))).rejects.toMatchObject({ kind: 'conflict', code: 'cases.supplement_already_asked' });
    expect(await actsOf(file.id)).toEqual(['submit', 'accept', 'forward', 'ask_supplement', 'supplement']);
  });

  it('wants words that say what is missing', async () => {
    const { cases } = at.house.modules;
    const file = await story.accepted();
    await expect(cases.askSupplement(await story.specialist.actor(), { ...act(file), words: '  thiếu   ' })).rejects.toMatchObject({ kind: 'invalid' });
  });

  it('is handed in by the applicant or the counter, nobody else', async () => {
    const { cases } = at.house.modules;
    const file = await story.accepted();
    await cases.askSupplement(await story.specialist.actor(), withWords(file));
    const other = await at.citizen('mp-tran-thi-binh');
    await expect(cases.supplement(await other.actor(), { ...act(file), papers: [] })).rejects.toMatchObject({ kind: 'not_found' });
    await expect(cases.supplement(await story.leader.actor(), { ...act(file), papers: [] })).rejects.toMatchObject({ kind: 'forbidden' });
    expect((await cases.supplement(await story.clerk.actor(), { ...act(file), papers: [] })).state).toBe(4);
  });
});

describe('before acceptance', () => {
  it('a supplement may be asked for again and again; no clock runs', async () => {
    const { cases } = at.house.modules;
    const file = await story.submit();
    for (let round = 0; round < 2; round++) {
      expect(await cases.askSupplement(await story.clerk.actor(), withWords(file))).toMatchObject({ state: 5, dueAt: null });
      expect(await cases.supplement(await story.citizen.actor(), { ...act(file), papers: [] })).toMatchObject({ state: 1, dueAt: null, stepKind: 'receive' });
    }
  });

  it('the counter refuses with its reason, and the case is over', async () => {
    const { cases } = at.house.modules;
    const file = await story.submit();
    expect(await cases.refuse(await story.clerk.actor(), withWords(file))).toMatchObject({ state: 3, stepKind: 'closed', finishedAt: monday9 });
    await expect(cases.accept(await story.clerk.actor(), act(file))).rejects.toMatchObject({ code: 'cases.is_closed' });
    await expect(cases.withdraw(await story.citizen.actor(), act(file))).rejects.toMatchObject({ code: 'cases.is_closed' });
    expect((await cases.track(file.code)).steps.at(-1)).toMatchObject({ act: 'refuse', note: leastWords, by: 'Trần Thị Bích, Công chức Một cửa' });
  });
});

it('a withdrawal ends the case at any step before the signature, and only for its applicant', async () => {
  const { cases } = at.house.modules;
  for (const reach of [() => story.submit(), () => story.accepted(), () => story.proposed()]) {
    const file = await reach();
    const other = await at.citizen('mp-tran-thi-binh');
    await expect(cases.withdraw(await other.actor(), act(file))).rejects.toMatchObject({ kind: 'not_found' });
    const input = act(file);
    expect(await cases.withdraw(await story.citizen.actor(), input)).toMatchObject({ state: 7, stepKind: 'closed' });
    expect(await cases.withdraw(await story.citizen.actor(), input)).toMatchObject({ state: 7 });
    expect((await actsOf(file.id)).filter((line) => line === 'withdraw')).toHaveLength(1);
  }
});

describe('the paper', () => {
  it('is made once, though the job runs twice at once and again later', async () => {
    const { cases } = at.house.modules;
    const file = await story.signed();
    const [job] = cases.handlers.jobs ?? [];
    const context = { attempt: 1, signal: new AbortController().signal };
    await Promise.all([job!.run({ caseId: file.id }, context), job!.run({ caseId: file.id }, context)]);
    const first = await cases.getCase(await story.clerk.actor(), file.id);
    await job!.run({ caseId: file.id }, context);
    await at.drainJobs();
    const second = await cases.getCase(await story.clerk.actor(), file.id);
    expect(second.result).toEqual(first.result);
    expect(second.result).toMatchObject({ state: 'issued', notation: expect.stringMatching(/^\d+\/TLKS-BS$/u) as string });
    expect((await actsOf(file.id)).filter((line) => line === 'finish')).toHaveLength(1);
    expect(await queuedJobs(at.test)).toEqual([]);
  });

  it('is found by its code and by the hash of the very file, and downloads are traced', async () => {
    const { cases } = at.house.modules;
    const file = await story.issued();
    await cases.collectFee(await story.clerk.actor(), { ...act(file), amount: 16_000, method: 'cash' });
    const answer = await story.citizen.get(`/ho-so/${file.id}/ket-qua`);
    expect(answer.statusCode).toBe(200);
    const sha256 = createHash('sha256').update(answer.rawPayload).digest('hex');
    const found = await cases.verify(sha256);
    expect(found).toMatchObject({ sha256, size: answer.rawPayload.length, signerName: 'Hoàng Minh Châu', maskedName: expect.not.stringContaining('Văn An') as string, revoked: null });
    const { result } = await cases.getCase(await story.clerk.actor(), file.id);
    expect(await cases.verify(` ${result!.verificationCode!} `)).toEqual(found);
    expect(await cases.verify(sha256.toUpperCase())).toEqual(found);
    for (const wrong of ['', 'x', sha256.replace(/./u, 'g'), '0'.repeat(64), result!.verificationCode!.toLowerCase(), '%', '_'.repeat(16)]) {
      await expect(cases.verify(wrong)).rejects.toMatchObject({ code: 'cases.verification_not_found' });
    }
    expect((await recordedAudit(at.test)).filter((line) => line.subject_id === file.id && line.action === 'cases.result_downloaded')).toHaveLength(1);
    const report = await at.house.modules.signing.validatePdf(answer.rawPayload);
    expect(report.signatures).toHaveLength(2);
  });

  it('is not to be had before it is issued, whatever is tried', async () => {
    const { cases } = at.house.modules;
    const file = await story.signed();
    await expect(cases.resultFile(await story.citizen.actor(), file.id)).rejects.toMatchObject({ kind: 'not_found' });
    const { rows } = await at.test.owner.query<{ verification_code: string }>('select verification_code from cases.result where case_id = $1', [file.id]);
    await expect(cases.verify(rows[0]!.verification_code)).rejects.toMatchObject({ kind: 'not_found' });
    await at.drainJobs();
  });
});

describe('delivery', () => {
  const pay = (file: CaseFile, amount: number) => ({ ...act(file), amount, method: 'cash' as const });

  it('waits for the fee, takes not a đồng too much, and happens once', async () => {
    const { cases } = at.house.modules;
    const file = await story.issued();
    expect(file).toMatchObject({ state: 9, stepKind: 'deliver', feeDue: 16_000, feePaid: 0 });
    const clerk = await story.clerk.actor();
    await expect(cases.deliver(clerk, act(file))).rejects.toMatchObject({ code: 'cases.fee_unpaid', details: { amount: '16.000' } });
    await expect(cases.collectFee(clerk, pay(file, 16_001))).rejects.toMatchObject({ code: 'cases.fee_too_much' });
    for (const amount of [0, -5, 1.5, Number.NaN, 2e9]) await expect(cases.collectFee(clerk, pay(file, amount))).rejects.toMatchObject({ kind: 'invalid' });
    const half = pay(file, 8000);
    await Promise.all([cases.collectFee(clerk, half), cases.collectFee(clerk, half)]);
    await Promise.allSettled([cases.collectFee(clerk, pay(file, 8000)), cases.collectFee(clerk, pay(file, 8000))]);
    expect((await cases.getCase(clerk, file.id)).file.feePaid).toBe(16_000);
    expect(await cases.deliver(clerk, act(file))).toMatchObject({ state: 10, stepKind: 'closed' });
    await expect(cases.deliver(clerk, act(file))).rejects.toMatchObject({ code: 'cases.is_closed' });
    expect(await actsOf(file.id)).toEqual(['submit', 'accept', 'forward', 'propose_result', 'sign_result', 'finish', 'collect_fee', 'collect_fee', 'deliver']);
    const audited = (await recordedAudit(at.test)).filter((line) => line.subject_id === file.id && /^cases\.(?!read|result_downloaded)/u.test(line.action));
    expect(audited.map((line) => line.action.replace('cases.', ''))).toEqual(
      ['submitted', 'accepted', 'forwarded', 'result_proposed', 'result_signed', 'finished', 'fee_collected', 'fee_collected', 'delivered'],
    );
    expect(audited.every((line) => line.unit_uid === at.unit('an-hoa') && line.detail['code'] === file.code)).toBe(true);
  });

  it('of what is paid already goes by itself to who applied online', async () => {
    const { cases } = at.house.modules;
    const file = await story.accepted();
    await cases.collectFee(await story.clerk.actor(), pay(file, 16_000));
    await cases.proposeResult(await story.specialist.actor(), { ...act(file), fields: resultFields });
    await cases.signResult(await story.leader.actor(), act(file));
    await at.drainJobs();
    expect((await cases.getCase(await story.citizen.actor(), file.id)).file).toMatchObject({ state: 10, stepKind: 'closed', deliveredAt: monday9 });
  });
});

it('tracking shows the way to anyone with the code, and nobody’s name', async () => {
  const { cases } = at.house.modules;
  const file = await story.accepted();
  const seen = await at.anybody.get(`/api/v1/cases/tracking?code=${encodeURIComponent(` ${file.code.toLowerCase().replace('-', ' – ')} `)}`);
  expect(seen.statusCode).toBe(200);
  expect(seen.json()).toMatchObject({ code: file.code, state: 4, agencyName: 'Ủy ban nhân dân xã An Hòa' });
  const whole = JSON.stringify(await cases.track(file.code));
  for (const secret of ['Nguyễn Văn An', '099088000101', '0500000101', 'Thôn Đông', file.id]) expect(whole).not.toContain(secret);
  for (const wrong of ['', 'H99.50', `${file.code}0`, "' or 1=1 --", file.id]) await expect(cases.track(wrong)).rejects.toMatchObject({ code: 'cases.not_found' });
});

it('the inbox shows each step to those who can act there, and to nobody else', async () => {
  const { desk, cases } = at.house.modules;
  const officers = ['motcua', 'tuphap', 'chutich', 'phochutich', 'vanthu', 'motcua.thanhson', 'quantri'];
  const whoSees = async (id: string): Promise<string[]> => {
    const seen: string[] = [];
    for (const name of officers) {
      const { items } = await desk.listWork(await (await at.officer(name)).actor(), { drawer: 'all', text: '', page: 1 });
      if (items.some((item) => item.id === id)) seen.push(name);
    }
    return seen;
  };
  const file = await story.submit();
  expect(await whoSees(file.id)).toEqual(['motcua']);
  await cases.accept(await story.clerk.actor(), act(file));
  expect(await whoSees(file.id)).toEqual(['tuphap']);
  await cases.askSupplement(await story.specialist.actor(), withWords(file));
  expect(await whoSees(file.id)).toEqual([]);
  await cases.supplement(await story.citizen.actor(), { ...act(file), papers: [] });
  await cases.proposeResult(await story.specialist.actor(), { ...act(file), fields: resultFields });
  expect(await whoSees(file.id)).toEqual(['chutich', 'phochutich']);
  await cases.signResult(await story.leader.actor(), act(file));
  expect(await whoSees(file.id)).toEqual(['chutich']);
  await at.drainJobs();
  expect(await whoSees(file.id)).toEqual(['motcua', 'vanthu']);
  const { items } = await desk.listWork(await (await at.officer('motcua.thanhson')).actor(), { drawer: 'all', text: file.code, page: 1 });
  expect(items).toEqual([]);
});

it('a case of another commune does not exist for an officer: not in searches, counts or by its id', async () => {
  const { cases, desk } = at.house.modules;
  const input = { requestId: at.house.ids.uuid(), unitUid: at.unit('thanh-son'), procedureCode, answers: answersOf('mp-nguyen-van-an') };
  const file = await cases.submit(await story.citizen.actor(), input);
  const clerk = await story.clerk.actor();
  expect((await cases.searchCases(clerk, { text: file.code, page: 1 })).items).toEqual([]);
  await expect(cases.getCase(clerk, file.id)).rejects.toMatchObject({ kind: 'not_found' });
  const foreign = await (await at.officer('motcua.thanhson')).actor();
  expect((await desk.countWork(foreign)).find((drawer) => drawer.key === 'receive')).toMatchObject({ waiting: 1 });
  expect((await cases.searchCases(foreign, { text: 'nguyen van an', page: 1 })).items.map((line) => line.code)).toEqual([file.code]);
});
