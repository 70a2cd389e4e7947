import { invalid } from '#platform/errors/app-error.ts';
import { crc16 } from './crc16.ts';
import { readFields, writeField, type Field } from './tlv.ts';

/** A transfer order as a VietQR code holds it (NAPAS, EMVCo merchant-presented mode). */
export type VietQr = {
  /** True for a code made for one payment (tag 01 = 12), false for one that stays on the wall. */
  readonly dynamic: boolean;
  /** BIN of the bank, six digits. */
  readonly bankBin: string;
  /** Account or card number. */
  readonly account: string;
  readonly to: 'account' | 'card';
  /** Đồng, or null when the payer fills it in. */
  readonly amount: number | null;
  /** Number of the bill (tag 62-01), ASCII. */
  readonly billNumber: string | null;
  /** What the bank shows as the text of the transfer (tag 62-08), ASCII; at most 25 characters pass every bank. */
  readonly purpose: string | null;
};

const napas = 'A000000727';
const services = { account: 'QRIBFTTA', card: 'QRIBFTTC' } as const;
const dong = '704';
const crcHead = '6304';

/**
 * The text of the code, check sum included.
 * @throws AppError invalid `payments.qr_field_wrong` for anything but ASCII, a BIN of six digits or an amount in whole đồng
 */
export function writeVietQr(code: VietQr): string {
  checkFields(code);
  const beneficiary = writeField('00', code.bankBin) + writeField('01', code.account);
  const merchant = writeField('00', napas) + writeField('01', beneficiary) + writeField('02', services[code.to]);
  const more = optional('01', code.billNumber) + optional('08', code.purpose);
  const body = [
    writeField('00', '01'),
    writeField('01', code.dynamic ? '12' : '11'),
    writeField('38', merchant),
    writeField('53', dong),
    optional('54', code.amount === null ? null : String(code.amount)),
    writeField('58', 'VN'),
    more === '' ? '' : writeField('62', more),
    crcHead,
  ].join('');
  return body + crc16(body);
}

function optional(tag: string, value: string | null): string {
  return value === null || value === '' ? '' : writeField(tag, value);
}

const plainText = /^[\x20-\x7e]*$/u;

function checkFields(code: VietQr): void {
  const { bankBin, account, amount, billNumber, purpose } = code;
  const right =
    /^\d{6}$/u.test(bankBin) &&
    /^[0-9A-Z]{1,19}$/u.test(account) &&
    (amount === null || (Number.isSafeInteger(amount) && amount > 0 && amount < 10_000_000_000_000)) &&
    [billNumber, purpose].every((text) => text === null || plainText.test(text));
  if (!right) throw invalid('payments.qr_field_wrong');
}

/**
 * Reads a code of NAPAS.
 * @throws AppError invalid `payments.qr_unreadable` when the check sum or the structure is wrong, `payments.qr_not_vietqr`
 */
export function readVietQr(text: string): VietQr {
  const checked = text.slice(0, -4);
  if (!checked.endsWith(crcHead) || crc16(checked) !== text.slice(-4)) throw invalid('payments.qr_unreadable');
  const fields = readFields(text);
  const merchant = readFields(valueOf(fields, '38') ?? '');
  const beneficiary = readFields(valueOf(merchant, '01') ?? '');
  const more = readFields(valueOf(fields, '62') ?? '');
  const [bankBin, account] = [valueOf(beneficiary, '00'), valueOf(beneficiary, '01')];
  if (valueOf(merchant, '00') !== napas || bankBin === null || account === null) throw invalid('payments.qr_not_vietqr');
  const amount = valueOf(fields, '54');
  return {
    dynamic: valueOf(fields, '01') === '12',
    ...{ bankBin, account },
    to: valueOf(merchant, '02') === services.card ? 'card' : 'account',
    amount: amount === null ? null : amountOf(amount),
    billNumber: valueOf(more, '01'),
    purpose: valueOf(more, '08'),
  };
}

/** EMVCo writes a decimal point where there is one; đồng has none. */
function amountOf(text: string): number {
  if (!/^\d{1,13}(?:\.0{0,2})?$/u.test(text)) throw invalid('payments.qr_unreadable');
  return Number(text);
}

function valueOf(fields: readonly Field[], tag: string): string | null {
  return fields.find((field) => field.tag === tag)?.value ?? null;
}
