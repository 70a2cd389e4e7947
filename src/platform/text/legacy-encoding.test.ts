import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convertLegacyText, decodeLegacy, detectEncoding } from './legacy-encoding.ts';
import { isVietnameseSyllable } from './syllable.ts';

const motto = 'Cộng hòa xã hội chủ nghĩa Việt Nam';
const written = {
  tcvn3: 'Céng hßa x· héi chñ nghÜa ViÖt Nam',
  vni: 'Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam',
  viqr: 'Co^.ng ho`a xa~ ho^.i chu? nghi~a Vie^.t Nam',
} as const;

// TCVN 5712:1993 as the GNU C library has it, position by position from 0xB5.
const tcvnFromB5 =
  'àảãáạ\u0000ằẳẵắ\u0000\u0000\u0000\u0000\u0000\u0000\u0000ặầẩẫấậè\u0000ẻẽéẹềểễếệìỉ\u0000\u0000\u0000ĩíịò\u0000ỏõóọồổỗốộờởỡớợù\u0000ủũúụừửữứựỳỷỹýỵ';

describe('decodeLegacy', () => {
  it.each(Object.entries(written))('reads %s', (encoding, text) => {
    expect(decodeLegacy(text, encoding as keyof typeof written)).toBe(motto);
  });

  it('agrees with the published TCVN 5712 table', () => {
    Array.from(tcvnFromB5).forEach((letter, index) => {
      if (letter !== '\u0000') expect(decodeLegacy(String.fromCharCode(0xb5 + index), 'tcvn3')).toBe(letter);
    });
  });

  it('reads upper case and mixed case of VNI', () => {
    expect(decodeLegacy('COÂNG TY TNHH THÖÔNG MAÏI Ñöùc Aâu', 'vni')).toBe('CÔNG TY TNHH THƯƠNG MẠI Đức Âu');
  });
});

describe('detectEncoding', () => {
  it.each(Object.entries(written))('finds %s', (encoding, text) => {
    expect(detectEncoding(text)).toMatchObject({ encoding, text: motto });
    expect(detectEncoding(text).confidence).toBeGreaterThan(0.9);
  });

  it.each([
    'Nguyễn Văn An',
    'Hoà Bình',
    'Phó',
    'bò cá',
    'CÔNG TY',
    'Tran Thi Hoa.',
    'café crème à la carte',
    'Müller',
    '',
    'Giá: 16.000 đ',
  ])('leaves %j as Unicode', (text) => {
    expect(detectEncoding(text).encoding).toBe('unicode');
    expect(convertLegacyText(text)).toBe(text);
  });

  it('never changes Vietnamese that is already Unicode', () => {
    const word = fc.constantFrom(...'Nguyễn Trần Lê Đặng Thị Văn Hồng Phúc Yến Quỳnh Ngọc đường phường'.split(' '));
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (words) => {
        expect(convertLegacyText(words.join(' '))).toBe(words.join(' '));
      }),
    );
  });

  it('does not convert on a single doubtful word', () => {
    expect(convertLegacyText('hßa')).toBe('hßa');
  });

  it('takes anything', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => detectEncoding(text).confidence <= 1));
  });
});

describe('isVietnameseSyllable', () => {
  it.each(['nghiêng', 'Quốc', 'gì', 'giếng', 'hoà', 'hòa', 'thuở', 'khuya', 'ỵ', 'NGUYỄN', 'đặc'])(
    'accepts %s',
    (word) => {
      expect(isVietnameseSyllable(word)).toBe(true);
    },
  );

  it.each(['', 'hàt', 'phòp', 'zô', 'brăng', 'hóá', 'Nguyãan'])('refuses %j', (word) => {
    expect(isVietnameseSyllable(word)).toBe(false);
  });
});
