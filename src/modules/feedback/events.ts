import { z } from 'zod';
import { defineEvent } from '#platform/jobs/definitions.ts';

const complaintRef = z.object({ complaintId: z.uuid(), caseId: z.uuid(), unitUid: z.string() });

export const complaintReceived = defineEvent('feedback.complaint_received', complaintRef);
export const complaintAnswered = defineEvent('feedback.complaint_answered', complaintRef);
