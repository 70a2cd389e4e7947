import { beforeAll, describe, expect, it } from 'vitest';
import { openCaseStory, type CaseStory } from './testing/case-story.ts';
import { openTestHouse, type TestHouse } from './testing/house.ts';

let at: TestHouse;
let story: CaseStory;

beforeAll(async () => {
  at = await openTestHouse();
  at.test.clock.set(new Date('2026-11-23T02:00:00Z'));
  story = await openCaseStory(at);
});

describe('who read my case', () => {
  it('names each officer once a day, with position, purpose and how often', async () => {
    const { cases } = at.house.modules;
    const { id } = await story.submit();
    const citizen = await story.citizen.actor();
    expect(await cases.listReadings(citizen, id)).toEqual([]);
    for (const hour of [2, 3, 4]) {
      at.test.clock.set(new Date(`2026-11-23T0${hour}:00:00Z`));
      // A session left alone is locked; the clerk signs in again.
      await cases.getCase(await (await at.officer('motcua')).actor(), id);
    }
    // 00:30 in Viet Nam is the next day, although it is still the 23rd in UTC.
    at.test.clock.set(new Date('2026-11-23T17:30:00Z'));
    await cases.getCase(await (await at.officer('motcua')).actor(), id);
    const readings = await cases.listReadings(await (await at.citizen('mp-nguyen-van-an')).actor(), id);
    expect(readings.map(({ at: last, times }) => [last.toISOString(), times])).toEqual([['2026-11-23T17:30:00.000Z', 1], ['2026-11-23T04:00:00.000Z', 3]]);
    expect(readings[0]).toMatchObject({ action: 'cases.read', purpose: 'Giải quyết thủ tục hành chính' });
    expect([readings[0]?.name, readings[0]?.position, readings[0]?.unitName].every((words) => (words ?? '') !== '')).toBe(true);
  });

  it('is told to the applicant alone', async () => {
    const { cases } = at.house.modules;
    at.test.clock.set(new Date('2026-11-24T02:00:00Z'));
    const { id } = await (await openCaseStory(at)).submit();
    const stranger = await (await at.citizen('mp-tran-thi-binh')).actor();
    const clerk = await (await at.officer('motcua')).actor();
    for (const other of [stranger, clerk]) await expect(cases.listReadings(other, id)).rejects.toMatchObject({ kind: 'not_found', code: 'cases.not_found' });
  });
});
