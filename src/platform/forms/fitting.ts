import { layoutOf, ownField } from './definition.ts';
import type { Field, FormDefinition, ObjectSchema } from './definition.ts';

type Values = Readonly<Record<string, unknown>>;

/**
 * Those of the values that the form has a place for, at any depth: what an older form asked, and what is calculated,
 * is left out. Nothing is judged.
 */
export function fittingAnswers(definition: FormDefinition, values: Values): Values {
  return fitObject(definition, values);
}

function fitObject(schema: ObjectSchema, values: Values): Values {
  const fitting = Object.entries(values).flatMap(([key, value]) => {
    const field = ownField(schema, key);
    const fits = field === undefined || layoutOf(field).calculate !== undefined ? undefined : fit(field, value);
    return fits === undefined ? [] : [[key, fits] as const];
  });
  return Object.fromEntries(fitting);
}

function fit(field: Field, value: unknown): unknown {
  if (field.type === 'object') return isRecord(value) ? fitObject(field, value) : undefined;
  if (field.type !== 'array' || field.items.type !== 'object') return value;
  const { items } = field;
  return Array.isArray(value) ? value.map((row: unknown) => (isRecord(row) ? fitObject(items, row) : {})) : undefined;
}

function isRecord(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
