import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deadlineAfter } from '#modules/calendar/index.ts';
import type { CaseFile } from '#modules/cases/index.ts';
import { systemActor } from '#platform/access/actor.ts';
import { queuedJobs, recordedAudit, recordedEvents } from '#platform/testing/database.ts';
import { leastWords, openCaseStory, resultFields, type CaseStory } from './testing/case-story.ts';
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
const withWords = (file: Pick<CaseFile, 'id'>) => ({ ...act(file), words: leastWords });
const journalOf = async (id: string) => (await at.house.modules.cases.getCase(systemActor('test'), id)).journal;
const auditOf = async (id: string): Promise<string[]> => (await recordedAudit(at.test)).filter((line) => line.subject_id === id && line.action !== 'cases.read').map((line) => line.action);

describe('acceptance', () => {
  it('starts the clock of the calendar and hands the case on in the same stroke', async () => {
    const { calendar, procedures, cases } = at.house.modules;
    const file = await story.accepted();
    const { content } = await procedures.version(file.versionId);
    const { cutOff, legalBase } = content.channels.find((channel) => channel.kind === 'online')!.duration;
    const expected = deadlineAfter(await calendar.calendarOf(at.unit('an-hoa')), monday9, { unit: 'same_day', cutOff: cutOff!, legalBase }, []);
    expect(file).toMatchObject({ state: 4, stepKind: 'process', holderId: null, acceptedAt: monday9, dueAt: expected.dueAt, calendarVersion: expected.calendarVersion });
    expect(file.dueAt!.getTime()).toBeGreaterThan(monday9.getTime());
    expect((await journalOf(file.id)).map((line) => [line.act, line.fromState, line.toState])).toEqual([['submit', null, 1], ['accept', 1, 2], ['forward', 2, 4]]);
    expect(await auditOf(file.id)).toEqual(['cases.submitted', 'cases.accepted', 'cases.forwarded']);
    expect((await recordedEvents(at.test)).at(-1)).toMatchObject({ name: 'cases.case_file_accepted', payload: { caseId: file.id, dueAt: file.dueAt!.toISOString() } });
    expect(await cases.receipt(await story.citizen.actor(), { caseId: file.id, format: 'a5' })).toMatchObject({ name: `${file.code}-giay-hen.pdf` });
  });

  it('after the cut-off promises the next working day, over a weekend too', async () => {
    at.test.clock.set(new Date('2026-11-27T08:30:00Z'));
    story = await openCaseStory(at);
    const file = await story.accepted();
    // Friday 15:30 leads to Monday.
    expect(file.dueAt!.toISOString().slice(0, 10)).toBe('2026-11-30');
  });

  it('happens once, however often and by however many it is pressed', async () => {
    const { cases } = at.house.modules;
    const file = await story.submit();
    const [clerk, input] = [await story.clerk.actor(), act(file)];
    const same = await Promise.all(Array.from({ length: 5 }, () => cases.accept(clerk, input)));
    expect(new Set(same.map((one) => one.dueAt?.getTime())).size).toBe(1);
    await expect(cases.accept(clerk, act(file))).rejects.toMatchObject({ kind: 'conflict', code: 'cases.act_not_possible' });
    expect(await auditOf(file.id)).toEqual(['cases.submitted', 'cases.accepted', 'cases.forwarded']);
  });

  it('is no business of the specialist, the leader, the clerk of another commune or the applicant', async () => {
    const { cases } = at.house.modules;
    const file = await story.submit();
    const foreign = await at.officer('motcua.thanhson');
    await expect(cases.accept(await story.specialist.actor(), act(file))).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(cases.accept(await story.leader.actor(), act(file))).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(cases.accept(await foreign.actor(), act(file))).rejects.toMatchObject({ kind: 'not_found' });
    await expect(cases.accept(await story.citizen.actor(), act(file))).rejects.toMatchObject({ kind: 'forbidden' });
    expect(await auditOf(file.id)).toEqual(['cases.submitted']);
  });
});

describe('processing', () => {
  it('keeps a case to whoever took it', async () => {
    const { cases } = at.house.modules;
    const file = await story.accepted();
    const specialist = await story.specialist.actor();
    const taken = await cases.take(specialist, act(file));
    expect(taken.holderId).toBe(specialist.kind === 'officer' ? specialist.holdingId : '');
    expect((await cases.proposeResult(specialist, { ...act(file), fields: resultFields })).holderId).toBeNull();
  });

  it('lists what a draft lacks and moves nothing', async () => {
    const { cases } = at.house.modules;
    const file = await story.accepted();
    const incomplete = cases.proposeResult(await story.specialist.actor(), { ...act(file), fields: { ...resultFields, fullName: '', birthDate: '2999-01-01', forged: 'x' } });
    await expect(incomplete).rejects.toMatchObject({ kind: 'invalid', code: 'cases.result_has_problems' });
    const { file: after, result } = await cases.getCase(await story.specialist.actor(), file.id);
    expect([after.stepKind, result]).toEqual(['process', null]);
  });

  it('can be sent back by the leader, with words only officers read, and proposed again', async () => {
    const { cases } = at.house.modules;
    const file = await story.proposed();
    const returned = await cases.returnResult(await story.leader.actor(), { ...act(file), words: 'Sai ngày sinh, đối chiếu lại sổ gốc.' });
    expect(returned).toMatchObject({ state: 4, stepKind: 'process', holderId: null });
    const seenByCitizen = await cases.getCase(await story.citizen.actor(), file.id);
    expect(JSON.stringify(seenByCitizen)).not.toContain('Sai ngày sinh');
    expect(JSON.stringify(await cases.track(file.code))).not.toContain('Sai ngày sinh');
    await cases.proposeResult(await story.specialist.actor(), { ...act(file), fields: resultFields });
    expect((await cases.signResult(await story.leader.actor(), act(file))).stepKind).toBe('sign');
  });
});

describe('signing', () => {
  it('wants a second factor that is fresh', async () => {
    const { cases } = at.house.modules;
    const file = await story.proposed();
    const tired = await at.officer('chutich', { secondFactor: false });
    await expect(cases.signResult(await tired.actor(), act(file))).rejects.toMatchObject({ kind: 'forbidden', code: 'cases.step_up_required' });
    const leader = await story.leader.actor();
    at.test.clock.advance(6 * 60_000);
    await expect(cases.signResult(leader, act(file))).rejects.toMatchObject({ code: 'cases.step_up_required' });
    expect((await journalOf(file.id)).some((line) => line.act === 'sign_result')).toBe(false);
  });

  it('gives the number and queues the paper together, or neither', async () => {
    await at.drainJobs();
    const { cases, numbering } = at.house.modules;
    const series = { unitUid: at.unit('an-hoa'), kind: 'birth_extract_copy', year: 2026, page: 1 };
    const file = await story.proposed();
    const before = await numbering.listNumbers(await story.leader.actor(), series);
    await at.test.owner.query(`alter table cases.result add constraint broken check (state <> 'signing') not valid`);
    await expect(cases.signResult(await story.leader.actor(), act(file))).rejects.toThrow('broken');
    await at.test.owner.query('alter table cases.result drop constraint broken');
    expect(await numbering.listNumbers(await story.leader.actor(), series)).toEqual(before);
    expect((await queuedJobs(at.test)).filter((job) => job.name === 'cases.issue_result')).toEqual([]);
    await cases.signResult(await story.leader.actor(), act(file));
    const after = await numbering.listNumbers(await story.leader.actor(), series);
    expect(after.length).toBe(before.length + 1);
    expect(after[0]).toMatchObject({ number: (before[0]?.number ?? 0) + 1, subjectId: file.id });
    expect((await queuedJobs(at.test)).filter((job) => job.name === 'cases.issue_result')).toEqual([{ name: 'cases.issue_result', payload: { caseId: file.id } }]);
    await at.drainJobs();
  });

  it('pressed twice at once gives one number', async () => {
    const { cases } = at.house.modules;
    const file = await story.proposed();
    const [leader, deputy] = [await story.leader.actor(), await (await at.officer('phochutich')).actor()];
    const results = await Promise.allSettled([cases.signResult(leader, act(file)), cases.signResult(deputy, act(file)), cases.signResult(leader, act(file))]);
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    const { rows } = await at.test.owner.query(`select number from numbering.number where subject_kind = 'case_result' and subject_id = $1`, [file.id]);
    expect(rows).toHaveLength(1);
    await at.drainJobs();
  });

  it('closes the way back: no withdrawal, no stop, no return, no second draft', async () => {
    const { cases } = at.house.modules;
    const file = await story.signed();
    await expect(cases.withdraw(await story.citizen.actor(), act(file))).rejects.toMatchObject({ code: 'cases.result_already_signed' });
    await expect(cases.stop(await story.specialist.actor(), withWords(file))).rejects.toMatchObject({ kind: 'conflict' });
    await expect(cases.returnResult(await story.leader.actor(), withWords(file))).rejects.toMatchObject({ kind: 'conflict' });
    await expect(cases.proposeResult(await story.specialist.actor(), { ...act(file), fields: resultFields })).rejects.toMatchObject({ kind: 'conflict' });
    await expect(cases.signResult(await story.leader.actor(), act(file))).rejects.toMatchObject({ kind: 'conflict' });
    await at.drainJobs();
    expect((await cases.getCase(await story.clerk.actor(), file.id)).file.state).toBe(9);
  });
});
