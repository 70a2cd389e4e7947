import { beforeAll, describe, expect, it } from 'vitest';
import { anonymous } from '#platform/access/actor.ts';
import { aCitizen, anOfficer } from '#platform/testing/actors.ts';
import { recordedAudit } from '#platform/testing/database.ts';
import { elderly, openTestHall, type TestHall } from './test/hall.ts';

let at: TestHall;

beforeAll(async () => {
  at = await openTestHall();
});

const refusal = async (work: Promise<unknown>): Promise<string> => work.then(() => 'done', (error: unknown) => (error as { code: string }).code);
const group = (more: object = {}) => ({ requestId: at.id(), unitUid: at.unitUid, code: 'C', name: 'Lao động – xã hội', slotMinutes: 20, slotPlaces: 1, ...more });

describe('the set-up of a hall', () => {
  it('is changed by its managers only, with an audit line, once a request', async () => {
    const input = group();
    for (const actor of [anonymous, aCitizen(), anOfficer()]) expect(await refusal(at.hall.saveGroup(actor, group()))).toBe('hall.not_found');
    expect(await refusal(at.hall.saveGroup(at.staff[0], group()))).toBe('hall.forbidden');
    const [first, again] = [await at.hall.saveGroup(at.manager, input), await at.hall.saveGroup(at.manager, input)];
    expect(again).toBe(first);
    expect(await refusal(at.hall.saveGroup(anOfficer({ accountId: 'x', grants: { 'hall.manage': [at.unitUid] } }), input))).toBe('hall.request_reused');
    expect((await recordedAudit(at.test)).at(-1)).toMatchObject({ action: 'hall.setup_changed', subject_id: first, unit_uid: at.unitUid, detail: { what: 'counter_group', values: { code: 'C' } } });
    expect(await refusal(at.hall.saveGroup(at.manager, group()))).toBe('hall.code_taken');
    expect(await refusal(at.hall.saveGroup(at.manager, group({ code: 'A1' })))).toBe('hall.input_invalid');
  });

  it('closes nothing that is in use', async () => {
    const kiosk = await at.device('kiosk');
    await at.take(kiosk, 'a');
    expect(await refusal(at.hall.closeGroup(at.manager, { requestId: at.id(), unitUid: at.unitUid, id: at.groups.a }))).toBe('hall.group_in_use');
    await at.hall.sit(at.staff[0], { requestId: at.id(), counterId: at.counters[0] });
    expect(await refusal(at.hall.closeCounter(at.manager, { requestId: at.id(), unitUid: at.unitUid, id: at.counters[0] }))).toBe('hall.counter_in_use');
    expect(await refusal(at.hall.closeGroup(at.manager, { requestId: at.id(), unitUid: at.otherUnitUid, id: at.groups.b }))).toBe('hall.group_not_found');
    expect(await refusal(at.hall.closeGroup(at.manager, { requestId: at.id(), unitUid: at.unitUid, id: at.groups.b }))).toBe('done');
  });

  it('keeps priority kinds with their law and dates', async () => {
    const kind = { requestId: at.id(), unitUid: at.unitUid, name: 'Người từ bản xa', legalBase: 'Quy chế của Trung tâm', validFrom: '2026-11-01' };
    const id = await at.hall.addPriorityKind(at.manager, kind);
    const kiosk = await at.device('kiosk');
    const kinds = async (): Promise<string[]> => (await at.hall.readKiosk(kiosk)).kinds.map((found) => found.id);
    expect(await kinds()).toContain(id);
    await at.hall.endPriorityKind(at.manager, { requestId: at.id(), priorityId: id, validTo: '2026-11-23' });
    expect(await kinds()).not.toContain(id);
    expect(await refusal(at.hall.endPriorityKind(at.manager, { requestId: at.id(), priorityId: elderly, validTo: '2026-12-01' }))).toBe('hall.forbidden');
    expect(await refusal(at.hall.addPriorityKind(at.manager, { ...kind, requestId: at.id(), unitUid: null }))).toBe('hall.forbidden');
  });
});

describe('a device', () => {
  it('is paired once by its code within a quarter of an hour', async () => {
    const { code } = await at.hall.enterDevice(at.manager, { requestId: at.id(), unitUid: at.unitUid, kind: 'kiosk', name: 'Ki-ốt 2' });
    expect(code).toMatch(/^[0-9A-Z]{8}$/u);
    const both = await Promise.allSettled([at.hall.pairDevice({ code: `${code.slice(0, 4)} ${code.slice(4).toLowerCase()}` }), at.hall.pairDevice({ code })]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const late = await at.hall.enterDevice(at.manager, { requestId: at.id(), unitUid: at.unitUid, kind: 'kiosk', name: 'Ki-ốt 3' });
    at.test.clock.advance(16 * 60_000);
    expect(await refusal(at.hall.pairDevice({ code: late.code }))).toBe('hall.pairing_code_wrong');
    expect(await refusal(at.hall.enterDevice(at.staff[0], { requestId: at.id(), unitUid: at.unitUid, kind: 'screen', name: 'x' }))).toBe('hall.forbidden');
  });

  it('is known by its token until it is cut off', async () => {
    const device = await at.device('screen');
    expect(await at.hall.deviceOf(device.token)).toMatchObject({ id: device.id, kind: 'screen' });
    for (const token of ['', `${device.token}x`, device.id, "'--"]) expect(await at.hall.deviceOf(token)).toBeNull();
    expect(await at.rows('select 1 from hall.device where token_hash = $1 or code_hash = $1', [device.token])).toEqual([]);
    await at.hall.revokeDevice(at.manager, { requestId: at.id(), unitUid: at.unitUid, id: device.id });
    expect(await at.hall.deviceOf(device.token)).toBeNull();
    expect((await recordedAudit(at.test)).at(-1)).toMatchObject({ action: 'hall.device_revoked', subject_id: device.id });
  });

  it('a screen sends the calls it made without a line, each once', async () => {
    const screen = await at.device('screen');
    const call = { requestId: at.id(), label: 'A-803', counterNumber: 2, at: '2026-11-23T02:05:00.000Z' };
    expect(await at.hall.receiveLocalCalls(screen, { calls: [call, { ...call, requestId: at.id(), label: '<b>' }] })).toBe(1);
    expect(await at.hall.receiveLocalCalls(screen, { calls: [call] })).toBe(0);
    expect((await at.hall.readScreen(screen)).calls[0]).toMatchObject({ label: 'A-803', kind: 'local', words: 'Mời số A tám không ba đến quầy số hai' });
    const kiosk = await at.device('kiosk');
    expect(await refusal(at.hall.receiveLocalCalls(kiosk, { calls: [call] }))).toBe('hall.device_unknown');
  });
});
