/** A calendar date as numbers; nothing is implied about its being real. */
export type DateNumbers = { readonly year: number; readonly month: number; readonly day: number };

const leap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Days of a month of the Gregorian calendar; 0 for a month that does not exist. */
export function daysIn(year: number, month: number): number {
  return month === 2 && leap(year) ? 29 : (lengths[month - 1] ?? 0);
}

/** `YYYY-MM-DD` for a real date between the years 1 and 9999, otherwise null. */
export function isoDate({ year, month, day }: DateNumbers): string | null {
  const real =
    [year, month, day].every(Number.isInteger) && year >= 1 && year <= 9999 && day >= 1 && day <= daysIn(year, month);
  return real ? `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}` : null;
}

/** True for a real `YYYY-MM-DD`. */
export function isIsoDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return match !== null && isoDate({ year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) }) === text;
}

/**
 * Reads a date as people type it: `27/3/1990`, `27-03-1990`, `27.3.1990`, `27031990`, or ISO. Day first, as everywhere
 * in Viet Nam. Null when unreadable; two digits of a year are, for nobody knows which century a register means.
 */
export function parseTypedDate(text: string): string | null {
  const typed = text.trim();
  if (isIsoDate(typed)) return typed;
  const match = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/.exec(typed) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(typed);
  if (!match) return null;
  return isoDate({ day: Number(match[1]), month: Number(match[2]), year: Number(match[3]) });
}

/** `27/03/1990` for `1990-03-27`, `03/1990` for `1990-03`, `1990` for `1990`; other text unchanged. */
export function formatDate(iso: string): string {
  return /^\d{4}(-\d{2}){0,2}$/.test(iso) ? iso.split('-').reverse().join('/') : iso;
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, '0');
}
