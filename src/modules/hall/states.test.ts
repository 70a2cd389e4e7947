import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callWords, isOpen, leasable, nextNumber, parseLabel, stateAfter, ticketActs, ticketLabel, ticketStates } from './states.ts';

describe('tickets', () => {
  it('say what the call says', () => {
    expect(callWords(ticketLabel('A', 1), 3)).toBe('Mời số A không không một đến quầy số ba');
    expect(callWords('BC-812', 12)).toBe('Mời số B C tám một hai đến quầy số mười hai');
  });

  it('are read back from what people type', () => {
    fc.assert(fc.property(fc.stringMatching(/^[A-Z]{1,2}$/u), fc.integer({ min: 1, max: 2000 }), (groupCode, number) => {
      expect(parseLabel(ticketLabel(groupCode, number))).toEqual({ groupCode, number });
      expect(parseLabel(` ${groupCode.toLowerCase()}${number} `)).toEqual({ groupCode, number });
    }));
    for (const text of ['', 'A', '12', 'A-0', 'ABC-1', '<b>', 'A--1', 'A-123456']) expect(parseLabel(text)).toBeNull();
  });

  it('are numbered without meeting the numbers that kiosks hold', () => {
    const numbers: number[] = [];
    for (let last = 0; numbers.length < 1500; last = numbers.at(-1)!) numbers.push(nextNumber(last));
    expect(numbers.filter((number) => number >= leasable.first && number <= leasable.last)).toEqual([]);
    expect(numbers.slice(0, 3)).toEqual([1, 2, 3]);
    expect(numbers[800]).toBe(1001);
    expect(new Set(numbers).size).toBe(1500);
  });

  it('never leave an end', () => {
    for (const state of ticketStates.filter((candidate) => !isOpen(candidate))) {
      for (const act of ticketActs) expect(stateAfter(state, act)).toBeNull();
    }
  });

  it('can always be brought to an end', () => {
    for (const state of ticketStates.filter(isOpen)) expect(stateAfter(state, 'abandon')).toBe('abandoned');
  });
});
