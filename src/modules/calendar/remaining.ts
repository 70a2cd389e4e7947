import { dayOf, millisecondsPerMinute } from './civil-date.ts';
import type { DayTable } from './day-table.ts';
import { workingDaysIn, workingTimeBetween } from './working-time.ts';

/** Working time until (or since) a due date, in the unit that a reader thinks in. */
export type WorkingTimeLeft = {
  readonly overdue: boolean;
  readonly n: number;
  readonly unit: 'working_day' | 'working_hour' | 'minute';
};

// From this much working time on, people count days.
const hoursCountedAsDays = 16;

/**
 * How much working time is left at `now`, or has passed since `due`. Rounded down while there is time and when it is
 * late, so that neither more time nor more delay is shown than there is.
 */
export function workingTimeLeft(table: DayTable, now: Date, due: Date): WorkingTimeLeft {
  const overdue = now.getTime() > due.getTime();
  const [from, to] = overdue ? [due, now] : [now, due];
  const minutes = Math.floor(workingTimeBetween(table, from, to) / millisecondsPerMinute);
  if (minutes >= hoursCountedAsDays * 60) {
    return { overdue, n: workingDaysIn(table, dayOf(from.getTime()), dayOf(to.getTime())), unit: 'working_day' };
  }
  if (minutes >= 60) return { overdue, n: Math.floor(minutes / 60), unit: 'working_hour' };
  return { overdue, n: minutes, unit: 'minute' };
}
