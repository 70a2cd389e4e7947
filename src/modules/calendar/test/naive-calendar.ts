import type { ClockFact, DeadlineRule, Opening, SpecialDay, UnitCalendar, WorkingWeek } from '../model.ts';

/*
 * The judge of the property test: written from the law alone, it shares no code with the module. It knows the local
 * wall clock only, walks it day by day and minute by minute, and asks the raw data about each date.
 */

/** Minutes of the local wall clock since 1970-01-01 00:00. */
type Wall = number;
type Due = { at: number; day: number; lastDay: number };
type Left =
  { what: 'all' } | { what: 'days'; days: number } | { what: 'minutes'; minutes: number } | { what: 'late'; due: Due };

export type NaiveAnswer = { state: 'running'; dueAt: number } | { state: 'paused' } | 'unknown';

export class BeyondCalendar extends Error {}

export class NaiveCalendar {
  readonly calendar: UnitCalendar;
  readonly openMinutes = new Map<number, Uint8Array>();

  constructor(calendar: UnitCalendar) {
    this.calendar = calendar;
  }

  /** One byte a minute of the day: 1 where the office works. */
  minutesOf(day: number): Uint8Array {
    let minutes = this.openMinutes.get(day);
    if (minutes === undefined) {
      minutes = paint(this.calendar, new Date(day * 86_400_000).toISOString().substring(0, 10));
      this.openMinutes.set(day, minutes);
    }
    return minutes;
  }

  isOpen(wall: Wall): boolean {
    return this.minutesOf(Math.floor(wall / 1440))[wall % 1440] === 1;
  }

  isWorked(day: number): boolean {
    return this.minutesOf(day).includes(1);
  }

  /** Wall minute at which the last open minute of a day ends. */
  closing(day: number): Wall {
    return day * 1440 + this.minutesOf(day).lastIndexOf(1) + 1;
  }
}

/** Working minutes from one wall minute to a later one. */
export function naiveMinutesBetween(naive: NaiveCalendar, from: Wall, to: Wall): number {
  let count = 0;
  for (let minute = from; minute < to; minute += 1) if (naive.isOpen(minute)) count += 1;
  return count;
}

/** Due instant (epoch milliseconds) of a limit with its facts, all at whole minutes. */
export function naiveDeadline(
  naive: NaiveCalendar,
  start: Date,
  rule: DeadlineRule,
  facts: readonly ClockFact[],
): NaiveAnswer {
  try {
    return walkFacts(naive, wallOf(start), rule, facts);
  } catch (error) {
    if (error instanceof BeyondCalendar) return 'unknown';
    throw error;
  }
}

/** Where the hand of the clock stands: not begun, running to a due instant, or held with something left. */
type Hand = { begun: boolean; due: Due | null; left: Left; open: Set<string> };

function walkFacts(naive: NaiveCalendar, start: Wall, rule: DeadlineRule, facts: readonly ClockFact[]): NaiveAnswer {
  const hand: Hand = { begun: false, due: null, left: { what: 'all' }, open: new Set() };
  for (const fact of inOrder(facts)) {
    const now = wallOf(fact.at);
    if (now >= start) begin(naive, hand, start, rule);
    if (fact.kind === 'paused') hold(naive, hand, rule, fact);
    else release(naive, hand, rule, fact);
  }
  begin(naive, hand, start, rule);
  return hand.due === null ? { state: 'paused' } : { state: 'running', dueAt: hand.due.at };
}

function begin(naive: NaiveCalendar, hand: Hand, start: Wall, rule: DeadlineRule): void {
  if (hand.begun) return;
  hand.begun = true;
  const fresh = fromStart(naive, start, rule);
  if (hand.open.size === 0) hand.due = fresh;
}

function hold(naive: NaiveCalendar, hand: Hand, rule: DeadlineRule, fact: ClockFact & { kind: 'paused' }): void {
  if (hand.due !== null) hand.left = whatIsLeft(naive, hand.due, rule, wallOf(fact.at));
  hand.due = null;
  hand.open.add(fact.key);
}

function release(naive: NaiveCalendar, hand: Hand, rule: DeadlineRule, fact: ClockFact): void {
  const ended = fact.key !== null && hand.open.delete(fact.key);
  if (!hand.begun) return;
  const now = wallOf(fact.at);
  if (fact.kind === 'restarted') {
    hand.left = { what: 'all' };
    const fresh = fromStart(naive, now, rule);
    hand.due = hand.open.size > 0 ? null : fresh;
  } else if (ended && hand.open.size === 0 && hand.due === null) {
    hand.due = goOn(naive, hand.left, rule, now);
  }
}

function inOrder(facts: readonly ClockFact[]): ClockFact[] {
  const names = ['paused', 'resumed', 'restarted'];
  return facts.toSorted(
    (x, y) =>
      Number(x.at) - Number(y.at) ||
      names.indexOf(x.kind) - names.indexOf(y.kind) ||
      (x.key ?? '').localeCompare(y.key ?? '', 'en'),
  );
}

function fromStart(naive: NaiveCalendar, start: Wall, rule: DeadlineRule): Due {
  let day = Math.floor(start / 1440);
  let from = start;
  const late = rule.cutOff !== undefined && start % 1440 > toMinutes(rule.cutOff);
  if (rule.unit === 'same_day') {
    const today = naive.isWorked(day) && !late && start < naive.closing(day);
    return endDay(naive, today ? day : stepWorkingDays(naive, day, 1), rule);
  }
  if (rule.cutOff !== undefined && (late || !naive.isWorked(day))) {
    day = stepWorkingDays(naive, day, 1);
    from = day * 1440;
  }
  if (rule.unit === 'working_hour') return stepMinutes(naive, from, rule.n * 60);
  if (rule.unit === 'working_day') return endDay(naive, stepWorkingDays(naive, day, rule.n), rule);
  return endOrLater(naive, day + rule.n, rule);
}

function whatIsLeft(naive: NaiveCalendar, due: Due, rule: DeadlineRule, now: Wall): Left {
  if (toEpoch(now) >= due.at) return { what: 'late', due };
  const minutesLeft = () => {
    let count = 0;
    for (let minute = now; toEpoch(minute) < due.at; minute += 1) if (naive.isOpen(minute)) count += 1;
    return count;
  };
  if (rule.unit === 'working_hour') return { what: 'minutes', minutes: minutesLeft() };
  let days = 0;
  for (let day = Math.floor(now / 1440) + 1; day <= due.lastDay; day += 1) {
    if (rule.unit === 'calendar_day' || naive.isWorked(day)) days += 1;
  }
  return days > 0 ? { what: 'days', days } : { what: 'minutes', minutes: minutesLeft() };
}

function goOn(naive: NaiveCalendar, left: Left, rule: DeadlineRule, now: Wall): Due {
  const today = Math.floor(now / 1440);
  switch (left.what) {
    case 'all':
      return fromStart(naive, now, rule);
    case 'late':
      return left.due;
    case 'days':
      if (rule.unit === 'calendar_day') return endOrLater(naive, today + left.days, rule);
      return endDay(naive, stepWorkingDays(naive, today, left.days), rule);
    case 'minutes':
      if (rule.unit === 'working_hour') return stepMinutes(naive, now, left.minutes);
      if (left.minutes === 0) return endOrLater(naive, today, rule, true);
      return endDay(naive, stepMinutes(naive, now, left.minutes).day, rule);
  }
}

function stepMinutes(naive: NaiveCalendar, from: Wall, minutes: number): Due {
  let left = minutes;
  let minute = from;
  while (left > 0) {
    if (naive.isOpen(minute)) left -= 1;
    minute += 1;
  }
  const day = Math.floor((minute - 1) / 1440);
  return { at: toEpoch(minute), day, lastDay: day };
}

function stepWorkingDays(naive: NaiveCalendar, from: number, days: number): number {
  let day = from;
  for (let left = days; left > 0;) {
    day += 1;
    if (naive.isWorked(day)) left -= 1;
  }
  return day;
}

function endOrLater(naive: NaiveCalendar, lastDay: number, rule: DeadlineRule, moveLast = false): Due {
  let day = lastDay;
  while (!naive.isWorked(day)) day += 1;
  return { ...endDay(naive, day, rule), lastDay: moveLast ? day : lastDay };
}

function endDay(naive: NaiveCalendar, day: number, rule: DeadlineRule): Due {
  const whole = rule.unit !== 'working_hour' && rule.endsAt === 'end_of_day';
  return { at: whole ? toEpoch((day + 1) * 1440) - 1 : toEpoch(naive.closing(day)), day, lastDay: day };
}

function paint(calendar: UnitCalendar, date: string): Uint8Array {
  if (date < calendar.knownFrom || date > calendar.knownTo) throw new BeyondCalendar(date);
  const minutes = new Uint8Array(1440);
  const week = weekOf(calendar.weeks, date);
  if (week === null) return minutes;
  let special: SpecialDay | null = null;
  for (const candidate of calendar.specialDays) {
    if (candidate.date === date && (special === null || candidate.rank > special.rank)) special = candidate;
  }
  if (special !== null && ['holiday', 'in_lieu', 'off'].includes(special.kind)) return minutes;
  let weekday = isoWeekday(date);
  if (special?.kind === 'swap_work') {
    const wanted = special.inPlaceOf === null ? 0 : isoWeekday(special.inPlaceOf);
    const worked = (candidate: number) => openingsOn(week, candidate).length > 0;
    weekday = worked(wanted) ? wanted : ([1, 2, 3, 4, 5, 6, 7].find(worked) ?? 1);
  }
  for (const { from, to } of openingsOn(week, weekday)) minutes.fill(1, toMinutes(from), toMinutes(to));
  if (special?.kind === 'half') minutes.fill(0, ...(special.half === 'afternoon' ? [0, 720] : [720, 1440]));
  return minutes;
}

function weekOf(weeks: readonly WorkingWeek[], date: string): WorkingWeek | null {
  let best: WorkingWeek | null = null;
  for (const week of weeks) {
    if (date < week.validFrom || (week.validTo !== null && date >= week.validTo)) continue;
    const wins = best === null || week.rank > best.rank || (week.rank === best.rank && week.validFrom > best.validFrom);
    if (wins) best = week;
  }
  return best;
}

function openingsOn(week: WorkingWeek, weekday: number): Opening[] {
  return week.openings.filter((opening) => opening.purpose === 'work' && opening.weekday === weekday);
}

function isoWeekday(date: string): number {
  return new Date(`${date}T12:00:00Z`).getUTCDay() || 7;
}

function toMinutes(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':');
  return parseInt(hours, 10) * 60 + parseInt(minutes, 10);
}

/** Wall minute of an instant in Viet Nam. */
export function wallOf(instant: Date): Wall {
  return Math.floor(instant.getTime() / 60_000) + 420;
}

function toEpoch(wall: Wall): number {
  return (wall - 420) * 60_000;
}
