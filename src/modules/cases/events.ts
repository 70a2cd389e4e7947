import { z } from 'zod';
import { defineEvent, defineJob } from '#platform/jobs/definitions.ts';

const caseRef = z.object({
  caseId: z.uuid(),
  code: z.string(),
  procedureCode: z.string(),
  procedureName: z.string(),
  unitUid: z.string(),
  accountId: z.string().nullable(),
});

export const caseFileSubmitted = defineEvent('cases.case_file_submitted', caseRef);
export const caseFileAccepted = defineEvent('cases.case_file_accepted', caseRef.extend({ dueAt: z.iso.datetime() }));
export const caseFileRefused = defineEvent('cases.case_file_refused', caseRef.extend({ words: z.string() }));
export const supplementAsked = defineEvent('cases.supplement_asked', caseRef.extend({ words: z.string() }));
export const caseFileSupplemented = defineEvent('cases.case_file_supplemented', caseRef);
export const caseFileWithdrawn = defineEvent('cases.case_file_withdrawn', caseRef);
export const caseFileStopped = defineEvent('cases.case_file_stopped', caseRef.extend({ words: z.string() }));
export const caseFileTransferred = defineEvent('cases.case_file_transferred', caseRef.extend({ fromUnitUid: z.string() }));
export const caseFileSplit = defineEvent('cases.case_file_split', caseRef.extend({ newCaseId: z.uuid(), newCode: z.string() }));
export const resultRevoked = defineEvent('cases.result_revoked', caseRef.extend({ notation: z.string() }));
export const resultCorrected = defineEvent('cases.result_corrected', caseRef.extend({ notation: z.string(), former: z.string() }));
export const appointmentMoved = defineEvent('cases.appointment_moved', caseRef.extend({ dueAt: z.iso.datetime() }));
export const caseFileFinished = defineEvent('cases.case_file_finished', caseRef.extend({ notation: z.string() }));
export const caseFileDelivered = defineEvent('cases.case_file_delivered', caseRef.extend({ way: z.enum(['electronic', 'counter']) }));

/** Builds, signs and stores the paper; runs outside any transaction and may be repeated. */
export const issueResult = defineJob('cases.issue_result', z.object({ caseId: z.uuid() }), { maxAttempts: 12 });

/** Signs the results of a batch one by one; may be repeated. */
export const signBatch = defineJob('cases.sign_batch', z.object({ batchId: z.uuid() }), { maxAttempts: 12 });
