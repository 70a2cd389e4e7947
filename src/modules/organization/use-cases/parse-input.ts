import { z } from 'zod';
import { invalid } from '#platform/errors/app-error.ts';
import { messages } from '../messages.ts';

const vietnamese = z.locales.vi().localeError;
const words: Readonly<Record<string, string>> = messages;

/**
 * The input in its stored form.
 * @throws AppError invalid `organization.input_invalid` with `problems: {path, message}[]`, in Vietnamese.
 */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input, { error: vietnamese });
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => ({
    path: issue.path.join('.'),
    message: words[issue.message] ?? issue.message,
  }));
  throw invalid('organization.input_invalid', { count: problems.length, problems });
}
