import { checkDefinition } from '#platform/forms/check-definition.ts';
import type { FormDefinition } from '#platform/forms/definition.ts';

const checked = new WeakMap<object, FormDefinition>();

/** The e-form of a record, or null while it does not pass its check (only drafts may not). */
export function definitionOf(form: unknown): FormDefinition | null {
  if (typeof form !== 'object' || form === null) return null;
  const before = checked.get(form);
  if (before !== undefined) return before;
  const { definition } = checkDefinition(form);
  if (definition !== null) checked.set(form, definition);
  return definition;
}
