import { z } from 'zod';
import { defineJob } from '../definitions.ts';

export const slowJob = defineJob('test.slow', z.object({}));
