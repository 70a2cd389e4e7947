import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capitalizeFirst, moneyInWords, numberInWords } from './numbers-in-words.ts';

const units: Readonly<Record<string, bigint>> = {
  không: 0n,
  một: 1n,
  mốt: 1n,
  hai: 2n,
  ba: 3n,
  bốn: 4n,
  tư: 4n,
  năm: 5n,
  lăm: 5n,
  sáu: 6n,
  bảy: 7n,
  tám: 8n,
  chín: 9n,
};
const scales: Readonly<Record<string, bigint>> = { nghìn: 1_000n, triệu: 1_000_000n };

/** Reads words back the way a listener does: left to right, each unit waiting for the word that gives it weight. */
function listen(words: string): bigint {
  let [total, group, last] = [0n, 0n, 0n];
  const heard = words.split(' ');
  const sign = heard[0] === 'âm' ? -1n : 1n;
  for (const word of sign < 0n ? heard.slice(1) : heard) {
    if (word === 'trăm') [group, last] = [group + last * 100n, 0n];
    else if (word === 'mươi') [group, last] = [group + last * 10n, 0n];
    else if (word === 'mười') [group, last] = [group + 10n, 0n];
    else if (word === 'tỷ') [total, group, last] = [(total + group + last) * 1_000_000_000n, 0n, 0n];
    else if (scales[word] !== undefined) [total, group, last] = [total + (group + last) * scales[word], 0n, 0n];
    else if (word !== 'linh' && word !== 'lẻ') last = units[word] ?? -1_000_000n;
  }
  return sign * (total + group + last);
}

describe('numberInWords', () => {
  it.each([
    [0, 'không'],
    [4, 'bốn'],
    [10, 'mười'],
    [14, 'mười bốn'],
    [15, 'mười lăm'],
    [20, 'hai mươi'],
    [21, 'hai mươi mốt'],
    [24, 'hai mươi tư'],
    [25, 'hai mươi lăm'],
    [40, 'bốn mươi'],
    [101, 'một trăm linh một'],
    [110, 'một trăm mười'],
    [1_005, 'một nghìn không trăm linh năm'],
    [1_990, 'một nghìn chín trăm chín mươi'],
    [2_026, 'hai nghìn không trăm hai mươi sáu'],
    [1_000_000, 'một triệu'],
    [1_000_005, 'một triệu không trăm linh năm'],
    [21_000_021, 'hai mươi mốt triệu không trăm hai mươi mốt'],
    [1_005_000_000, 'một tỷ không trăm linh năm triệu'],
    [1_000_000_000_000, 'một nghìn tỷ'],
    [-15, 'âm mười lăm'],
  ])('%d', (value, words) => {
    expect(numberInWords(value)).toBe(words);
  });

  it('can be read back, in either regional style', () => {
    const style = fc.record({
      zeroTens: fc.constantFrom('linh' as const, 'lẻ' as const),
      four: fc.constantFrom('tư' as const, 'bốn' as const),
    });
    const value = fc.oneof(
      fc.bigInt({ min: -(10n ** 18n) + 1n, max: 10n ** 18n - 1n }),
      fc.bigInt({ min: 0n, max: 100_000n }),
    );
    fc.assert(
      fc.property(value, style, (number, choice) => {
        expect(listen(numberInWords(number, choice))).toBe(number);
      }),
      { numRuns: 5_000 },
    );
    for (let number = 0n; number < 10_000n; number += 1n) expect(listen(numberInWords(number))).toBe(number);
  });

  it('says different numbers differently', () => {
    const spoken = new Set(Array.from({ length: 20_000 }, (_, number) => numberInWords(number)));
    expect(spoken.size).toBe(20_000);
  });

  it.each([1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 60, 10n ** 18n])('refuses %s', (value) => {
    expect(() => numberInWords(value)).toThrow('text.number_out_of_range');
  });
});

describe('moneyInWords', () => {
  it('ends in đồng', () => {
    expect(moneyInWords(16_000)).toBe('mười sáu nghìn đồng');
    expect(capitalizeFirst(moneyInWords(8_000))).toBe('Tám nghìn đồng');
  });

  it('starts a line with a capital, also of an accented letter', () => {
    expect(capitalizeFirst('âm năm đồng')).toBe('Âm năm đồng');
    expect(capitalizeFirst('')).toBe('');
  });
});
