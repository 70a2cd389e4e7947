import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CaseFile } from '#modules/cases/index.ts';
import { listen } from '#modules/payments/index.ts';
import { createRegisterSimulator } from '#modules/population/index.ts';
import { recordedAudit } from '#platform/testing/database.ts';
import { openCaseStory, type Answers, type CaseStory } from './testing/case-story.ts';
import { openTestHouse, type TestHouse } from './testing/house.ts';

const token = 'token-of-the-test';
const registered = { personalId: '099088000101', fullName: 'Nguyễn Văn An', birthDate: '1988-03-14', residence: 'Thôn Đông, xã An Hòa, tỉnh Bình Minh' };
const simulator = createRegisterSimulator({ demo: true, settings: { token }, people: [registered] });
let at: TestHouse;
let story: CaseStory;

beforeAll(async () => {
  const server = await listen(simulator.listener);
  const { url } = server;
  afterAll(() => server.stop());
  at = await openTestHouse({ env: { POPULATION_REGISTER: JSON.stringify({ url, token }) } });
});

beforeEach(async () => {
  simulator.setAway(false);
  at.test.clock.set(new Date('2026-11-23T02:00:00Z'));
  story = await openCaseStory(at);
});

const question = (file: CaseFile, birthDate = '1988-03-14') => ({ requestId: at.house.ids.uuid(), caseId: file.id, birthDate });

async function asked(file: CaseFile): Promise<{ action: string; purpose: string | null }[]> {
  const lines = await recordedAudit(at.test);
  return lines.filter(({ action, subject_id }) => action.startsWith('cases.population_') && subject_id === file.id);
}

async function kept(file: CaseFile): Promise<unknown[]> {
  const { rows } = await at.test.owner.query<{ row: unknown }>('select to_jsonb(c) as row from cases.population_check c where case_id = $1 order by id', [file.id]);
  return rows;
}

describe('a comparison with the population register', () => {
  it('is asked with its purpose on record, once however often it is sent, and leaves only verdict and moment', async () => {
    const { cases } = at.house.modules;
    const clerk = await story.clerk.actor();
    const file = await story.submit();
    const once = question(file);
    const before = simulator.asked();
    expect(await cases.comparePopulation(clerk, once)).toEqual({ outcome: 'match', differences: [] });
    expect(await cases.comparePopulation(clerk, once)).toEqual({ outcome: 'match', differences: [] });
    expect(simulator.asked()).toBe(before + 1);
    expect(await asked(file)).toMatchObject([
      { action: 'cases.population_asked', purpose: 'Kiểm tra thông tin người nộp khi tiếp nhận hồ sơ' },
      { action: 'cases.population_answered', detail: { outcome: 'match' } },
    ]);
    expect(await kept(file)).toHaveLength(1);
    expect(await cases.populationView(clerk, file.id)).toMatchObject({ may: true, last: { outcome: 'match' }, birthDate: '1988-03-14' });
  });

  it('shows what differs to the officer, keeps nothing of it, and rejects nothing', async () => {
    const { cases } = at.house.modules;
    const clerk = await story.clerk.actor();
    const file = await story.submit({ applicantResidence: 'Thôn Đông, xã An Hòa cũ, huyện Bình Sơn, tỉnh Bình Minh' } satisfies Answers);
    const { outcome, differences } = await cases.comparePopulation(clerk, question(file));
    expect(outcome).toBe('mismatch');
    expect(differences).toMatchObject([{ field: 'residence', registered: registered.residence, hint: 'old_address' }]);
    expect(JSON.stringify([await kept(file), await asked(file)])).not.toContain('Thôn');
    expect(await cases.accept(clerk, { requestId: at.house.ids.uuid(), caseId: file.id })).toMatchObject({ state: 4 });
  });

  it('says so when the register is away, and holds nothing up', async () => {
    const { cases } = at.house.modules;
    const clerk = await story.clerk.actor();
    const file = await story.submit();
    simulator.setAway(true);
    expect(await cases.comparePopulation(clerk, question(file))).toEqual({ outcome: 'unavailable', differences: [] });
    expect(await asked(file)).toHaveLength(2);
    simulator.setAway(false);
    expect(await cases.comparePopulation(clerk, question(file))).toMatchObject({ outcome: 'match' });
    expect(await kept(file)).toMatchObject([{ row: { outcome: 'unavailable' } }, { row: { outcome: 'match' } }]);
  });

  it('is for who receives in the unit, and asks nothing for anybody else', async () => {
    const { cases } = at.house.modules;
    const file = await story.submit();
    const before = simulator.asked();
    await expect(cases.comparePopulation(await story.specialist.actor(), question(file))).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(cases.comparePopulation(await story.citizen.actor(), question(file))).rejects.toMatchObject({ kind: 'forbidden' });
    const elsewhere = await (await at.officer('motcua.thanhson')).actor();
    await expect(cases.comparePopulation(elsewhere, question(file))).rejects.toMatchObject({ kind: 'not_found' });
    await expect(cases.comparePopulation(await story.clerk.actor(), question(file, 'hôm qua'))).rejects.toMatchObject({ kind: 'invalid' });
    expect(simulator.asked()).toBe(before);
    expect(await asked(file)).toEqual([]);
  });
});
