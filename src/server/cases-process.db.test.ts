import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CaseFile } from '#modules/cases/index.ts';
import type { Officer } from '#platform/access/actor.ts';
import { recordedAudit, recordedEvents } from '#platform/testing/database.ts';
import { leastWords, openCaseStory, resultFields, type CaseStory } from './testing/case-story.ts';
import { openTestHouse, type TestHouse } from './testing/house.ts';
import type { Visitor } from './testing/visitors.ts';

let at: TestHouse;
let story: CaseStory;
let second: Visitor;
const monday9 = new Date('2026-11-23T02:00:00Z');

beforeAll(async () => {
  at = await openTestHouse();
  // A second specialist: the registry clerk also processes.
  await at.test.owner.query(
    `insert into identity.role_grant (uid, role_key, account_uid, recipient_name, unit_uid, include_subtree, valid_from, granted_at, granted_by)
     select gen_random_uuid(), 'specialist', uid, display_name, $1, true, '2026-01-01', now(), 'test' from identity.account where username = 'vanthu'`,
    [at.unit('an-hoa')],
  );
});

beforeEach(async () => {
  at.test.clock.set(monday9);
  story = await openCaseStory(at);
  second = await at.officer('vanthu');
});

const act = (file: Pick<CaseFile, 'id'>): { requestId: string; caseId: string } => ({ requestId: at.house.ids.uuid(), caseId: file.id });
const withWords = (file: Pick<CaseFile, 'id'>, words = leastWords) => ({ ...act(file), words });
const holding = async (visitor: Visitor): Promise<string> => ((await visitor.actor()) as Officer).holdingId;
const linesOf = async (id: string): Promise<{ act: string; internal_note: string | null; data: Record<string, unknown> }[]> =>
  (await at.test.owner.query('select act, internal_note, data from cases.journal where case_id = $1 order by id', [id])).rows as never;
const auditOf = async (id: string): Promise<string[]> => (await recordedAudit(at.test)).filter((line) => line.subject_id === id && line.action !== 'cases.read').map((line) => line.action);
const noticesTo = async (key: string): Promise<{ template: string; key: string }[]> =>
  (await at.test.owner.query(`select template_key as template, key from notifications.message where key like $1 order by key`, [`${key}%`])).rows as never;

describe('a second request for supplements', () => {
  it('waits for a leader with a legal ground, once for each, and is told to nobody outside', async () => {
    const { cases } = at.house.modules;
    const file = await story.accepted();
    const specialist = await story.specialist.actor();
    const leader = await story.leader.actor();
    await expect(cases.allowSupplement(leader, withWords(file))).rejects.toMatchObject({ code: 'cases.supplement_not_spent' });
    await cases.askSupplement(specialist, withWords(file));
    await cases.supplement(await story.citizen.actor(), { ...act(file), papers: [] });
    await expect(cases.askSupplement(specialist, withWords(file))).rejects.toMatchObject({ code: 'cases.supplement_already_asked' });
    await expect(cases.allowSupplement(specialist, withWords(file))).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(cases.allowSupplement(leader, withWords(file, 'ngắn'))).rejects.toMatchObject({ code: 'cases.words_too_short' });
    const ground = 'Điều 17 NĐ 118/2025: phát sinh tình tiết mới sau khi xác minh.';
    await cases.allowSupplement(leader, withWords(file, ground));
    expect(await cases.askSupplement(specialist, withWords(file))).toMatchObject({ state: 5 });
    await cases.supplement(await story.citizen.actor(), { ...act(file), papers: [] });
    await expect(cases.askSupplement(specialist, withWords(file))).rejects.toMatchObject({ code: 'cases.supplement_already_asked' });
    expect(await auditOf(file.id)).toContain('cases.supplement_allowed');
    const told = JSON.stringify([await cases.track(file.code), (await cases.getCase(await story.citizen.actor(), file.id)).journal]);
    expect(told).not.toContain('Điều 17');
    expect(told).not.toContain('allow_supplement');
    const seen = await cases.processView(leader, file.id);
    expect(seen.supplements).toMatchObject({ asked: 2, allowed: 2 });
    expect(seen.portal).toMatchObject({ verdict: 'late', reason: 'supplements' });
    expect(seen.cost?.points).toBeGreaterThan(0);
  });
});

describe('a financial obligation', () => {
  it('pauses the clock and moves the due date by what it took', async () => {
    const { cases } = at.house.modules;
    const file = await story.accepted();
    const asked = await cases.askPayment(await story.specialist.actor(), withWords(file, 'Thông báo nộp thuế số 12/TB-CCT.'));
    expect(asked.state).toBe(6);
    at.test.clock.set(new Date('2026-11-25T02:00:00Z'));
    story = await openCaseStory(at);
    const back = await cases.confirmPayment(await story.clerk.actor(), act(file));
    expect(back.state).toBe(4);
    expect(back.dueAt!.getTime()).toBeGreaterThan(file.dueAt!.getTime());
    const { rows } = await at.test.owner.query('select due_at from cases.warning where case_id = $1 and kind = $2 and sent_at is null', [file.id, 'due']);
    expect(rows).toEqual([{ due_at: back.dueAt }]);
  });
});

describe('giving a case to somebody', () => {
  it('hands it to a named colleague, who is told; the giver may take it back until it is touched', async () => {
    const { cases } = at.house.modules;
    const file = await story.accepted();
    const specialist = await story.specialist.actor();
    const colleagues = await cases.listColleagues(specialist, file.id);
    expect(colleagues.map((one) => one.name).sort()).toEqual(['Lê Văn Nam', 'Phạm Quang Huy']);
    const toHolding = await holding(second);
    await expect(cases.handOver(specialist, { ...act(file), toHolding: await holding(story.leader) })).rejects.toMatchObject({ code: 'cases.colleague_unknown' });
    const input = { ...act(file), toHolding, words: 'Nhờ anh xử lý vì tôi đi công tác.' };
    expect(await cases.handOver(specialist, input)).toMatchObject({ holderId: toHolding });
    expect(await cases.handOver(specialist, input)).toMatchObject({ holderId: toHolding });
    expect(await noticesTo(`cases.given_to_you:${input.requestId}`)).toHaveLength(1);
    await expect(cases.proposeResult(specialist, { ...act(file), fields: resultFields })).rejects.toMatchObject({ code: 'cases.held_by_another' });
    expect(await cases.recall(specialist, act(file))).toMatchObject({ holderId: await holding(story.specialist), movedBy: null });
    await cases.handOver(specialist, { ...act(file), toHolding });
    await cases.take(await second.actor(), act(file));
    await expect(cases.recall(specialist, act(file))).rejects.toMatchObject({ kind: 'conflict' });
    expect((await linesOf(file.id)).map((line) => line.act)).toEqual(['submit', 'accept', 'forward', 'hand_over', 'recall', 'hand_over', 'take']);
  });

  it('recalls a proposal as long as the leader has not begun', async () => {
    const { cases } = at.house.modules;
    const file = await story.proposed();
    const back = await cases.recall(await story.specialist.actor(), act(file));
    expect(back).toMatchObject({ stepKind: 'process', holderId: await holding(story.specialist) });
    await expect(cases.signResult(await story.leader.actor(), act(file))).rejects.toMatchObject({ kind: 'conflict' });
    await cases.proposeResult(await story.specialist.actor(), { ...act(file), fields: resultFields });
    await cases.signResult(await story.leader.actor(), act(file));
    await expect(cases.recall(await story.specialist.actor(), act(file))).rejects.toMatchObject({ kind: 'conflict' });
    await at.drainJobs();
  });

  it('lets the unit head reassign with a reason, and nobody else', async () => {
    const { cases } = at.house.modules;
    const file = await story.accepted();
    await cases.take(await story.specialist.actor(), act(file));
    const toHolding = await holding(second);
    for (const visitor of [story.specialist, story.clerk]) await expect(cases.reassign(await visitor.actor(), { ...withWords(file), toHolding })).rejects.toMatchObject({ kind: 'forbidden' });
    const leader = await story.leader.actor();
    expect(await cases.reassign(leader, { ...withWords(file), toHolding })).toMatchObject({ holderId: toHolding });
    expect(await cases.reassign(leader, withWords(file))).toMatchObject({ holderId: null });
    await expect(cases.reassign(leader, withWords(file))).rejects.toMatchObject({ code: 'cases.already_there' });
    expect(await auditOf(file.id)).toEqual(expect.arrayContaining(['cases.reassigned', 'cases.reassigned']));
  });

  it('lets a colleague work in one’s place and shows it in their inbox', async () => {
    const { cases, desk } = at.house.modules;
    const file = await story.accepted();
    const delegated = await cases.delegate(await story.specialist.actor(), { ...act(file), toHolding: await holding(second) });
    expect(delegated).toMatchObject({ holderId: await holding(story.specialist), delegateId: await holding(second) });
    const { items } = await desk.listWork(await second.actor(), { drawer: 'process', text: file.code, page: 1 });
    expect(items.map((item) => [item.id, item.mine])).toEqual([[file.id, true]]);
    await cases.endDelegation(await story.specialist.actor(), act(file));
    await expect(cases.endDelegation(await story.specialist.actor(), act(file))).rejects.toMatchObject({ code: 'cases.not_delegated' });
    await cases.delegate(await story.specialist.actor(), { ...act(file), toHolding: await holding(second) });
    expect(await cases.proposeResult(await second.actor(), { ...act(file), fields: resultFields })).toMatchObject({ stepKind: 'sign', holderId: null, delegateId: null });
  });

  it('goes back to the step before with words for officers only, and on again', async () => {
    const { cases } = at.house.modules;
    const file = await story.accepted();
    const back = await cases.sendBack(await story.specialist.actor(), withWords(file, 'Thiếu bản scan mặt sau, nhờ một cửa quét lại.'));
    expect(back).toMatchObject({ state: 4, stepKind: 'receive', step: 0 });
    expect(JSON.stringify(await cases.track(file.code))).not.toContain('mặt sau');
    expect(await cases.passOn(await story.clerk.actor(), act(file))).toMatchObject({ state: 4, stepKind: 'process', step: 1 });
    await cases.addNote(await story.clerk.actor(), withWords(file, 'Đã gọi điện cho người nộp sáng nay.'));
    const citizenSees = JSON.stringify(await cases.getCase(await story.citizen.actor(), file.id));
    for (const secret of ['mặt sau', 'gọi điện', 'send_back', 'pass_on', '"note"']) expect(citizenSees).not.toContain(secret);
    expect((await linesOf(file.id)).at(-1)).toMatchObject({ act: 'note', internal_note: 'Đã gọi điện cho người nộp sáng nay.' });
  });
});

describe('opinions', () => {
  it('are asked of several at once, open the case to those asked, and hold the proposal until the mandatory ones are in', async () => {
    const { cases } = at.house.modules;
    const file = await story.accepted();
    const stranger = await at.officer('motcua.thanhson');
    const specialist = await story.specialist.actor();
    await expect(cases.getCase(await stranger.actor(), file.id)).rejects.toMatchObject({ kind: 'not_found' });
    const unitUid = ((await stranger.actor()) as Officer).unitUid;
    const asked = [`unit:${unitUid}`, `holding:${await holding(second)}`];
    await expect(cases.consult(specialist, { ...withWords(file), asked: ['holding:nobody'] })).rejects.toMatchObject({ code: 'cases.addressee_unknown' });
    await cases.consult(specialist, { ...withWords(file, 'Sổ gốc năm 1988 có lưu ở xã không?'), asked, mandatory: true });
    await cases.consult(specialist, { ...withWords(file, 'Có ý kiến gì thêm không ạ?'), asked: [`holding:${await holding(story.clerk)}`], mandatory: false });
    await expect(cases.proposeResult(specialist, { ...act(file), fields: resultFields })).rejects.toMatchObject({ code: 'cases.opinions_missing', details: { count: 2 } });
    const [mine] = await cases.listAskedOfMe(await stranger.actor());
    expect(mine).toMatchObject({ caseId: file.id, question: 'Sổ gốc năm 1988 có lưu ở xã không?' });
    expect((await cases.getCase(await stranger.actor(), file.id)).file.code).toBe(file.code);
    const answer = { ...withWords(file, 'Có lưu, quyển 03/1988, trang 12.'), consultationId: mine!.id, opinion: 'agree' as const };
    await expect(cases.giveOpinion(await story.leader.actor(), answer)).rejects.toMatchObject({ kind: 'forbidden' });
    await cases.giveOpinion(await stranger.actor(), answer);
    await cases.giveOpinion(await stranger.actor(), answer);
    await expect(cases.giveOpinion(await second.actor(), { ...answer, requestId: at.house.ids.uuid() })).rejects.toMatchObject({ code: 'cases.consultation_closed' });
    const [theirs] = await cases.listAskedOfMe(await second.actor());
    await expect(cases.giveOpinion(await story.clerk.actor(), { ...answer, requestId: at.house.ids.uuid(), consultationId: theirs!.id })).rejects.toMatchObject({ kind: 'not_found' });
    expect(await cases.listAskedOfMe(await stranger.actor())).toEqual([]);
    const [open] = await cases.listAskedOfMe(await second.actor());
    await cases.endConsultation(specialist, { ...withWords(file, 'Đã tự tra được trong sổ điện tử.'), consultationId: open!.id });
    await expect(cases.endConsultation(specialist, { ...withWords(file), consultationId: open!.id })).rejects.toMatchObject({ code: 'cases.consultation_closed' });
    expect(await cases.proposeResult(specialist, { ...act(file), fields: resultFields })).toMatchObject({ stepKind: 'sign' });
    const { consultations } = await cases.processView(specialist, file.id);
    expect(consultations.map((one) => [one.opinion, one.endedAt !== null])).toEqual([['agree', false], [null, true], [null, false]]);
    expect(JSON.stringify(await cases.getCase(await story.citizen.actor(), file.id))).not.toContain('1988, trang 12');
    expect((await noticesTo('cases.opinion_wanted:')).length).toBeGreaterThanOrEqual(2);
    expect((await noticesTo('cases.opinion_given:')).length).toBe(1);
  });
});

describe('a dossier for another office', () => {
  it('is sent there before acceptance; the clock starts when the competent agency accepts it, and the first office goes on seeing it', async () => {
    const { cases } = at.house.modules;
    const file = await story.submit();
    const clerk = await story.clerk.actor();
    const [office] = (await cases.listCompetentOffices(clerk, file.id)).filter((one) => one.unitUid === at.unit('thanh-son'));
    const foreign = await at.officer('motcua.thanhson');
    const input = { ...withWords(file, 'Sổ gốc lưu tại xã Thanh Sơn.'), toUnit: office!.unitUid };
    await expect(cases.transfer(await foreign.actor(), input)).rejects.toMatchObject({ kind: 'not_found' });
    await expect(cases.transfer(clerk, { ...input, toUnit: at.unit('an-hoa') })).rejects.toMatchObject({ code: 'cases.already_there' });
    const sent = await cases.transfer(clerk, input);
    expect(sent).toMatchObject({ unitUid: at.unit('thanh-son'), receivedUnitUid: at.unit('an-hoa'), state: 1, acceptedAt: null, dueAt: null });
    expect((await cases.transfer(clerk, input)).unitUid).toBe(at.unit('thanh-son'));
    await expect(cases.accept(clerk, act(file))).rejects.toMatchObject({ kind: 'forbidden' });
    expect((await cases.getCase(clerk, file.id)).file.state).toBe(1);
    at.test.clock.set(new Date('2026-11-25T03:00:00Z'));
    const later = await at.officer('motcua.thanhson');
    const accepted = await cases.accept(await later.actor(), act(file));
    expect(accepted.acceptedAt).toEqual(new Date('2026-11-25T03:00:00Z'));
    expect(accepted.dueAt!.getTime()).toBeGreaterThan(accepted.acceptedAt!.getTime());
    expect((await recordedEvents(at.test)).find((event) => event.name === 'cases.case_file_transferred')).toMatchObject({ payload: { caseId: file.id, fromUnitUid: at.unit('an-hoa') } });
  });
});

describe('splitting and merging', () => {
  it('splits a case in two with one clock, each naming the other', async () => {
    const { cases } = at.house.modules;
    const file = await story.accepted();
    await cases.splitCase(await story.specialist.actor(), { ...withWords(file, 'Đơn xin hai việc, tách riêng việc cấp thêm.'), papers: [] });
    const [link] = (await cases.processView(await story.specialist.actor(), file.id)).links;
    expect(link).toMatchObject({ kind: 'split', way: 'to' });
    const part = (await cases.getCase(await story.citizen.actor(), link!.caseId)).file;
    expect(part).toMatchObject({ state: 4, stepKind: 'process', dueAt: file.dueAt, acceptedAt: file.acceptedAt, feeDue: 0, applicantName: file.applicantName });
    expect(part.code).not.toBe(file.code);
    expect((await cases.processView(await story.specialist.actor(), part.id)).links).toMatchObject([{ kind: 'split', way: 'from', code: file.code }]);
    expect((await linesOf(part.id)).map((line) => line.act)).toEqual(['split_off']);
    await cases.proposeResult(await story.specialist.actor(), { ...act(part), fields: resultFields });
  });

  it('merges like cases only: papers come over, the other ends with a link', async () => {
    const { cases } = at.house.modules;
    const [file, other] = [await story.accepted(), await story.accepted()];
    const foreign = await (await openCaseStory(at, 'mp-le-thi-cuc')).accepted();
    const specialist = await story.specialist.actor();
    await expect(cases.mergeCases(specialist, { ...withWords(file), otherCode: foreign.code })).rejects.toMatchObject({ code: 'cases.not_alike' });
    await expect(cases.mergeCases(specialist, { ...withWords(file), otherCode: 'H99.50-000000-0000' })).rejects.toMatchObject({ kind: 'not_found' });
    await expect(cases.mergeCases(specialist, { ...withWords(file), otherCode: file.code })).rejects.toMatchObject({ code: 'cases.not_alike' });
    await cases.mergeCases(specialist, { ...withWords(file, 'Nộp trùng hai lần cùng một việc.'), otherCode: other.code });
    const ended = await cases.getCase(await story.citizen.actor(), other.id);
    expect(ended.file).toMatchObject({ state: 8, stepKind: 'closed' });
    expect(ended.journal.at(-1)?.publicNote).toContain(file.code);
    expect((await cases.processView(specialist, file.id)).links).toMatchObject([{ kind: 'merge', way: 'from', code: other.code }]);
    expect((await cases.listLetters(await story.citizen.actor(), other.id)).map((one) => one.form)).toEqual(['01', '05']);
  });
});
