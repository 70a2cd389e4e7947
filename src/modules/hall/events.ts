import { z } from 'zod';
import { defineEvent } from '#platform/jobs/definitions.ts';

/** A visit is over: served, or not. */
export const ticketEnded = defineEvent('hall.ticket_ended', z.object({ ticketId: z.uuid(), unitUid: z.string(), groupId: z.uuid(), outcome: z.enum(['done', 'cancelled', 'abandoned']) }));
