import { formKeys, groupKeys, layoutOf, ownField } from './definition.ts';
import type { FormDefinition, GroupField, ObjectSchema } from './definition.ts';
import type { RawValues } from './submission.ts';

/** What is known already, by the keys that `prefill` names: `{ 'account.fullName': 'Nguyễn Văn An' }`. */
export type Known = Readonly<Record<string, unknown>>;

/** Fills answers that are still empty with what is known, so that nothing is asked twice. Rows are left alone. */
export function prefill(definition: FormDefinition, raw: RawValues, known: Known): RawValues {
  return fillObject(definition, formKeys(definition), raw, known);
}

function fillObject(schema: ObjectSchema, keys: readonly string[], raw: RawValues, known: Known): RawValues {
  const filled: Record<string, unknown> = { ...raw };
  for (const key of keys) {
    const field = ownField(schema, key);
    if (field?.type === 'object') filled[key] = fillGroup(field, raw[key], known);
    const source = field && layoutOf(field).prefill;
    if (source && isEmpty(raw[key]) && Object.hasOwn(known, source)) filled[key] = known[source];
  }
  return filled;
}

function fillGroup(field: GroupField, raw: unknown, known: Known): RawValues {
  const inner = typeof raw === 'object' && raw !== null ? (raw as RawValues) : {};
  return fillObject(field, groupKeys(field), inner, known);
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}
