import { z } from 'zod';
import { defineEvent } from '#platform/jobs/definitions.ts';

/**
 * A calendar has a new version. Deadlines already given keep theirs; whoever holds open deadlines of the unit (or of
 * every unit, when `unitUid` is null) may compare and let a person decide whether to move one.
 */
export const calendarChanged = defineEvent(
  'calendar.calendar_changed',
  z.object({
    version: z.int().positive(),
    unitUid: z.string().nullable(),
    kind: z.string(),
    /** First and last civil date that may be affected; `to` is null without end. */
    from: z.iso.date(),
    to: z.iso.date().nullable(),
  }),
);

export const events = [calendarChanged] as const;
