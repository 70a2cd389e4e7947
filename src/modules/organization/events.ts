import { z } from 'zod';
import { defineEvent } from '#platform/jobs/definitions.ts';
import { localDate } from './validity.ts';

const base = { changeUid: z.uuid(), effectiveOn: localDate };

/** A unit was founded, renamed, moved or corrected; look it up for what is true now. */
export const unitChanged = defineEvent(
  'organization.unit_changed',
  z.object({ ...base, unitUid: z.uuid(), what: z.enum(['added', 'renamed', 'moved', 'corrected', 'code_set']) }),
);

/** A unit ends; its open work goes to the successors, if there are any (OP§16). */
export const unitClosed = defineEvent(
  'organization.unit_closed',
  z.object({ ...base, unitUid: z.uuid(), successorUids: z.array(z.uuid()) }),
);

/** A part of a unit's work goes to others while it lives on. */
export const unitPartlySucceeded = defineEvent(
  'organization.unit_partly_succeeded',
  z.object({ ...base, unitUid: z.uuid(), successorUids: z.array(z.uuid()) }),
);

/** Somebody takes up a position. */
export const holdingStarted = defineEvent(
  'organization.holding_started',
  z.object({ ...base, holdingUid: z.uuid(), personUid: z.uuid(), unitUid: z.uuid() }),
);

/** Somebody leaves a position; not published for holdings that end with their unit (see unit_closed). */
export const holdingEnded = defineEvent(
  'organization.holding_ended',
  z.object({ ...base, holdingUid: z.uuid(), personUid: z.uuid(), unitUid: z.uuid() }),
);

export const delegationGranted = defineEvent(
  'organization.delegation_granted',
  z.object({ ...base, delegationUid: z.uuid() }),
);

export const delegationRevoked = defineEvent(
  'organization.delegation_revoked',
  z.object({ ...base, delegationUid: z.uuid() }),
);

/** A change was taken back: whoever acted on it looks again. */
export const changeUndone = defineEvent(
  'organization.change_undone',
  z.object({ ...base, undoneChangeUid: z.uuid(), kind: z.string(), subjectUid: z.uuid() }),
);

export const events = [
  unitChanged,
  unitClosed,
  unitPartlySucceeded,
  holdingStarted,
  holdingEnded,
  delegationGranted,
  delegationRevoked,
  changeUndone,
] as const;
