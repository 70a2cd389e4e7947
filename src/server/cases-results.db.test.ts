import { createHash } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CaseFile } from '#modules/cases/index.ts';
import { recordedAudit, recordedEvents } from '#platform/testing/database.ts';
import { leastWords, openCaseStory, resultFields, type CaseStory } from './testing/case-story.ts';
import { openTestHouse, type TestHouse } from './testing/house.ts';

let at: TestHouse;
let story: CaseStory;

beforeAll(async () => {
  at = await openTestHouse();
});

beforeEach(async () => {
  at.test.clock.set(new Date('2026-11-23T02:00:00Z'));
  story = await openCaseStory(at);
});

const act = (file: Pick<CaseFile, 'id'>): { requestId: string; caseId: string } => ({ requestId: at.house.ids.uuid(), caseId: file.id });
const numbersOf = async (id: string): Promise<number> =>
  (await at.test.owner.query(`select 1 from numbering.number where subject_kind = 'case_result' and subject_id = $1`, [id])).rows.length;
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const pay = async (file: CaseFile): Promise<void> => {
  await at.house.modules.cases.collectFee(await story.clerk.actor(), { ...act(file), amount: file.feeDue - file.feePaid, method: 'cash' });
  // Who applied online has the result delivered once it is paid.
  await at.drainJobs();
};

describe('a result that is not paid for', () => {
  it('is not given to its owner until the fee is paid, and the page says what to do', async () => {
    const { cases } = at.house.modules;
    const file = await story.issued();
    await expect(cases.resultFile(await story.citizen.actor(), file.id)).rejects.toMatchObject({ kind: 'conflict', code: 'cases.result_unpaid', details: { amount: '16.000' } });
    const answer = await story.citizen.send({ method: 'GET', url: `/ho-so/${file.id}/ket-qua`, headers: { accept: 'text/html' } });
    expect([answer.statusCode, answer.headers.location]).toEqual([303, `/ho-so/${file.id}?chua-co=ket-qua`]);
    expect((await story.citizen.get(`/ho-so/${file.id}/ket-qua`)).statusCode).toBe(409);
    // The counter prints it to hand it over.
    expect((await story.clerk.get(`/ho-so/${file.id}/ket-qua`)).statusCode).toBe(200);
    await pay(file);
    expect((await story.citizen.get(`/ho-so/${file.id}/ket-qua`)).statusCode).toBe(200);
  });
});

describe('revoking', () => {
  it('is the leader’s with a fresh second factor, and the verification page says so ever after', async () => {
    const { cases } = at.house.modules;
    const file = await story.issued();
    await pay(file);
    const paper = (await story.citizen.get(`/ho-so/${file.id}/ket-qua`)).rawPayload;
    const input = { ...act(file), words: 'Cấp nhầm người, thu hồi theo Điều 12.' };
    await expect(cases.revokeResult(await story.specialist.actor(), input)).rejects.toMatchObject({ kind: 'forbidden' });
    const tired = await at.officer('chutich', { secondFactor: false });
    await expect(cases.revokeResult(await tired.actor(), input)).rejects.toMatchObject({ code: 'cases.step_up_required' });
    await cases.revokeResult(await story.leader.actor(), input);
    await cases.revokeResult(await story.leader.actor(), input);
    expect(await cases.verify(sha256(paper))).toMatchObject({ revoked: { reason: input.words } });
    await expect(cases.resultFile(await story.citizen.actor(), file.id)).rejects.toMatchObject({ code: 'cases.result_revoked' });
    await expect(cases.revokeResult(await story.leader.actor(), { ...act(file), words: leastWords })).rejects.toMatchObject({ code: 'cases.result_not_issued' });
    expect((await recordedEvents(at.test)).filter((event) => event.name === 'cases.result_revoked')).toHaveLength(1);
    expect((await recordedAudit(at.test)).filter((line) => line.subject_id === file.id && line.action === 'cases.result_revoked')).toHaveLength(1);
    await at.drainJobs();
  });
});

describe('correcting', () => {
  it('signs a new result under its own number; the former says that it was corrected', async () => {
    const { cases } = at.house.modules;
    const file = await story.issued();
    await pay(file);
    const former = (await cases.getCase(await story.clerk.actor(), file.id)).result!;
    const input = { ...act(file), words: 'Sai nơi sinh so với sổ gốc.', fields: { ...resultFields, birthPlace: 'Bệnh viện tỉnh Bình Minh' } };
    await expect(cases.correctResult(await story.leader.actor(), { ...input, fields: { ...resultFields, fullName: '' } })).rejects.toMatchObject({ code: 'cases.result_has_problems' });
    await expect(cases.correctResult(await story.specialist.actor(), input)).rejects.toMatchObject({ code: 'cases.signer_unknown' });
    await cases.correctResult(await story.leader.actor(), input);
    await cases.correctResult(await story.leader.actor(), input);
    expect(await numbersOf(file.id)).toBe(2);
    await expect(cases.revokeResult(await story.leader.actor(), { ...act(file), words: leastWords })).rejects.toMatchObject({ code: 'cases.result_on_its_way' });
    await at.drainJobs();
    const { result, file: after } = await cases.getCase(await story.citizen.actor(), file.id);
    expect(after.state).toBe(10);
    expect(result).toMatchObject({ state: 'issued', revokedAt: null, fields: expect.objectContaining({ birthPlace: 'Bệnh viện tỉnh Bình Minh' }) as object });
    expect(result!.notation).not.toBe(former.notation);
    for (const key of [former.verificationCode!, former.sha256!]) {
      expect(await cases.verify(key)).toMatchObject({ notation: former.notation, revoked: { reason: 'Đã đính chính: Sai nơi sinh so với sổ gốc.' } });
    }
    const paper = (await story.citizen.get(`/ho-so/${file.id}/ket-qua`)).rawPayload;
    expect(await cases.verify(sha256(paper))).toMatchObject({ notation: result!.notation, revoked: null });
    expect((await at.house.modules.signing.validatePdf(paper)).signatures).toHaveLength(2);
    expect((await cases.getCase(await story.clerk.actor(), file.id)).journal.slice(-2).map((line) => line.act)).toEqual(['correct_result', 'reissue']);
  });
});

describe('signing a batch', () => {
  it('signs each result by itself after one confirmation, reports what failed, and tries it again', async () => {
    const { cases } = at.house.modules;
    const files = [await story.proposed(), await story.proposed(), await story.proposed()];
    const gone = await story.proposed();
    await cases.withdraw(await story.citizen.actor(), act(gone));
    const broken = files[1]!;
    await at.test.owner.query(`alter table cases.result add constraint broken check (case_id <> '${broken.id}' or state <> 'signing') not valid`);
    const leader = await story.leader.actor();
    const batch = { requestId: at.house.ids.uuid(), caseIds: [...files, gone].map((file) => file.id) };
    const started = await cases.startBatch(leader, batch);
    expect(started).toMatchObject({ done: false, signed: 0, failed: 0, waiting: 4 });
    expect((await cases.startBatch(leader, batch)).id).toBe(started.id);
    // The job may come later than the second factor lasts: the confirmation counts.
    at.test.clock.advance(20 * 60_000);
    await at.drainJobs();
    story = await openCaseStory(at);
    const again = await story.leader.actor();
    const report = await cases.batchReport(again, started.id);
    expect(report).toMatchObject({ done: true, signed: 2, failed: 2, waiting: 0 });
    expect(report.items.map((item) => item.problem)).toEqual([null, 'cases.batch_item_failed', null, 'cases.is_closed']);
    for (const file of [files[0]!, files[2]!]) expect((await cases.getCase(again, file.id)).result?.state).toBe('issued');
    expect([await numbersOf(broken.id), await numbersOf(gone.id)]).toEqual([0, 0]);
    await at.test.owner.query('alter table cases.result drop constraint broken');
    await expect(cases.batchReport(await (await at.officer('phochutich')).actor(), started.id)).rejects.toMatchObject({ kind: 'not_found' });
    const tired = await (await at.officer('chutich', { secondFactor: false })).actor();
    await expect(cases.retryBatch(tired, { requestId: at.house.ids.uuid(), batchId: started.id })).rejects.toMatchObject({ code: 'cases.step_up_required' });
    await cases.retryBatch(again, { requestId: at.house.ids.uuid(), batchId: started.id });
    await at.drainJobs();
    expect(await cases.batchReport(again, started.id)).toMatchObject({ done: true, signed: 3, failed: 1 });
    for (const file of files) expect(await numbersOf(file.id)).toBe(1);
  });

  it('wants a second factor, the right to sign, and at most 500', async () => {
    const { cases } = at.house.modules;
    const file = await story.proposed();
    const tired = await (await at.officer('chutich', { secondFactor: false })).actor();
    await expect(cases.startBatch(tired, { requestId: at.house.ids.uuid(), caseIds: [file.id] })).rejects.toMatchObject({ code: 'cases.step_up_required' });
    await expect(cases.startBatch(await story.specialist.actor(), { requestId: at.house.ids.uuid(), caseIds: [file.id] })).rejects.toMatchObject({ kind: 'forbidden' });
    const many = Array.from({ length: 501 }, () => at.house.ids.uuid());
    await expect(cases.startBatch(await story.leader.actor(), { requestId: at.house.ids.uuid(), caseIds: many })).rejects.toMatchObject({ kind: 'invalid' });
  });
});
