import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CaseFile } from '#modules/cases/index.ts';
import { recordedAudit } from '#platform/testing/database.ts';
import { openCaseStory, procedureCode, type CaseStory } from './testing/case-story.ts';
import { openTestHouse, type TestHouse } from './testing/house.ts';

let at: TestHouse;
let story: CaseStory;
/** Papers of the procedure that apply to the application of the story. */
let papers: readonly string[];

beforeAll(async () => {
  at = await openTestHouse();
});

beforeEach(async () => {
  at.test.clock.set(new Date('2026-11-23T02:00:00Z'));
  story = await openCaseStory(at);
});

const uuid = (): string => at.house.ids.uuid();

async function newCase(): Promise<CaseFile> {
  const file = await story.submit();
  const { lines } = await at.house.modules.cases.paperChecks(await story.clerk.actor(), file.id);
  papers = lines.map(({ paper }) => paper);
  expect(papers.length, procedureCode).toBeGreaterThan(0);
  return file;
}

const wrong = (file: CaseFile, reason = 'unreadable', note = '') => ({ requestId: uuid(), caseId: file.id, paper: papers[0] ?? '', tick: { what: 'wrong' as const, reason, note } });
const right = (file: CaseFile) => ({ requestId: uuid(), caseId: file.id, paper: papers[0] ?? '', tick: { what: 'right' as const } });
const handling = { what: 'handling', toDigitise: true, digitisation: 0, copyKind: 1, originalReturned: true } as const;

async function rowsOf(file: CaseFile): Promise<Record<string, unknown>[]> {
  return (await at.test.owner.query('select * from cases.paper_check where case_id = $1 order by id', [file.id])).rows as Record<string, unknown>[];
}

describe('a tick of the checklist', () => {
  it('is a line of the journal and of the audit trail, once however often it is sent', async () => {
    const { cases } = at.house.modules;
    const clerk = await story.clerk.actor();
    const file = await newCase();
    const tick = wrong(file, 'expired');
    await cases.checkPaper(clerk, tick);
    await cases.checkPaper(clerk, tick);
    await cases.checkPaper(clerk, { ...right(file), tick: handling });
    expect(await rowsOf(file)).toMatchObject([
      { paper: papers[0], verdict: 'wrong', reason: 'expired', to_digitise: false, request_id: tick.requestId },
      { paper: papers[0], verdict: 'wrong', reason: 'expired', to_digitise: true, copy_kind: 1, original_returned: true },
    ]);
    const audited = (await recordedAudit(at.test)).filter((entry) => entry.action === 'cases.paper_checked' && entry.subject_id === file.id);
    expect(audited.map(({ detail }) => detail)).toMatchObject([{ what: 'wrong', reason: 'expired' }, { what: 'handling' }]);
  });

  it('fills in Form 02 and Form 03 ahead, and is asked for with them', async () => {
    const { cases } = at.house.modules;
    const clerk = await story.clerk.actor();
    const file = await newCase();
    await cases.checkPaper(clerk, wrong(file, 'other', 'trang 2 bị gạch xóa'));
    const { words, labels } = await cases.paperChecks(clerk, file.id);
    expect(words.supplement).toMatch(/: chưa đúng \(trang 2 bị gạch xóa\)\. Đề nghị nộp lại\.$/u);
    expect(words.refusal).toContain('trang 2 bị gạch xóa');
    expect(labels['other']).toBe('chưa đúng');
    await cases.askSupplement(clerk, { requestId: uuid(), caseId: file.id, words: words.supplement });
    expect((await cases.getCase(clerk, file.id)).file.state).toBe(5);
  });

  it('keeps a required wrong paper from being accepted until it is right', async () => {
    const { cases } = at.house.modules;
    const clerk = await story.clerk.actor();
    const file = await newCase();
    // Somebody else applies for the person: now the authorisation is required.
    await at.test.owner.query(`update cases.case_file set answers = answers || '{"relation":"authorised"}' where id = $1`, [file.id]);
    const { lines } = await cases.paperChecks(clerk, file.id);
    const required = lines.find((line) => line.required);
    papers = [required?.paper ?? ''];
    await cases.checkPaper(clerk, wrong(file));
    const acceptance = { requestId: uuid(), caseId: file.id };
    await expect(cases.accept(clerk, acceptance)).rejects.toMatchObject({ kind: 'conflict', code: 'cases.papers_wrong', details: { names: required?.name } });
    expect((await cases.getCase(clerk, file.id)).file.state).toBe(1);
    expect(await cases.paperChecks(clerk, file.id)).toMatchObject({ blocking: [required?.name] });
    await cases.checkPaper(clerk, right(file));
    expect(await cases.accept(clerk, acceptance)).toMatchObject({ state: 4 });
  });

  it('takes only reasons in force, with the words that they need, for papers of the case', async () => {
    const { cases } = at.house.modules;
    const clerk = await story.clerk.actor();
    const file = await newCase();
    await expect(cases.checkPaper(clerk, wrong(file, 'nonsense'))).rejects.toMatchObject({ code: 'cases.reason_unknown' });
    await expect(cases.checkPaper(clerk, wrong(file, 'other', 'mờ'))).rejects.toMatchObject({ code: 'cases.reason_needs_note' });
    await expect(cases.checkPaper(clerk, { ...wrong(file), paper: 'nothing' })).rejects.toMatchObject({ code: 'cases.paper_unlisted' });
    at.test.clock.set(new Date('2025-06-30T02:00:00Z'));
    await expect(cases.checkPaper(clerk, wrong(file))).rejects.toMatchObject({ code: 'cases.reason_unknown' });
    expect(await rowsOf(file)).toEqual([]);
  });

  it('is for those who receive in the unit; others are refused, and strangers find nothing', async () => {
    const { cases } = at.house.modules;
    const file = await newCase();
    const tick = wrong(file);
    await expect(cases.checkPaper(await story.specialist.actor(), tick)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(cases.checkPaper(await story.citizen.actor(), tick)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(cases.paperChecks(await story.citizen.actor(), file.id)).rejects.toMatchObject({ kind: 'not_found' });
    const elsewhere = await (await at.officer('motcua.thanhson')).actor();
    await expect(cases.checkPaper(elsewhere, tick)).rejects.toMatchObject({ kind: 'not_found' });
    await expect(cases.paperChecks(elsewhere, file.id)).rejects.toMatchObject({ kind: 'not_found' });
    expect(await rowsOf(file)).toEqual([]);
  });

  it('judges nothing after acceptance, but still notes what became of the originals', async () => {
    const { cases } = at.house.modules;
    const clerk = await story.clerk.actor();
    const file = await newCase();
    await cases.accept(clerk, { requestId: uuid(), caseId: file.id });
    await expect(cases.checkPaper(clerk, wrong(file))).rejects.toMatchObject({ kind: 'conflict', code: 'cases.act_not_possible' });
    await cases.checkPaper(clerk, { ...right(file), tick: handling });
    expect(await cases.paperChecks(clerk, file.id)).toMatchObject({ mayJudge: false, mayHandle: true });
    expect(await rowsOf(file)).toHaveLength(1);
  });
});
