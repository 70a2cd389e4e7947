import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CaseFile } from '#modules/cases/index.ts';
import { openCaseStory, type CaseStory } from './testing/case-story.ts';
import { openTestHouse, type TestHouse } from './testing/house.ts';

let at: TestHouse;
let story: CaseStory;
let file: CaseFile;

beforeAll(async () => {
  at = await openTestHouse({ pages: true });
});

beforeEach(async () => {
  at.test.clock.set(new Date('2026-11-23T02:00:00Z'));
  story = await openCaseStory(at);
  file = await story.submit();
});

const editionOf = async (code: string): Promise<string | undefined> => (await at.house.modules.cases.trackingEditions([code])).get(code);
const accept = async (): Promise<CaseFile> => at.house.modules.cases.accept(await story.clerk.actor(), { requestId: at.house.ids.uuid(), caseId: file.id });

describe('the edition of what tracking shows', () => {
  it('stays while nothing happens and is another after an act', async () => {
    const before = await editionOf(file.code);
    expect(before).toContain('xã An Hòa');
    expect(await editionOf(file.code)).toBe(before);
    await accept();
    expect(await editionOf(file.code)).not.toBe(before);
  });

  it('is told for many at once, by the code as it was typed, and for ours only', async () => {
    const typed = ` ${file.code.toLowerCase()} `;
    const found = await at.house.modules.cases.trackingEditions([typed, file.code, `${file.code}0`, "' or 1=1 --", '']);
    expect([...found.keys()].sort()).toEqual([typed, file.code].sort());
    expect(found.get(typed)).toBe(found.get(file.code));
  });
});

describe('the tracking page', () => {
  it('is drawn once for all who look, and anew as soon as the case has moved on', async () => {
    const track = vi.spyOn(at.house.modules.cases, 'track');
    const look = async (): Promise<string> => (await at.anybody.get(`/tra-cuu/${file.code}`)).body;
    const pages = [await look(), await look(), await look()];
    expect(new Set(pages).size).toBe(1);
    expect(track).toHaveBeenCalledTimes(1);
    await accept();
    const moved = await look();
    expect(moved).not.toBe(pages[0]);
    expect(moved).toContain(file.code);
    expect(track).toHaveBeenCalledTimes(2);
    track.mockRestore();
  });

  it('of somebody signed in is his own', async () => {
    const address = `/tra-cuu/${file.code}`;
    const [own, open] = [await story.citizen.get(address), await at.anybody.get(address)];
    expect(own.body).toContain('/tai-khoan');
    expect(open.body).not.toContain('/tai-khoan');
  });

  it('counts against the limit per address although it is kept', async () => {
    const left = async (): Promise<number> => Number((await at.app.inject({ url: `/tra-cuu/${file.code}`, remoteAddress: '198.51.100.7' })).headers['x-ratelimit-remaining']);
    const first = await left();
    expect(await left()).toBe(first - 1);
  });

  it('of a code that is not ours says so each time', async () => {
    for (let time = 0; time < 2; time++) expect((await at.anybody.get('/tra-cuu/H15.50-261123-0999')).statusCode).toBe(404);
  });
});
