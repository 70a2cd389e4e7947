import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bookingInput, parseBookingCode, ticketActInput, writeBookingCode } from './model.ts';

const id = '0190a000-0000-7000-8000-000000000000';

describe('what comes from outside', () => {
  it('is a booking code however it is typed or scanned', () => {
    fc.assert(fc.property(fc.stringMatching(/^[0-9A-HJKMNP-TV-Z]{10}$/u), (code) => {
      for (const text of [code, writeBookingCode(code), ` ${code.toLowerCase()} `, `https://xa.example/xep-hang/lich-hen/${writeBookingCode(code)}`]) expect(parseBookingCode(text)).toBe(code);
    }));
    fc.assert(fc.property(fc.string(), (text) => void expect(parseBookingCode(text) ?? 'ABCDEFGHJK').toHaveLength(10)));
  });

  it('is refused with words, never a fault', () => {
    fc.assert(fc.property(fc.anything(), (body) => {
      expect(bookingInput.safeParse(body).success).toBe(false);
      expect(ticketActInput.safeParse(body).success).toBe(false);
    }));
    const booking = { requestId: id, groupId: id, day: '2026-11-24', slot: '08:00', name: 'An', phone: '0912 345 678' };
    expect(bookingInput.parse(booking).phone).toBe('+84912345678');
    for (const wrong of [{ phone: '12' }, { name: ' ' }, { name: 'x'.repeat(101) }, { slot: "8'; drop" }, { day: '2026-02-31' }, { groupId: '../..' }]) expect(bookingInput.safeParse({ ...booking, ...wrong }).success).toBe(false);
  });
});
