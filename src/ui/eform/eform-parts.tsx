import { groupKeys, layoutOf, ownField, titleOf } from '#platform/forms/definition.ts';
import type { Field, GroupField, ListField, ObjectSchema } from '#platform/forms/definition.ts';
import { isBlankRow } from '#platform/forms/validate.ts';
import { Button } from '../citizen/button.tsx';
import { fieldId } from '../field-id.ts';
import { words } from '../words.ts';
import type { EFormContext } from './eform-context.ts';
import { EFormField, isFixed } from './eform-field.tsx';

export type PartProps = {
  readonly schema: ObjectSchema;
  readonly keys: readonly string[];
  /** Form name of what holds the fields; '' at the top. */
  readonly prefix: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly computed: Readonly<Record<string, unknown>>;
  readonly context: EFormContext;
};

/** The visible questions of a form, a group or a row, in their order. */
export function EFormParts({ schema, keys, prefix, values, computed, context }: PartProps) {
  return keys.map((key) => {
    const field = ownField(schema, key);
    const name = prefix === '' ? key : `${prefix}.${key}`;
    if (!field || !isShown(field, name, context)) return null;
    const required = schema.required?.includes(key) ?? false;
    const value = isFixed(layoutOf(field), context) ? computed[key] : values[key];
    if (field.type === 'object') {
      return <Group key={key} field={field} name={name} value={value} computed={computed[key]} context={context} />;
    }
    if (field.type === 'array' && field.items.type === 'object') {
      return <Rows key={key} field={field} name={name} value={value} computed={computed[key]} context={context} />;
    }
    return <EFormField key={key} name={name} field={field} value={value} required={required} context={context} />;
  });
}

// Rows that were just added are unknown to the verdict: what does not depend on other answers is shown anyway.
function isShown(field: Field, name: string, { visible }: EFormContext): boolean {
  return layoutOf(field).visibleWhen === undefined || visible.has(name);
}

type GroupProps<F> = { field: F; name: string; value: unknown; computed: unknown; context: EFormContext };

function Group({ field, name, value, computed, context }: GroupProps<GroupField>) {
  return (
    <fieldset className="group" id={fieldId(name)} tabIndex={-1}>
      <legend>{titleOf(field, context.locale)}</legend>
      <EFormParts
        schema={field}
        keys={groupKeys(field).filter((key) => key !== layoutOf(field).summary)}
        prefix={name}
        values={recordOf(value)}
        computed={recordOf(computed)}
        context={context}
      />
    </fieldset>
  );
}

function Rows({ field, name, value, computed, context }: GroupProps<ListField>) {
  const least = field.minItems ?? 0;
  const rows: readonly unknown[] = Array.isArray(value) && value.length > 0 ? value : least > 0 ? [{}] : [];
  const computedRows = rowsInPlace(rows, computed);
  const { items } = field;
  const error = context.errors.get(name);
  const layout = layoutOf(field);
  const text = words[context.locale === 'en' ? 'en' : 'vi'];
  const english = context.locale === 'en' ? layout.en : undefined;
  const description = english?.description ?? field.description;
  const rowTitle = english?.rowTitle ?? layout.rowTitle ?? titleOf(field, context.locale);
  if (items.type !== 'object') return null;
  return (
    <fieldset className={error ? 'group field bad' : 'group'} id={fieldId(name)} tabIndex={-1}>
      <legend>
        {titleOf(field, context.locale)}
        {least === 0 && <span className="opt"> {text.optional}</span>}
      </legend>
      {description && <p className="hint">{description}</p>}
      {error && <p className="err">{error}</p>}
      <ol className="rows">
        {rows.map((row, index) => (
          <li key={index}>
            <fieldset id={fieldId(`${name}[${index}]`)} tabIndex={-1}>
              <legend className="label">{`${rowTitle} ${index + 1}`}</legend>
              <EFormParts
                schema={items}
                keys={groupKeys(items)}
                prefix={`${name}[${index}]`}
                values={recordOf(row)}
                computed={recordOf(computedRows[index])}
                context={context}
              />
              {rows.length > (least > 0 ? 1 : 0) && (
                <Button look="link" name="_command" value={`remove:${name}[${index}]`} formNoValidate>
                  {text.remove} {rowTitle.toLowerCase()} {index + 1}
                </Button>
              )}
            </fieldset>
          </li>
        ))}
      </ol>
      {rows.length < field.maxItems && (
        <Button look="quiet" name="_command" value={`add:${name}`} formNoValidate>
          {english?.addLabel ?? layout.addLabel ?? `${text.add} ${rowTitle.toLowerCase()}`}
        </Button>
      )}
    </fieldset>
  );
}

/** Judged rows beside the typed ones: rows in which nothing is typed have no judged one. */
function rowsInPlace(rows: readonly unknown[], computed: unknown): readonly unknown[] {
  const judged: readonly unknown[] = Array.isArray(computed) ? computed : [];
  let next = 0;
  return rows.map((row) => (isBlankRow(row) ? undefined : judged[next++]));
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}
