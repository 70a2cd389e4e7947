import { checkDefinition } from '#platform/forms/check-definition.ts';
import type { FormDefinition } from '#platform/forms/definition.ts';

const checked = new WeakMap<object, FormDefinition>();

/** The e-form of a published procedure; its publication has vouched for it. */
export function definitionOf(form: unknown): FormDefinition {
  const key = typeof form === 'object' && form !== null ? form : {};
  const before = checked.get(key);
  if (before !== undefined) return before;
  const { definition } = checkDefinition(form);
  if (definition === null) throw new Error('a published form does not pass its own check');
  checked.set(key, definition);
  return definition;
}
