/** A civil date `YYYY-MM-DD` in Asia/Ho_Chi_Minh. */
export type IsoDate = string;
/** Days since 1970-01-01 of the civil calendar; date arithmetic without time zones. */
export type DayNumber = number;
/** ISO weekday: 1 = Monday … 7 = Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export const millisecondsPerMinute = 60_000;
export const millisecondsPerDay = 86_400_000;

// Viet Nam has kept GMT+7 without daylight saving since 13 June 1975.
const offset = 7 * 3_600_000;

const isoDatePattern = /^\d{4}-\d{2}-\d{2}$/;

/** True for an existing civil date; refuses 2026-02-30 and any other form. */
export function isIsoDate(text: string): boolean {
  if (!isoDatePattern.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && isoDateOf(time / millisecondsPerDay) === text;
}

export function dayNumberOf(date: IsoDate): DayNumber {
  return Date.parse(`${date}T00:00:00Z`) / millisecondsPerDay;
}

export function isoDateOf(day: DayNumber): IsoDate {
  return new Date(day * millisecondsPerDay).toISOString().slice(0, 10);
}

export function dayNumberFrom(year: number, month: number, day: number): DayNumber {
  return Date.UTC(year, month - 1, day) / millisecondsPerDay;
}

export function weekdayOf(day: DayNumber): Weekday {
  // 1970-01-01 was a Thursday.
  return (((((day + 3) % 7) + 7) % 7) + 1) as Weekday;
}

export function yearOf(day: DayNumber): number {
  return new Date(day * millisecondsPerDay).getUTCFullYear();
}

/** The civil day in Viet Nam that contains the instant (epoch milliseconds). */
export function dayOf(instant: number): DayNumber {
  return Math.floor((instant + offset) / millisecondsPerDay);
}

/** Milliseconds since local midnight of the instant. */
export function timeOfDay(instant: number): number {
  const local = (instant + offset) % millisecondsPerDay;
  return local < 0 ? local + millisecondsPerDay : local;
}

/** The instant at `time` milliseconds after local midnight of `day`. */
export function instantOf(day: DayNumber, time: number): number {
  return day * millisecondsPerDay + time - offset;
}

/** Minutes after midnight of `HH:MM`. */
export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** `HH:MM` of milliseconds after midnight, seconds cut off as on a printed receipt. */
export function clockTimeOf(time: number): string {
  const minutes = Math.floor(time / millisecondsPerMinute);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
