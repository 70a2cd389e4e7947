import { isJson, without, type Json } from './edit-form.ts';

type Where = 'field' | 'layout' | 'en';
type Kind = 'text' | 'number' | 'select';

/** One box of the usual things of a question, and where it stands in the definition. */
export type FieldBox = { readonly name: string; readonly where: Where; readonly kind: Kind; readonly options?: readonly string[]; readonly area?: true };

const box = (name: string, where: Where, kind: Kind = 'text', more: Partial<FieldBox> = {}): FieldBox => ({ name, where, kind, ...more });

/** The usual things; what is not among them is edited as JSON and kept as it is. */
export const fieldBoxes: readonly FieldBox[] = [
  box('title', 'field'),
  box('description', 'field', 'text', { area: true }),
  box('help', 'layout', 'text', { area: true }),
  box('example', 'layout'),
  box('visibleWhen', 'layout'),
  box('requiredWhen', 'layout'),
  box('calculate', 'layout'),
  box('prefill', 'layout'),
  box('source', 'layout'),
  box('personalDataClass', 'layout', 'select', { options: ['none', 'basic', 'sensitive'] }),
  box('width', 'layout', 'select', { options: ['w2', 'w4', 'w10', 'w20'] }),
  box('unit', 'layout'),
  box('maxLength', 'field', 'number'),
  box('minimum', 'field', 'number'),
  box('maximum', 'field', 'number'),
  box('maxItems', 'field', 'number'),
  box('notBefore', 'layout'),
  box('notAfter', 'layout'),
  box('rowTitle', 'layout'),
  box('addLabel', 'layout'),
  box('title', 'en'),
  box('description', 'en', 'text', { area: true }),
];

export const boxName = ({ name, where }: FieldBox): string => (where === 'en' ? `en.${name}` : name);

const partOf = (field: Json, where: Where): Json => {
  const layout = isJson(field['x-dinh']) ? field['x-dinh'] : {};
  if (where === 'field') return field;
  return where === 'layout' ? layout : isJson(layout['en']) ? layout['en'] : {};
};

/** What the box shows. */
export function boxValue(field: Json, at: FieldBox): string {
  const value = partOf(field, at.where)[at.name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Boxes that make no sense for the kind of question and hold nothing are not shown. */
export function shownBoxes(field: Json): readonly FieldBox[] {
  const text = field['type'] === 'string' && field['format'] === undefined && field['oneOf'] === undefined;
  const number = field['type'] === 'integer' || field['type'] === 'number';
  const fits: Readonly<Partial<Record<string, boolean>>> = {
    ...{ maxLength: text, minimum: number, maximum: number, maxItems: field['type'] === 'array', rowTitle: field['type'] === 'array', addLabel: field['type'] === 'array' },
    ...{ notBefore: field['format'] === 'date', notAfter: field['format'] === 'date', unit: text || number, width: text || number, example: text || number },
    ...{ prefill: field['type'] !== 'object' && field['type'] !== 'array', source: field['type'] !== 'object' && field['type'] !== 'array', calculate: field['type'] !== 'object' && field['type'] !== 'array', requiredWhen: field['type'] !== 'object', personalDataClass: field['type'] !== 'object' },
  };
  return fieldBoxes.filter((at) => (at.where === 'en' || (fits[at.name] ?? true)) || boxValue(field, at) !== '');
}

/** The field with what was typed; an empty box takes the setting away. */
export function readBoxes(field: Json, posted: Readonly<Record<string, string>>): Json {
  let changed = field;
  for (const at of shownBoxes(field)) {
    const typed = (posted[boxName(at)] ?? '').normalize('NFC').trim();
    changed = setBox(changed, at, typed === '' ? undefined : at.kind === 'number' && /^-?\d+(\.\d+)?$/u.test(typed) ? Number(typed) : typed);
  }
  return posted['choices'] === undefined ? changed : setChoices(changed, posted['choices']);
}

function setBox(field: Json, { name, where }: FieldBox, value: string | number | undefined): Json {
  if (where === 'field') return withKey(field, name, value);
  const layout = partOf(field, 'layout');
  if (where === 'layout') return withKey(field, 'x-dinh', filled(withKey(layout, name, value)));
  return withKey(field, 'x-dinh', filled(withKey(layout, 'en', filled(withKey(partOf(field, 'en'), name, value)))));
}

const filled = (part: Json): Json | undefined => (Object.keys(part).length === 0 ? undefined : part);

function withKey(part: Json, key: string, value: unknown): Json {
  // A key that is there keeps its place: the JSON view must not jump at every save.
  return value === undefined ? without(part, key) : { ...part, [key]: value };
}

type Choice = Json & { readonly const: string; readonly title: string };

const holderOf = (field: Json): Json => (field['type'] === 'array' && isJson(field['items']) ? field['items'] : field);

/** The choices as lines `code | words | English words`; null for a question without any of its own. */
export function choiceLines(field: Json): string | null {
  const { oneOf } = holderOf(field);
  if (!Array.isArray(oneOf)) return null;
  return oneOf
    .filter(isJson)
    .map((choice) => [choice['const'], choice['title'], partOf(choice, 'en')['title']].filter((part) => typeof part === 'string').join(' | '))
    .join('\n');
}

function setChoices(field: Json, lines: string): Json {
  const holder = holderOf(field);
  const known = Array.isArray(holder['oneOf']) ? holder['oneOf'].filter(isJson) : [];
  const oneOf = lines.split(/\r?\n/u).filter((line) => line.trim() !== '').map((line): Choice => {
    const [code = '', title = '', en = ''] = line.split('|').map((part) => part.normalize('NFC').trim());
    const old = known.find((choice) => choice['const'] === code) ?? {};
    return { ...setBox({ ...old, title: title || code }, { name: 'title', where: 'en', kind: 'text' }, en === '' ? undefined : en), const: code, title: title || code };
  });
  const changed = { ...holder, oneOf };
  return holder === field ? changed : { ...field, items: changed };
}
