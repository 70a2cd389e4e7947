import { titleOf, type FormDefinition, type Step } from '#platform/forms/definition.ts';
import { fittingAnswers } from '#platform/forms/fitting.ts';
import type { Known } from '#platform/forms/prefill.ts';
import { knownAnswers, prefill } from '#platform/forms/prefill.ts';
import type { Problem } from '#platform/forms/problem.ts';
import type { RawValues } from '#platform/forms/submission.ts';

/** Steps in which something is asked with these answers; `visible` comes from `validate`. */
export function askedSteps(definition: FormDefinition, visible: ReadonlySet<string>): readonly Step[] {
  return definition['x-dinh'].steps.filter((step) => step.fields.some((field) => visible.has(field)));
}

/** Key of the step `by` places away; null before the first and after the last. */
export function neighbourStep(steps: readonly Step[], key: string, by: 1 | -1): string | null {
  const index = steps.findIndex((step) => step.key === key);
  return index === -1 ? null : (steps[index + by]?.key ?? null);
}

/** The step that asks what a problem is about; null for a problem of the whole form. */
export function stepOfProblem(definition: FormDefinition, problem: Pick<Problem, 'path'>): string | null {
  const field = /^\w+/u.exec(problem.path)?.[0];
  return definition['x-dinh'].steps.find((step) => field !== undefined && step.fields.includes(field))?.key ?? null;
}

/** The saved answers that the present form still asks: a new version of the form must not lock an old draft. */
export function keptAnswers(definition: FormDefinition, saved: RawValues): RawValues {
  return fittingAnswers(definition, saved);
}

/** Saved answers, completed by what is known. What somebody emptied on purpose stays empty. */
export function filledAnswers(definition: FormDefinition, saved: RawValues, known: Known): RawValues {
  return { ...prefill(definition, saved, known), ...saved };
}

export type Prefilled = { readonly source: string; readonly titles: readonly string[] };

/** Which answers of a step stand as they are known, grouped by where they come from, so that the reader checks them. */
export function prefilledOf(
  definition: FormDefinition,
  step: Step,
  now: { answers: RawValues; known: Known; locale: string },
): readonly Prefilled[] {
  const bySource = new Map<string, string[]>();
  for (const { source, field, disputed } of knownAnswers(definition, now.answers, now.known, step.fields)) {
    if (!disputed) bySource.set(source, [...(bySource.get(source) ?? []), titleOf(field, now.locale)]);
  }
  return [...bySource].map(([source, titles]) => ({ source, titles }));
}
