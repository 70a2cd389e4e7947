import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc16 } from './crc16.ts';
import { readFields, writeField } from './tlv.ts';
import { readVietQr, writeVietQr, type VietQr } from './vietqr.ts';

const napasSample =
  '00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA530370454061800005802VN62340107NPS68690819thanh toan don hang63042E2E';
const vietcombankSample = '00020101021238540010A00000072701240006970436011001234567890208QRIBFTTA53037045405200005802VN62250821H15500513 261008 097563042920';

const ascii = fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)), minLength: 1, maxLength: 25 });
const codes: fc.Arbitrary<VietQr> = fc.record({
  dynamic: fc.boolean(),
  bankBin: fc.stringMatching(/^\d{6}$/u),
  account: fc.stringMatching(/^[0-9A-Z]{4,19}$/u),
  to: fc.constantFrom('account', 'card'),
  amount: fc.option(fc.integer({ min: 1, max: 9_999_999_999_999 })),
  billNumber: fc.option(ascii),
  purpose: fc.option(ascii),
});

describe('VietQR', () => {
  it('reproduces the sample of NAPAS', () => {
    const code: VietQr = { dynamic: true, bankBin: '970403', account: '0011012345678', to: 'account', amount: 180_000, billNumber: 'NPS6869', purpose: 'thanh toan don hang' };
    expect(writeVietQr(code)).toBe(napasSample);
    expect(readVietQr(napasSample)).toEqual(code);
  });

  it('reproduces the sample of a commune', () => {
    const code: VietQr = { dynamic: true, bankBin: '970436', account: '0123456789', to: 'account', amount: 20_000, billNumber: null, purpose: 'H15500513 261008 0975' };
    expect(writeVietQr(code)).toBe(vietcombankSample);
    expect(readVietQr(vietcombankSample)).toEqual(code);
  });

  it('reads what it wrote', () => {
    fc.assert(
      fc.property(codes, (code) => {
        expect(readVietQr(writeVietQr(code))).toEqual(code);
      }),
    );
  });

  it('refuses a code in which one character changed', () => {
    fc.assert(
      fc.property(codes, fc.nat(), fc.integer({ min: 1, max: 9 }), (code, place, shift) => {
        const text = writeVietQr(code);
        const at = place % text.length;
        const changed = String.fromCharCode(((text.charCodeAt(at) - 0x20 + shift) % 95) + 0x20);
        expect(() => readVietQr(text.slice(0, at) + changed + text.slice(at + 1))).toThrow(/payments\.qr_/u);
      }),
    );
  });

  it('writes no text that banks would mangle, no part of a đồng, no other kind of code', () => {
    const code: VietQr = { dynamic: true, bankBin: '970403', account: '0011', to: 'account', amount: 1, billNumber: null, purpose: null };
    const wrong: Partial<VietQr>[] = [{ purpose: 'phí hộ tịch' }, { amount: 0 }, { amount: 1.5 }, { amount: -1 }, { bankBin: '97040' }, { account: '' }];
    for (const change of wrong) expect(() => writeVietQr({ ...code, ...change })).toThrow('payments.qr_field_wrong');
    const other = '000201010211' + '38140010A000000003' + '5303704' + '5802VN' + '6304';
    expect(() => readVietQr(other + crc16(other))).toThrow('payments.qr_not_vietqr');
    expect(() => readVietQr('')).toThrow('payments.qr_unreadable');
  });
});

describe('parts', () => {
  it('CRC-16/CCITT-FALSE has the check value of its catalogue', () => {
    expect(crc16('123456789')).toBe('29B1');
  });

  it('a text with its own check sum behind it leaves nothing over', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii' }), (text) => {
        const sum = crc16(text);
        const bytes = String.fromCharCode(parseInt(sum.slice(0, 2), 16), parseInt(sum.slice(2), 16));
        // Only where both bytes are one character of UTF-8 each.
        fc.pre(/^[\x00-\x7f]{2}$/u.test(bytes));
        expect(crc16(text + bytes)).toBe('0000');
      }),
    );
  });

  it('fields come back as written', () => {
    const field = fc.record({ tag: fc.stringMatching(/^\d{2}$/u), value: fc.string({ unit: 'binary-ascii', maxLength: 99 }) });
    fc.assert(
      fc.property(fc.array(field), (fields) => {
        expect(readFields(fields.map(({ tag, value }) => writeField(tag, value)).join(''))).toEqual(fields);
      }),
    );
    expect(() => writeField('62', 'x'.repeat(100))).toThrow('payments.qr_value_too_long');
    for (const broken of ['0', '0002', '000201X', '00AA01']) expect(() => readFields(broken)).toThrow('payments.qr_unreadable');
  });
});
