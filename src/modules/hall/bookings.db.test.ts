import { beforeAll, describe, expect, it } from 'vitest';
import { anonymous } from '#platform/access/actor.ts';
import { aCitizen, anOfficer } from '#platform/testing/actors.ts';
import { recordedAudit } from '#platform/testing/database.ts';
import type { Device } from './policy.ts';
import { openTestHall, type TestHall } from './test/hall.ts';

let at: TestHall;
let kiosk: Device;

beforeAll(async () => {
  at = await openTestHall();
  kiosk = await at.device('kiosk');
});

const phoneOf = (n: number): string => `0912 345 ${String(n).padStart(3, '0')}`;
type Wish = { group?: 'a' | 'b'; day?: string; slot?: string; phone?: string; requestId?: string; from?: string };
const book = (wish: Wish = {}, actor: Parameters<TestHall['hall']['book']>[0] = anonymous): Promise<string> => {
  const { group = 'a', day = '2026-11-25', slot = '08:00', phone = phoneOf(1), requestId = at.id(), from = '10.0.0.1' } = wish;
  return at.hall.book(actor, { requestId, groupId: at.groups[group], day, slot, name: 'Nguyễn Văn An', phone }, from);
};
const refusal = async (work: Promise<unknown>): Promise<string> => work.then(() => 'done', (error: unknown) => (error as { code: string }).code);

describe('a booking', () => {
  it('is offered in working hours of working days only', async () => {
    const { days } = await at.hall.offerSlots(at.groups.a);
    // Monday 09:00: the rest of today and three more days; the holiday of 24/11 and the weekend are not offered.
    expect(days.map(({ day }) => day)).toEqual(['2026-11-23', '2026-11-25', '2026-11-26', '2026-11-27']);
    expect(days[0]!.slots[0]!.time > '09:00').toBe(true);
    expect(days.every(({ slots }) => slots.every(({ free }) => free === 2))).toBe(true);
    const [row] = await at.rows<{ openings: { weekday: number; from: string; to: string }[] }>('select openings from calendar.working_week limit 1');
    const wednesday = row!.openings.filter(({ weekday }) => weekday === 3);
    for (const { time } of days[1]!.slots) expect(wednesday.some(({ from, to }) => from <= time && time < to)).toBe(true);
  });

  it('never takes more people than there are places, and one request once', async () => {
    const requestId = at.id();
    const wishes = [...Array.from({ length: 3 }, () => book({ requestId })), ...Array.from({ length: 8 }, (_, n) => book({ phone: phoneOf(n + 10) }))];
    const answers = await Promise.allSettled(wishes);
    const codes = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
    expect(new Set(codes).size).toBe(2);
    const reasons = new Set(answers.flatMap((answer) => (answer.status === 'rejected' ? [(answer.reason as { code: string }).code] : [])));
    expect([...reasons]).toEqual(['hall.slot_full']);
    expect((await recordedAudit(at.test)).filter(({ action }) => action === 'hall.booking_made')).toHaveLength(2);
  });

  it('is limited by telephone and account on a day, even for requests at once, and by network in an hour', async () => {
    const phone = phoneOf(100);
    const many = await Promise.all(['09:00', '09:20', '09:40', '10:00', '10:20'].map((slot) => refusal(book({ phone, slot, group: 'b' }))));
    expect(many.filter((code) => code === 'done')).toHaveLength(2);
    expect(many.filter((code) => code === 'hall.too_many_bookings')).toHaveLength(3);
    const citizen = aCitizen();
    const byAccount: string[] = [];
    for (const n of [1, 2, 3]) byAccount.push(await refusal(book({ phone: phoneOf(200 + n), slot: '13:40', day: '2026-11-26', group: n === 3 ? 'b' : 'a' }, citizen)));
    expect(byAccount).toEqual(['done', 'done', 'hall.too_many_bookings']);
    const flood: string[] = [];
    for (let n = 0; n < 40; n++) flood.push(await refusal(book({ phone: phoneOf(300 + n), day: '2026-11-27', slot: `${String(8 + (n % 3)).padStart(2, '0')}:${String(Math.floor(n / 14) * 20).padStart(2, '0')}`, from: '10.9.9.9', group: n % 2 === 0 ? 'a' : 'b' })));
    expect(flood.every((code) => ['done', 'hall.slot_full', 'hall.too_many_attempts'].includes(code))).toBe(true);
    const [row] = await at.rows<{ n: number }>(`select count(*)::int as n from hall.booking where day = '2026-11-27'`);
    expect(row!.n).toBeLessThanOrEqual(30);
  });

  it('is refused outside what is offered', async () => {
    for (const wish of [{ slot: '08:10' }, { slot: '03:00' }, { slot: '12:00' }, { day: '2026-11-28' }, { day: '2026-12-05' }, { day: '2026-11-20' }, { day: '2026-11-23', slot: '08:00' }]) {
      expect([wish, await refusal(book({ phone: phoneOf(500), ...wish }))]).toEqual([wish, 'hall.slot_not_offered']);
    }
    for (const wish of [{ phone: '113' }, { slot: 'x' }, { day: '2026-13-01' }]) expect(await refusal(book(wish))).toBe('hall.input_invalid');
  });

  it('tells by its code neither name nor telephone, and is cancelled once', async () => {
    const code = await book({ phone: phoneOf(600), slot: '14:00' });
    const found = await at.hall.readBooking(code.toLowerCase());
    expect(found).toMatchObject({ slot: '14:00', state: 'booked', groupName: 'Tư pháp – hộ tịch' });
    expect(JSON.stringify(found)).not.toMatch(/Nguyễn|912345/u);
    await at.hall.cancelBooking(anonymous, { requestId: at.id(), code });
    expect(await refusal(at.hall.cancelBooking(anonymous, { requestId: at.id(), code }))).toBe('hall.booking_ended');
    expect(await refusal(at.hall.readBooking('AAAAA-AAAAA'))).toBe('hall.booking_not_found');
    expect(await refusal(at.hall.readBooking('<script>'))).toBe('hall.booking_not_found');
  });

  it('checks in near its time only, once, and queues as if come a little before it', async () => {
    const [code, late] = [await book({ phone: phoneOf(700), slot: '10:00' }), await book({ phone: phoneOf(701), slot: '10:20' })];
    expect(await refusal(at.hall.checkIn(kiosk, { requestId: at.id(), code }))).toBe('hall.too_early');
    at.test.clock.set(new Date('2026-11-25T02:50:00Z'));
    const foreign = await at.device('kiosk', at.otherUnitUid);
    expect(await refusal(at.hall.checkIn(foreign, { requestId: at.id(), code }))).toBe('hall.wrong_hall');
    expect(await refusal(at.hall.checkIn(anOfficer(), { requestId: at.id(), code }))).toBe('hall.not_found');
    const requestId = at.id();
    const tickets = await Promise.all([at.hall.checkIn(kiosk, { requestId, code }), at.hall.checkIn(kiosk, { requestId, code })]);
    expect(tickets.map(({ label }) => label)).toEqual(['A-001', 'A-001']);
    expect(await at.rows('select queue_since from hall.ticket where request_id = $1', [requestId])).toEqual([{ queue_since: new Date('2026-11-25T02:45:00Z') }]);
    expect(await refusal(at.hall.checkIn(kiosk, { requestId: at.id(), code }))).toBe('hall.booking_ended');
    at.test.clock.set(new Date('2026-11-25T03:36:00Z'));
    expect(await refusal(at.hall.checkIn(kiosk, { requestId: at.id(), code: late }))).toBe('hall.too_late');
    expect(await at.hall.checkIn(at.staff[0], { requestId: at.id(), code: await book({ phone: phoneOf(702), slot: '11:00' }) })).toMatchObject({ label: 'A-002' });
  });

  it('of those who did not come is released, and names are forgotten after thirty days', async () => {
    at.test.clock.set(new Date('2026-11-26T12:00:00Z'));
    const close = async (): Promise<void> => at.hall.handlers.schedules?.[0]?.run({ attempt: 1, signal: new AbortController().signal });
    await close();
    expect(await at.rows(`select 1 from hall.booking where state = 'booked' and day <= '2026-11-26'`)).toEqual([]);
    expect((await at.rows(`select 1 from hall.booking where state = 'no_show'`)).length).toBeGreaterThan(3);
    const expected = await at.hall.listExpected(at.staff[0], { unitUid: at.unitUid, day: '2026-11-25' });
    expect(expected.some(({ name }) => name === 'Nguyễn Văn An')).toBe(true);
    expect((await recordedAudit(at.test)).at(-1)).toMatchObject({ action: 'hall.bookings_read', purpose: 'Đón người đặt lịch' });
    at.test.clock.set(new Date('2026-12-26T12:00:00Z'));
    await close();
    expect(await at.rows(`select 1 from hall.booking where day < '2026-11-26' and (phone is not null or visitor_name is not null)`)).toEqual([]);
    expect((await at.rows(`select 1 from hall.booking where phone is not null`)).length).toBeGreaterThan(0);
  });
});
