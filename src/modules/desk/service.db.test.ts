import { beforeAll, describe, expect, it } from 'vitest';
import { aCitizen, anOfficer } from '#platform/testing/actors.ts';
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { createDesk, type Desk } from './service.ts';
import type { DeskTables } from './tables.gen.ts';

let test: TestDatabase<DeskTables>;
let desk: Desk;

const insert = `insert into cases.case_file (id, request_id, code, procedure_code, procedure_name, version_id, unit_uid, received_unit_uid, channel, state,
  step_kind, holder_id, submitted_by, applicant_name, applicant_search, answers, submitted_at, accepted_at, due_at)
  values ($1, $1, $2, '2.000635', 'Bản sao trích lục', $1, $3, $3, 'online', 4, $4, $5, 'a', $6, '', '{}', '2026-11-20T02:00:00Z', '2026-11-20T02:00:00Z', $7)`;

async function aCase(code: string, facts: { unit?: string; step?: string; holder?: string | null; due?: string; name?: string }): Promise<void> {
  const { unit = 'u1', step = 'process', holder = null, due = '2026-11-24T10:00:00Z', name = 'Nguyễn Văn An' } = facts;
  await test.owner.query(insert, [test.ids.uuid(), code, unit, step, holder, name, due]);
}

beforeAll(async () => {
  test = await testDatabase();
  desk = createDesk({ db: test.db, clock: test.clock });
  await aCase('A-1', { due: '2026-11-25T10:00:00Z' });
  await aCase('A-2', { due: '2026-11-20T10:00:00Z', holder: 'holding-officer' });
  await aCase('A-3', { holder: 'somebody-else' });
  await aCase('A-4', { step: 'sign' });
  await aCase('A-5', { step: 'closed' });
  await aCase('B-1', { unit: 'u2', name: '100% thật_giả' });
});

const specialist = anOfficer({ grants: { 'cases.process': ['u1'] } });

describe('listWork', () => {
  it('shows what is free or mine, of my units and permissions, what is due first on top', async () => {
    const { items, more } = await desk.listWork(specialist, {});
    expect(items.map((item) => item.code)).toEqual(['A-2', 'A-1']);
    expect(items.map((item) => item.mine)).toEqual([true, false]);
    expect(more).toBe(false);
  });

  it('shows each step to its own permission only', async () => {
    const chair = anOfficer({ grants: { 'cases.sign': ['u1'] } });
    expect((await desk.listWork(chair, {})).items.map((item) => item.code)).toEqual(['A-4']);
    expect((await desk.listWork(chair, { drawer: 'process' })).items).toEqual([]);
  });

  it('finds literally: the signs of LIKE are letters like any other', async () => {
    const everywhere = anOfficer({ grants: { 'cases.process': 'all' } });
    expect((await desk.listWork(everywhere, { text: '100%' })).items.map((item) => item.code)).toEqual(['B-1']);
    expect((await desk.listWork(everywhere, { text: '%' })).items.map((item) => item.code)).toEqual(['B-1']);
    expect((await desk.listWork(everywhere, { text: '\\' })).items).toEqual([]);
  });

  it('is empty for citizens and for officers without grants', async () => {
    for (const actor of [aCitizen(), anOfficer()]) expect((await desk.listWork(actor, {})).items).toEqual([]);
  });
});

describe('countWork', () => {
  it('counts exactly what the list shows, and what of it is late', async () => {
    expect(await desk.countWork(specialist)).toEqual([
      { key: 'all', waiting: 2, late: 1 },
      { key: 'process', waiting: 2, late: 1 },
    ]);
  });

  it('names no drawer that the officer may not open', async () => {
    expect(await desk.countWork(anOfficer())).toEqual([]);
  });
});
