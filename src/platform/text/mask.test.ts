import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskEmail, maskName, maskPersonalId, maskPhone } from './mask.ts';

const digits = (length: { minLength: number; maxLength: number }) =>
  fc.string({ unit: fc.constantFrom(...Array.from('0123456789')), ...length });

describe('maskName', () => {
  it('shows first letters', () => {
    expect(maskName('Nguyễn Văn An')).toBe('N*** V** A**');
    expect(maskName('Đinh Ỷ'.normalize('NFD'))).toBe('Đ*** Ỷ**');
  });

  it('shows nothing but first letters, whatever the name', () => {
    const word = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 12 })
      .map((text) => text.replace(/\s/gu, '') || 'x');
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), (words) => {
        const masked = maskName(words.join(' ')).split(' ');
        masked.forEach((part, index) => {
          expect(part.replace(/\*/g, '')).toMatch(/^(?:\p{L}\p{M}{0,3})?$/u);
          expect(words[index]?.normalize('NFC').startsWith(part.replace(/\*/g, ''))).toBe(true);
        });
      }),
    );
  });

  it('does not tell the length of a word', () => {
    expect(maskName('Nguyễn Thương')).toBe(maskName('Nông Thu'));
  });
});

describe('maskPersonalId and maskPhone', () => {
  it('matches the look of the desk', () => {
    expect(maskPersonalId('001090000042')).toBe('0•• ••• ••• 042');
    expect(maskPhone('+84912345678')).toBe('09•• ••• 678');
    expect(maskPhone('0912 345 678')).toBe('09•• ••• 678');
  });

  it('never shows more than four digits of an identity number, none of a short one', () => {
    fc.assert(
      fc.property(digits({ minLength: 0, maxLength: 20 }), (id) => {
        const shown = maskPersonalId(id).replace(/\D/g, '');
        expect(shown.length).toBe(id.length < 9 ? 0 : 4);
      }),
    );
  });

  it('never shows more than five digits of a phone number, none of a short one', () => {
    fc.assert(
      fc.property(digits({ minLength: 0, maxLength: 15 }), (phone) => {
        expect(maskPhone(phone).replace(/\D/g, '').length).toBe(phone.length < 8 ? 0 : 5);
      }),
    );
  });
});

describe('maskEmail', () => {
  it('keeps the first letter and the domain', () => {
    expect(maskEmail('an.nguyen@example.vn')).toBe('a•••@example.vn');
    expect(maskEmail('@example.vn')).toBe('•••');
    expect(maskEmail('không phải thư')).toBe('•••');
  });
});
