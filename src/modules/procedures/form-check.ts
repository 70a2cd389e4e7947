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

/** The e-form of a published record; `checkForms` has vouched for it. */
export function formOf(form: unknown): FormDefinition {
  const { definition } = checkDefinition(form);
  if (definition === null) throw new Error('a published form does not pass its own check');
  return definition;
}
