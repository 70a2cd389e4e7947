import { z } from 'zod';
import { isIsoDate, minutesOf } from './civil-date.ts';
import type { IsoDate } from './civil-date.ts';

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const isoDate = z.string().refine(isIsoDate);

/** Reasons and legal bases are read aloud to citizens: some words, one line, bounded. */
const words = (max: number) =>
  z
    .string()
    .trim()
    .normalize('NFC')
    .min(2)
    .max(max)
    .regex(/^[^\p{Cc}]+$/u);

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
  .refine(({ from, to }) => minutesOf(from) < minutesOf(to), { path: ['to'] });

export type Opening = z.infer<typeof openingSchema>;

/** Hours of a week, in force on each date from `validFrom` to `validTo` (inclusive, null = until replaced). */
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
const unitUid = z.string().min(1).max(64).nullable();

/** A dated exception of a unit, or of the whole country when `unitUid` is null. */
export const addExceptionSchema = z
  .object({
    requestId,
    unitUid,
    date: isoDate,
    kind: z.enum(specialDayKinds),
    reason: words(200),
    legalBase: words(300),
    certainty: z.enum(['decided', 'expected']).default('decided'),
    inPlaceOf: isoDate.nullable().default(null),
    half: z.enum(['morning', 'afternoon']).nullable().default(null),
  })
  .refine(({ kind, half }) => (kind === 'half') === (half !== null), { path: ['half'] })
  .refine(({ date, inPlaceOf }) => date !== inPlaceOf, { path: ['inPlaceOf'] });

export type AddException = z.input<typeof addExceptionSchema>;

export const removeExceptionSchema = z.object({ requestId, exceptionUid: z.uuid(), reason: words(300) });
export type RemoveException = z.input<typeof removeExceptionSchema>;

export const setWorkingWeekSchema = z.object({
  requestId,
  unitUid,
  validFrom: isoDate,
  validTo: isoDate.nullable().default(null),
  openings: z.array(openingSchema).min(1).max(70),
  reason: words(200),
  legalBase: words(300),
});
export type SetWorkingWeek = z.input<typeof setWorkingWeekSchema>;

/** Overlapping openings of one purpose would count the same minute twice; null when there are none. */
export function overlapOf(openings: readonly Opening[]): Opening | null {
  const sorted = [...openings].sort((a, b) => a.weekday - b.weekday || (a.from < b.from ? -1 : 1));
  return (
    sorted.find((opening, index) => {
      const before = sorted[index - 1];
      return before?.weekday === opening.weekday && opening.from < before.to;
    }) ?? null
  );
}
