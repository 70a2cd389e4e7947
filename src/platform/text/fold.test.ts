import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldCode, foldText, foldWords } from './fold.ts';

const anyText = fc.string({ unit: 'grapheme', maxLength: 60 });
const hostile = fc.string({ unit: 'binary', maxLength: 40 });

// The textbook way, slow and obviously right, for Vietnamese letters.
function foldByDefinition(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd');
}

describe('foldText', () => {
  it('drops case, tones, marks and đ', () => {
    expect(foldText('ĐẶNG Thị Hoài Thương, Ỷ Lan')).toBe('dang thi hoai thuong, y lan');
  });

  it('does not care where the tone mark stands or how the text is composed', () => {
    expect(foldText('Hoà Thuỷ')).toBe(foldText('Hòa Thủy'));
    fc.assert(fc.property(anyText, (text) => foldText(text.normalize('NFD')) === foldText(text.normalize('NFC'))));
  });

  it('folds compatibility forms and look-alikes', () => {
    expect(foldText('ＡＢ１ ﬁ đ\u01a3ợc \u00d0à')).toBe('ab1 fi duoc da');
  });

  it('agrees with the definition on every Vietnamese letter', () => {
    const letters = fc.string({
      unit: fc.constantFrom(...Array.from('aàảãáạăằẳẵắặâầẩẫấậđeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ ĂÂĐÊÔƠƯẾỆ')),
    });
    fc.assert(fc.property(letters, (text) => foldText(text) === foldByDefinition(text)));
  });

  it('is idempotent on any input', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, hostile), (text) => foldText(foldText(text)) === foldText(text)),
      { numRuns: 3_000 },
    );
  });

  it('handles letters beyond the basic plane', () => {
    expect(foldText('𝐇ồ 漢字 😀')).toBe('ho 漢字 😀');
  });
});

describe('foldCode', () => {
  it('lets differently typed numbers of documents meet', () => {
    expect(foldCode('Số: 15 / QĐ–UBND')).toBe('15/qd-ubnd');
    expect(foldCode('15/QĐ-UBND')).toBe('15/qd-ubnd');
    expect(foldCode('so-gtvt/12')).toBe('so-gtvt/12');
  });
});

describe('foldWords', () => {
  it('splits on everything that is not a letter or a digit', () => {
    expect(foldWords('Bản sao, trích-lục (hộ tịch) 2026!')).toEqual([
      'ban',
      'sao',
      'trich',
      'luc',
      'ho',
      'tich',
      '2026',
    ]);
  });
});
