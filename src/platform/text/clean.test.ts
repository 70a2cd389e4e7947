import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanLine, cleanParagraphs, repairLookalikes } from './clean.ts';

const hostile = fc.string({ unit: 'binary', maxLength: 60 });
const vietnamese = fc.string({ unit: fc.constantFrom(...Array.from('aăâbcdđeêếềưứợ ẠỂỰ Nguyễn')), maxLength: 60 });

describe('cleanLine', () => {
  it('leaves ordinary Vietnamese text alone', () => {
    expect(cleanLine('Ủy ban nhân dân xã An Hòa')).toBe('Ủy ban nhân dân xã An Hòa');
    fc.assert(fc.property(vietnamese, (text) => cleanLine(text) === text.replace(/ +/g, ' ').trim()));
  });

  it('composes NFD', () => {
    expect(cleanLine('Nguyễn'.normalize('NFD'))).toBe('Nguyễn');
  });

  it.each([
    ['bidi override', 'giay\u202efdp.exe', 'giayfdp.exe'],
    ['zero-width', 'Ng\u200buy\u200dễn\ufeff', 'Nguyễn'],
    ['soft hyphen', 'Nguy\u00adễn', 'Nguyễn'],
    ['control', 'a\u0000b\u0007c\u009b', 'abc'],
    ['tag characters', 'a\u{e0041}\u{e0042}b', 'ab'],
    ['Hangul filler', 'a\u3164b', 'ab'],
    ['spaces', ' a\u00a0\u3000\tb\r\nc\u2028d ', 'a b c d'],
    ['lone surrogate', 'a\ud800b', 'a\ufffdb'],
    ['mark after a removed character', 'e\u200b\u0302', 'ê'],
  ])('removes %s', (_, input, output) => {
    expect(cleanLine(input)).toBe(output);
  });

  it('cuts stacks of combining marks', () => {
    expect(cleanLine('Z' + '\u0301\u0302\u0303'.repeat(40)).length).toBeLessThanOrEqual(5);
  });

  it('gives one visible line in NFC, and is idempotent, whatever comes in', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const clean = cleanLine(text);
        expect(cleanLine(clean)).toBe(clean);
        expect(clean.normalize('NFC')).toBe(clean);
        expect(clean.isWellFormed()).toBe(true);
        expect(clean).not.toMatch(/[\p{Cc}\u00ad\u202a-\u202e\u2066-\u2069\u200b-\u200f\ufeff]|\p{M}{4}|^\s|\s$/u);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('cleanParagraphs', () => {
  it('keeps lines and at most one empty line', () => {
    expect(cleanParagraphs(' một \r\n hai\u2028ba\n\n\n\nbốn\u0000 ')).toBe('một\nhai\nba\n\nbốn');
  });

  it('is idempotent', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '\n', '\r', ' ', '\t', '\u0301', '\u200b', '\u2029') }),
        (text) => {
          expect(cleanParagraphs(cleanParagraphs(text))).toBe(cleanParagraphs(text));
        },
      ),
    );
  });
});

describe('repairLookalikes', () => {
  it('puts back đ and ư', () => {
    expect(repairLookalikes('\u00d0ặng đ\u01a3ợc \u0189 \u01a2')).toBe('Đặng được Đ Ư');
  });
});
