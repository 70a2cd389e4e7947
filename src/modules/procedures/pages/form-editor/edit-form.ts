/** A form definition as far as it is written: plain JSON, judged elsewhere. */
export type Json = Readonly<Record<string, unknown>>;

export type FieldType = 'text' | 'paragraph' | 'integer' | 'number' | 'date' | 'choice' | 'choices' | 'boolean' | 'email' | 'phone' | 'personal-id' | 'file' | 'rows' | 'group';
export const fieldTypes: readonly FieldType[] = ['text', 'paragraph', 'integer', 'number', 'date', 'choice', 'choices', 'boolean', 'email', 'phone', 'personal-id', 'file', 'rows', 'group'];

export type FormStep = { readonly key: string; readonly title: string; readonly description: string; readonly fields: readonly string[] };

/** One question in the outline; `path` leads into groups and tables: `household.members.name`. */
export type OutlineLine = { readonly path: string; readonly title: string; readonly type: FieldType; readonly required: boolean; readonly condition: string; readonly depth: number; readonly first: boolean; readonly last: boolean };

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The record without one of its keys. */
export function without(record: Json, key: string): Json {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}

const objectOf = (value: unknown): Json => (isJson(value) ? value : {});
const textsOf = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []);
const layoutOf = (schema: Json): Json => objectOf(schema['x-dinh']);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

export function stepsOf(form: Json): FormStep[] {
  const { steps } = layoutOf(form);
  return (Array.isArray(steps) ? steps : []).filter(isJson).map((step) => ({ key: textOf(step['key']), title: textOf(step['title']), description: textOf(step['description']), fields: textsOf(step['fields']) }));
}

/** What the questions of a field live in: the object itself, or the rows of a table. */
function insideOf(field: Json): Json | null {
  if (field['type'] === 'object') return field;
  return field['type'] === 'array' && isJson(field['items']) && field['items']['type'] === 'object' ? field['items'] : null;
}

/** The questions of a step in their order, those of groups and tables under theirs. */
export function outlineOf(form: Json, step: FormStep): OutlineLine[] {
  return linesOf(form, step.fields, { prefix: '', depth: 0 });
}

function linesOf(schema: Json, keys: readonly string[], at: { prefix: string; depth: number }): OutlineLine[] {
  const properties = objectOf(schema['properties']);
  const required = textsOf(schema['required']);
  return keys.flatMap((key, index): OutlineLine[] => {
    const field = objectOf(Object.hasOwn(properties, key) ? properties[key] : undefined);
    const { visibleWhen, requiredWhen } = layoutOf(field);
    const condition = [textOf(visibleWhen), textOf(requiredWhen)].filter((words) => words !== '').join('; ');
    const path = `${at.prefix}${key}`;
    const line = { path, title: textOf(field['title']), type: typeOf(field), required: required.includes(key), condition, depth: at.depth, first: index === 0, last: index === keys.length - 1 };
    const inside = insideOf(field);
    return inside === null ? [line] : [line, ...linesOf(inside, textsOf(layoutOf(inside)['fields']), { prefix: `${path}.`, depth: at.depth + 1 })];
  });
}

export function typeOf(field: Json): FieldType {
  const { type, format } = field;
  if (type === 'object') return 'group';
  if (type === 'boolean' || type === 'integer' || type === 'number') return type;
  if (type === 'array') return insideOf(field) !== null ? 'rows' : objectOf(field['items'])['format'] === 'file-ref' ? 'file' : 'choices';
  if (format === 'date' || format === 'date-partial') return 'date';
  if (format === 'file-ref') return 'file';
  if (format === 'email' || format === 'phone' || format === 'personal-id') return format;
  if (Array.isArray(field['oneOf']) || layoutOf(field)['codeList'] !== undefined) return 'choice';
  return layoutOf(field)['widget'] === 'textarea' ? 'paragraph' : 'text';
}

/** A field of a kind as it begins. */
export function newField(type: FieldType, title: string): Json {
  const choices = [{ const: 'a', title: 'Lựa chọn 1' }, { const: 'b', title: 'Lựa chọn 2' }];
  const inner = { type: 'object', additionalProperties: false, properties: { name: { type: 'string', title: 'Tên' } }, 'x-dinh': { fields: ['name'] } };
  const shapes: Readonly<Record<FieldType, Json>> = {
    text: { type: 'string', maxLength: 200 },
    paragraph: { type: 'string', maxLength: 2000, 'x-dinh': { widget: 'textarea' } },
    integer: { type: 'integer', minimum: 0 },
    number: { type: 'number', minimum: 0 },
    date: { type: 'string', format: 'date' },
    choice: { type: 'string', oneOf: choices },
    choices: { type: 'array', items: { type: 'string', oneOf: choices }, maxItems: 50, uniqueItems: true },
    boolean: { type: 'boolean' },
    email: { type: 'string', format: 'email' },
    phone: { type: 'string', format: 'phone' },
    'personal-id': { type: 'string', format: 'personal-id', 'x-dinh': { personalDataClass: 'basic' } },
    file: { type: 'string', format: 'file-ref' },
    rows: { type: 'array', maxItems: 10, items: inner, 'x-dinh': { rowTitle: 'Dòng', addLabel: 'Thêm một dòng' } },
    group: inner,
  };
  return { title, ...shapes[type] };
}

/** The field at a path with the object it stands in; undefined when there is none. */
export function fieldAt(form: Json, path: string): { field: Json; required: boolean } | undefined {
  const [key = '', ...rest] = path.split('.');
  const properties = objectOf(form['properties']);
  const field = Object.hasOwn(properties, key) ? properties[key] : undefined;
  if (!isJson(field)) return undefined;
  if (rest.length === 0) return { field, required: textsOf(form['required']).includes(key) };
  const inside = insideOf(field);
  return inside === null ? undefined : fieldAt(inside, rest.join('.'));
}

/** The form with a change made to the object in which the field of the path stands. */
function changeParent(form: Json, path: string, change: (parent: Json, key: string) => Json): Json {
  const [key = '', ...rest] = path.split('.');
  if (rest.length === 0) return change(form, key);
  const properties = objectOf(form['properties']);
  const field = objectOf(Object.hasOwn(properties, key) ? properties[key] : undefined);
  const inside = insideOf(field);
  if (inside === null) return form;
  const changed = changeParent(inside, rest.join('.'), change);
  const whole = field['type'] === 'array' ? { ...field, items: changed } : changed;
  return { ...form, properties: { ...properties, [key]: whole } };
}

/** Puts a field in the place of the one at the path. */
export function setField(form: Json, path: string, value: { field: Json; required: boolean }): Json {
  return changeParent(form, path, (parent, key) => {
    const before = textsOf(parent['required']);
    const others = before.filter((name) => name !== key);
    const names = !value.required ? others : before.includes(key) ? before : [...before, key];
    return { ...without(parent, 'required'), properties: { ...objectOf(parent['properties']), [key]: value.field }, ...(names.length > 0 ? { required: names } : {}) };
  });
}

/** Adds a field at the end of a step (or, with a dotted path, of a group or table). */
export function addField(form: Json, path: string, field: Json, stepKey: string): Json {
  const added = setField(form, path, { field, required: false });
  return changeParent(added, path, (parent, key) => changeOrder(parent, (fields, step) => (step === null || step === stepKey ? [...fields.filter((name) => name !== key), key] : fields)));
}

/** Takes a field out, with its place in the order. Conditions that name it are left to the check. */
export function removeField(form: Json, path: string): Json {
  return changeParent(form, path, (parent, key) => {
    const properties = without(objectOf(parent['properties']), key);
    const required = textsOf(parent['required']).filter((name) => name !== key);
    return changeOrder({ ...without(parent, 'required'), properties, ...(required.length > 0 ? { required } : {}) }, (fields) => fields.filter((name) => name !== key));
  });
}

export function moveField(form: Json, path: string, by: -1 | 1): Json {
  return changeParent(form, path, (parent, key) => changeOrder(parent, (fields) => swap(fields, fields.indexOf(key), by)));
}

/** Moves a question of the top to another step. */
export function moveToStep(form: Json, key: string, stepKey: string): Json {
  return changeOrder(form, (fields, step) => (step === stepKey ? [...fields.filter((name) => name !== key), key] : fields.filter((name) => name !== key)));
}

function swap<T>(list: readonly T[], index: number, by: -1 | 1): readonly T[] {
  const other = index + by;
  if (index < 0 || other < 0 || other >= list.length) return list;
  const moved = [...list];
  [moved[index], moved[other]] = [moved[other] as T, moved[index] as T];
  return moved;
}

/** The order of a form stands in its steps, that of a group or table in `x-dinh.fields`. */
function changeOrder(schema: Json, change: (fields: readonly string[], step: string | null) => readonly string[]): Json {
  const layout = layoutOf(schema);
  if (!Array.isArray(layout['steps'])) return { ...schema, 'x-dinh': { ...layout, fields: change(textsOf(layout['fields']), null) } };
  const steps = layout['steps'].filter(isJson).map((step) => ({ ...step, fields: change(textsOf(step['fields']), textOf(step['key'])) }));
  return { ...schema, 'x-dinh': { ...layout, steps } };
}

/** Steps with titles as typed; a new one at the end, one moved, or an empty one taken out. */
export function changeSteps(form: Json, change: (steps: readonly Json[]) => readonly Json[]): Json {
  const layout = layoutOf(form);
  const steps = (Array.isArray(layout['steps']) ? layout['steps'] : []).filter(isJson);
  return { ...form, 'x-dinh': { ...layout, steps: change(steps) } };
}

export function moveStep(form: Json, key: string, by: -1 | 1): Json {
  return changeSteps(form, (steps) => swap(steps, steps.findIndex((step) => step['key'] === key), by));
}
