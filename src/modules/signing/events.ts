import { z } from 'zod';
import { defineEvent } from '#platform/jobs/definitions.ts';

/** A certificate comes near its end: published once for each stage (60, 30, 7 days). */
export const certificateExpiring = defineEvent(
  'signing.certificate_expiring',
  z.object({
    certificateId: z.uuid(),
    holderKind: z.enum(['person', 'unit']),
    holderUid: z.string(),
    holderName: z.string(),
    unitUid: z.string(),
    daysLeft: z.number().int(),
    notAfter: z.iso.datetime(),
  }),
);

/** A certificate can no longer be used: whoever relies on its holder's signature must know. */
export const certificateRevoked = defineEvent(
  'signing.certificate_revoked',
  z.object({
    certificateId: z.uuid(),
    holderKind: z.enum(['person', 'unit']),
    holderUid: z.string(),
    unitUid: z.string(),
  }),
);
