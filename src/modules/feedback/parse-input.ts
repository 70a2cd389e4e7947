import { z } from 'zod';
import { invalid } from '#platform/errors/app-error.ts';
import { messages } from './messages.ts';

const vietnamese = z.locales.vi().localeError;

/** The input in its stored form. @throws AppError invalid with the code a schema names, else `feedback.input_invalid` */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input, { error: vietnamese });
  if (parsed.success) return parsed.data;
  const named = parsed.error.issues.find((issue) => Object.hasOwn(messages, issue.message));
  if (named !== undefined) throw invalid(named.message);
  const problems = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  throw invalid('feedback.input_invalid', { count: problems.length, problems });
}
