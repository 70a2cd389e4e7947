import { z } from 'zod';
import type { Actor } from '#platform/access/actor.ts';
import { invalid } from '#platform/errors/app-error.ts';
import type { IdentityContext } from '../context.ts';
import { messages } from '../messages.ts';

const vietnamese = z.locales.vi().localeError;
const words: Readonly<Record<string, string>> = messages;

/** What comes from a form or an API call, before it is checked. */
export type Raw = Readonly<Record<string, unknown>>;

/** @throws AppError invalid `identity.input_invalid` with `problems: {path, message}[]`, in Vietnamese. */
export function parseInput<S extends z.ZodType>(schema: S, input: Raw): z.output<S> {
  const parsed = schema.safeParse(input, { error: vietnamese });
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => ({
    path: issue.path.join('.'),
    message: words[issue.message] ?? issue.message,
  }));
  throw invalid('identity.input_invalid', { problems });
}

/** A use case whose input is checked at its door. */
export function checked<S extends z.ZodType, R>(
  schema: S,
  useCase: (context: IdentityContext, actor: Actor, input: z.output<S>) => Promise<R>,
): (context: IdentityContext, actor: Actor, input: Raw) => Promise<R> {
  return async (context, actor, input) => useCase(context, actor, parseInput(schema, input));
}
