import { beforeAll, describe, expect, it } from 'vitest';
import type { CaseFile } from '#modules/cases/index.ts';
import { recordedAudit, recordedEvents } from '#platform/testing/database.ts';
import { openCaseStory, type CaseStory } from './testing/case-story.ts';
import { openTestHouse, type TestHouse } from './testing/house.ts';

let at: TestHouse;
let story: CaseStory;

beforeAll(async () => {
  at = await openTestHouse();
  at.test.clock.set(new Date('2026-11-23T02:00:00Z'));
  story = await openCaseStory(at);
});

const words = 'Ngày 23/11 tôi đến quầy ba lần mà không ai giải thích vì sao.';
const complaintOf = (file: Pick<CaseFile, 'id'>) => ({ requestId: at.house.ids.uuid(), caseId: file.id, topic: 'attitude' as const, words });

async function delivered(): Promise<CaseFile> {
  const { cases } = at.house.modules;
  const file = await story.issued();
  const act = () => ({ requestId: at.house.ids.uuid(), caseId: file.id });
  await cases.collectFee(await story.clerk.actor(), { ...act(), amount: file.feeDue, method: 'cash' });
  const { file: now } = await cases.getCase(await story.clerk.actor(), file.id);
  return now.state === 10 ? now : cases.deliver(await story.clerk.actor(), act());
}

describe('satisfaction', () => {
  const scores = { attitude: 5, time: 2 };

  it('is asked once after delivery; an anonymous answer keeps neither case nor day', async () => {
    const { feedback } = at.house.modules;
    const file = await delivered();
    const citizen = await story.citizen.actor();
    expect(await feedback.openSurvey(citizen, file.id)).toMatchObject({ delivered: true, answered: false });
    const input = { requestId: at.house.ids.uuid(), caseId: file.id, scores, words: 'Cảm ơn.', anonymous: true };
    await feedback.answerSurvey(citizen, input);
    await feedback.answerSurvey(citizen, input);
    await expect(feedback.answerSurvey(citizen, { ...input, requestId: at.house.ids.uuid() })).rejects.toMatchObject({ code: 'feedback.already_given' });
    const { rows } = await at.test.owner.query('select case_id, month::text, scores from feedback.answer');
    expect(rows).toEqual([{ case_id: null, month: '2026-11-01', scores }]);
    expect((await recordedAudit(at.test)).filter((line) => line.action === 'feedback.survey_answered')).toHaveLength(1);
  });

  it('waits for delivery, refuses what it did not ask, and is nobody else’s', async () => {
    const { feedback } = at.house.modules;
    const file = await story.submit();
    const citizen = await story.citizen.actor();
    const input = { requestId: at.house.ids.uuid(), caseId: file.id, scores, anonymous: true };
    await expect(feedback.answerSurvey(citizen, input)).rejects.toMatchObject({ code: 'feedback.not_delivered_yet' });
    const done = await delivered();
    await expect(feedback.answerSurvey(citizen, { ...input, caseId: done.id, scores: { wages: 5 } })).rejects.toMatchObject({ code: 'feedback.question_unknown' });
    await expect(feedback.answerSurvey(citizen, { ...input, caseId: done.id, scores: {} })).rejects.toMatchObject({ code: 'feedback.nothing_answered' });
    await expect(feedback.answerSurvey(await (await at.citizen('mp-tran-thi-binh')).actor(), { ...input, caseId: done.id })).rejects.toMatchObject({ kind: 'not_found' });
  });

  it('shows figures of five answers and more, to those who may see them', async () => {
    const { feedback } = at.house.modules;
    const leader = await (await at.officer('phochutich')).actor();
    const period = { from: '2026-01-01', to: '2026-12-31' };
    const before = await feedback.readSatisfaction(leader, period);
    expect(before).toMatchObject({ figures: [], words: [] });
    await at.test.owner.query(`insert into feedback.answer (id, unit_uid, procedure_code, procedure_name, month, scores)
      select gen_random_uuid(), $1, '2.000635', 'Trích lục', '2026-11-01', '{"attitude": 4}' from generate_series(1, 4)`, [at.unit('an-hoa')]);
    const { figures } = await feedback.readSatisfaction(leader, period);
    expect(figures).toMatchObject([{ key: 'attitude', answers: 5, satisfied: 5, mean: 4.2 }]);
    await expect(feedback.readSatisfaction(await story.clerk.actor(), period)).rejects.toMatchObject({ kind: 'forbidden' });
  });
});

describe('a complaint about handling', () => {
  it('reaches a supervisor who did not handle the case, never one who did', async () => {
    const { feedback, cases } = at.house.modules;
    const file = await story.signed();
    const complaint = await feedback.complain(await story.citizen.actor(), complaintOf(file));
    const deputy = await (await at.officer('phochutich')).actor();
    expect(await feedback.getComplaint(deputy, complaint.id)).toMatchObject({ words, state: 'received' });
    expect((await feedback.listComplaints(deputy, {})).items.map((one) => one.id)).toContain(complaint.id);
    for (const handler of [story.clerk, story.specialist, story.leader]) {
      const actor = await handler.actor();
      await expect(feedback.getComplaint(actor, complaint.id)).rejects.toMatchObject({ kind: 'not_found' });
      await expect(feedback.answerComplaint(actor, { requestId: at.house.ids.uuid(), complaintId: complaint.id, words })).rejects.toMatchObject({ kind: 'not_found' });
      expect(await feedback.countComplaints(actor)).toBe(0);
    }
    expect((await feedback.listComplaints(await story.leader.actor(), {})).items).toEqual([]);
    await expect(feedback.listComplaints(await story.clerk.actor(), {})).rejects.toMatchObject({ kind: 'forbidden' });
    // The page of the case tells its handlers nothing either.
    const seen = JSON.stringify(await cases.getCase(await story.clerk.actor(), file.id));
    expect(seen).not.toContain('feedback');
    expect(seen).not.toContain(words);
  });

  it('is answered once within fifteen working days, and its author is told', async () => {
    const { feedback, notifications } = at.house.modules;
    const file = await story.accepted();
    const citizen = await story.citizen.actor();
    const input = complaintOf(file);
    const complaint = await feedback.complain(citizen, input);
    expect((await feedback.complain(citizen, input)).id).toBe(complaint.id);
    await expect(feedback.complain(citizen, complaintOf(file))).rejects.toMatchObject({ code: 'feedback.too_many_open' });
    // 24 November is a day off, so fifteen working days end on 15 December.
    expect(complaint.dueAt.toISOString().slice(0, 10)).toBe('2026-12-15');
    const chair = await story.leader.actor();
    const answer = { requestId: at.house.ids.uuid(), complaintId: complaint.id, words: 'Chúng tôi đã kiểm tra và xin lỗi ông bà.' };
    await feedback.answerComplaint(chair, answer);
    await feedback.answerComplaint(chair, answer);
    await expect(feedback.answerComplaint(chair, { ...answer, requestId: at.house.ids.uuid() })).rejects.toMatchObject({ code: 'feedback.already_answered' });
    expect(await feedback.listOwnComplaints(citizen, file.id)).toMatchObject([{ state: 'answered', answer: answer.words }]);
    const told = await notifications.listInbox(citizen, { page: 1 });
    expect(JSON.stringify(told)).toContain(file.code);
    const names = (await recordedEvents(at.test)).map((event) => event.name).filter((name) => name.startsWith('feedback.'));
    expect(names).toContain('feedback.complaint_answered');
  });

  it('must say something and be about one’s own case', async () => {
    const { feedback } = at.house.modules;
    const file = await story.submit();
    await expect(feedback.complain(await story.citizen.actor(), { ...complaintOf(file), words: 'Chậm' })).rejects.toMatchObject({ code: 'feedback.words_too_short' });
    await expect(feedback.complain(await (await at.citizen('mp-tran-thi-binh')).actor(), complaintOf(file))).rejects.toMatchObject({ kind: 'not_found' });
    await expect(feedback.complain(await story.clerk.actor(), complaintOf(file))).rejects.toMatchObject({ kind: 'not_found' });
  });
});
