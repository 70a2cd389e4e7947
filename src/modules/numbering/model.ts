import { z } from 'zod';

/** A series is yearly and belongs to one unit (NĐ 30/2020, Điều 15.1). */
export type SeriesKey = { readonly unitUid: string; readonly kind: string; readonly year: number };

/** A number given out, and its void if it has one. */
export type IssuedNumber = SeriesKey & {
  readonly number: number;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly allocatedAt: string;
  readonly voided: { readonly at: string; readonly reason: string } | null;
};

export const seriesQuery = z.object({
  unitUid: z.string().min(1),
  kind: z.string().min(1),
  year: z.coerce.number().int().min(1945).max(9999),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
});
export type SeriesQuery = z.infer<typeof seriesQuery>;

export const voidNumberInput = z.object({
  unitUid: z.string().min(1),
  kind: z.string().min(1),
  year: z.coerce.number().int(),
  number: z.coerce.number().int().positive(),
  reason: z.string().trim().min(10, 'numbering.reason_too_short').max(500),
});
export type VoidNumberInput = z.infer<typeof voidNumberInput>;

export const pageSize = 50;

/** `1`–`9` are written `01`–`09`, nothing else is padded (NĐ 30/2020, Phụ lục I). */
export function writeNumber(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}

const yearInVietnam = new Intl.DateTimeFormat('en', { timeZone: 'Asia/Ho_Chi_Minh', year: 'numeric' });

/** The year whose series an instant belongs to: 31 December 17:00 UTC is already the new year. */
export function seriesYear(at: Date): number {
  return Number(yearInVietnam.format(at));
}
