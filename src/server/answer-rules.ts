import type { ProcedureVersion } from '#modules/procedures/index.ts';
import { formOf } from '#modules/procedures/index.ts';
import { formKeys } from '#platform/forms/definition.ts';
import { evaluateFeel } from '#platform/forms/feel.ts';

type Answers = Readonly<Record<string, unknown>>;
type TimeLimit = ProcedureVersion['content']['channels'][number]['duration'];

/** FEEL over the answers of a form; a question that was not asked is null. */
export function evaluatorOf(form: unknown, answers: Answers, today: string): (expression: string) => unknown {
  const silent = Object.fromEntries(formKeys(formOf(form)).map((key) => [key, null]));
  const scope = { ...silent, ...answers, today };
  return (expression) => evaluateFeel(expression, scope);
}

/** A limit of a procedure in the terms of the calendar. */
export function calendarRule({ unit, n, cutOff, legalBase }: TimeLimit) {
  const base = { legalBase, ...(cutOff === undefined ? {} : { cutOff }) };
  return unit === 'same_day' ? { unit, ...base, cutOff: cutOff ?? '15:00' } : { unit, n: n ?? 1, ...base };
}
