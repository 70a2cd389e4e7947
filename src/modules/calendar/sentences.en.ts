import { clockTimeOf, dayNumberOf, dayOf, isoDateOf, timeOfDay, weekdayOf } from './civil-date.ts';
import type { IsoDate } from './civil-date.ts';
import type { DaysOff, WorkedSpecialDay } from './days-off.ts';
import type { DaysOffPassed, HoursOfDays, RemainingWords, Step } from './derivation.ts';
import type { DeadlineRule } from './model.ts';
import type { WorkingTimeLeft } from './remaining.ts';

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const eventDayBase = 'Civil Code 2015, Article 147';
const endOnDayOffBase = 'Civil Code 2015, Article 148';

/** One step in English; `year` is the year whose dates need no year. Legal bases keep their Vietnamese titles. */
export function sentenceEn(step: Step, year: string): string {
  switch (step.code) {
    case 'received':
      return `Received at ${moment(step.params.at, '')}.`;
    case 'rule':
      return ruleSentence(step.params);
    case 'after_cut_off':
      return `${time(step.params.at)} is after ${step.params.cutOff}, so it counts as received on ${day(step.params.next, year)}.`;
    case 'outside_hours':
      return `${moment(step.params.at, year)} is outside working hours; counting begins at ${moment(step.params.from, year)}.`;
    case 'days_off':
      return daysOffSentence(step.params, year);
    case 'worked_special_day':
      return workedDaySentence(step.params, year);
    case 'hours_of_days':
      return hoursSentence(step.params, year);
    case 'counted':
      return `${step.params.unit === 'working_day' ? 'Working day' : 'Day'} ${String(step.params.n)} is ${day(step.params.date, year)}.`;
    case 'paused':
      return `The clock stopped at ${moment(step.params.at, year)}: ${step.params.reason}; ${remaining(step.params.remaining)}.`;
    case 'resumed':
      return `The clock went on at ${moment(step.params.at, year)}; ${remaining(step.params.remaining)}${fromNextDay(step.params.remaining)}.`;
    case 'restarted':
      return `The limit was counted again from ${moment(step.params.at, year)}: ${step.params.reason}.`;
    case 'due':
      return dueSentence(step.params);
    case 'unaffected':
      return `${list(step.params.groups.map((group) => spanOf(group, year)))}: off, but this limit is not affected.`;
  }
}

export function timeLeftEn({ overdue, n, unit }: WorkingTimeLeft): string {
  const units = { working_day: 'working day', working_hour: 'working hour', minute: 'working minute' };
  if (n === 0) return overdue ? 'just overdue' : 'no working time left';
  return overdue ? `overdue by ${plural(n, units[unit])}` : `${plural(n, units[unit])} left`;
}

function ruleSentence(rule: DeadlineRule): string {
  const base = rule.legalBase === undefined ? '' : ` (${rule.legalBase})`;
  if (rule.unit === 'same_day') {
    return `The result is due the same day; if received after ${rule.cutOff}, the next working day${base}.`;
  }
  const late = rule.cutOff === undefined ? '' : `; received after ${rule.cutOff} counts as the next working day`;
  if (rule.unit === 'working_hour') return `Limit of ${plural(rule.n, 'working hour')}${base}${late}.`;
  const unit =
    rule.unit === 'working_day' ? plural(rule.n, 'working day') : `${plural(rule.n, 'day')}, days off included`;
  return `Limit of ${unit}${base}; the day of receipt is not counted (${eventDayBase})${late}.`;
}

function daysOffSentence({ groups, next, moves }: DaysOffPassed, year: string): string {
  const sentences = groups.map((group) => groupSentence(group, year));
  if (next === null) return sentences.join(' ');
  const move = moves
    ? `The last day is a day off, so the limit ends on the next working day: ${day(next, year)} (${endOnDayOffBase}).`
    : `Next working day: ${day(next, year)}.`;
  return [...sentences, move].join(' ');
}

function groupSentence(group: DaysOff, year: string): string {
  if (group.cause === 'weekly_rest') return weeklyRestSentence(group, year);
  const name = group.nameEn ?? group.name;
  const base = ` (${group.legalBase}${group.expected ? '; expected, awaiting the yearly decision' : ''}).`;
  const span = spanOf(group, year);
  if (group.cause === 'holiday') return `${span}: public holiday, ${name}${base}`;
  if (group.cause === 'in_lieu') return `${span}: ${name}, because the holiday fell on a weekly day of rest${base}`;
  if (group.inPlaceOf !== null) return `${span}: off, made up on ${day(group.inPlaceOf, year)}${base}`;
  return `${span}: the office is closed, ${name}${base}`;
}

function weeklyRestSentence({ count, dates }: DaysOff & { cause: 'weekly_rest' }, year: string): string {
  const names = [...new Set(dates.map((date) => weekdays[weekdayOf(dayNumberOf(date)) - 1]))].join(', ');
  if (count > dates.length) return `${String(count)} days of weekly rest (${names}) are not counted.`;
  return `${list(dates.map((date) => shortDate(date, year)))}: ${names}.`;
}

function spanOf(group: DaysOff, year: string): string {
  if (group.cause === 'weekly_rest') return list(group.dates.map((date) => shortDate(date, year)));
  return group.from === group.to ? day(group.from, year) : `${day(group.from, year)} to ${day(group.to, year)}`;
}

function workedDaySentence(special: WorkedSpecialDay, year: string): string {
  if (special.kind === 'half') {
    const half = special.half === 'afternoon' ? 'afternoon' : 'morning';
    return `${day(special.date, year)}: only the ${half} is worked, ${special.nameEn ?? special.name} (${special.legalBase}).`;
  }
  const replaced = special.inPlaceOf === null ? '' : ` in place of ${day(special.inPlaceOf, year)}`;
  return `${day(special.date, year)} is a working day${replaced} (${special.legalBase}).`;
}

function hoursSentence({ days, count, last, minutes }: HoursOfDays, year: string): string {
  const first = days[0];
  if (first !== undefined && count > days.length) {
    return `Counted: ${duration(minutes)} from ${day(first.date, year)} to ${day(last, year)}, over ${String(count)} working days.`;
  }
  return `Counted: ${list(days.map(({ date, minutes: part }) => `${duration(part)} on ${day(date, year)}`))}.`;
}

function remaining(left: RemainingWords): string {
  switch (left.kind) {
    case 'everything':
      return 'the whole limit is left';
    case 'nothing':
      return 'the limit had already ended';
    case 'days':
      return `${plural(left.n, left.unit === 'working_day' ? 'working day' : 'day')} left`;
    case 'time':
      return `${duration(left.minutes)} of working time left`;
    case 'last_day':
      return `on the last day, ${duration(left.minutes)} of working time left`;
  }
}

// The day of the resumption is an event day again, so the count begins on the day after it.
function fromNextDay(left: RemainingWords): string {
  return left.kind === 'days' ? ', counted from the next day' : '';
}

function dueSentence({ at, endsAt }: { at: string; endsAt: 'close_of_work' | 'end_of_day' | 'hour' }): string {
  if (endsAt === 'end_of_day') return `Due: end of ${day(dateOf(at), '')}.`;
  return `Due: ${moment(at, '')}${endsAt === 'close_of_work' ? ', close of work' : ''}.`;
}

function duration(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const parts = [hours > 0 ? `${String(hours)} h` : '', rest > 0 || hours === 0 ? `${String(rest)} min` : ''];
  return parts.filter((part) => part !== '').join(' ');
}

function moment(at: string, year: string): string {
  return `${time(at)} on ${day(dateOf(at), year)}`;
}

function time(at: string): string {
  return clockTimeOf(timeOfDay(Date.parse(at)));
}

function dateOf(at: string): IsoDate {
  return isoDateOf(dayOf(Date.parse(at)));
}

function day(date: IsoDate, year: string): string {
  return `${weekdays[weekdayOf(dayNumberOf(date)) - 1] ?? ''} ${shortDate(date, year)}`;
}

// Day first, as on every Vietnamese paper that the reader compares with.
function shortDate(date: IsoDate, year: string): string {
  const [y = '', m = '', d = ''] = date.split('-');
  return y === year ? `${d}/${m}` : `${d}/${m}/${y}`;
}

function plural(n: number, noun: string): string {
  return `${String(n)} ${noun}${n === 1 ? '' : 's'}`;
}

function list(items: readonly string[]): string {
  if (items.length < 2) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;
}
