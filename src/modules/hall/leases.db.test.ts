import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { recordedAudit } from '#platform/testing/database.ts';
import type { Lease } from './model.ts';
import type { Device } from './policy.ts';
import { elderly, openTestHall, type TestHall } from './test/hall.ts';

let at: TestHall;
let kiosk: Device;
let other: Device;

beforeAll(async () => {
  at = await openTestHall();
  [kiosk, other] = [await at.device('kiosk'), await at.device('kiosk')];
});

const today = '2026-11-23';
const ofGroup = (leases: readonly Lease[], groupId: string, day = today): Lease[] => leases.filter((lease) => lease.groupId === groupId && lease.day === day);
const numbersOf = ({ first, last }: Lease): number[] => Array.from({ length: last - first + 1 }, (_, n) => first + n);
const local = (lease: Lease, number: number, more: { requestId?: string; insteadOf?: string; priorityKindId?: string; issuedAt?: string } = {}) => ({
  ...{ requestId: at.id(), leaseId: lease.id, number, issuedAt: '2026-11-23T02:10:00.000Z' },
  ...more,
});
const send = (device: Device, ...tickets: ReturnType<typeof local>[]) => at.hall.receiveLocalTickets(device, { tickets });
const outcomes = async (device: Device, ...tickets: ReturnType<typeof local>[]): Promise<string[]> => {
  const known = new Map((await send(device, ...tickets)).map(({ requestId, outcome }) => [requestId, outcome]));
  return tickets.map(({ requestId }) => known.get(requestId) ?? 'lost');
};

describe('numbers lent to kiosks', () => {
  it('are lent for today and the next working day, once however often they are asked for', async () => {
    const asked = await Promise.all([at.hall.refreshLeases(kiosk), at.hall.refreshLeases(kiosk), at.hall.refreshLeases(other), at.hall.refreshLeases(kiosk)]);
    const mine = await at.hall.refreshLeases(kiosk);
    // 24/11 is a holiday.
    expect(mine.map(({ groupCode, day, last, first }) => [groupCode, day, last - first + 1]).sort()).toEqual([
      ['A', '2026-11-23', 20],
      ['A', '2026-11-25', 20],
      ['B', '2026-11-23', 20],
      ['B', '2026-11-25', 20],
    ]);
    expect(asked.at(-1)).toEqual(mine);
    const all = [...mine, ...(await at.hall.refreshLeases(other))].flatMap((lease) => numbersOf(lease).map((number) => `${lease.groupCode} ${lease.day} ${number}`));
    expect(new Set(all).size).toBe(all.length);
    expect((await recordedAudit(at.test)).filter(({ action }) => action === 'hall.numbers_leased')).toHaveLength(8);
  });

  it('are never given out by the server, whose own series has no gap', async () => {
    const labels: string[] = [];
    for (let n = 0; n < 3; n++) labels.push(await at.take(kiosk, 'a'));
    expect(labels).toEqual(['A-001', 'A-002', 'A-003']);
  });

  it('become tickets exactly once, with the time of the kiosk and the place that belongs to it', async () => {
    const [lease] = ofGroup(await at.hall.refreshLeases(kiosk), at.groups.a);
    at.test.clock.advance(30 * 60_000);
    const [one, two] = [local(lease!, lease!.first, { priorityKindId: elderly }), local(lease!, lease!.first + 1)];
    const answers = await Promise.all([outcomes(kiosk, one, two), outcomes(kiosk, two, one), outcomes(kiosk, one)]);
    expect(answers.flat().filter((outcome) => outcome === 'added')).toHaveLength(2);
    expect(answers.flat().filter((outcome) => outcome === 'known')).toHaveLength(3);
    const [row] = await at.rows('select source, queue_since, issued_at, received_at, priority_kind_id from hall.ticket where request_id = $1', [one.requestId]);
    const issued = new Date('2026-11-23T02:10:00.000Z');
    expect(row).toEqual({ source: 'local', queue_since: issued, issued_at: issued, received_at: at.test.clock.now(), priority_kind_id: elderly });
    // The code printed on the paper opens the visitor's page.
    expect(await at.hall.readTicket(one.requestId)).toMatchObject({ label: 'A-801', state: 'waiting' });
  });

  it('are refused outside the lease, of another kiosk, and when printed twice, which the journal then says', async () => {
    const [lease] = ofGroup(await at.hall.refreshLeases(kiosk), at.groups.a);
    const wrong = [local(lease!, lease!.last + 1), local(lease!, 1), local({ ...lease!, id: at.id() }, lease!.first + 5), local(lease!, lease!.first)];
    expect(await outcomes(kiosk, ...wrong)).toEqual(['refused', 'refused', 'refused', 'refused']);
    expect(await outcomes(other, local(lease!, lease!.first + 6))).toEqual(['refused']);
    const [said] = await at.rows<{ note: string }>(`select e.note from hall.ticket_entry e join hall.ticket t on t.id = e.ticket_id where t.number = $1 and e.note <> '' order by e.id desc`, [lease!.first]);
    expect(said?.note).toContain('bị in lần nữa');
  });

  it('a wrong clock puts nobody ahead of those who came before the lease, or behind the future', async () => {
    const [lease] = ofGroup(await at.hall.refreshLeases(kiosk), at.groups.a);
    const [early, late] = [local(lease!, lease!.first + 7, { issuedAt: '1999-01-01T00:00:00.000Z' }), local(lease!, lease!.first + 8, { issuedAt: '2099-01-01T00:00:00.000Z' })];
    await send(kiosk, early, late);
    const times = await at.rows<{ issued_at: Date }>('select issued_at from hall.ticket where request_id = any($1) order by number', [[early.requestId, late.requestId]]);
    expect(times.map(({ issued_at: time }) => time.toISOString())).toEqual(['2026-11-23T02:00:00.000Z', at.test.clock.now().toISOString()]);
  });

  it('take the place of a ticket whose answer was lost, whichever comes first', async () => {
    const [lease] = ofGroup(await at.hall.refreshLeases(kiosk), at.groups.b);
    const [before, after] = [at.id(), at.id()];
    await at.hall.issueAtKiosk(kiosk, { requestId: before, groupId: at.groups.b });
    await send(kiosk, local(lease!, lease!.first, { insteadOf: before }), local(lease!, lease!.first + 1, { insteadOf: after }));
    const late = at.hall.issueAtKiosk(kiosk, { requestId: after, groupId: at.groups.b });
    await expect(late).rejects.toMatchObject({ code: 'hall.request_given_up' });
    expect(await at.rows('select state from hall.ticket where request_id = $1', [before])).toEqual([{ state: 'cancelled' }]);
    const open = await at.rows<{ number: number }>(`select number from hall.ticket where group_id = $1 and state = 'waiting' order by number`, [at.groups.b]);
    expect(open.map(({ number }) => number)).toEqual([801, 802]);
    // What the late request had taken is free again: no gap.
    expect(await at.take(kiosk, 'b')).toBe('B-002');
  });

  it('are filled up when fewer than half are left, and the figures name every number that nobody got', async () => {
    const [lease] = ofGroup(await at.hall.refreshLeases(kiosk), at.groups.b);
    const used = new Set(lease!.used);
    await send(kiosk, ...numbersOf(lease!).filter((number) => !used.has(number)).slice(0, 12).map((number) => local(lease!, number)));
    const held = ofGroup(await at.hall.refreshLeases(kiosk), at.groups.b);
    expect(held).toHaveLength(2);
    const figures = await at.hall.readDay(at.staff[0], { unitUid: at.unitUid, day: today });
    const tickets = await at.rows<{ number: number }>('select number from hall.ticket where group_id = $1 and day = $2', [at.groups.b, today]);
    const explained = figures.leases.filter(({ groupId }) => groupId === at.groups.b);
    const lent = explained.flatMap((block) => numbersOf({ first: block.first, last: block.last } as Lease));
    const own = tickets.map(({ number }) => number).filter((number) => number < 801).sort((a, b) => a - b);
    expect(own).toEqual(own.map((_, index) => index + 1));
    expect(tickets.filter(({ number }) => number > 800 && !lent.includes(number))).toEqual([]);
    expect(explained.reduce((sum, block) => sum + block.used, 0)).toBe(tickets.length - own.length);
  });

  it('never meet, in any order of taking, losing and sending', async () => {
    const fresh = await openTestHall();
    const kiosks = [await fresh.device('kiosk'), await fresh.device('kiosk')] as const;
    const pockets: { queue: ReturnType<typeof local>[]; printed: string[]; next: Map<string, number> }[] = kiosks.map(() => ({ queue: [], printed: [], next: new Map() }));
    const step = fc.record({ kiosk: fc.nat(1), what: fc.constantFrom('online', 'offline', 'offline', 'send', 'send_twice', 'lease'), group: fc.constantFrom('a' as const, 'b' as const) });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
        for (const { kiosk: index, what, group } of steps) {
          const [device, pocket] = [kiosks[index as 0 | 1], pockets[index]!];
          if (what === 'online') pocket.printed.push(await fresh.take(device, group));
          if (what === 'lease' && pocket.queue.length === 0) await fresh.hall.refreshLeases(device);
          if (what === 'offline') {
            const held = (await fresh.rows<{ id: string; first_number: number; last_number: number }>('select id, first_number, last_number from hall.lease where device_id = $1 and group_id = $2 and day = $3 order by first_number', [device.id, fresh.groups[group], today]));
            const number = pocket.next.get(group) ?? held[0]?.first_number ?? 0;
            const lease = held.find(({ first_number: first, last_number: last }) => first <= number && number <= last);
            if (lease === undefined) continue;
            const following = held.find(({ first_number: first }) => first > number)?.first_number;
            pocket.next.set(group, number === lease.last_number && following !== undefined ? following : number + 1);
            pocket.queue.push({ requestId: fresh.id(), leaseId: lease.id, number, issuedAt: fresh.test.clock.now().toISOString() });
            pocket.printed.push(`${group.toUpperCase()}-${number}`);
          }
          if (what.startsWith('send') && pocket.queue.length > 0) {
            const sent = await Promise.all(Array.from({ length: what === 'send' ? 1 : 2 }, () => fresh.hall.receiveLocalTickets(device, { tickets: pocket.queue })));
            expect(sent.flat().some(({ outcome }) => outcome === 'refused')).toBe(false);
            pocket.queue.length = 0;
          }
          fresh.test.clock.advance(1000);
        }
      }),
      { numRuns: 12 },
    );
    for (const [index, pocket] of pockets.entries()) if (pocket.queue.length > 0) await fresh.hall.receiveLocalTickets(kiosks[index as 0 | 1], { tickets: pocket.queue });
    const printed = pockets.flatMap((pocket) => pocket.printed);
    expect(new Set(printed).size).toBe(printed.length);
    const stored = await fresh.rows<{ label: string }>(`select g.code || '-' || lpad(t.number::text, 3, '0') as label from hall.ticket t join hall.counter_group g on g.id = t.group_id`);
    expect(stored.map(({ label }) => label).sort()).toEqual([...printed].sort());
  });
});
