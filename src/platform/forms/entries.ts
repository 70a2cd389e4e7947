import { formKeys, groupKeys, kindOf, layoutOf, ownField } from './definition.ts';
import type { Field, FormDefinition, ObjectSchema } from './definition.ts';
import { formatPath } from './paths.ts';
import type { Path } from './paths.ts';
import type { FormValues } from './validate.ts';

/** The name/value pairs that a browser would post for these answers; the inverse of parsing and judging. */
export function toEntries(definition: FormDefinition, values: FormValues): readonly (readonly [string, string])[] {
  return objectEntries(definition, formKeys(definition), { values, path: [] });
}

type Part = { readonly values: unknown; readonly path: Path };

function objectEntries(schema: ObjectSchema, keys: readonly string[], { values, path }: Part): [string, string][] {
  const bag = (typeof values === 'object' && values !== null ? values : {}) as Readonly<Record<string, unknown>>;
  return keys.flatMap((key) => {
    const field = ownField(schema, key);
    return field && Object.hasOwn(bag, key) ? fieldEntries(field, { values: bag[key], path: [...path, key] }) : [];
  });
}

function fieldEntries(field: Field, { values, path }: Part): [string, string][] {
  const name = formatPath(path);
  if (values === undefined || values === null || layoutOf(field).calculate !== undefined) return [];
  if (field.type === 'object') return objectEntries(field, groupKeys(field), { values, path });
  if (field.type === 'array') return listEntries(field, { values, path });
  if (field.type === 'boolean') return values === true ? [[name, 'true']] : [];
  if (kindOf(field) === 'date') return dateEntries(name, textOf(values));
  return [[name, field.type === 'string' ? textOf(values) : textOf(values).replace('.', ',')]];
}

function listEntries(field: Field & { type: 'array' }, { values, path }: Part): [string, string][] {
  const list: readonly unknown[] = Array.isArray(values) ? values : [];
  const { items } = field;
  if (items.type !== 'object') return list.map((value) => [formatPath(path), String(value)]);
  return list.flatMap((row, index) => objectEntries(items, groupKeys(items), { values: row, path: [...path, index] }));
}

function dateEntries(name: string, iso: string): [string, string][] {
  const [year = '', month = '', day = ''] = iso.split('-');
  return [
    [`${name}.day`, day],
    [`${name}.month`, month],
    [`${name}.year`, year],
  ];
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
