import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callingOrder, chooseNext, type Queued } from './queue-order.ts';

const ticket = fc.record({ priority: fc.boolean(), since: fc.integer({ min: 0, max: 500 }) });
const queue = fc.array(ticket, { maxLength: 40 }).map((items) => items.map((item, index): Queued => ({ ...item, id: String(index).padStart(3, '0') })));
const rule = fc.record({ priorityRun: fc.integer({ min: 1, max: 5 }) });

describe('the order of calling', () => {
  it('calls everybody once', () => {
    fc.assert(fc.property(queue, rule, fc.nat(5), (waiting, how, run) => {
      const order = callingOrder(waiting, Math.min(run, how.priorityRun), how);
      expect(order.map(({ id }) => id).sort()).toEqual(waiting.map(({ id }) => id).sort());
    }));
  });

  it('keeps the order of arrival among equals', () => {
    fc.assert(fc.property(queue, rule, (waiting, how) => {
      const order = callingOrder(waiting, 0, how);
      for (const kind of [true, false]) {
        const since = order.filter(({ priority }) => priority === kind).map((item) => item.since);
        expect(since).toEqual([...since].sort((a, b) => a - b));
      }
    }));
  });

  it('lets no ordinary ticket starve, even when a priority ticket arrives before every call', () => {
    fc.assert(fc.property(queue, rule, fc.nat(5), (start, how, begun) => {
      const waiting = [...start];
      const ordinary = start.filter(({ priority }) => !priority).sort((a, b) => a.since - b.since || (a.id < b.id ? -1 : 1));
      const calledAfter = new Map<string, number>();
      let run = Math.min(begun, how.priorityRun);
      for (let calls = 1; calledAfter.size < ordinary.length; calls++) {
        waiting.push({ id: `p${calls}`, priority: true, since: 0 });
        const next = chooseNext(waiting, run, how)!;
        waiting.splice(waiting.indexOf(next.ticket), 1);
        run = next.run;
        if (!next.ticket.priority) calledAfter.set(next.ticket.id, calls);
      }
      ordinary.forEach(({ id }, before) => expect(calledAfter.get(id)).toBeLessThanOrEqual((before + 1) * (how.priorityRun + 1)));
    }));
  });

  it('gives priority its advantage: nobody ordinary first while the run is not used up', () => {
    fc.assert(fc.property(queue.filter((all) => all.some(({ priority }) => priority)), rule, (waiting, how) => {
      expect(chooseNext(waiting, 0, how)?.ticket.priority).toBe(true);
    }));
  });

  it('has nobody to call in an empty hall', () => expect(chooseNext([], 0, { priorityRun: 2 })).toBeNull());
});
