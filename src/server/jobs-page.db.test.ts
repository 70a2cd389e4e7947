import { beforeAll, expect, it } from 'vitest';
import { openTestHouse, type TestHouse } from './testing/house.ts';
import type { Visitor } from './testing/visitors.ts';

let at: TestHouse;
let keeper: Visitor;
const page = '/can-bo/quan-tri/cong-viec';

beforeAll(async () => {
  at = await openTestHouse({ pages: true });
  keeper = await at.officer('quantri');
});

async function aDeadJob(): Promise<string> {
  const add = `select id from graphile_worker.add_job('cases.issue_result', '{"caseId":"x"}', max_attempts := 1)`;
  const { rows } = await at.test.owner.query<{ id: string }>(add);
  await at.test.owner.query(`update graphile_worker._private_jobs set attempts = 1, last_error = 'no signature <b>today</b>' where id = $1`, [rows[0]!.id]);
  return rows[0]!.id;
}

const stateOf = async (id: string): Promise<string | undefined> =>
  (await at.test.owner.query<{ state: string }>('select state from platform.list_jobs(null, 0, null) where id = $1', [id])).rows[0]?.state;

it('shows what failed and why, in words, and lets it run again', async () => {
  const id = await aDeadJob();
  const { body, statusCode } = await keeper.get(page);
  expect(statusCode).toBe(200);
  expect(body).toContain('Ký số và phát hành kết quả hồ sơ');
  expect(body).toContain('no signature &lt;b&gt;today&lt;/b&gt;');
  const answer = await keeper.form(page, { jobId: id, act: 'retry' });
  expect([answer.statusCode, answer.headers.location]).toEqual([302, `${page}?da-lam=retried`]);
  expect(await stateOf(id)).toBe('failing');
});

it('wants a reason before it lets a job rest', async () => {
  const id = await aDeadJob();
  const refused = await keeper.form(page, { jobId: id, act: 'skip', reason: 'thôi' });
  expect(refused.body).toContain('Hãy ghi lý do bỏ qua, ít nhất 10 ký tự.');
  expect(await stateOf(id)).toBe('dead');
  expect((await keeper.form(page, { jobId: id, act: 'skip', reason: 'Hồ sơ đã cấp bản giấy.' })).statusCode).toBe(302);
  expect(await stateOf(id)).toBe('skipped');
  expect((await keeper.get(`${page}?trang-thai=skipped`)).body).toContain('Hồ sơ đã cấp bản giấy.');
});

it('is closed to every other officer, whatever the address', async () => {
  const id = await aDeadJob();
  for (const name of ['motcua', 'tuphap', 'chutich', 'vanthu']) {
    const officer = await at.officer(name);
    expect((await officer.get(page)).statusCode).toBe(403);
    expect((await officer.form(page, { jobId: id, act: 'retry' })).statusCode).toBe(403);
  }
  expect(await stateOf(id)).toBe('dead');
  expect((await at.anybody.get(page)).headers.location).toMatch(/^\/can-bo\/dang-nhap/u);
});
