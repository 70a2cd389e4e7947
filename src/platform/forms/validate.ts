import { formKeys, groupKeys, kindOf, layoutOf, ownField, titleOf } from './definition.ts';
import type { Check, Field, FormDefinition, GroupField, ListField, ObjectSchema } from './definition.ts';
import { evaluateFeel } from './feel.ts';
import { formatPath, showName } from './paths.ts';
import type { Path } from './paths.ts';
import { fault } from './problem.ts';
import type { Fault, Problem } from './problem.ts';
import { readAnswer } from './read-answer.ts';
import type { ReadContext } from './read-answer.ts';

/** Answers by field key: text, number, boolean, list of text, group or rows. JSON throughout. */
export type FormValues = { readonly [key: string]: unknown };

export type ValidateOptions = {
  /** The day in Viet Nam, `YYYY-MM-DD`. */
  readonly today: string;
  /** Judge only the questions of this step; the values of all steps are still cleaned. */
  readonly step?: string | undefined;
  /** Codes for fields that name a `codeList`. */
  readonly codeLists?: ReadContext['codeLists'] | undefined;
  /** Values known from the account or a register, by `prefill` key: they replace what is posted in locked fields. */
  readonly known?: Readonly<Record<string, unknown>> | undefined;
  /** Conditional questions that stood on the posted page (`Submission.shown`); a new one is asked, not scolded. */
  readonly shown?: ReadonlySet<string> | undefined;
  /** Language of labels inside the problems. */
  readonly locale?: string | undefined;
};

export type Verdict = {
  /** Clean, typed answers of the visible questions; wrong and hidden ones are absent. */
  readonly values: FormValues;
  readonly problems: readonly Problem[];
  /** Form field names of all questions that are visible with these answers. */
  readonly visible: ReadonlySet<string>;
};

type Scope = Readonly<Record<string, unknown>>;
type Run = {
  readonly options: ValidateOptions;
  readonly read: ReadContext;
  readonly problems: Problem[];
  readonly visible: Set<string>;
};
type Place = {
  readonly path: Path;
  readonly scope: Scope;
  readonly judged: boolean;
  /** The row or group a question stands in, for people: "Người 2", "Người cha". */
  readonly where?: string | undefined;
  /** The question, or a group around it, appears only with certain answers. */
  readonly conditional?: boolean | undefined;
};

/**
 * Judges answers, whether typed (form text, dates in parts) or typed values (JSON). The same on server and browser.
 * Hidden answers never survive; unknown ones are refused; nothing throws, whatever comes in.
 */
export function validate(definition: FormDefinition, input: unknown, options: ValidateOptions): Verdict {
  const run: Run = {
    options,
    read: { today: options.today, codeLists: options.codeLists ?? {}, locale: options.locale },
    problems: [],
    visible: new Set(),
  };
  // A step that does not exist judges everything: a made-up step name must not switch the rules off.
  const asked = definition['x-dinh'].steps.find((step) => step.key === options.step)?.fields;
  const judged = (key: string) => asked === undefined || asked.includes(key);
  const place = { path: [], scope: { today: options.today }, judged: true };
  const values = readObject(run, { schema: definition, keys: formKeys(definition), judged }, input, place);
  runChecks(run, definition['x-dinh'].checks ?? [], {
    scope: { ...place.scope, ...nullsFor(definition), ...values },
    judged,
  });
  return { values, problems: run.problems, visible: run.visible };
}

type ObjectPlan = {
  readonly schema: ObjectSchema;
  readonly keys: readonly string[];
  readonly judged: (key: string) => boolean;
};

function readObject(run: Run, plan: ObjectPlan, input: unknown, place: Place): Record<string, unknown> {
  const given = isRecord(input) ? input : {};
  const values: Record<string, unknown> = {};
  refuseUnknown(run, plan, given, place.path);
  let scope: Scope = { ...place.scope, ...nullsFor(plan.schema) };
  for (const key of plan.keys) {
    const field = ownField(plan.schema, key);
    if (!field) continue;
    const conditional = place.conditional === true || layoutOf(field).visibleWhen !== undefined;
    const inner: Place = {
      ...place,
      path: [...place.path, key],
      scope,
      judged: place.judged && plan.judged(key),
      conditional,
    };
    const answer = Object.hasOwn(given, key) ? given[key] : undefined;
    const value = readField(run, { field, required: plan.schema.required?.includes(key) ?? false }, answer, inner);
    if (value === undefined) continue;
    values[key] = value;
    scope = { ...scope, [key]: value };
  }
  return values;
}

function readField(
  run: Run,
  { field, required }: { field: Field; required: boolean },
  answer: unknown,
  place: Place,
): unknown {
  const layout = layoutOf(field);
  if (layout.visibleWhen !== undefined && evaluateFeel(layout.visibleWhen, place.scope) !== true) return undefined;
  const name = formatPath(place.path);
  run.visible.add(name);
  if (layout.calculate !== undefined) return calculated(run, field, evaluateFeel(layout.calculate, place.scope));
  if (field.type === 'object') return readGroup(run, field, answer, place);
  if (field.type === 'array' && field.items.type === 'object')
    return readRows(run, field, answer, { ...place, required });
  const reading = readAnswer(field, knownOr(run, field, answer), run.read);
  if ('faults' in reading) return void report(run, field, reading.faults, place);
  const value = 'value' in reading ? reading.value : undefined;
  const empty = value === undefined || (field.type === 'boolean' && field.const === true && value === false);
  if (!empty) return value;
  const must =
    required || (field.type === 'boolean' && field.const === true) || isTrue(layout.requiredWhen, place.scope);
  if (must) reportMissing(run, field, place, name);
  // An unticked consent is no answer at all, so that `const: true` holds for what is kept.
  return undefined;
}

function knownOr(run: Run, field: Field, answer: unknown): unknown {
  const { locked, prefill } = layoutOf(field);
  const known = run.options.known;
  return locked && prefill && known && Object.hasOwn(known, prefill) ? known[prefill] : answer;
}

function calculated(run: Run, field: Field, result: unknown): unknown {
  const reading = readAnswer(field, result, run.read);
  return 'value' in reading ? reading.value : undefined;
}

function readGroup(run: Run, field: GroupField, answer: unknown, place: Place): unknown {
  const where = joinRows(place.where, titleOf(field, run.options.locale ?? 'vi'));
  return readObject(run, { schema: field, keys: groupKeys(field), judged: () => true }, answer, { ...place, where });
}

function readRows(run: Run, field: ListField, answer: unknown, place: Place & { required: boolean }): unknown {
  const given: readonly unknown[] = Array.isArray(answer) ? answer : [];
  const { items } = field;
  if (items.type !== 'object') return undefined;
  const over = given.length - field.maxItems;
  if (over > 0) return void report(run, field, [fault('too_many_rows', { limit: field.maxItems, over })], place);
  const plan: ObjectPlan = { schema: items, keys: groupKeys(items), judged: () => true };
  const filled = given.flatMap((row, index) => (isBlankRow(row) ? [] : [{ row, path: [...place.path, index] }]));
  const rows = filled.map(({ row, path }) =>
    readObject(run, plan, row, { ...place, path, where: joinRows(place.where, rowName(run, field, path)) }),
  );
  const must = place.required || isTrue(layoutOf(field).requiredWhen, place.scope);
  const least = must || rows.length > 0 ? Math.max(field.minItems ?? 0, must ? 1 : 0) : 0;
  if (rows.length < least) report(run, field, [fault('too_few_rows', { limit: least })], { ...place, unasked: isUnasked(run, place) });
  return rows.length > 0 ? rows : undefined;
}

/** True for a question that an answer has just brought: it was not on the posted page. */
function isUnasked(run: Run, { path, conditional }: Place): true | undefined {
  const { shown } = run.options;
  return shown !== undefined && conditional === true && !shown.has(formatPath(path)) ? true : undefined;
}

/** A row in which nothing was typed; rows are added before they are filled. */
export function isBlankRow(row: unknown): boolean {
  if (row === null || row === undefined || row === '' || row === false) return true;
  if (typeof row === 'string') return row.trim() === '';
  if (Array.isArray(row)) return row.every(isBlankRow);
  return typeof row === 'object' && Object.values(row).every(isBlankRow);
}

function report(run: Run, field: Field, faults: readonly Fault[], place: Place & { readonly unasked?: true | undefined }): undefined {
  if (!place.judged) return;
  const params = paramsAt(run, field, place);
  const unasked = place.unasked === undefined ? {} : { unasked: place.unasked };
  for (const one of faults)
    run.problems.push({ ...one, path: formatPath(place.path), params: { ...params, ...one.params }, ...unasked });
}

function paramsAt(run: Run, field: Field, { where }: Place): Problem['params'] {
  const label = titleOf(field, run.options.locale ?? 'vi');
  return where === undefined ? { label } : { label, where };
}

/** "Thành viên 2, phần góp 1": a row inside a row, or a group, is found by both. */
function joinRows(outer: string | undefined, name: string): string {
  return outer === undefined ? name : `${outer}, ${name.charAt(0).toLowerCase()}${name.slice(1)}`;
}

function rowName(run: Run, field: ListField, path: Path): string {
  const { rowTitle, en } = layoutOf(field);
  const name =
    (run.options.locale === 'en' ? en?.rowTitle : undefined) ?? rowTitle ?? titleOf(field, run.options.locale ?? 'vi');
  return `${name} ${Number(path.at(-1)) + 1}`;
}

const missing = {
  text: 'required_text',
  number: 'required_text',
  choice: 'required_choice',
  choices: 'required_choice',
  date: 'required_date',
  file: 'required_file',
  files: 'required_file',
  boolean: 'required_agree',
  rows: 'required_text',
  group: 'required_text',
} as const;

function reportMissing(run: Run, field: Field, place: Place, name: string): void {
  if (!place.judged) return;
  const unasked = isUnasked(run, place);
  const problem = { ...fault(missing[kindOf(field)], paramsAt(run, field, place)), path: name };
  run.problems.push(unasked ? { ...problem, unasked } : problem);
}

const mostUnknown = 20;

function refuseUnknown(run: Run, { schema }: ObjectPlan, given: Readonly<Record<string, unknown>>, path: Path): void {
  const unknown = Object.keys(given).filter((key) => ownField(schema, key) === undefined);
  for (const key of unknown.slice(0, mostUnknown)) {
    run.problems.push({
      ...fault('unknown_field', { name: showName(key) }),
      path: formatPath([...path, showName(key)]),
    });
  }
}

function runChecks(
  run: Run,
  checks: readonly Check[],
  { scope, judged }: { scope: Scope; judged: (key: string) => boolean },
): void {
  for (const check of checks) {
    const relevant = judged(check.field) && run.visible.has(check.field);
    // Only a clear "no" counts: while an answer is missing the rule cannot be judged, and the gap is reported itself.
    if (!relevant || evaluateFeel(check.assert, scope) !== false) continue;
    const message = run.options.locale === 'en' ? (check.en?.message ?? check.message) : check.message;
    run.problems.push({ ...fault('check', { message }), path: check.field });
  }
}

function nullsFor(schema: ObjectSchema): Scope {
  return Object.fromEntries(Object.keys(schema.properties).map((key) => [key, null]));
}

function isTrue(expression: string | undefined, scope: Scope): boolean {
  return expression !== undefined && evaluateFeel(expression, scope) === true;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
