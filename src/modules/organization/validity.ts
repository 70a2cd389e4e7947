import { z } from 'zod';

/** `YYYY-MM-DD`. Sorts as text in the order of the calendar, so dates compare with `<`. */
export type LocalDate = string;

export const localDate = z.iso.date();

/** Half-open: holds from the start of `validFrom` until before `validTo`; null means without a known end. */
export type Validity = { readonly validFrom: LocalDate; readonly validTo: LocalDate | null };

/** A period whose beginning may lie before our records. */
export type OpenValidity = { readonly validFrom: LocalDate | null; readonly validTo: LocalDate | null };

/** True when the period has begun and not ended on that day. */
export function holdsOn(period: OpenValidity, on: LocalDate): boolean {
  return (period.validFrom === null || period.validFrom <= on) && (period.validTo === null || on < period.validTo);
}

/** True when the two periods share at least one day. */
export function overlaps(a: OpenValidity, b: OpenValidity): boolean {
  return startsBefore(a, b.validTo) && startsBefore(b, a.validTo);
}

function startsBefore(period: OpenValidity, end: LocalDate | null): boolean {
  return end === null || period.validFrom === null || period.validFrom < end;
}

/** The days that lie in both periods, or null when there are none. */
export function intersect(a: Validity, b: Validity): Validity | null {
  if (!overlaps(a, b)) return null;
  return {
    validFrom: a.validFrom > b.validFrom ? a.validFrom : b.validFrom,
    validTo: earlierEnd(a.validTo, b.validTo),
  };
}

/** The earlier of two ends, where null is no end. */
export function earlierEnd(a: LocalDate | null, b: LocalDate | null): LocalDate | null {
  if (a === null) return b;
  if (b === null) return a;
  return a < b ? a : b;
}

/** True when the union of the periods contains every day of the inner one. */
export function covers(periods: readonly Validity[], inner: Validity): boolean {
  let reached: LocalDate = inner.validFrom;
  for (const period of [...periods].sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1))) {
    if (period.validFrom > reached) return false;
    if (period.validTo === null) return true;
    if (period.validTo > reached) reached = period.validTo;
    if (inner.validTo !== null && reached >= inner.validTo) return true;
  }
  return false;
}

/** The last day on which the period holds, as papers state it ("đến hết ngày"). */
export function lastDayOf(period: OpenValidity): LocalDate | null {
  return period.validTo === null ? null : shiftDays(period.validTo, -1);
}

/** The date so many days later (or earlier when negative). */
export function shiftDays(date: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The date in Viet Nam at an instant (UTC+7, no summer time). */
export function dateInVietnam(at: Date): LocalDate {
  return new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
}
