import { beforeAll, describe, expect, it } from 'vitest';
import { anOfficer } from '#platform/testing/actors.ts';
import { recordedAudit, testDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { createNumbering, type Numbering } from './service.ts';
import type { NumberingTables } from './tables.gen.ts';

let test: TestDatabase<NumberingTables>;
let numbering: Numbering;
const clerk = anOfficer({ grants: { 'numbering.read': ['u1'], 'numbering.void': ['u1'] } });

beforeAll(async () => {
  test = await testDatabase();
  numbering = createNumbering({ db: test.db, clock: test.clock });
});

const allocate = (kind: string, subjectId = 'x'): Promise<number> =>
  test.db.transaction(async (tx) => (await numbering.allocate(tx, { unitUid: 'u1', kind, subjectKind: 'case', subjectId })).number);

describe('allocate', () => {
  it('gives 50 issuers × 200 numbers without a gap or a double', async () => {
    const issuer = async (): Promise<number[]> => {
      const numbers: number[] = [];
      for (let i = 0; i < 200; i++) numbers.push(await allocate('parallel'));
      return numbers;
    };
    const all = (await Promise.all(Array.from({ length: 50 }, issuer))).flat().sort((a, b) => a - b);
    expect(all).toEqual(Array.from({ length: 10_000 }, (_, index) => index + 1));
  }, 120_000);

  it('leaves no gap when the caller rolls back', async () => {
    expect(await allocate('rollback')).toBe(1);
    const failed = test.db.transaction(async (tx) => {
      await numbering.allocate(tx, { unitUid: 'u1', kind: 'rollback', subjectKind: 'case', subjectId: 'lost' });
      throw new Error('the use case failed');
    });
    await expect(failed).rejects.toThrow('the use case failed');
    expect(await allocate('rollback')).toBe(2);
  });

  it('starts a new series with the new year of Viet Nam', async () => {
    test.clock.set(new Date('2026-12-31T16:59:00Z'));
    expect(await allocate('year')).toBe(1);
    test.clock.set(new Date('2026-12-31T17:00:00Z'));
    expect(await allocate('year')).toBe(1);
    test.clock.set(new Date('2026-11-23T02:00:00Z'));
  });
});

describe('voidNumber', () => {
  const reason = 'In hỏng phôi, đã lập biên bản';

  it('keeps the number with its reason, once, and leaves a trace', async () => {
    const number = await allocate('void');
    const input = { unitUid: 'u1', kind: 'void', year: 2026, number, reason };
    await numbering.voidNumber(clerk, input);
    await expect(numbering.voidNumber(clerk, input)).rejects.toMatchObject({ kind: 'conflict', code: 'numbering.already_voided' });
    const [issued] = await numbering.listNumbers(clerk, { unitUid: 'u1', kind: 'void', year: 2026, page: 1 });
    expect(issued).toMatchObject({ number, voided: { reason } });
    expect(await allocate('void')).toBe(number + 1);
    const traces = (await recordedAudit(test)).filter((entry) => entry.action === 'numbering.number_voided');
    expect(traces).toHaveLength(1);
    expect(traces[0]).toMatchObject({ unit_uid: 'u1', detail: { number, reason } });
  });

  it('hides the series from officers of other units', async () => {
    const stranger = anOfficer({ grants: { 'numbering.read': ['u2'], 'numbering.void': ['u2'] } });
    const attempt = numbering.voidNumber(stranger, { unitUid: 'u1', kind: 'void', year: 2026, number: 1, reason });
    await expect(attempt).rejects.toMatchObject({ kind: 'not_found' });
    expect(await numbering.listSeries(stranger)).toEqual([]);
  });
});
