import type { ReactNode } from 'react';
import { formatDate } from '#platform/forms/dates.ts';
import { kindOf, layoutOf, titleOf } from '#platform/forms/definition.ts';
import type { Field, FieldLayout, NumberField, StringField } from '#platform/forms/definition.ts';
import { formatPhone } from '#platform/text/phone.ts';
import { Checkbox, CheckboxGroup, RadioGroup } from '../citizen/choice.tsx';
import { DateInput } from '../citizen/date-input.tsx';
import type { DateParts } from '../citizen/date-input.tsx';
import { Details } from '../citizen/matter.tsx';
import { FileInput } from '../citizen/file-input.tsx';
import { Select, TextArea, TextInput } from '../citizen/text-input.tsx';
import { Button } from '../citizen/button.tsx';
import { fieldId } from '../field-id.ts';
import { words } from '../words.ts';
import type { CodeOption, EFormContext } from './eform-context.ts';

export type EFormFieldProps = {
  readonly name: string;
  readonly field: Field;
  readonly value: unknown;
  readonly required: boolean;
  readonly context: EFormContext;
};

/** One question that is not a group or a table, by the citizen components. */
export function EFormField(props: EFormFieldProps) {
  const { name, field, required, context } = props;
  const layout = layoutOf(field);
  const base = {
    name,
    label: titleOf(field, context.locale),
    hint: withDispute(hintOf(field, context.locale), name, context),
    error: context.errors.get(name),
    optional: !required && layout.requiredWhen === undefined && field.type !== 'boolean',
  };
  const help = (context.locale === 'en' ? layout.en?.help : undefined) ?? layout.help;
  return (
    <>
      {isFixed(layout, context) ? <FixedAnswer {...props} label={base.label} /> : <Control {...props} base={base} />}
      {help && (
        <Details summary={context.locale === 'en' ? `Help: ${base.label}` : `Giải thích: ${base.label}`}>
          {paragraphs(help)}
        </Details>
      )}
    </>
  );
}

type Base = { name: string; label: string; hint: ReactNode; error: string | undefined; optional: boolean };

function Control({ field, value, name, context, base }: EFormFieldProps & { base: Base }) {
  switch (kindOf(field)) {
    case 'boolean':
      return <Checkbox name={name} label={base.label} hint={base.hint} error={base.error} checked={isTicked(value)} />;
    case 'date':
      return <DateControl field={field as StringField} value={value} base={base} context={context} />;
    case 'choices':
      return <CheckboxGroup {...base} options={choicesOf(field, context)} values={listOf(value)} />;
    case 'choice':
      return <ChoiceControl field={field as StringField} value={value} base={base} context={context} />;
    case 'file':
    case 'files':
      return <FileControl field={field} value={value} base={base} context={context} />;
    case 'text':
    case 'number':
    case 'rows':
    case 'group':
      return <TypedControl field={field as StringField | NumberField} value={value} base={base} />;
  }
}

type ControlProps<F> = { field: F; value: unknown; base: Base; context: EFormContext };

function DateControl({ field, value, base, context }: ControlProps<StringField>) {
  const wrong = context.problems
    .filter((problem) => problem.path === base.name)
    .flatMap((problem) => problem.parts ?? []);
  const bday = layoutOf(field).autocomplete === 'bday' ? 'bday' : undefined;
  const parts = typeof value === 'string' ? value : (value as DateParts | null | undefined);
  return <DateInput {...base} value={parts} wrong={wrong.length > 0 ? wrong : undefined} autoComplete={bday} />;
}

const mostRadios = 7;

function ChoiceControl({ field, value, base, context }: ControlProps<StringField>) {
  const options = choicesOf(field, context);
  const { widget, autocomplete, width } = layoutOf(field);
  const radio = widget === 'radio' || (widget === undefined && options.length <= mostRadios);
  if (radio) return <RadioGroup {...base} options={options} value={textOf(value)} />;
  return <Select {...base} options={options} value={textOf(value)} autoComplete={autocomplete} width={width} />;
}

function FileControl({ field, value, base, context }: ControlProps<Field>) {
  const layout = layoutOf(field);
  const kept = listOf(value).flatMap((ref) => {
    const file = Object.hasOwn(context.files, ref) ? context.files[ref] : undefined;
    return file ? [{ ref, ...file }] : [];
  });
  const multiple = field.type === 'array';
  return (
    <FileInput
      {...base}
      accept={layout.accept}
      maxBytes={layout.maxBytes}
      multiple={multiple}
      maxFiles={multiple ? field.maxItems : 1}
      files={kept}
    />
  );
}

function TypedControl({ field, value, base }: { field: StringField | NumberField; value: unknown; base: Base }) {
  const layout = layoutOf(field);
  if (layout.widget === 'textarea') return <TextArea {...base} value={textOf(value)} />;
  const format = field.type === 'string' ? field.format : undefined;
  const numeric = field.type !== 'string' || format === 'personal-id';
  return (
    <TextInput
      {...base}
      value={format === 'phone' ? formatPhone(textOf(value)) : textOf(value)}
      type={format === 'phone' ? 'tel' : format === 'email' ? 'email' : 'text'}
      inputMode={numeric ? (field.type === 'number' ? 'decimal' : 'numeric') : undefined}
      autoComplete={layout.autocomplete}
      suffix={layout.unit}
      width={layout.width ?? widthOf(format, field.type)}
      noSave={layout.personalDataClass === 'sensitive'}
    />
  );
}

/** What is computed or known stands as text: nothing to type, nothing to forge. */
function FixedAnswer({ name, field, value, context, label }: EFormFieldProps & { label: string }) {
  const { source, calculate } = layoutOf(field);
  const hint = hintOf(field, context.locale);
  return (
    <div className="field" id={fieldId(name)} tabIndex={-1}>
      <p className="label">{label}</p>
      {hint && <p className="hint">{hint}</p>}
      <p className="fixed">
        <b>{answerText(field, value, context) || '—'}</b>
        {source && <span className="opt"> ({source})</span>}
      </p>
      {calculate !== undefined && (
        <Button look="link" name="_command" value={`refresh:${name}`} formNoValidate>
          {words[context.locale === 'en' ? 'en' : 'vi'].computeAgain}
        </Button>
      )}
    </div>
  );
}

/** The answer as people read it: chosen titles, dates dd/MM/yyyy, thousands marks. Empty when there is none. */
export function answerText(
  field: Field,
  value: unknown,
  context: Pick<EFormContext, 'locale' | 'codeLists' | 'files'>,
): string {
  if (value === undefined || value === null || value === '') return '';
  const kind = kindOf(field);
  if (kind === 'boolean')
    return value === true ? (context.locale === 'en' ? 'Yes' : 'Có') : context.locale === 'en' ? 'No' : 'Không';
  if (kind === 'date') return formatDate(textOf(value));
  if (kind === 'choice' || kind === 'choices') return chosenTitles(field, value, context);
  if (kind === 'file' || kind === 'files')
    return listOf(value)
      .map((ref) => context.files[ref]?.name ?? ref)
      .join('\n');
  if (kind === 'number') return numberText(Number(value), layoutOf(field).unit);
  return field.type === 'string' && field.format === 'phone' ? formatPhone(textOf(value)) : textOf(value);
}

function chosenTitles(field: Field, value: unknown, context: Pick<EFormContext, 'locale' | 'codeLists'>): string {
  const options = choicesOf(field, context);
  return listOf(value)
    .map((code) => options.find((option) => option.value === code)?.label ?? code)
    .join('\n');
}

function numberText(value: number, unit: string | undefined): string {
  const [whole = '', fraction] = String(value).split('.');
  const text = whole.replace(/\B(?=(\d{3})+$)/g, '.') + (fraction ? `,${fraction}` : '');
  return unit ? `${text} ${unit}` : text;
}

function choicesOf(
  field: Field,
  { locale, codeLists }: Pick<EFormContext, 'locale' | 'codeLists'>,
): readonly CodeOption[] {
  const list = layoutOf(field).codeList;
  if (list !== undefined) return Object.hasOwn(codeLists, list) ? (codeLists[list] ?? []) : [];
  const source = field.type === 'array' ? field.items : field;
  const choices = source.type === 'string' ? (source.oneOf ?? []) : [];
  return choices.map((choice) => ({ value: choice.const, label: titleOf(choice, locale) }));
}

/** True when the answer is not asked: computed, or known and locked. */
export function isFixed(layout: FieldLayout, { known }: Pick<EFormContext, 'known'>): boolean {
  if (layout.calculate !== undefined) return true;
  return layout.locked === true && layout.prefill !== undefined && Object.hasOwn(known, layout.prefill);
}

function hintOf(field: Field, locale: string): ReactNode {
  const layout = layoutOf(field);
  const description = (locale === 'en' ? layout.en?.description : undefined) ?? field.description;
  const example = layout.example && (locale === 'en' ? `For example: ${layout.example}` : `Ví dụ: ${layout.example}`);
  return description && example ? `${description} ${example}` : (description ?? example);
}

/** What another source says, where the answer differs: the applicant may be right, an officer compares. */
function withDispute(hint: ReactNode, name: string, context: EFormContext): ReactNode {
  const dispute = context.disputed.get(name);
  if (dispute === undefined) return hint;
  const { source, known, field } = dispute;
  const text = words[context.locale === 'en' ? 'en' : 'vi'].disputed;
  const said = text.replace('{source}', source).replace('{known}', () => answerText(field, known, context));
  return (
    <>
      {hint} <b>{said}</b>
    </>
  );
}

function paragraphs(text: string): ReactNode {
  return text.split(/\n{2,}/).map((part, index) => <p key={index}>{part}</p>);
}

function widthOf(format: StringField['format'], type: string) {
  if (type !== 'string') return 'w10';
  return format === 'phone' || format === 'personal-id' ? 'w20' : undefined;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value).replace('.', ',') : '';
}

function listOf(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((one): one is string => typeof one === 'string' && one !== '');
}

function isTicked(value: unknown): boolean {
  return value === true || value === 'true' || value === 'on';
}
