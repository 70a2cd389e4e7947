import { formKeys, kindOf, layoutOf, ownField } from './definition.ts';
import type { Field, FormDefinition, ObjectSchema } from './definition.ts';
import { formatPath, parsePath, showName } from './paths.ts';
import type { Path } from './paths.ts';
import { fault } from './problem.ts';
import type { Problem } from './problem.ts';

/** Answers as typed: text, lists of text, `{day, month, year}`, groups, rows. For `validate` and for showing again. */
export type RawValues = { readonly [key: string]: unknown };

/** What a button inside the form asks for instead of going on. */
export type FormCommand =
  | { readonly kind: 'add'; readonly path: Path }
  | { readonly kind: 'remove'; readonly path: Path; readonly index: number }
  | { readonly kind: 'detach'; readonly path: Path; readonly ref: string }
  /** Computes again what is calculated, and shows the questions that these answers bring. */
  | { readonly kind: 'refresh'; readonly path: Path };

/** A file that came with the form: store it, then put its reference into the raw values with `attachFile`. */
export type Upload = { readonly path: string; readonly file: File };

export type Submission = {
  readonly raw: RawValues;
  readonly uploads: readonly Upload[];
  readonly command: FormCommand | null;
  /** Conditional questions that stood on the page. */
  readonly shown: ReadonlySet<string>;
  /** Fields that the form (or the step) does not have. */
  readonly problems: readonly Problem[];
};

type Entries = Iterable<readonly [string, string | File]>;
type Bag = { [key: string]: unknown };

const datePart = /^(day|month|year)$/;
const mostProblems = 20;

/**
 * Reads the fields of a posted form into raw values. Names beginning with `_`, and `requestId`, are not answers.
 * With `step`, only the questions of that step are read. Never throws.
 */
export function parseSubmission(definition: FormDefinition, entries: Entries, step?: string): Submission {
  const keys = definition['x-dinh'].steps.find((one) => one.key === step)?.fields ?? formKeys(definition);
  const raw: Bag = Object.create(null) as Bag;
  const uploads: Upload[] = [];
  const problems: Problem[] = [];
  let command: FormCommand | null = null;
  let shown: ReadonlySet<string> = new Set();
  for (const [name, value] of entries) {
    if (name === '_command') command = parseCommand(definition, value);
    if (name === '_shown' && typeof value === 'string') shown = new Set(value.split(',', 2000));
    if (name === 'requestId' || name.startsWith('_')) continue;
    const target = locate(definition, keys, name);
    if (!target) addUnknown(problems, name);
    else if (typeof value === 'string') put(raw, target, value);
    else if (value.size > 0) uploads.push({ path: name, file: value });
  }
  return { raw: plain(raw) as RawValues, uploads, command, shown, problems };
}

/** Puts the answers of one step over those saved before; answers of other steps stay. */
export function mergeStep(definition: FormDefinition, saved: RawValues, raw: RawValues, step: string): RawValues {
  const keys = definition['x-dinh'].steps.find((one) => one.key === step)?.fields ?? formKeys(definition);
  const others = Object.entries(saved).filter(([key]) => !keys.includes(key));
  return { ...Object.fromEntries(others), ...raw };
}

/** The answers after a button for rows or files was pressed; unchanged when it makes no sense here. */
export function applyCommand(definition: FormDefinition, raw: RawValues, command: FormCommand): RawValues {
  if (command.kind === 'refresh') return raw;
  const field = fieldAt(definition, command.path);
  return replaceAt(raw, command.path, (old) => {
    const list: readonly unknown[] = Array.isArray(old) ? old : old === undefined || old === '' ? [] : [old];
    if (command.kind === 'detach') return list.filter((ref) => ref !== command.ref);
    if (command.kind === 'remove') return list.filter((_, index) => index !== command.index);
    const most = field?.type === 'array' ? field.maxItems : 0;
    // A table that must have a row shows one from the start: adding to it must give the second.
    const rows = list.length === 0 && field?.type === 'array' && (field.minItems ?? 0) > 0 ? [{}] : list;
    return rows.length < most ? [...rows, {}] : rows;
  }) as RawValues;
}

/** Adds the reference of a stored file at an upload's path. */
export function attachFile(definition: FormDefinition, raw: RawValues, path: string, ref: string): RawValues {
  const parsed = parsePath(path);
  const field = parsed && fieldAt(definition, parsed);
  if (!parsed || !field) return raw;
  const single = kindOf(field) === 'file';
  return replaceAt(raw, parsed, (old) =>
    single ? ref : [...(Array.isArray(old) ? (old as readonly unknown[]) : []), ref],
  ) as RawValues;
}

type Target = { readonly path: Path; readonly field: Field; readonly part: string | null };

/** The field behind a form name; null when the form has none, or it is computed and takes no answer. */
function locate(definition: FormDefinition, keys: readonly string[], name: string): Target | null {
  const path = parsePath(name);
  if (!path || !keys.includes(String(path[0]))) return null;
  const last = path.at(-1);
  const inside = typeof last === 'string' && datePart.test(last) ? fieldAt(definition, path.slice(0, -1)) : null;
  const part = inside && kindOf(inside) === 'date' ? String(last) : null;
  const field = part ? inside : fieldAt(definition, path);
  if (!field || layoutOf(field).calculate !== undefined) return null;
  const kind = kindOf(field);
  return kind === 'group' || kind === 'rows' ? null : { path: part ? path.slice(0, -1) : path, field, part };
}

/** The field at a place; null when a name is unknown, an index too high, or the nesting wrong. */
export function fieldAt(definition: FormDefinition, path: Path): Field | null {
  let schema: ObjectSchema | null = definition;
  let field: Field | null = null;
  for (const part of path) {
    if (typeof part === 'number') {
      if (field?.type !== 'array' || field.items.type !== 'object' || part >= field.maxItems) return null;
      schema = field.items;
      continue;
    }
    field = schema ? (ownField(schema, part) ?? null) : null;
    schema = field?.type === 'object' ? field : null;
    if (!field) return null;
  }
  return typeof path.at(-1) === 'number' ? null : field;
}

function put(raw: Bag, { path, field, part }: Target, text: string): void {
  const bag = bagAt(raw, path.slice(0, -1));
  const key = String(path.at(-1));
  if (part) {
    const parts = (bag[key] ??= {}) as Bag;
    parts[part] = text;
  } else if (field.type === 'array' || kindOf(field) === 'file') {
    if (text !== '') bag[key] = [...((bag[key] as string[] | undefined) ?? []), text];
  } else bag[key] = text;
}

/** The object that holds the last name of a path, made on the way; rows are kept by index until `plain`. */
function bagAt(raw: Bag, path: Path): Bag {
  let bag = raw;
  path.forEach((part, index) => {
    const list = typeof path[index + 1] === 'number';
    bag[part] ??= list ? new Rows() : (Object.create(null) as Bag);
    const next = bag[part];
    bag = (next instanceof Rows ? next.byIndex : next) as Bag;
  });
  return bag;
}

/** Rows by their posted index: gaps (a row removed by a script) close, the order stays. */
class Rows {
  readonly byIndex = Object.create(null) as Bag;
}

function plain(value: unknown): unknown {
  if (value instanceof Rows) return Object.values(value.byIndex).map(plain);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

function replaceAt(value: unknown, path: Path, change: (old: unknown) => unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return change(value);
  if (typeof first === 'number') {
    const rows: readonly unknown[] = Array.isArray(value) ? value : [];
    return rows.map((row, index) => (index === first ? replaceAt(row, rest, change) : row));
  }
  const bag = (typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}) as Bag;
  return { ...bag, [first]: replaceAt(bag[first], rest, change) };
}

function parseCommand(definition: FormDefinition, value: string | File): FormCommand | null {
  if (typeof value !== 'string') return null;
  const [verb, name = '', ref] = value.split(':', 3);
  const path = parsePath(name);
  if (!path) return null;
  const index = path.at(-1);
  const list = typeof index === 'number' ? path.slice(0, -1) : path;
  const field = fieldAt(definition, list);
  const kind = field && kindOf(field);
  if (verb === 'refresh' && field && layoutOf(field).calculate !== undefined) return { kind: 'refresh', path };
  if (verb === 'add' && kind === 'rows' && list === path) return { kind: 'add', path };
  if (verb === 'remove' && kind === 'rows' && typeof index === 'number') return { kind: 'remove', path: list, index };
  if (verb === 'remove' && ref !== undefined && (kind === 'file' || kind === 'files'))
    return { kind: 'detach', path, ref };
  return null;
}

function addUnknown(problems: Problem[], name: string): void {
  if (problems.length >= mostProblems) return;
  problems.push({ ...fault('unknown_field', { name: showName(name) }), path: formatPath([showName(name)]) });
}
