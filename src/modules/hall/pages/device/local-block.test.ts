import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyPocket, leftOf, takeLocal, withBlocks, withoutSent, type Block, type Pocket } from './local-block.ts';

const day = '2026-11-23';
const block = (id: string, first: number, size: number, more: Partial<Block> = {}): Block => ({ id, groupId: 'a', groupCode: 'A', day, first, last: first + size - 1, used: [], ...more });
const wish = (n: number, more = {}) => ({ groupId: 'a', day, requestId: `r${n}`, priorityKindId: null, issuedAt: '2026-11-23T02:00:00.000Z', insteadOf: null, ...more });

describe('numbers kept in a kiosk', () => {
  it('are given out once each, in order, and no more than were lent, whatever is sent and asked in between', () => {
    const step = fc.constantFrom('take', 'take', 'take', 'send', 'lend', 'reload');
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), fc.integer({ min: 1, max: 6 }), (steps, size) => {
        const server = { blocks: [block('b0', 801, size)], got: new Map<string, number>() };
        let pocket: Pocket = withBlocks(emptyPocket, server.blocks);
        const printed: string[] = [];
        const known = (): Block[] => server.blocks.map((lent) => ({ ...lent, used: [...server.got.values()].filter((number) => lent.first <= number && number <= lent.last) }));
        steps.forEach((what, n) => {
          const left = leftOf(pocket, 'a', day);
          const taken = what === 'take' ? takeLocal(pocket, wish(n)) : null;
          if (what === 'take') expect(taken === null).toBe(left === 0);
          if (taken !== null) {
            pocket = taken.pocket;
            printed.push(taken.label);
          }
          if (what === 'send') {
            for (const { requestId, number } of pocket.unsent) server.got.set(requestId, number);
            pocket = withoutSent(pocket, pocket.unsent.map(({ requestId }) => requestId));
          }
          if (what === 'lend' && leftOf(pocket, 'a', day) * 2 < size) {
            server.blocks.push(block(`b${server.blocks.length}`, server.blocks.at(-1)!.last + 1, size));
            pocket = withBlocks(pocket, known());
          }
          // What is stored is plain data: a restart changes nothing.
          if (what === 'reload') pocket = withBlocks(JSON.parse(JSON.stringify(pocket)) as Pocket, known());
        });
        expect(new Set(printed).size).toBe(printed.length);
        expect(printed).toEqual([...printed].sort());
        for (const label of printed) expect(server.blocks.some(({ first, last }) => first <= Number(label.slice(2)) && Number(label.slice(2)) <= last)).toBe(true);
        expect(server.got.size + pocket.unsent.length).toBe(printed.length);
      }),
    );
  });

  it('are those of the group and the day', () => {
    const pocket = withBlocks(emptyPocket, [block('b', 801, 2), block('c', 801, 2, { groupId: 'b', groupCode: 'B' })]);
    expect(takeLocal(pocket, wish(1, { day: '2026-11-25' }))).toBeNull();
    expect(takeLocal(pocket, wish(1, { groupId: 'b' }))?.label).toBe('B-801');
    expect(takeLocal(pocket, wish(1, { groupId: 'x' }))).toBeNull();
  });

  it('go on after those that the server knows, when the kiosk has lost its memory', () => {
    expect(takeLocal(withBlocks(emptyPocket, [block('b', 801, 5, { used: [801, 803] })]), wish(1))?.label).toBe('A-804');
  });
});
