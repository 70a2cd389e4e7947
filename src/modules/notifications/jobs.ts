import { z } from 'zod';
import { defineJob } from '#platform/jobs/definitions.ts';

/** Twelve tries with growing pauses are about a day; then an officer has to look. */
export const sendEmail = defineJob('notifications.send_email', z.object({ deliveryId: z.uuid() }), { maxAttempts: 12 });

/** Six tries are about seven minutes; then the message goes on by the next channel. */
export const sendShort = defineJob('notifications.send_short', z.object({ deliveryId: z.uuid() }), { maxAttempts: 6 });

export const sendPhoneCode = defineJob('notifications.send_phone_code', z.object({ accountId: z.string() }), { maxAttempts: 4 });

/** Nobody waits for an answer of yesterday. */
export const answerChat = defineJob('notifications.answer_chat', z.object({ msgId: z.string() }), { maxAttempts: 8 });
