import { beforeAll, describe, expect, it } from 'vitest';
import type { Officer } from '#platform/access/actor.ts';
import { systemActor } from '#platform/access/actor.ts';
import { aCitizen, anOfficer } from '#platform/testing/actors.ts';
import { recordedAudit, recordedEvents, testDatabase, type TestDatabase } from '#platform/testing/database.ts';
import type { ProcedureContent } from './model.ts';
import { createProcedures, type Procedures } from './service.ts';
import type { ProceduresTables } from './tables.gen.ts';
import { quietOutside } from './testing.ts';

let test: TestDatabase<ProceduresTables>;
let procedures: Procedures;
let othersMayPublish = true;
const code = '2.000635';
const grants = { 'procedures.edit': 'all', 'procedures.publish': 'all' } as const;
const lan = anOfficer({ accountId: '0190a000-0000-7000-8000-00000000000a', name: 'Trần Thị Lan', grants });
const nam = anOfficer({ accountId: '0190a000-0000-7000-8000-00000000000b', name: 'Lê Văn Nam', grants });
const runningVersion = { id: '' };

beforeAll(async () => {
  test = await testDatabase();
  const outside = quietOutside({
    othersMayPublish: async () => othersMayPublish,
    countRunningCases: async (ids) => new Map(ids.filter((id) => id === runningVersion.id).map((id) => [id, 3])),
  });
  procedures = createProcedures({ db: test.db, clock: test.clock, ids: test.ids, outside });
  await procedures.publishShipped(systemActor('test'));
  runningVersion.id = (await procedures.current(code)).id;
});

const begin = async (actor: Officer = lan, changes: object = {}): Promise<string> => (await procedures.beginDraft(actor, { requestId: test.ids.uuid(), code, ...changes })).draftId;

type SaveChanges = { readonly revision?: number; readonly requestId?: string; readonly section?: string };
const save = (actor: Officer, draftId: string, content: object, changes: SaveChanges = {}) =>
  procedures.saveDraft(actor, { requestId: test.ids.uuid(), draftId, section: 'channels', revision: 0, content, ...changes });

const withFee = (content: ProcedureContent, amount: number): Pick<ProcedureContent, 'channels'> => ({
  channels: content.channels.map((channel) => ({ ...channel, fees: channel.fees.map((fee) => ({ ...fee, amount })) })),
});

describe('a draft', () => {
  it('is one for a code, shared by editors, and unknown to others', async () => {
    const draftId = await begin();
    await expect(begin(nam)).rejects.toMatchObject({ code: 'procedures.draft_exists' });
    for (const actor of [aCitizen(), anOfficer({ grants: { 'cases.read': 'all' } })]) {
      await expect(procedures.readDraft(actor, draftId)).rejects.toMatchObject({ kind: 'forbidden' });
      await expect(procedures.saveDraft(actor, { requestId: test.ids.uuid(), draftId, section: 'law', revision: 0, content: {} })).rejects.toMatchObject({ kind: 'forbidden' });
    }
    expect((await procedures.listCatalogue(nam)).find((line) => line.code === code)?.draft).toMatchObject({ id: draftId, editedByName: 'Trần Thị Lan' });
  });

  it('is saved once a request, incomplete or not, and keeps every save in the journal', async () => {
    const draftId = (await procedures.readOverview(lan, code)).draft!.id;
    const requestId = test.ids.uuid();
    const saved = await save(lan, draftId, { channels: [{ kind: 'online' }] }, { requestId });
    expect(await save(lan, draftId, { channels: [{ kind: 'online' }] }, { requestId })).toEqual(saved);
    await expect(save(nam, draftId, {}, { requestId })).rejects.toMatchObject({ code: 'procedures.request_reused' });
    const draft = await procedures.readDraft(lan, draftId);
    expect(draft.revision).toBe(2);
    expect(draft.problems).toContainEqual({ section: 'channels', path: 'channels.0.duration', message: 'chưa ghi' });
    const { rows } = await test.owner.query('select act, content from procedures.journal where draft_id = $1 order by revision nulls first', [draftId]);
    expect(rows.map((row: { act: string }) => row.act)).toEqual(['begun', 'saved']);
    expect(rows[1]).toMatchObject({ content: { channels: [{ kind: 'online' }] } });
  });

  it('tells the second editor of a part who was first; another part is no conflict', async () => {
    const draftId = (await procedures.readOverview(lan, code)).draft!.id;
    await expect(save(nam, draftId, { channels: [] })).rejects.toMatchObject({ code: 'procedures.draft_changed', details: { name: 'Trần Thị Lan', revision: 2 } });
    await save(nam, draftId, { decision: { number: '15/QĐ-UBND', date: '2026-11-01', agency: 'UBND tỉnh' } }, { section: 'law' });
    const { content } = await procedures.current(code);
    await save(nam, draftId, withFee(content, 9000), { revision: 2 });
    expect((await procedures.readDraft(lan, draftId)).problems).toEqual([]);
  });

  it('takes nothing but the keys of its section', async () => {
    const draftId = (await procedures.readOverview(lan, code)).draft!.id;
    const { revisions } = await procedures.readDraft(lan, draftId);
    await save(nam, draftId, { decision: null, code: '9.999999', steps: [] }, { section: 'law', revision: revisions.law! });
    const { content } = await procedures.readDraft(lan, draftId);
    expect(content).toMatchObject({ code, decision: null });
    expect(content['steps']).not.toEqual([]);
  });
});

describe('publishing a draft', () => {
  const publish = async (actor: Officer, validFrom: string, requestId = test.ids.uuid()) => {
    const draft = (await procedures.readOverview(actor, code)).draft!;
    return procedures.publishDraft(actor, { requestId, draftId: draft.id, revision: draft.revision, validFrom });
  };

  it('needs a second pair of eyes, unless the rule lets somebody who is alone', async () => {
    await expect(publish(nam, '2026-12-01')).rejects.toMatchObject({ kind: 'forbidden', code: 'procedures.four_eyes' });
    const draft = (await procedures.readOverview(nam, code)).draft!;
    expect(await procedures.checkPublication(nam, draft, '2026-12-01')).toMatchObject({ allowed: false, lead: { asked: 5, given: 5 } });
    othersMayPublish = false;
    expect(await procedures.checkPublication(nam, draft, '2026-12-01')).toMatchObject({ allowed: true });
    othersMayPublish = true;
    await expect(publish(anOfficer({ grants: { 'procedures.edit': 'all' } }), '2026-12-01')).rejects.toMatchObject({ code: 'procedures.publish_forbidden' });
  });

  it('refuses a day that is past and a draft with problems', async () => {
    await expect(publish(lan, '2026-11-22')).rejects.toMatchObject({ code: 'procedures.starts_in_the_past' });
    const draft = (await procedures.readOverview(lan, code)).draft!;
    await save(nam, draft.id, { legalBasis: [] }, { section: 'law', revision: draft.revisions.law! });
    await expect(publish(lan, '2026-12-01')).rejects.toMatchObject({ code: 'procedures.draft_has_problems', details: { problems: [{ section: 'law', path: 'legalBasis' }] } });
    const { revisions } = await procedures.readDraft(lan, draft.id);
    const { content } = await procedures.current(code);
    await save(nam, draft.id, { legalBasis: content.legalBasis }, { section: 'law', revision: revisions.law! });
  });

  it('ends the version before, leaves running cases theirs, and tells citizens at once', async () => {
    const old = await procedures.current(code);
    const requestId = test.ids.uuid();
    const edition = procedures.edition();
    const draft = (await procedures.readOverview(lan, code)).draft!;
    const version = await publish(lan, '2026-11-23', requestId);
    expect(await procedures.publishDraft(lan, { requestId, draftId: draft.id, revision: 1, validFrom: '2026-11-23' })).toMatchObject({ id: version.id });
    expect(procedures.edition()).not.toBe(edition);
    expect((await procedures.current(code)).content.channels[0]?.fees[0]?.amount).toBe(9000);
    expect((await procedures.version(old.id)).content.channels[0]?.fees[0]?.amount).toBe(8000);
    const { versions, draft: left } = await procedures.readOverview(lan, code);
    expect(versions.map(({ number, validTo, runningCases }) => [number, validTo, runningCases])).toEqual([[2, null, 0], [1, '2026-11-22', 3]]);
    expect(left).toBeNull();
    const changes = await procedures.compare(lan, { from: { kind: 'version', id: old.id }, to: { kind: 'version', id: version.id } });
    expect(changes.map(({ section, field, kind, before, after }) => ({ section, field, kind, before, after }))).toEqual(
      old.content.channels.map(() => ({ section: 'channels', field: 'channels.fees.amount', kind: 'changed', before: '8000', after: '9000' })),
    );
    expect((await recordedAudit(test)).at(-1)).toMatchObject({ action: 'procedures.version_published', actor_id: lan.accountId });
    expect((await recordedEvents(test)).at(-1)).toMatchObject({ name: 'procedures.version_published', payload: { versionId: version.id } });
  });
});

describe('taking back and ending', () => {
  it('withdraws what is not yet in force, and only that', async () => {
    const current = await procedures.current(code);
    const draftId = await begin();
    const next = await procedures.publishDraft(lan, { requestId: test.ids.uuid(), draftId, revision: 1, validFrom: '2027-01-01' }).catch((error: unknown) => error);
    expect(next).toMatchObject({ code: 'procedures.four_eyes' });
    const { id } = await procedures.publishDraft(nam, { requestId: test.ids.uuid(), draftId, revision: 1, validFrom: '2027-01-01' });
    await expect(procedures.withdrawVersion(lan, { requestId: test.ids.uuid(), versionId: current.id, reason: 'Nhầm số tiền' })).rejects.toMatchObject({ code: 'procedures.already_in_force' });
    await expect(procedures.withdrawVersion(lan, { requestId: test.ids.uuid(), versionId: id, reason: '' })).rejects.toMatchObject({ code: 'procedures.input_invalid' });
    const requestId = test.ids.uuid();
    for (const reason of ['Nhầm số tiền', 'Nhầm số tiền']) await procedures.withdrawVersion(lan, { requestId, versionId: id, reason });
    const { versions } = await procedures.readOverview(lan, code);
    expect(versions[0]).toMatchObject({ id, status: 'withdrawn' });
    expect(versions[1]).toMatchObject({ id: current.id, validTo: null });
    expect((await recordedEvents(test)).filter(({ name }) => name === 'procedures.version_withdrawn')).toHaveLength(1);
  });

  it('ends a procedure after a day and leads to its successor', async () => {
    const end = (changes: object) => procedures.endProcedure(lan, { requestId: test.ids.uuid(), code, lastDay: '2026-11-30', successor: '', decision: '20/QĐ-UBND ngày 20/11/2026', reason: 'Gộp vào thủ tục khác', ...changes });
    await expect(end({ successor: '9.999999' })).rejects.toMatchObject({ code: 'procedures.successor_unknown' });
    await expect(end({ lastDay: '2026-11-01' })).rejects.toMatchObject({ code: 'procedures.starts_in_the_past' });
    await end({});
    await expect(end({})).rejects.toMatchObject({ code: 'procedures.is_ended' });
    expect(await procedures.findPublic(code)).toMatchObject({ state: 'in_force', ending: { lastDay: '2026-11-30' } });
    test.clock.set(new Date('2026-12-01T02:00:00Z'));
    expect(await procedures.findPublic(code)).toMatchObject({ state: 'ended', ending: { reason: 'Gộp vào thủ tục khác' } });
    await expect(procedures.current(code)).rejects.toMatchObject({ kind: 'not_found' });
    expect(await procedures.publishShipped(systemActor('test'))).toBe(0);
    expect((await recordedAudit(test)).at(-1)).toMatchObject({ action: 'procedures.procedure_ended' });
  });
});
