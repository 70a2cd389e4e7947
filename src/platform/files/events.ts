import { z } from 'zod';
import { defineEvent, defineJob } from '#platform/jobs/definitions.ts';

/** A file was found to hold malware; modules that refer to it should tell the people concerned. */
export const fileFoundInfected = defineEvent(
  'files.file_found_infected',
  z.object({ sha256: z.string(), finding: z.string() }),
);

export const scanFile = defineJob('files.scan_file', z.object({ sha256: z.string() }));
