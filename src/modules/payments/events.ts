import { z } from 'zod';
import { defineEvent, defineJob } from '#platform/jobs/definitions.ts';
import { noticeStates } from './states.ts';

const ofNotice = z.object({ noticeId: z.uuid(), subjectKind: z.string(), subjectId: z.string(), unitUid: z.string() });

/** Something changed what is owed or held for a matter. Consumers ask for the balance: events may come in any order. */
export const balanceChanged = defineEvent('payments.balance_changed', ofNotice.extend({ state: z.enum(noticeStates as [string, ...string[]]) }));
export const refundProposed = defineEvent('payments.refund_proposed', ofNotice.extend({ refundId: z.uuid(), amount: z.number().int() }));
export const refundExecuted = defineEvent('payments.refund_executed', ofNotice.extend({ refundId: z.uuid(), amount: z.number().int() }));

/** Asks the hub how an order ended; comes again until it knows. */
export const resolveOrder = defineJob('payments.resolve_order', z.object({ orderId: z.uuid() }), { maxAttempts: 20 });
/** Gives money back through the hub; may be repeated. */
export const sendRefund = defineJob('payments.send_refund', z.object({ refundId: z.uuid() }), { maxAttempts: 20 });
