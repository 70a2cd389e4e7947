import { invalid } from '#platform/errors/app-error.ts';

/** One data object of an EMVCo QR code: two digits of tag, its value. */
export type Field = { readonly tag: string; readonly value: string };

const maximumLength = 99;

/** `IILLVV…` of one object. @throws AppError invalid `payments.qr_value_too_long` beyond 99 characters */
export function writeField(tag: string, value: string): string {
  if (value.length > maximumLength) throw invalid('payments.qr_value_too_long', { tag });
  return `${tag}${String(value.length).padStart(2, '0')}${value}`;
}

/** The objects in a text, in order. @throws AppError invalid `payments.qr_unreadable` when lengths do not fit */
export function readFields(text: string): Field[] {
  const fields: Field[] = [];
  for (let at = 0; at < text.length; ) {
    const head = /^(\d{2})(\d{2})/u.exec(text.slice(at, at + 4));
    const length = Number(head?.[2] ?? Number.NaN);
    const end = at + 4 + length;
    if (head === null || end > text.length) throw invalid('payments.qr_unreadable');
    fields.push({ tag: head[1] ?? '', value: text.slice(at + 4, end) });
    at = end;
  }
  return fields;
}
