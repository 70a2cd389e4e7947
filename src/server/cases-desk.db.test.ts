import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CaseFile } from '#modules/cases/index.ts';
import { recordedAudit } from '#platform/testing/database.ts';
import { leastWords, openCaseStory, procedureCode, resultFields, type CaseStory } from './testing/case-story.ts';
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

const act = (file: Pick<CaseFile, 'id'>): { requestId: string; caseId: string } => ({
  requestId: at.house.ids.uuid(),
  caseId: file.id,
});

describe('the draft of a result', () => {
  it('begins with what the answers say, is kept right or wrong, and shows as far as it is right', async () => {
    const { cases } = at.house.modules;
    const file = await story.accepted();
    const specialist = await story.specialist.actor();
    const before = await cases.getCase(specialist, file.id);
    expect(before).toMatchObject({
      result: null,
      suggestion: { fullName: 'Nguyễn Văn An', birthDate: '1988-03-14', registeredAt: 'UBND xã An Hòa cũ' },
    });
    expect(
      Buffer.from(await cases.draftPreview(specialist, file.id))
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    const typed = { fullName: 'Nguyễn Văn An', birthDate: { day: '31', month: '2', year: '1988' } };
    await cases.saveResult(specialist, { ...act(file), fields: typed });
    await cases.saveResult(specialist, { ...act(file), fields: typed });
    const after = await cases.getCase(specialist, file.id);
    expect(after.result).toMatchObject({ state: 'drafted', fields: typed });
    expect(after.file).toMatchObject({ state: file.state, stepKind: 'process' });
    expect(after.journal).toHaveLength(before.journal.length);
    expect((await cases.draftPreview(specialist, file.id)).length).toBeGreaterThan(1000);
  });

  it('is written by those who process, and by nobody once it was proposed', async () => {
    const { cases } = at.house.modules;
    const file = await story.accepted();
    await expect(cases.saveResult(await story.clerk.actor(), { ...act(file), fields: {} })).rejects.toMatchObject({
      kind: 'forbidden',
    });
    await expect(cases.saveResult(await story.citizen.actor(), { ...act(file), fields: {} })).rejects.toMatchObject({
      kind: 'forbidden',
    });
    await cases.proposeResult(await story.specialist.actor(), { ...act(file), fields: resultFields });
    await expect(cases.saveResult(await story.specialist.actor(), { ...act(file), fields: {} })).rejects.toMatchObject({
      code: 'cases.act_not_possible',
    });
    const { result } = await cases.getCase(await story.leader.actor(), file.id);
    expect(result).toMatchObject({ state: 'proposed', fields: resultFields });
  });

  it('is nothing for the applicant to see', async () => {
    const { cases } = at.house.modules;
    const file = await story.proposed();
    const citizen = await story.citizen.actor();
    expect(await cases.getCase(citizen, file.id)).toMatchObject({ result: null, suggestion: {} });
    await expect(cases.draftPreview(citizen, file.id)).rejects.toMatchObject({ kind: 'not_found' });
    expect((await story.citizen.get(`/can-bo/ho-so/${file.id}/du-thao`)).statusCode).toBe(403);
  });
});

describe('the stack of a leader', () => {
  it('holds what was proposed until it is signed or sent back', async () => {
    const { cases } = at.house.modules;
    const leader = await story.leader.actor();
    const [signed, returned] = [await story.proposed(), await story.proposed()];
    const ids = async (): Promise<string[]> => (await cases.listToSign(leader)).map((line) => line.id);
    expect(await ids()).toEqual(expect.arrayContaining([signed.id, returned.id]));
    await cases.signResult(leader, act(signed));
    await cases.returnResult(leader, { ...act(returned), words: leastWords });
    const left = await ids();
    expect(left).not.toContain(signed.id);
    expect(left).not.toContain(returned.id);
    await at.drainJobs();
  });

  it('is empty for everybody else', async () => {
    const { cases } = at.house.modules;
    await story.proposed();
    for (const visitor of [story.citizen, story.clerk, story.specialist, await at.officer('motcua.thanhson')]) {
      expect(await cases.listToSign(await visitor.actor())).toEqual([]);
    }
  });

  it('shows the signature block of who looks, and none to who may not sign', async () => {
    const { cases } = at.house.modules;
    const file = await story.proposed();
    expect((await cases.signingView(await story.leader.actor(), file.id)).signer).toMatchObject({
      name: 'Hoàng Minh Châu',
    });
    const deputy = await (await at.officer('phochutich')).actor();
    expect((await cases.signingView(deputy, file.id)).signer?.lines).toEqual(expect.arrayContaining(['KT. CHỦ TỊCH']));
    expect((await cases.signingView(await story.clerk.actor(), file.id)).signer).toBeNull();
  });
});

it('tells a page that was left open the newest state, and records no attempt at something forbidden', async () => {
  const { cases } = at.house.modules;
  const file = await story.accepted();
  const clerk = await story.clerk.actor();
  await expect(cases.accept(clerk, act(file))).rejects.toMatchObject({
    kind: 'conflict',
    code: 'cases.act_not_possible',
  });
  await expect(cases.askSupplement(clerk, { ...act(file), words: leastWords })).rejects.toMatchObject({
    kind: 'conflict',
    code: 'cases.act_not_possible',
  });
  await expect(cases.signResult(await story.leader.actor(), act(file))).rejects.toMatchObject({ kind: 'conflict' });
  await expect(cases.accept(await story.specialist.actor(), act(file))).rejects.toMatchObject({ kind: 'forbidden' });
});

it('estimates fee and due date of an application before it is filed', async () => {
  const { cases } = at.house.modules;
  const citizen = await story.citizen.actor();
  const unitUid = at.unit('an-hoa');
  const estimate = await cases.estimate(citizen, { procedureCode, unitUid, answers: { copies: 3 } });
  expect(estimate.feeDue).toBe(24_000);
  expect(estimate.dueAt).toEqual((await story.accepted()).dueAt);
  expect(estimate.derivation.length).toBeGreaterThan(1);
  await expect(cases.estimate(citizen, { procedureCode: '9.999999', unitUid, answers: {} })).rejects.toMatchObject({
    code: 'cases.procedure_not_offered',
  });
});

describe('files of a case', () => {
  const html = { accept: 'text/html' };

  it('lead a person to the page that says why there is none, and a program to the problem', async () => {
    const file = await story.submit();
    const url = `/ho-so/${file.id}/ket-qua`;
    const person = await story.citizen.send({ method: 'GET', url, headers: html });
    expect(person).toMatchObject({ statusCode: 303, headers: { location: `/ho-so/${file.id}?chua-co=ket-qua` } });
    expect((await story.citizen.get(url)).statusCode).toBe(404);
    const stranger = await at.anybody.send({ method: 'GET', url, headers: html });
    expect(stranger.headers.location).toBe(`/dang-nhap?tiep=${encodeURIComponent(url)}`);
    const draft = `/can-bo/ho-so/${file.id}/du-thao`;
    expect((await at.anybody.send({ method: 'GET', url: draft, headers: html })).headers.location).toBe(
      `/can-bo/dang-nhap?tiep=${encodeURIComponent(draft)}`,
    );
  });

  it('exist only for those who may see the case', async () => {
    const file = await story.accepted();
    const other = await at.citizen('mp-tran-thi-binh');
    const elsewhere = await at.officer('motcua.thanhson');
    for (const url of [
      `/ho-so/${file.id}/giay-hen?kho=a5`,
      `/ho-so/${file.id}/giay-to/0`,
      `/ho-so/${file.id}/ket-qua`,
    ]) {
      for (const visitor of [other, elsewhere]) expect((await visitor.get(url)).statusCode).toBe(404);
    }
    for (const visitor of [story.citizen, story.clerk]) {
      const answer = await visitor.get(`/ho-so/${file.id}/giay-hen?kho=a4`);
      expect(answer).toMatchObject({
        statusCode: 200,
        headers: { 'content-type': 'application/pdf', 'cache-control': 'private, no-store' },
      });
    }
    expect((await story.specialist.get(`/can-bo/ho-so/${file.id}/du-thao.png`)).headers['content-type']).toBe(
      'image/png',
    );
  });
});

it('records a search of names with its purpose, but not the look at the newest', async () => {
  const { cases } = at.house.modules;
  await story.submit();
  const clerk = await story.clerk.actor();
  const searches = async (): Promise<number> =>
    (await recordedAudit(at.test)).filter((line) => line.action === 'cases.searched').length;
  const before = await searches();
  expect((await cases.searchCases(clerk, { text: '', page: 1 })).items.length).toBeGreaterThan(0);
  expect(await searches()).toBe(before);
  const byName = await cases.searchCases(clerk, { text: 'nguyen van', page: 1 });
  expect(byName.items[0]?.applicantName).toBe('Nguyễn Văn An');
  expect((await cases.searchCases(clerk, { text: '100%_\\', page: 1 })).items).toEqual([]);
  expect((await cases.searchCases(await story.citizen.actor(), { text: 'nguyen van', page: 1 })).items).toEqual([]);
  expect(await searches()).toBe(before + 2);
});
