import { formKeys, groupKeys, layoutOf, ownField } from './definition.ts';
import type { Field, FormDefinition, GroupField, ObjectSchema } from './definition.ts';
import { evaluateFeel } from './feel.ts';
import { formatPath } from './paths.ts';
import type { Path } from './paths.ts';
import { readAnswer } from './read-answer.ts';
import type { RawValues } from './submission.ts';

/** What is known already, by the keys that `prefill` names: `{ 'account.fullName': 'Nguyễn Văn An' }`. */
export type Known = Readonly<Record<string, unknown>>;

type Scope = Readonly<Record<string, unknown>>;

/**
 * Fills answers that are still empty with what is known, so that nothing is asked twice. Rows are left alone; a field
 * with `prefillWhen` is filled only where that holds with the answers before it.
 */
export function prefill(definition: FormDefinition, raw: RawValues, known: Known): RawValues {
  return fillObject(definition, formKeys(definition), { raw, known, scope: {} });
}

type Filling = { readonly raw: RawValues; readonly known: Known; readonly scope: Scope };

function fillObject(schema: ObjectSchema, keys: readonly string[], { raw, known, scope }: Filling): RawValues {
  const filled: Record<string, unknown> = { ...raw };
  let names: Scope = { ...scope, ...nullsFor(schema) };
  for (const key of keys) {
    const field = ownField(schema, key);
    if (field?.type === 'object') filled[key] = fillGroup(field, { raw: recordOf(raw[key]), known, scope: names });
    else if (field && isEmpty(raw[key])) {
      const value = knownFor(field, known, names);
      if (value !== undefined) filled[key] = value;
    }
    if (!isEmpty(filled[key])) names = { ...names, [key]: filled[key] };
  }
  return filled;
}

function fillGroup(field: GroupField, filling: Filling): RawValues {
  return fillObject(field, groupKeys(field), filling);
}

function knownFor(field: Field, known: Known, scope: Scope): unknown {
  const { prefill: source, prefillWhen } = layoutOf(field);
  if (source === undefined || !Object.hasOwn(known, source)) return undefined;
  return prefillWhen === undefined || evaluateFeel(prefillWhen, scope) === true ? known[source] : undefined;
}

/** An answer that is known from elsewhere: as it is known, or disputed by another answer. */
export type KnownAnswer = {
  readonly path: string;
  readonly field: Field;
  /** Whence it is known, such as "Tài khoản định danh". */
  readonly source: string;
  readonly known: unknown;
  readonly given: unknown;
  readonly disputed: boolean;
};

/**
 * The answers of these keys that are known, with what was given instead where the applicant says that it is wrong. An
 * empty answer disputes nothing. `values` are judged ones: what is compared is written the same way.
 */
export function knownAnswers(definition: FormDefinition, values: RawValues, known: Known, keys = formKeys(definition)): readonly KnownAnswer[] {
  return compareObject({ schema: definition, keys, path: [] }, { raw: values, known, scope: values });
}

type Part = { readonly schema: ObjectSchema; readonly keys: readonly string[]; readonly path: Path };

function compareObject({ schema, keys, path }: Part, { raw, known, scope }: Filling): readonly KnownAnswer[] {
  const names: Scope = { ...nullsFor(schema), ...scope, ...raw };
  return keys.flatMap((key): readonly KnownAnswer[] => {
    const field = ownField(schema, key);
    const here = [...path, key];
    if (field?.type === 'object') {
      return compareObject({ schema: field, keys: groupKeys(field), path: here }, { raw: recordOf(raw[key]), known, scope: names });
    }
    const { source } = layoutOf(field ?? {});
    const value = field && knownFor(field, known, names);
    if (!field || source === undefined || value === undefined || isEmpty(raw[key])) return [];
    return [{ path: formatPath(here), field, source, known: value, given: raw[key], disputed: !isSame(field, raw[key], value) }];
  });
}

/** The same answer, however it is written: "0912 345 678" is "+84912345678". */
function isSame(field: Field, given: unknown, known: unknown): boolean {
  const [one, other] = [given, known].map((value) => readAnswer(field, value, { today: '9999-12-31', codeLists: {} }));
  if (one === undefined || other === undefined || !('value' in one) || !('value' in other)) return given === known;
  return one.value === other.value;
}

function nullsFor(schema: ObjectSchema): Scope {
  return Object.fromEntries(Object.keys(schema.properties).map((key) => [key, null]));
}

function recordOf(value: unknown): RawValues {
  return typeof value === 'object' && value !== null ? (value as RawValues) : {};
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}
