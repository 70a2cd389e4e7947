import { beforeAll, expect, it } from 'vitest';
import { openTestHouse, type TestHouse } from './testing/house.ts';

let at: TestHouse;

beforeAll(async () => {
  at = await openTestHouse();
});

it('opens with officers and citizens of the demonstration, each with what the demonstration gives', async () => {
  const clerk = await at.officer('motcua');
  expect((await clerk.get('/api/v1/identity/me')).json()).toMatchObject({ kind: 'officer', name: 'Trần Thị Bích', position: 'Công chức Một cửa' });
  const actor = await clerk.actor();
  expect(actor).toMatchObject({ kind: 'officer', secondFactor: true, grants: { 'cases.receive': expect.arrayContaining([at.unit('an-hoa')]) as string[] } });
  const citizen = await at.citizen('mp-nguyen-van-an');
  expect(await citizen.actor()).toMatchObject({ kind: 'citizen', name: 'Nguyễn Văn An', personalId: '099088000101', assurance: 2 });
  expect((await at.anybody.get('/api/v1/identity/me')).statusCode).toBe(403);
});

it('knows a citizen again at the second sign-in', async () => {
  const [first, second] = [await at.citizen('mp-le-thi-cuc'), await at.citizen('mp-le-thi-cuc')];
  // Everything but the session, which is a new one each time.
  expect(await first.actor()).toEqual({ ...(await second.actor()), sessionId: expect.any(String) as string });
});
