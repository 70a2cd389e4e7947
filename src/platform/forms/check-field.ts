import { kindOf, layoutOf, ownField } from './definition.ts';
import type { Field, FieldKind, FieldLayout, GroupField, ListField, StringField } from './definition.ts';
import { isSafePattern } from './safe-pattern.ts';

export type AddFault = (path: string, code: string, detail?: string) => void;

/** Where a field stands: names that its expressions may use, how many times it can occur, how deep it is. */
export type FieldPlace = {
  readonly path: string;
  readonly names: readonly string[];
  readonly rows: number;
  readonly depth: number;
  readonly tables: number;
};

const deepest = 4;
/** Repeating groups two deep: a household and its members, no further. */
const mostTables = 2;

// Names that FEEL reads as its own words, or that the form posts itself.
const reserved = new Set(
  `and or not if then else for in return some every satisfies between instance of true false null function external item
  date time duration today now day month year constructor prototype requestId step intent`.split(/\s+/),
);

// Layout keywords that mean something for each kind of field; the rest would be silently ignored.
const common = [
  'help',
  'personalDataClass',
  'visibleWhen',
  'en',
  'source',
  'prefill',
  'prefillWhen',
  'locked',
  'requiredWhen',
] as const;
const meaningful: Readonly<Record<FieldKind, readonly (keyof FieldLayout)[]>> = {
  text: ['widget', 'example', 'unit', 'width', 'autocomplete', 'patternMessage', 'calculate', ...common],
  number: ['widget', 'example', 'unit', 'width', 'autocomplete', 'calculate', ...common],
  choice: ['widget', 'autocomplete', 'codeList', 'calculate', 'width', ...common],
  date: ['example', 'autocomplete', 'notBefore', 'notAfter', 'calculate', ...common],
  boolean: ['calculate', ...common],
  choices: [...common],
  file: ['accept', 'maxBytes', ...common],
  files: ['accept', 'maxBytes', ...common],
  rows: ['help', 'visibleWhen', 'requiredWhen', 'en', 'rowTitle', 'addLabel'],
  group: ['help', 'visibleWhen', 'en', 'fields', 'summary'],
};

/** Checks one field by itself; what lies inside groups and tables is walked by `checkDefinition`. */
export function checkField(key: string, field: Field, place: FieldPlace, add: AddFault): void {
  if (reserved.has(key)) add(place.path, 'reserved_name', key);
  if (place.depth > deepest) add(place.path, 'too_deep');
  checkLayout(field, place, add);
  if (field.type === 'string') checkString(field, (code, detail) => add(place.path, code, detail));
  if (field.type === 'array') checkList(field, place, add);
  if (field.type === 'object') checkSummary(field, place, add);
}

function checkSummary(field: GroupField, place: FieldPlace, add: AddFault): void {
  const { summary } = layoutOf(field);
  if (summary === undefined) return;
  const line = ownField(field, summary);
  if (line === undefined || layoutOf(line).calculate === undefined) add(`${place.path}.x-dinh.summary`, 'unknown_name', summary);
}

function checkLayout(field: Field, place: FieldPlace, add: AddFault): void {
  const layout = layoutOf(field);
  const allowed = meaningful[kindOf(field)];
  for (const key of Object.keys(layout) as (keyof FieldLayout)[]) {
    if (!allowed.includes(key)) add(`${place.path}.x-dinh`, 'meaningless', key);
  }
  if (layout.calculate !== undefined && (layout.requiredWhen ?? layout.prefill) !== undefined) {
    add(`${place.path}.x-dinh`, 'calculated_and_asked');
  }
  if (layout.prefillWhen !== undefined && (layout.prefill === undefined || layout.locked)) {
    add(`${place.path}.x-dinh`, 'prefill_when');
  }
  if (layout.locked && layout.prefill === undefined) add(`${place.path}.x-dinh`, 'locked_without_prefill');
  if (layout.locked && place.tables > 0) add(`${place.path}.x-dinh`, 'locked_in_table');
}

type Add = (code: string, detail?: string) => void;

function checkString(field: StringField, add: Add): void {
  const kind = kindOf(field);
  const { codeList } = layoutOf(field);
  if (field.oneOf && (field.format ?? field.pattern ?? field.minLength ?? field.maxLength ?? codeList) !== undefined) {
    add('mixed_kinds', 'oneOf');
  }
  if (field.oneOf && doubled(field.oneOf.map((choice) => choice.const))) add('doubled_choice');
  if (kind !== 'text' && (field.pattern ?? field.minLength ?? field.maxLength) !== undefined) add('mixed_kinds', kind);
  if (field.format !== undefined && field.pattern !== undefined) add('mixed_kinds', 'pattern');
  if ((field.minLength ?? 0) > (field.maxLength ?? Infinity)) add('empty_range');
  if (field.pattern !== undefined && !isSafePattern(field.pattern, field.maxLength))
    add('unsafe_pattern', field.pattern);
}

function checkList(field: ListField, place: FieldPlace, add: AddFault): void {
  if ((field.minItems ?? 0) > field.maxItems) add(place.path, 'empty_range');
  if (field.items.type === 'object') {
    if (place.tables >= mostTables) add(place.path, 'too_deep');
    if (field.items['x-dinh']?.fields === undefined) add(`${place.path}.items`, 'order');
    return;
  }
  const { oneOf, format } = field.items;
  if (!oneOf && format !== 'file-ref') add(`${place.path}.items`, 'list_of_text');
  if (oneOf && (format !== undefined || doubled(oneOf.map((choice) => choice.const))))
    add(`${place.path}.items`, 'doubled_choice');
  if (oneOf && oneOf.length > field.maxItems) add(place.path, 'fewer_places_than_choices');
  if (field.uniqueItems !== true) add(place.path, 'unique_items');
}

function doubled(values: readonly string[]): boolean {
  return new Set(values).size !== values.length;
}
