import fc from 'fast-check';
import { isoDateOf } from '../civil-date.ts';
import type { ClockFact, DeadlineRule, Opening, SpecialDay, UnitCalendar, WorkingWeek } from '../model.ts';
import { daysOffOfLaw, officeWeek } from './calendars.ts';

const firstDay = Date.parse('2025-01-01') / 86_400_000;
const tenYears = 3652;

const hours: readonly (readonly [string, string])[][] = [
  [
    ['07:30', '11:30'],
    ['13:30', '17:00'],
  ],
  [
    ['07:00', '11:30'],
    ['13:00', '16:30'],
  ],
  [['08:00', '16:00']],
  [
    ['07:30', '11:00'],
    ['11:00', '12:30'],
    ['14:00', '17:30'],
  ],
  [['06:45', '12:15']],
];

const week = fc
  .record({
    days: fc.subarray([1, 2, 3, 4, 5, 6, 7] as const, { minLength: 3 }),
    hours: fc.array(fc.constantFrom(...hours), { minLength: 7, maxLength: 7 }),
    from: fc.integer({ min: -400, max: tenYears }),
    length: fc.option(fc.integer({ min: 10, max: 400 })),
    rank: fc.integer({ min: 0, max: 2 }),
  })
  .map(({ days, hours: hoursOfDays, from, length, rank }): WorkingWeek => {
    const openings = days.flatMap((weekday): Opening[] =>
      (hoursOfDays[weekday - 1] ?? []).map(([open, close]) => ({ weekday, from: open, to: close, purpose: 'work' })),
    );
    const validTo = length === null ? null : isoDateOf(firstDay + from + length);
    return { validFrom: isoDateOf(firstDay + from), validTo, openings, rank };
  });

const exception = fc
  .record({
    day: fc.integer({ min: 0, max: tenYears }),
    kind: fc.constantFrom('off', 'off', 'swap_work', 'half', 'half', 'holiday', 'in_lieu'),
    other: fc.option(fc.integer({ min: -10, max: 10 })),
    half: fc.constantFrom('morning', 'afternoon'),
  })
  .map(({ day, kind, other, half }): SpecialDay => ({
    date: isoDateOf(firstDay + day),
    kind,
    name: 'Thông báo thử',
    nameEn: null,
    legalBase: 'Thông báo 1/TB-UBND',
    certainty: 'decided',
    inPlaceOf: other === null || other === 0 ? null : isoDateOf(firstDay + day + other),
    half: kind === 'half' ? half : null,
    rank: 1,
  }));

/** Calendars with changing weeks and hundreds of exceptions over ten years. */
export const randomCalendar = fc
  .record({
    weeks: fc.uniqueArray(week, { maxLength: 8, selector: ({ validFrom, rank }) => `${validFrom}/${String(rank)}` }),
    exceptions: fc.uniqueArray(exception, { minLength: 50, maxLength: 400, selector: ({ date }) => date }),
  })
  .map(({ weeks, exceptions }): UnitCalendar => ({
    version: 1,
    knownFrom: '2025-01-01',
    knownTo: '2035-12-31',
    weeks: [officeWeek, ...weeks],
    specialDays: [...exceptions, ...daysOffOfLaw],
  }));

const cutOff = fc.constantFrom('15:00', '11:00', '16:59');
const endsAt = fc.constantFrom('close_of_work', 'end_of_day');

export const randomRule: fc.Arbitrary<DeadlineRule> = fc.oneof(
  fc.record({ unit: fc.constant('same_day'), cutOff, endsAt }),
  fc.record({ unit: fc.constant('working_day'), n: fc.integer({ min: 1, max: 45 }), endsAt }),
  fc.record({ unit: fc.constant('working_day'), n: fc.integer({ min: 1, max: 8 }), cutOff }),
  fc.record({ unit: fc.constant('calendar_day'), n: fc.integer({ min: 1, max: 60 }), endsAt }),
  fc.record({ unit: fc.constant('calendar_day'), n: fc.integer({ min: 1, max: 20 }), cutOff }),
  fc.record({ unit: fc.constant('working_hour'), n: fc.integer({ min: 1, max: 160 }).map((quarters) => quarters / 4) }),
  fc.record({ unit: fc.constant('working_hour'), n: fc.integer({ min: 1, max: 16 }), cutOff }),
);

// Edges attract mistakes: openings, closings, cut-offs and midnight come up far more often than chance gives them.
const minuteOfDay = fc.oneof(
  fc.integer({ min: 0, max: 1439 }),
  fc.constantFrom(0, 449, 450, 451, 660, 661, 690, 720, 809, 810, 899, 900, 901, 1019, 1020, 1021, 1439),
);

const fact = fc.record({
  kind: fc.constantFrom('paused', 'paused', 'resumed', 'resumed', 'restarted'),
  day: fc.integer({ min: -3, max: 30 }),
  minute: minuteOfDay,
  key: fc.constantFrom('a', 'b'),
});

export type RandomCase = { start: Date; rule: DeadlineRule; facts: ClockFact[] };

/** A receipt somewhere in ten years, a rule, and up to six facts in no order. */
export const randomCase: fc.Arbitrary<RandomCase> = fc
  .record({
    day: fc.integer({ min: 5, max: tenYears }),
    minute: minuteOfDay,
    rule: randomRule,
    facts: fc.array(fact, { maxLength: 6 }),
  })
  .map(({ day, minute, rule, facts }) => ({
    start: instant(day, minute),
    rule,
    facts: facts.map(({ kind, day: after, minute: at, key }): ClockFact => {
      const when = instant(day + after, at);
      return kind === 'resumed' ? { kind, at: when, key } : { kind, at: when, key, reason: 'chờ bổ sung hồ sơ' };
    }),
  }));

function instant(day: number, minute: number): Date {
  return new Date((firstDay + day) * 86_400_000 + (minute - 420) * 60_000);
}
