import { beforeAll, describe, expect, it } from 'vitest';
import { anonymous } from '#platform/access/actor.ts';
import { recordedAudit } from '#platform/testing/database.ts';
import { openCaseStory, type CaseStory } from './testing/case-story.ts';
import { openTestHouse, type TestHouse } from './testing/house.ts';

let at: TestHouse;
let story: CaseStory;

beforeAll(async () => {
  at = await openTestHouse();
  at.test.clock.set(new Date('2026-11-23T02:00:00Z'));
  story = await openCaseStory(at);
});

describe('the name behind a code', () => {
  it('is told to whoever knows the last four digits of a number in the case, and the asking is recorded', async () => {
    const { cases } = at.house.modules;
    const { code, applicantName, applicantPhone, applicantPersonalId, id } = await story.submit();
    for (const number of [applicantPhone, applicantPersonalId]) {
      expect(await cases.revealName(anonymous, { code: ` ${code.toLowerCase()} `, lastFour: number?.slice(-4) ?? '' })).toBe(applicantName);
    }
    const asked = (await recordedAudit(at.test)).filter((line) => line.action === 'cases.name_asked' && line.subject_id === id);
    expect(asked.map((line) => line.detail)).toEqual([{ code, right: true }, { code, right: true }]);
  });

  it('cannot be guessed: five wrong tries a day close the case, also when many guess at once', async () => {
    const { cases } = at.house.modules;
    const { code, applicantPhone } = await story.submit();
    const right = applicantPhone?.slice(-4) ?? '';
    const wrong = Array.from({ length: 40 }, (_, index) => String(index).padStart(4, '0')).filter((digits) => digits !== right);
    const codes = await Promise.all(wrong.map((lastFour) => cases.revealName(anonymous, { code, lastFour }).catch((error: unknown) => (error as { code: string }).code)));
    expect(codes.filter((one) => one === 'cases.last_four_wrong')).toHaveLength(5);
    expect(codes.filter((one) => one === 'cases.too_many_tries')).toHaveLength(wrong.length - 5);
    await expect(cases.revealName(anonymous, { code, lastFour: right })).rejects.toMatchObject({ kind: 'rate_limited' });
    at.test.clock.set(new Date('2026-11-24T02:00:00Z'));
    expect(await cases.revealName(anonymous, { code, lastFour: right })).not.toBe('');
  });

  it('is not told for what is no code of ours or no four digits', async () => {
    const { cases } = at.house.modules;
    at.test.clock.set(new Date('2026-11-25T02:00:00Z'));
    const { code } = await (await openCaseStory(at)).submit();
    await expect(cases.revealName(anonymous, { code: 'H99.50-261123-9999', lastFour: '1234' })).rejects.toMatchObject({ kind: 'not_found' });
    for (const lastFour of ['', '12', 'abcd', "' or 1=1"]) await expect(cases.revealName(anonymous, { code, lastFour })).rejects.toMatchObject({ code: 'cases.last_four_wrong' });
  });
});
