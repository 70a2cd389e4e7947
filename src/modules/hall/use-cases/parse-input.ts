import { z } from 'zod';
import { invalid } from '#platform/errors/app-error.ts';
import { messages } from '../messages.ts';

const vietnamese = z.locales.vi().localeError;
const words: Readonly<Record<string, string>> = messages;

/** @throws AppError invalid `hall.input_invalid` with `problems: {path, message}[]`, in Vietnamese. */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input, { error: vietnamese });
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message: words[message] ?? message }));
  throw invalid('hall.input_invalid', { problems });
}
