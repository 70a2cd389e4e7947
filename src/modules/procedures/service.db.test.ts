import { beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '#platform/access/actor.ts';
import { anOfficer } from '#platform/testing/actors.ts';
import { recordedAudit, recordedEvents, testDatabase, type TestDatabase } from '#platform/testing/database.ts';
import type { ProcedureContent } from './model.ts';
import { createProcedures, type Procedures } from './service.ts';
import { shippedCatalogue } from './shipped.ts';
import { quietOutside } from './testing.ts';
import type { ProceduresTables } from './tables.gen.ts';

let test: TestDatabase<ProceduresTables>;
let procedures: Procedures;
let content: ProcedureContent;
const system = systemActor('test');

beforeAll(async () => {
  test = await testDatabase();
  procedures = createProcedures({ db: test.db, clock: test.clock, ids: test.ids, outside: quietOutside() });
  content = (await shippedCatalogue())[0]!.content;
  await procedures.publishShipped(system);
});

const publish = (validFrom: string, changes: Partial<ProcedureContent> = {}): ReturnType<Procedures['publish']> =>
  procedures.publish(system, { requestId: test.ids.uuid(), validFrom, content: { ...content, ...changes } });

describe('publishing', () => {
  it('publishes what is shipped once, with its trace', async () => {
    expect(await procedures.publishShipped(system)).toBe(0);
    expect((await recordedAudit(test))[0]).toMatchObject({ action: 'procedures.version_published', subject_id: content.code });
    expect((await recordedEvents(test))[0]).toMatchObject({ name: 'procedures.version_published', payload: { code: content.code } });
  });

  it('ends the version before on the day before, and keeps it for running cases', async () => {
    const old = await procedures.current(content.code);
    const next = await publish('2026-12-01', { maxSupplements: 2 });
    expect((await procedures.current(content.code)).id).toBe(old.id);
    test.clock.set(new Date('2026-12-01T02:00:00Z'));
    expect((await procedures.current(content.code)).id).toBe(next.id);
    expect((await procedures.version(old.id)).content.maxSupplements).toBe(1);
    const [, before] = await procedures.listVersions(content.code);
    expect(before).toMatchObject({ id: old.id, validTo: '2026-11-30' });
    test.clock.set(new Date('2026-11-23T02:00:00Z'));
  });

  it('refuses a version that begins before the one in force, a broken form, and whoever has no right', async () => {
    await expect(publish('2025-07-01')).rejects.toMatchObject({ code: 'procedures.already_effective' });
    await expect(publish('2027-01-01', { form: { type: 'object' } })).rejects.toMatchObject({ code: 'procedures.form_wrong' });
    const officer = anOfficer({ grants: { 'cases.receive': 'all' } });
    await expect(procedures.publish(officer, { requestId: test.ids.uuid(), validFrom: '2027-01-01', content })).rejects.toMatchObject({ kind: 'forbidden' });
  });
});

describe('search', () => {
  it.each(['trich luc', 'TRÍCH LỤC', 'con moi sinh', '2.000635', 'ho tich ban sao'])('finds the extract by %s', async (text) => {
    expect((await procedures.search(text)).map((found) => found.code)).toContain('2.000635');
  });

  it('finds nothing for words that stand nowhere', async () => {
    expect(await procedures.search('giấy phép lái tàu vũ trụ')).toEqual([]);
  });
});
