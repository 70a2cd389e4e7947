import { sectionKeys, sectionContent, type DraftContent, type Section } from './sections.ts';

/** One difference of two records. `field` names the kind of thing (`channels.fees.amount`), `items` which ones (“online”, “LP-01”). */
export type Change = {
  readonly section: Section;
  readonly field: string;
  readonly items: readonly string[];
  readonly kind: 'added' | 'removed' | 'changed' | 'moved';
  readonly before: string;
  readonly after: string;
};

type Value = unknown;
type Place = { readonly section: Section; readonly field: string; readonly items: readonly string[] };

/** Field by field, section by section, in the order of the record; things of a list are met by their key, not their place. */
export function compareRecords(before: DraftContent, after: DraftContent): Change[] {
  return sectionKeys.flatMap((section) => {
    const [a, b] = [readable(sectionContent(before, section)), readable(sectionContent(after, section))];
    return compareObjects(a, b, { section, field: '', items: [] });
  });
}

/** Forms become lists of steps and fields, so that a moved brace is not a change and a changed question is one. */
function readable(content: DraftContent): DraftContent {
  const copy: Record<string, unknown> = { ...content };
  if ('form' in copy) copy['form'] = readableForm(copy['form']);
  if (Array.isArray(copy['results'])) copy['results'] = copy['results'].map((result: Value) => (isObject(result) ? { ...result, form: readableForm(result['form']) } : result));
  return copy;
}

function readableForm(form: Value): Value {
  if (!isObject(form)) return {};
  const layout = isObject(form['x-dinh']) ? form['x-dinh'] : {};
  return { title: form['title'], steps: layout['steps'] ?? [], fields: fieldsOf(form, ''), checks: layout['checks'] ?? [] };
}

/** Parts of a field that hold other fields, or that its own layout says again. */
const structural = new Set(['properties', 'items', 'x-dinh', 'required', 'additionalProperties']);

function fieldsOf(schema: DraftContent, prefix: string): DraftContent[] {
  const properties = isObject(schema['properties']) ? schema['properties'] : {};
  const required: readonly unknown[] = Array.isArray(schema['required']) ? schema['required'] : [];
  return Object.entries(properties).flatMap(([key, field]): DraftContent[] => {
    if (!isObject(field)) return [];
    const path = `${prefix}${key}`;
    const { items, 'x-dinh': layout } = field;
    const plain = Object.fromEntries(Object.entries(field).filter(([name]) => !structural.has(name)));
    const own = { key: path, ...plain, required: required.includes(key), ...(isObject(layout) ? layout : {}) };
    const inner = isObject(items) ? fieldsOf(items, `${path}.`) : fieldsOf(field, `${path}.`);
    const choices = isObject(items) && 'oneOf' in items ? { oneOf: items['oneOf'] } : {};
    return [{ ...own, ...choices }, ...inner];
  });
}

function compareValues(before: Value, after: Value, place: Place): Change[] {
  if (isThingList(before) && isThingList(after)) return compareLists(before, after, place);
  if (isTextList(before) && isTextList(after)) return compareTexts(before, after, place);
  if (isObject(before) && isObject(after)) return compareObjects(before, after, place);
  const [a, b] = [plainWords(before), plainWords(after)];
  if (a === b) return [];
  const kind = a === '' ? 'added' : b === '' ? 'removed' : 'changed';
  return [{ ...place, kind, before: a, after: b }];
}

function isTextList(value: Value): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string');
}

/** Texts have no identity but themselves: one that was reworded is one less and one more. */
function compareTexts(before: readonly string[], after: readonly string[], place: Place): Change[] {
  const gone = before.filter((one) => !after.includes(one)).map((one): Change => ({ ...place, kind: 'removed', before: one, after: '' }));
  const come = after.filter((one) => !before.includes(one)).map((one): Change => ({ ...place, kind: 'added', before: '', after: one }));
  return [...gone, ...come];
}

function compareObjects(before: DraftContent, after: DraftContent, place: Place): Change[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key) => compareValues(before[key], after[key], { ...place, field: place.field === '' ? key : `${place.field}.${key}` }));
}

function compareLists(before: readonly DraftContent[], after: readonly DraftContent[], place: Place): Change[] {
  const [known, now] = [byIdentity(before), byIdentity(after)];
  const removed = [...known].filter(([id]) => !now.has(id)).map(([id, item]): Change => ({ ...place, items: [...place.items, nameOf(item, id)], kind: 'removed', before: plainWords(item), after: '' }));
  const kept = [...now].flatMap(([id, item]): Change[] => {
    const inside = { ...place, items: [...place.items, nameOf(item, id)] };
    const old = known.get(id);
    return old === undefined ? [{ ...inside, kind: 'added', before: '', after: plainWords(item) }] : compareObjects(old, item, inside);
  });
  const orderOf = (list: ReadonlyMap<string, unknown>, others: ReadonlyMap<string, unknown>): string => [...list.keys()].filter((id) => others.has(id)).join(' → ');
  const [a, b] = [orderOf(known, now), orderOf(now, known)];
  const moved: Change[] = a === b ? [] : [{ ...place, kind: 'moved', before: a, after: b }];
  return [...removed, ...kept, ...moved];
}

const identities = ['key', 'code', 'kind', 'number', 'const', 'text', 'vi', 'name'] as const;

function isThingList(value: Value): value is readonly DraftContent[] {
  return Array.isArray(value) && value.every((item: Value) => isObject(item) && identities.some((key) => typeof item[key] === 'string'));
}

/** Two things of one identity (a code written twice by mistake) stay apart by their count. */
function byIdentity(list: readonly DraftContent[]): Map<string, DraftContent> {
  const found = new Map<string, DraftContent>();
  for (const item of list) {
    const key = identities.find((name) => typeof item[name] === 'string') ?? 'key';
    let id = String(item[key]);
    while (found.has(id)) id += '′';
    found.set(id, item);
  }
  return found;
}

function nameOf(item: DraftContent, id: string): string {
  const { name, title } = item;
  const words = typeof name === 'string' ? name : typeof title === 'string' ? title : '';
  return words === '' || words === id ? id : `${words} (${id})`;
}

const emptyWords = new Set(['', '[]', '{}']);

/** A value as one line for people; nothing, an empty text and an empty list are the same. */
function plainWords(value: Value): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'có' : 'không';
  if (Array.isArray(value)) return value.map(plainWords).filter((words) => !emptyWords.has(words)).join('; ');
  if (isObject(value)) return Object.values(value).map(plainWords).filter((words) => !emptyWords.has(words)).join(', ');
  return typeof value === 'number' ? String(value) : '';
}

function isObject(value: Value): value is DraftContent {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
