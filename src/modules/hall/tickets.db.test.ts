import { beforeAll, describe, expect, it } from 'vitest';
import { recordedAudit, recordedEvents } from '#platform/testing/database.ts';
import { anOfficer } from '#platform/testing/actors.ts';
import type { Device } from './policy.ts';
import { elderly, openTestHall, type TestHall } from './test/hall.ts';

let at: TestHall;
let kiosk: Device;

beforeAll(async () => {
  at = await openTestHall();
  kiosk = await at.device('kiosk');
});

const next = async (officer: 0 | 1 | 2): Promise<string | null> => {
  const id = await at.hall.callNext(at.staff[officer], { requestId: at.id() });
  if (id === null) return null;
  return (await at.hall.readDesk(at.staff[officer], null)).current?.label ?? null;
};
const act = async (officer: 0 | 1 | 2, what: 'call_again' | 'start' | 'skip' | 'give_back' | 'transfer' | 'finish', ticketId: string, toCounterId?: string): Promise<void> =>
  at.hall.actOnTicket(at.staff[officer], { requestId: at.id(), ticketId, act: what, toCounterId });
const current = async (officer: 0 | 1 | 2): Promise<string> => (await at.hall.readDesk(at.staff[officer], null)).current?.id ?? '';
const refusal = async (work: Promise<unknown>): Promise<string> => work.then(() => 'done', (error: unknown) => (error as { code: string }).code);

describe('a ticket', () => {
  it('is numbered without a gap however many take one at once, and once for a request', async () => {
    const requestId = at.id();
    const same = Array.from({ length: 5 }, () => at.hall.issueAtKiosk(kiosk, { requestId, groupId: at.groups.a }));
    const others = Array.from({ length: 20 }, () => at.take(kiosk, 'a'));
    const labels = [...(await Promise.all(same)).map(({ label }) => label), ...(await Promise.all(others))];
    const expected = Array.from({ length: 21 }, (_, index) => `A-${String(index + 1).padStart(3, '0')}`);
    expect([...new Set(labels)].sort()).toEqual(expected);
    const [row] = await at.rows('select source, state, device_id, day::text from hall.ticket where request_id = $1', [requestId]);
    expect(row).toEqual({ source: 'kiosk', state: 'waiting', device_id: kiosk.id, day: '2026-11-23' });
    expect((await recordedAudit(at.test)).filter(({ action }) => action === 'hall.ticket_issued')).toHaveLength(21);
  });

  it('leaves no gap when its use case fails', async () => {
    expect(await refusal(at.hall.issueAtKiosk(kiosk, { requestId: at.id(), groupId: at.groups.a, priorityKindId: at.id() }))).toBe('hall.priority_not_found');
    expect(await at.take(kiosk, 'a')).toBe('A-022');
  });

  it('is not given by a kiosk of another hall, by a screen, or without a token', async () => {
    const [foreign, screen] = [await at.device('kiosk', at.otherUnitUid), await at.device('screen')];
    expect(await refusal(at.take(foreign, 'a'))).toBe('hall.group_not_found');
    expect(await refusal(at.take(screen, 'a'))).toBe('hall.device_unknown');
    expect(await refusal(at.hall.issueAtKiosk(null, { requestId: at.id(), groupId: at.groups.a }))).toBe('hall.device_unknown');
  });
});

describe('at the counters', () => {
  it('an officer sits alone at one counter', async () => {
    for (const officer of [0, 1] as const) await at.hall.sit(at.staff[officer], { requestId: at.id(), counterId: at.counters[officer] });
    expect(await refusal(at.hall.sit(at.staff[2], { requestId: at.id(), counterId: at.counters[0] }))).toBe('hall.counter_taken');
    expect(await refusal(at.hall.callNext(at.staff[2], { requestId: at.id() }))).toBe('hall.not_at_counter');
    const stranger = anOfficer({ accountId: 'account-stranger', grants: { 'hall.serve': [at.otherUnitUid] } });
    expect(await refusal(at.hall.sit(stranger, { requestId: at.id(), counterId: at.counters[2] }))).toBe('hall.not_found');
  });

  it('two counters never call the same number, and a lost answer calls nobody else', async () => {
    const requestId = at.id();
    const [first, , again] = await Promise.all([at.hall.callNext(at.staff[0], { requestId }), at.hall.callNext(at.staff[1], { requestId: at.id() }), at.hall.callNext(at.staff[0], { requestId })]);
    expect(again).toBe(first);
    const called = await at.rows<{ label: string; counter_number: number }>('select label, counter_number from hall.call order by seq');
    expect(called.map(({ label }) => label)).toEqual(['A-001', 'A-002']);
    expect(called.map(({ counter_number: number }) => number).sort()).toEqual([1, 2]);
  });

  it('calls again, skips, gives back, hands over and finishes, with journal, audit and event', async () => {
    const id = await current(0);
    await act(0, 'call_again', id);
    await act(0, 'skip', id);
    expect((await at.hall.readDesk(at.staff[0], null)).skipped.map((ticket) => ticket.id)).toEqual([id]);
    await act(1, 'give_back', id);
    expect(await next(0)).toBe((await at.hall.readDesk(at.staff[0], null)).current?.label);
    expect(await current(0)).toBe(id);
    await act(0, 'start', id);
    expect(await refusal(act(0, 'transfer', id, at.counters[0]))).toBe('hall.same_counter');
    expect(await refusal(act(0, 'transfer', id, at.counters[2]))).toBe('hall.nobody_there');
    await at.hall.sit(at.staff[2], { requestId: at.id(), counterId: at.counters[2] });
    await act(0, 'transfer', id, at.counters[2]);
    await at.hall.callNext(at.staff[2], { requestId: at.id() });
    expect(await current(2)).toBe(id);
    at.test.clock.advance(4 * 60_000);
    await act(2, 'finish', id);
    const journal = await at.rows<{ act: string; counter_number: number | null }>('select act, counter_number from hall.ticket_entry where ticket_id = $1 order by id', [id]);
    expect(journal.map((entry) => `${entry.act}@${entry.counter_number ?? '-'}`)).toEqual(['issue@-', 'call@1', 'call_again@1', 'skip@1', 'give_back@2', 'call@1', 'start@1', 'transfer@1', 'call@3', 'finish@3']);
    expect((await recordedEvents(at.test)).at(-1)).toMatchObject({ name: 'hall.ticket_ended', payload: { ticketId: id, outcome: 'done', unitUid: at.unitUid } });
    expect((await recordedAudit(at.test)).at(-1)).toMatchObject({ action: 'hall.ticket_handled', subject_id: id, unit_uid: at.unitUid, detail: { act: 'finish', counter: 3 } });
    expect(await refusal(act(2, 'finish', id))).toBe('hall.ticket_moved_on');
  });

  it('nobody handles what stands at another counter, or leaves amid serving', async () => {
    const id = await current(1);
    expect(await refusal(act(0, 'finish', id))).toBe('hall.ticket_moved_on');
    expect(await refusal(at.hall.leave(at.staff[1], { requestId: at.id() }))).toBe('hall.serving_somebody');
  });

  it('priority goes first, but every third call is ordinary', async () => {
    for (let n = 0; n < 5; n++) await at.take(kiosk, 'b', elderly);
    for (let n = 0; n < 3; n++) await at.take(kiosk, 'b');
    const order: (string | null)[] = [];
    for (let n = 0; n < 8; n++) order.push(await next(2));
    expect(order).toEqual(['B-001', 'B-002', 'B-006', 'B-003', 'B-004', 'B-007', 'B-005', 'B-008']);
  });

  it('the last is ended when nobody waits, and then there is nobody to call', async () => {
    expect(await next(2)).toBeNull();
    expect(await refusal(at.hall.callNext(at.staff[2], { requestId: at.id() }))).toBe('hall.nobody_waits');
    await at.hall.leave(at.staff[2], { requestId: at.id() });
  });

  it('whoever was handed to a counter that closes goes back to the group', async () => {
    await at.hall.sit(at.staff[2], { requestId: at.id(), counterId: at.counters[2] });
    const id = await current(1);
    await act(1, 'transfer', id, at.counters[2]);
    await at.hall.leave(at.staff[2], { requestId: at.id() });
    expect((await at.hall.readDesk(at.staff[1], null)).queue[0]?.id).toBe(id);
  });
});

describe('what people are told', () => {
  it('a visitor sees the own place, and a range only when there is ground for one', async () => {
    const ticket = await at.hall.issueAtKiosk(kiosk, { requestId: at.id(), groupId: at.groups.b });
    const token = ticket.url.split('/').at(-1) ?? '';
    expect(ticket).toMatchObject({ label: 'B-009', ahead: expect.any(Number) as number, groupName: 'Đất đai – xây dựng' });
    expect('unknown' in ticket.estimate || ticket.estimate.low < ticket.estimate.high).toBe(true);
    expect(await at.hall.readTicket(token)).toMatchObject({ label: 'B-009', state: 'waiting' });
    for (const guess of ['', 'B-009', `${token}x`, "' or 1=1 --", '../../etc']) expect(await refusal(at.hall.readTicket(guess))).toBe('hall.ticket_not_found');
  });

  it('the figures of the day add up to the tickets', async () => {
    const day = await at.hall.readDay(at.staff[0], { unitUid: null, day: '2026-11-23' });
    for (const group of day.groups) expect(group.waiting + group.serving + group.done + group.abandoned + group.cancelled).toBe(group.issued);
    const [rows] = await at.rows<{ n: number }>('select count(*)::int as n from hall.ticket');
    expect(day.groups.reduce((sum, { issued }) => sum + issued, 0)).toBe(rows?.n);
    expect(await refusal(at.hall.readDay(anOfficer(), { unitUid: at.unitUid, day: '2026-11-23' }))).toBe('hall.not_found');
  });

  it('the next day begins with 1, and what was left over is ended with a word', async () => {
    at.test.clock.advance(24 * 3_600_000);
    await at.hall.handlers.schedules?.[0]?.run({ attempt: 1, signal: new AbortController().signal });
    expect(await at.rows(`select 1 from hall.ticket where state in ('waiting', 'called', 'serving', 'skipped')`)).toEqual([]);
    expect(await at.rows('select 1 from hall.sitting where until is null')).toEqual([]);
    expect((await recordedAudit(at.test)).at(-1)).toMatchObject({ action: 'hall.day_closed' });
    expect(await at.take(kiosk, 'a')).toBe('A-001');
  });
});
