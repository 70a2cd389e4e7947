import { z } from 'zod';
import { defineEvent } from '#platform/jobs/definitions.ts';

const day = z.iso.date();

export const versionPublished = defineEvent('procedures.version_published', z.object({ versionId: z.uuid(), code: z.string(), validFrom: day }));

/** Taken back before it came into force; the version before goes on. */
export const versionWithdrawn = defineEvent('procedures.version_withdrawn', z.object({ versionId: z.uuid(), code: z.string() }));

/** No new case after `lastDay`; running cases go on with their version. */
export const procedureEnded = defineEvent('procedures.procedure_ended', z.object({ code: z.string(), lastDay: day, successor: z.string().nullable() }));
