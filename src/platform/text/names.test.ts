import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cleanPersonName,
  compareSpelling,
  findNameProblem,
  isSameSpelling,
  splitName,
  toTitleName,
  toUpperVietnamese,
} from './names.ts';

describe('cleanPersonName', () => {
  it('gives one spelling to what looks the same', () => {
    expect(cleanPersonName('  \u00d0ặng\u00a0 Văn\u200b  An ')).toBe('Đặng Văn An');
    expect(cleanPersonName('H’Hen Niê')).toBe("H'Hen Niê");
    expect(cleanPersonName('Trần - Lê Bích')).toBe('Trần-Lê Bích');
  });
});

describe('findNameProblem', () => {
  it.each([
    ['Nguyễn Văn An', null],
    ["H'Hen Niê", null],
    ['Đinh Y Blơng', null],
    ['J. R. O’Neil'.replace('’', "'"), null],
    ['Kpă Čư̆ Ơi', null],
    ['', 'empty'],
    ['--', 'empty'],
    ['Nguyễn Văn 4n', 'characters'],
    ['<b>An</b>', 'characters'],
    ['Nguyễn Vаn', 'characters'],
    ['A'.repeat(129), 'too_long'],
  ] as const)('%j: %s', (name, problem) => {
    expect(findNameProblem(name)).toBe(problem);
  });
});

describe('case of names', () => {
  it.each([
    ['NGUYỄN VĂN AN', 'Nguyễn Văn An'],
    ['nguyễn văn an', 'Nguyễn Văn An'],
    ['NGUYễN văn aN', 'Nguyễn Văn An'],
    ["h'hen niê", "H'Hen Niê"],
    ['Y BLƠNG', 'Y Blơng'],
    ['McDonald john', 'McDonald John'],
    ['trần-lê ỷ', 'Trần-Lê Ỷ'],
    ['đặng ỡ', 'Đặng Ỡ'],
    ['ßen ᾀn', 'Ssen Ἀιn'],
  ])('%j → %j', (typed, title) => {
    expect(toTitleName(typed)).toBe(title);
  });

  it('prints capitals with diacritics', () => {
    expect(toUpperVietnamese('Nguyễn Thị Hoà ưởng đỹ')).toBe('NGUYỄN THỊ HOÀ ƯỞNG ĐỸ');
  });

  it('is idempotent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => toTitleName(toTitleName(text)) === toTitleName(text)),
    );
  });
});

describe('splitName', () => {
  it('goes by position', () => {
    expect(splitName('Nguyễn Thị Hoài Thương')).toEqual({ family: 'Nguyễn', middle: 'Thị Hoài', given: 'Thương' });
    expect(splitName('Đặng An')).toEqual({ family: 'Đặng', middle: '', given: 'An' });
    expect(splitName('An')).toEqual({ family: '', middle: '', given: 'An' });
    expect(splitName(' ')).toEqual({ family: '', middle: '', given: '' });
  });
});

describe('compareSpelling', () => {
  it.each([
    ['Nguyễn Văn An', 'NGUYỄN VĂN AN', 'none'],
    ['Lê Thị Hoà', 'Lê Thị Hòa', 'tone_position'],
    ['Nguyen Van An', 'Nguyễn Văn An', 'accents'],
    ['Trần Văn An', 'Trần Văn Ân', 'accents'],
    ['Trần Văn An', 'Trần Văn Anh', 'different'],
  ] as const)('%j / %j: %s', (left, right, difference) => {
    expect(compareSpelling(left, right)).toBe(difference);
    expect(compareSpelling(right, left)).toBe(difference);
  });

  it('knows the same words in either tone style', () => {
    expect(isSameSpelling('Uỷ ban xã Thuỷ Hoà', 'Ủy ban xã Thủy Hòa')).toBe(true);
    expect(isSameSpelling('má', 'mà')).toBe(false);
  });
});
