import { z } from 'zod';
import { defineJob } from '#platform/jobs/definitions.ts';

/** Twelve tries with growing pauses are about a day; then an officer has to look. */
export const sendEmail = defineJob('notifications.send_email', z.object({ deliveryId: z.uuid() }), { maxAttempts: 12 });
