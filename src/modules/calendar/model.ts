import { z } from 'zod';
import { cleanLine } from '#platform/text/clean.ts';
import { isIsoDate, minutesOf } from './civil-date.ts';
import type { IsoDate } from './civil-date.ts';

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'calendar.time_form');
const isoDate = z.string().refine(isIsoDate, 'calendar.date_form');
const optionalDate = z.preprocess(emptyIsNull, isoDate.nullable()).default(null);

/** Reasons and legal bases are read aloud to citizens: some words, one line, bounded. */
const words = (max: number) => z.string().transform(cleanLine).pipe(z.string().min(2).max(max));

function emptyIsNull(value: unknown): unknown {
  return value === '' || value === undefined ? null : value;
}

function emptyIsUndefined(value: unknown): unknown {
  return value === '' || value === null ? undefined : value;
}

/**
 * One opening of a week. `work` counts for deadlines; `receive` only says that the counter takes dossiers
 * (Saturday morning in some centres), which does not make it a working day.
 */
export const openingSchema = z
  .object({
    weekday: z.union([
      z.literal(1),
      z.literal(2),
      z.literal(3),
      z.literal(4),
      z.literal(5),
      z.literal(6),
      z.literal(7),
    ]),
    from: clockTime,
    to: clockTime,
    purpose: z.enum(['work', 'receive']),
  })
  .refine(({ from, to }) => minutesOf(from) < minutesOf(to), { path: ['to'], message: 'calendar.opening_ends_early' });

export type Opening = z.infer<typeof openingSchema>;

/** Hours of a week, in force from `validFrom` until before `validTo` (null = until replaced). */
export type WorkingWeek = {
  readonly validFrom: IsoDate;
  readonly validTo: IsoDate | null;
  readonly openings: readonly Opening[];
  /** Depth of the unit that set it, 0 = whole country; the deepest wins, then the latest `validFrom`. */
  readonly rank: number;
};

export const specialDayKinds = ['holiday', 'in_lieu', 'off', 'swap_work', 'half'] as const;
export type SpecialDayKind = (typeof specialDayKinds)[number];

/** A date on which the weekly pattern does not hold. */
export type SpecialDay = {
  readonly date: IsoDate;
  readonly kind: SpecialDayKind;
  readonly name: string;
  readonly nameEn: string | null;
  readonly legalBase: string;
  readonly certainty: 'fixed' | 'decided' | 'expected';
  /** In lieu: the holiday that fell on the weekly rest. Swap: the day on the other side of the swap. */
  readonly inPlaceOf: IsoDate | null;
  /** The half of the day that is worked. */
  readonly half: 'morning' | 'afternoon' | null;
  readonly rank: number;
};

/** The working calendar of one unit as it was known at `version`; outside the known years nothing is computed. */
export type UnitCalendar = {
  readonly version: number;
  readonly knownFrom: IsoDate;
  readonly knownTo: IsoDate;
  readonly weeks: readonly WorkingWeek[];
  readonly specialDays: readonly SpecialDay[];
};

const ruleWords = { legalBase: words(300).optional(), endsAt: z.enum(['close_of_work', 'end_of_day']).optional() };

/**
 * A time limit as procedures store it. Durations do not count the day of the event (BLDS 2015 Đ147.2); what is
 * received later than `cutOff` counts as received on the next working day. Days end when the office closes, or at
 * 24:00 with `endsAt: 'end_of_day'` (limits of citizens, BLDS 2015 Đ148.6).
 */
export const deadlineRuleSchema = z.discriminatedUnion('unit', [
  z.object({ unit: z.literal('same_day'), cutOff: clockTime, ...ruleWords }),
  z.object({
    unit: z.literal('working_day'),
    n: z.int().min(1).max(1_000),
    cutOff: clockTime.optional(),
    ...ruleWords,
  }),
  z.object({
    unit: z.literal('calendar_day'),
    n: z.int().min(1).max(3_650),
    cutOff: clockTime.optional(),
    ...ruleWords,
  }),
  z.object({
    unit: z.literal('working_hour'),
    n: z.number().positive().max(8_000).multipleOf(0.25),
    cutOff: clockTime.optional(),
    legalBase: ruleWords.legalBase,
  }),
]);

export type DeadlineRule = z.infer<typeof deadlineRuleSchema>;

/**
 * A dated fact about the clock of a matter, in any order. A pause has a `key` of its own; with two open pauses
 * (a supplement and an outage) the clock runs again when both have ended. `restarted` ends the pause of its key and
 * counts the whole limit again.
 */
export type ClockFact =
  | { readonly kind: 'paused'; readonly at: Date; readonly key: string; readonly reason: string }
  | { readonly kind: 'resumed'; readonly at: Date; readonly key: string }
  | { readonly kind: 'restarted'; readonly at: Date; readonly key: string | null; readonly reason: string };

const requestId = z.uuid();
const unitUid = z.preprocess(emptyIsNull, z.string().min(1).max(64).nullable());

/**
 * A dated exception of a unit, or of the whole country when `unitUid` is null. A made-up day with `inPlaceOf` also
 * takes that day off: the two are one swap.
 */
export const addExceptionInput = z
  .object({
    requestId,
    unitUid,
    date: isoDate,
    kind: z.enum(specialDayKinds),
    name: words(200),
    legalBase: words(300),
    certainty: z.enum(['decided', 'expected']).default('decided'),
    inPlaceOf: optionalDate,
    half: z.preprocess(emptyIsNull, z.enum(['morning', 'afternoon']).nullable()).default(null),
  })
  .refine(({ kind, half }) => (kind === 'half') === (half !== null), {
    path: ['half'],
    message: 'calendar.half_missing',
  })
  .refine(({ date, inPlaceOf }) => date !== inPlaceOf, { path: ['inPlaceOf'], message: 'calendar.same_day_twice' });
export type AddException = z.input<typeof addExceptionInput>;
export type ParsedException = z.output<typeof addExceptionInput>;

export const removeExceptionInput = z.object({ requestId, exceptionUid: z.uuid(), reason: words(300) });
export type RemoveException = z.input<typeof removeExceptionInput>;

export const setWorkingWeekInput = z
  .object({
    requestId,
    unitUid,
    validFrom: isoDate,
    validTo: optionalDate,
    openings: z.array(openingSchema).min(1, 'calendar.no_working_hours').max(70),
    reason: words(200),
    legalBase: words(300),
  })
  .refine(({ validFrom, validTo }) => validTo === null || validFrom < validTo, {
    path: ['validTo'],
    message: 'calendar.period_ends_early',
  })
  .refine(({ openings }) => openings.some(({ purpose }) => purpose === 'work'), {
    path: ['openings'],
    message: 'calendar.no_working_hours',
  })
  .refine(({ openings }) => overlapOf(openings) === null, { path: ['openings'], message: 'calendar.openings_overlap' });
export type SetWorkingWeek = z.input<typeof setWorkingWeekInput>;

export const removeWorkingWeekInput = z.object({ requestId, weekUid: z.uuid(), reason: words(300) });
export type RemoveWorkingWeek = z.input<typeof removeWorkingWeekInput>;

export const confirmYearInput = z.object({ requestId, year: z.coerce.number().int(), legalBase: words(300) });
export type ConfirmYear = z.input<typeof confirmYearInput>;

// The astronomy behind the lunar dates is good until 2100.
export const enterYearInput = z.object({ requestId, year: z.coerce.number().int().max(2100) });
export type EnterYear = z.input<typeof enterYearInput>;

export const yearQuery = z.object({
  unitUid: unitUid.default(null),
  year: z.coerce.number().int().min(1900).max(2100),
});
export type YearQuery = z.output<typeof yearQuery>;

/** A trial of a deadline, from the fields of a form: local date and time of receipt, and the rule. */
export const trialInput = z.object({
  unitUid: unitUid.default(null),
  date: isoDate,
  time: clockTime,
  unit: z.enum(['same_day', 'working_day', 'calendar_day', 'working_hour']),
  n: z.preprocess(emptyIsUndefined, z.coerce.number().positive().max(1_000).optional()),
  cutOff: z.preprocess(emptyIsUndefined, clockTime.optional()),
});
export type Trial = z.input<typeof trialInput>;
export type ParsedTrial = z.output<typeof trialInput>;

/** Two openings that share a minute would count it twice. The first such opening, or null. */
export function overlapOf(openings: readonly Opening[]): Opening | null {
  const sorted = [...openings].sort((a, b) => a.weekday - b.weekday || (a.from < b.from ? -1 : 1));
  return (
    sorted.find((opening, index) => {
      const before = sorted[index - 1];
      return before?.weekday === opening.weekday && opening.from < before.to;
    }) ?? null
  );
}
