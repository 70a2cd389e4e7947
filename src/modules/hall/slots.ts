import type { WorkingCalendar } from '#modules/calendar/index.ts';
import { workingTimeBetween } from '#modules/calendar/index.ts';
import { toLocalDate } from '#platform/text/dates.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** The instant of a local time `HH:MM` of a day in Viet Nam (UTC+7 all year). */
export function instantOf(date: string, time: string): Date {
  return new Date(`${date}T${time}:00+07:00`);
}

/** The day `n` days later. */
export function dayAfter(date: string, n: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + n * day).toISOString().slice(0, 10);
}

/** Times of `minutes` length that lie wholly in working hours, counted from midnight so that they begin at round times. */
export function slotsOf(calendar: WorkingCalendar, date: string, minutes: number): string[] {
  const slots: string[] = [];
  for (let start = 0; start + minutes <= 24 * 60; start += minutes) {
    const time = `${String(Math.floor(start / 60)).padStart(2, '0')}:${String(start % 60).padStart(2, '0')}`;
    const from = instantOf(date, time);
    const to = new Date(from.getTime() + minutes * minute);
    if (workingTimeBetween(calendar, from, to) === minutes * minute) slots.push(time);
  }
  return slots;
}

/** The first day after `date` on which the office works, at most `within` days later; null when there is none. */
export function nextWorkingDay(calendar: WorkingCalendar, date: string, within = 14): string | null {
  for (let n = 1; n <= within; n++) {
    const candidate = dayAfter(date, n);
    const from = instantOf(candidate, '00:00');
    if (workingTimeBetween(calendar, from, new Date(from.getTime() + day)) > 0) return candidate;
  }
  return null;
}

export type BookedTime = { readonly day: string; readonly slot: string };
type Grace = { readonly graceMinutes: number; readonly leadMinutes: number };

/** How long before its time a booking may check in. */
export const earliestCheckInMinutes = 60;

/** When a booking may check in now: too early, in time, or gone. */
export function checkInVerdict(booking: BookedTime, now: Date, { graceMinutes }: Grace): 'early' | 'in_time' | 'late' {
  const start = instantOf(booking.day, booking.slot).getTime();
  if (toLocalDate(now) < booking.day || now.getTime() < start - earliestCheckInMinutes * minute) return 'early';
  return now.getTime() > start + graceMinutes * minute ? 'late' : 'in_time';
}

/**
 * The place in the queue that a booked visitor takes: as if come `leadMinutes` before the booked time, never later than
 * now. Walk-ins who came before that keep their place before the booked one.
 */
export function queueTimeOf(booking: BookedTime, now: Date, { leadMinutes }: Grace): Date {
  const booked = instantOf(booking.day, booking.slot).getTime() - leadMinutes * minute;
  return new Date(Math.min(now.getTime(), booked));
}
