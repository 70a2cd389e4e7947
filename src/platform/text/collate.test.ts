import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareNames, compareVietnamese, nameSortKey, sortKey } from './collate.ts';

const icu = new Intl.Collator('vi', { sensitivity: 'accent' });
const syllables =
  'an ăn ân anh ánh ảnh ban bàn bản bạn bắn bận cha dung dũng dụng đúng đức em êm hà hạ hả hoa hòa hóa họa huệ ích khoa lan lân ma mạ mả mã má mà nga ngà nghĩa oanh ôn ơn phú quế quý sen sơn tâm tuân tuấn tư ưng uyên văn xuân yến';
const syllable = fc.constantFrom(...syllables.split(' '));
const name = fc.array(syllable, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));

describe('sortKey', () => {
  it('orders single syllables as ICU does', () => {
    fc.assert(
      fc.property(syllable, syllable, (left, right) => {
        expect(compareVietnamese(left, right)).toBe(Math.sign(icu.compare(left, right)));
      }),
      { numRuns: 3_000 },
    );
  });

  it('orders the letters and the tones of the dictionary', () => {
    const letters = ['a', 'ă', 'â', 'b', 'c', 'd', 'đ', 'e', 'ê', 'g', 'o', 'ô', 'ơ', 'u', 'ư', 'v', 'y'];
    expect(letters.toReversed().sort(compareVietnamese)).toEqual(letters);
    const tones = ['ma', 'mà', 'mả', 'mã', 'má', 'mạ'];
    expect(tones.toReversed().sort(compareVietnamese)).toEqual(tones);
  });

  it('compares syllable by syllable, as a dictionary does', () => {
    expect(['bà mẹ', 'ba nồi', 'ba'].sort(compareVietnamese)).toEqual(['ba', 'ba nồi', 'bà mẹ']);
  });

  it('compares numbers by value', () => {
    expect(['Thôn 10', 'Thôn 2', 'Thôn 01'].sort(compareVietnamese)).toEqual(['Thôn 01', 'Thôn 2', 'Thôn 10']);
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.bigInt({ min: 0n, max: 10n ** 20n }), (a, b) => {
        expect(compareVietnamese(`Tổ ${a}`, `Tổ ${b}`)).toBe(a === b ? 0 : a < b ? -1 : 1);
      }),
    );
  });

  it('ignores case, normal form and the place of the tone mark', () => {
    expect(sortKey('HOÀ BÌNH'.normalize('NFD'))).toBe(sortKey('hòa bình'));
  });

  it('sorts the same by bytes (COLLATE "C") as by JavaScript', () => {
    fc.assert(
      fc.property(name, name, (left, right) => {
        const bytes = Buffer.compare(Buffer.from(sortKey(left)), Buffer.from(sortKey(right)));
        expect(bytes).toBe(compareVietnamese(left, right));
      }),
    );
  });
});

describe('compareNames', () => {
  it('sorts by given name, then family name, then middle name', () => {
    const list = [
      'Trần An',
      'Dương Ánh',
      'Đỗ Thị Ánh',
      'Đỗ Văn Ánh',
      'Bùi Ăn',
      'Lê Thị Ân',
      'Nguyễn Văn Bình',
      'Hồ Dũng',
      'Hồ Đức',
    ];
    expect(list.toReversed().sort(compareNames)).toEqual(list);
  });

  it('is a total order', () => {
    fc.assert(
      fc.property(name, name, name, (a, b, c) => {
        expect(compareNames(a, b)).toBe(-compareNames(b, a) || 0);
        if (compareNames(a, b) <= 0 && compareNames(b, c) <= 0) expect(compareNames(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('takes anything', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof nameSortKey(text) === 'string'));
  });
});
