import { checkField } from './check-field.ts';
import type { AddFault, FieldPlace } from './check-field.ts';
import { definitionSchema } from './definition-schema.ts';
import { formKeys, groupKeys, layoutOf, ownField } from './definition.ts';
import type { Field, FormDefinition, ObjectSchema } from './definition.ts';
import { inspectExpression } from './feel.ts';

/** Something wrong with a form definition; `code` is namespaced, `path` leads to the place in the JSON. */
export type DefinitionProblem = { readonly path: string; readonly code: string; readonly detail: string };

export type CheckedDefinition =
  | { readonly definition: FormDefinition; readonly problems: readonly [] }
  | { readonly definition: null; readonly problems: readonly DefinitionProblem[] };

/** Most evaluations of expressions for one submission, however its tables are filled: bounds the time of a verdict. */
const mostEvaluations = 2000;
const mostFields = 300;

/**
 * Decides whether a form definition may be published: its shape, the order of its fields, expressions that look only
 * back, patterns that cannot run away, and a bound on the work of one submission.
 */
export function checkDefinition(input: unknown): CheckedDefinition {
  const parsed = definitionSchema.safeParse(input);
  if (!parsed.success) {
    const problems = parsed.error.issues.slice(0, 50).map((issue) => {
      return { path: issue.path.join('.'), code: 'forms.definition_shape', detail: issue.message };
    });
    return { definition: null, problems };
  }
  const problems = semanticProblems(parsed.data);
  return problems.length > 0 ? { definition: null, problems } : { definition: parsed.data, problems: [] };
}

function semanticProblems(definition: FormDefinition): readonly DefinitionProblem[] {
  const problems: DefinitionProblem[] = [];
  const add: AddFault = (path, code, detail = '') => problems.push({ path, code: `forms.definition_${code}`, detail });
  checkSteps(definition, add);
  const totals = { fields: 0, evaluations: 0 };
  const keys = formKeys(definition);
  checkObject(definition, keys, { place: { path: '', names: ['today'], rows: 1, depth: 0, tables: 0 }, add, totals });
  for (const [index, check] of (definition['x-dinh'].checks ?? []).entries()) {
    const path = `x-dinh.checks.${index}`;
    if (!keys.includes(check.field)) add(path, 'unknown_name', check.field);
    checkExpression(check.assert, ['today', ...keys], (code, detail) => add(path, code, detail));
    totals.evaluations++;
  }
  if (totals.fields > mostFields) add('', 'too_many_fields', String(totals.fields));
  if (totals.evaluations > mostEvaluations) add('', 'too_much_work', String(totals.evaluations));
  return problems;
}

function checkSteps(definition: FormDefinition, add: AddFault): void {
  const { steps } = definition['x-dinh'];
  const keys = steps.map((step) => step.key);
  if (new Set(keys).size !== keys.length) add('x-dinh.steps', 'doubled_step');
}

type ObjectCheck = {
  readonly place: FieldPlace;
  readonly add: AddFault;
  readonly totals: { fields: number; evaluations: number };
};

/** Each property must stand exactly once in the order, and `required` may name only what is always asked. */
function checkObject(schema: ObjectSchema, keys: readonly string[], { place, add, totals }: ObjectCheck): void {
  const own = Object.keys(schema.properties);
  const ordered = new Set(keys);
  if (
    ordered.size !== keys.length ||
    own.some((key) => !ordered.has(key)) ||
    keys.some((key) => !ownField(schema, key))
  ) {
    add(place.path, 'order', 'every field exactly once in steps or x-dinh.fields');
  }
  for (const key of schema.required ?? [])
    checkRequired(schema, key, (code) => add(`${place.path}.required`, code, key));
  const names = [...place.names];
  for (const key of keys) {
    const field = ownField(schema, key);
    if (!field) continue;
    const at: FieldPlace = { ...place, path: `${place.path}.properties.${key}`.replace(/^\./, ''), names };
    totals.fields++;
    checkField(key, field, at, add);
    checkExpressions(field, { place: at, add, totals });
    checkInside(field, { place: at, add, totals });
    names.push(key);
  }
}

function checkRequired(schema: ObjectSchema, key: string, add: (code: string) => void): void {
  const field = ownField(schema, key);
  if (!field) add('unknown_name');
  else if (layoutOf(field).visibleWhen !== undefined) add('required_but_hidden');
  else if (layoutOf(field).calculate !== undefined) add('required_but_calculated');
}

function checkExpressions(field: Field, { place, add, totals }: ObjectCheck): void {
  const layout = layoutOf(field);
  for (const name of ['visibleWhen', 'requiredWhen', 'calculate', 'prefillWhen'] as const) {
    const text = layout[name];
    if (text === undefined) continue;
    totals.evaluations += place.rows;
    checkExpression(text, place.names, (code, detail) => add(`${place.path}.x-dinh.${name}`, code, detail));
  }
}

function checkExpression(text: string, names: readonly string[], add: (code: string, detail: string) => void): void {
  const { variables, fault } = inspectExpression(text);
  if (fault) add('expression', fault);
  const unknown = variables.find((name) => !names.includes(name));
  if (unknown !== undefined) add('looks_ahead', unknown);
}

function checkInside(field: Field, context: ObjectCheck): void {
  const { place } = context;
  if (field.type === 'object') {
    checkObject(field, groupKeys(field), { ...context, place: { ...place, depth: place.depth + 1 } });
  }
  if (field.type !== 'array' || field.items.type !== 'object') return;
  const inner = {
    path: `${place.path}.items`,
    depth: place.depth + 1,
    tables: place.tables + 1,
    rows: place.rows * field.maxItems,
  };
  checkObject(field.items, groupKeys(field.items), { ...context, place: { ...place, ...inner } });
}
