import type { Leaf, Rows, Spec } from './spec.ts';

type Json = Readonly<Record<string, unknown>>;
type Posted = Readonly<Record<string, string>>;

/**
 * What was posted, over what was there: boxes win, everything without a box stays. A text that is no number is kept as it
 * was typed, so that the editor finds it again with its problem.
 */
export function readSection(posted: Posted, list: readonly Spec[], before: Json, prefix = ''): Record<string, unknown> {
  let content: Record<string, unknown> = { ...before };
  for (const spec of list) {
    const path = `${prefix}${spec.name}`;
    if (spec.kind === 'rows') content[spec.name] = readRows(posted, spec, before[spec.name], path);
    else if (spec.kind === 'group') content[spec.name] = readGroup(posted, spec.fields, path);
    else content = setDotted(content, spec.name, readLeaf(posted[path] ?? '', spec));
  }
  return content;
}

function readGroup(posted: Posted, fields: readonly Leaf[], path: string): Record<string, unknown> | null {
  const entries = fields.map((field) => [field.name, readLeaf(posted[`${path}.${field.name}`] ?? '', field)] as const);
  return entries.every(([, value]) => value === '' || value === undefined) ? null : Object.fromEntries(entries);
}

const mostRows = 200;

function readRows(posted: Posted, spec: Rows, before: unknown, path: string): unknown[] {
  const known: readonly unknown[] = Array.isArray(before) ? before : [];
  const count = Math.min(Number(posted[`${path}.count`] ?? 0) || 0, mostRows);
  return Array.from({ length: count }, (_, index) => {
    const place = `${path}.${index}.`;
    const typed = readSection(posted, spec.fields, {}, place);
    // Somebody else may have moved the rows meanwhile: what has no box is taken from the row of the same name.
    const old = known.find((row) => sameThing(row, typed)) ?? known[index];
    return readSection(posted, spec.fields, isRecord(old) ? old : spec.blank, place);
  });
}

function sameThing(row: unknown, typed: Json): boolean {
  const key = ['code', 'key', 'kind', 'number', 'text', 'vi'].find((name) => typeof typed[name] === 'string');
  return key !== undefined && typed[key] !== '' && isRecord(row) && row[key] === typed[key];
}

function readLeaf(text: string, { kind, nullable, absent }: Leaf): unknown {
  const trimmed = text.normalize('NFC').trim();
  if (kind === 'check') return trimmed === 'true';
  if (kind === 'lines') return trimmed.split(/\r?\n/u).map((one) => one.trim()).filter((one) => one !== '');
  if (trimmed === '' && nullable) return null;
  if (trimmed === '') return !absent && (kind === 'line' || kind === 'area') ? '' : undefined;
  if (kind === 'integer') return numberOr(trimmed, trimmed.replace(/[.\s]/gu, ''));
  if (kind === 'number') return numberOr(trimmed, trimmed.replace(',', '.'));
  return trimmed;
}

function numberOr(typed: string, digits: string): number | string {
  return /^\d+(\.\d+)?$/u.test(digits) ? Number(digits) : typed;
}

function setDotted(content: Json, name: string, value: unknown): Record<string, unknown> {
  const [head = '', ...rest] = name.split('.');
  if (rest.length > 0) {
    const inside = content[head];
    return { ...content, [head]: setDotted(isRecord(inside) ? inside : {}, rest.join('.'), value) };
  }
  return value === undefined ? Object.fromEntries(Object.entries(content).filter(([key]) => key !== head)) : { ...content, [head]: value };
}

/** A value at a dotted path of records and lists. */
export function valueAt(content: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((at, part) => {
    if (Array.isArray(at)) return at[Number(part)] as unknown;
    return isRecord(at) && Object.hasOwn(at, part) ? at[part] : undefined;
  }, content);
}

/** What the buttons of a list do: `add:channels.0.fees`, `remove:…fees.1`, `up:…`, `down:…`. Unknown words change nothing. */
export function applyRowIntent(content: Json, intent: string, list: readonly Spec[]): { content: Json; opened: string | null } {
  const [, verb = '', path = ''] = /^(add|remove|up|down):([\w.]+)$/u.exec(intent) ?? [];
  if (verb === 'add') return addRow(content, path, list);
  const [, parent = '', index = ''] = /^(.+)\.(\d+)$/u.exec(path) ?? [];
  const rows = valueAt(content, parent);
  if (verb === '' || !Array.isArray(rows)) return { content, opened: null };
  const at = Number(index);
  const changed = verb === 'remove' ? rows.filter((_, place) => place !== at) : swap(rows, at, verb === 'up' ? at - 1 : at + 1);
  return { content: setPath(content, parent.split('.'), changed) as Json, opened: verb === 'remove' ? null : `${parent}.${verb === 'up' ? at - 1 : at + 1}` };
}

function addRow(content: Json, path: string, list: readonly Spec[]): { content: Json; opened: string | null } {
  const spec = rowsAt(list, path.replace(/\.\d+(?=\.|$)/gu, '').split('.'));
  if (spec === null) return { content, opened: null };
  const rows = valueAt(content, path);
  const known: readonly unknown[] = Array.isArray(rows) ? rows : [];
  if (known.length >= mostRows) return { content, opened: null };
  return { content: setPath(content, path.split('.'), [...known, spec.blank]) as Json, opened: `${path}.${known.length}` };
}

function rowsAt(list: readonly Spec[], [head, ...rest]: readonly string[]): Rows | null {
  const spec = list.find(({ name }) => name === head);
  if (spec?.kind !== 'rows') return null;
  return rest.length === 0 ? spec : rowsAt(spec.fields, rest);
}

function swap(rows: readonly unknown[], from: number, to: number): readonly unknown[] {
  if (to < 0 || to >= rows.length || from >= rows.length) return rows;
  const moved = [...rows];
  [moved[from], moved[to]] = [moved[to], moved[from]];
  return moved;
}

function setPath(content: unknown, [head, ...rest]: readonly string[], value: unknown): unknown {
  if (head === undefined) return value;
  if (Array.isArray(content)) return content.map((row: unknown, index) => (index === Number(head) ? setPath(row, rest, value) : row));
  const record = isRecord(content) ? content : {};
  return { ...record, [head]: setPath(record[head], rest, value) };
}

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
