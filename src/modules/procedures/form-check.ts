import { checkDefinition } from '#platform/forms/check-definition.ts';
import type { FormDefinition } from '#platform/forms/definition.ts';
import type { ProcedureContent } from './model.ts';

/** The first thing wrong with any e-form of a record, or undefined when all may be published. */
export function checkForms(content: ProcedureContent): string | undefined {
  for (const form of [content.form, ...content.results.map((result) => result.form)]) {
    const [problem] = checkDefinition(form).problems;
    if (problem !== undefined) return `${problem.path} ${problem.code} ${problem.detail}`.trim();
  }
  return undefined;
}

// Versions never change and are kept in memory: reading one form of them costs a millisecond the first time only.
const read = new WeakMap<object, FormDefinition>();

/** The e-form of a published record; `checkForms` has vouched for it. */
export function formOf(form: unknown): FormDefinition {
  const known = typeof form === 'object' && form !== null ? read.get(form) : undefined;
  if (known !== undefined) return known;
  const { definition } = checkDefinition(form);
  if (definition === null || typeof form !== 'object' || form === null) throw new Error('a published form does not pass its own check');
  read.set(form, definition);
  return definition;
}
