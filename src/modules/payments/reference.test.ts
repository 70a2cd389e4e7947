import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findReferences, writeReference } from './reference.ts';

const serials = fc.integer({ min: 1, max: 2 ** 40 });

describe('the reference of a transfer', () => {
  it('is ASCII, short enough for every bank, and different for each serial', () => {
    fc.assert(
      fc.property(serials, serials, (a, b) => {
        expect(writeReference(a)).toMatch(/^DINH[0-9A-Z]{8,12}$/u);
        expect(writeReference(a) === writeReference(b)).toBe(a === b);
      }),
    );
  });

  it('is found in what banks make of it', () => {
    const mangled = (reference: string): string[] => [
      reference,
      reference.toLowerCase(),
      `MBVCB.7731.${reference}.CT tu 0011 NGUYEN VAN AN toi 0123`,
      `${reference.slice(0, 4)} ${reference.slice(4, 8)}-${reference.slice(8)}`,
      `Nộp lệ phí ${reference.replaceAll('0', 'O')} cảm ơn`,
      `IBFT ${reference}GD 5512`,
    ];
    fc.assert(
      fc.property(serials, (serial) => {
        const reference = writeReference(serial);
        for (const content of mangled(reference)) expect(findReferences(content)).toContain(reference);
      }),
    );
  });

  it('is not found when one character is wrong', () => {
    fc.assert(
      fc.property(serials, fc.nat(), fc.constantFrom(...Array.from('23456789ABCDEFGHJKMNPQRSTVWXYZ')), (serial, place, letter) => {
        const reference = writeReference(serial);
        const at = 4 + (place % 6);
        fc.pre(reference[at] !== letter);
        expect(findReferences(`ck ${reference.slice(0, at)}${letter}${reference.slice(at + 1)} .`)).not.toContain(reference);
      }),
    );
  });

  it('is not found in ordinary words', () => {
    for (const content of ['', 'le phi ho tich xa an hoa', 'DINH VAN BINH nop tien', 'dinh dang 12345678', 'phuong Dinh Trung 00000000']) expect(findReferences(content)).toEqual([]);
  });
});
