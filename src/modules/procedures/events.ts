import { z } from 'zod';
import { defineEvent } from '#platform/jobs/definitions.ts';

export const versionPublished = defineEvent('procedures.version_published', z.object({ versionId: z.uuid(), code: z.string(), validFrom: z.iso.date() }));
