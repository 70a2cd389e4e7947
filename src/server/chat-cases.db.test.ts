import { beforeAll, expect, it } from 'vitest';
import { casesForChat } from './chat-cases.ts';
import { leastWords, openCaseStory, type CaseStory } from './testing/case-story.ts';
import { openTestHouse, type TestHouse } from './testing/house.ts';

let at: TestHouse;
let story: CaseStory;
beforeAll(async () => {
  at = await openTestHouse();
  story = await openCaseStory(at);
});

it('the chat learns of a case what its code is worth, and the name for four digits only', async () => {
  const chat = casesForChat(() => at.house.modules.cases);
  const accepted = await story.accepted();
  const found = await chat.find(accepted.code);
  expect(found).toMatchObject({ code: accepted.code, procedure: accepted.procedureName, missing: null, dueAt: accepted.dueAt });
  expect(JSON.stringify(found)).not.toContain('Nguyễn');
  expect(await chat.nameFor(accepted.code, '0101')).toBe('Nguyễn Văn An');
  expect(await chat.nameFor(accepted.code, accepted.applicantPersonalId?.slice(-4) ?? '')).toBe('Nguyễn Văn An');
  for (const wrong of ['0000', '101', '00101', '']) expect(await chat.nameFor(accepted.code, wrong)).toBeUndefined();
  expect(await chat.nameFor('H99.50-261123-9999', '0101')).toBeUndefined();
  expect(await chat.find('H99.50-261123-9999')).toBeUndefined();
});

it('the chat says what is missing while the case waits for it', async () => {
  const { cases } = at.house.modules;
  const file = await story.submit();
  await cases.askSupplement(await story.clerk.actor(), { requestId: at.house.ids.uuid(), caseId: file.id, words: leastWords });
  expect(await casesForChat(() => cases).find(file.code)).toMatchObject({ state: 'chờ bổ sung giấy tờ', missing: leastWords });
});

it('an applicant who agreed is told by Zalo when the case is accepted', async () => {
  const { notifications } = at.house.modules;
  await notifications.seedDemo();
  const citizen = await story.citizen.actor();
  if (citizen.kind !== 'citizen') throw new Error('no citizen');
  await at.test.owner.query(`insert into notifications.preference (account_id, phone, changed_at) values ($1, '+84500000101', now())`, [citizen.accountId]);
  await notifications.savePreferences(citizen, { channels: ['zalo'], first: null, quietFrom: null, quietTo: null, requestId: at.house.ids.uuid() });
  const { code } = await story.accepted();
  await at.drainJobs();
  const { rows } = await at.test.owner.query<{ body: string }>(`select body from notifications.caught_message where body like '%' || $1 || '%' and body like '%han_tra%'`, [code]);
  expect(rows).toHaveLength(1);
});
