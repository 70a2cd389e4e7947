import { Fragment } from 'react';
import type { ReactNode } from 'react';
import { groupKeys, kindOf, layoutOf, ownField, titleOf } from '#platform/forms/definition.ts';
import type { Field, FormDefinition, ListField, ObjectSchema } from '#platform/forms/definition.ts';
import type { FormValues } from '#platform/forms/validate.ts';
import { SummaryList } from '../citizen/summary-list.tsx';
import type { SummaryRow } from '../citizen/summary-list.tsx';
import type { KeptFile } from '../citizen/file-input.tsx';
import { fieldId } from '../field-id.ts';
import { KeyValue } from '../officer/state.tsx';
import type { CodeOption } from './eform-context.ts';
import { answerText } from './eform-field.tsx';

export type AnswerLine = {
  /** Form field name. */
  readonly name: string;
  /** Group or row it belongs to: "Người yêu cầu", "Người 2"; empty at the top. */
  readonly heading: string;
  readonly label: string;
  /** Empty when not answered. */
  readonly text: string;
  readonly field: Field;
};
export type AnswerBlock = { readonly title: string; readonly step: string; readonly lines: readonly AnswerLine[] };

export type AnswersOf = {
  readonly definition: FormDefinition;
  /** Values as judged: `validate(...).values`. */
  readonly values: FormValues;
  readonly visible: ReadonlySet<string>;
  readonly locale?: string | undefined;
  readonly codeLists?: Readonly<Record<string, readonly CodeOption[]>> | undefined;
  readonly files?: Readonly<Record<string, Omit<KeptFile, 'ref'>>> | undefined;
};

/** The answers as lines of text, by step; groups and rows get headings of their own. Also for PDF and letters. */
export function answerBlocks(form: AnswersOf): readonly AnswerBlock[] {
  const { definition, values, locale = 'vi' } = form;
  return definition['x-dinh'].steps.map((step) => ({
    title: titleOf({ title: step.title, 'x-dinh': { en: step.en } }, locale),
    step: step.key,
    lines: linesOf(form, { schema: definition, keys: step.fields, prefix: '', values, heading: '' }),
  }));
}

type Part = {
  readonly schema: ObjectSchema;
  readonly keys: readonly string[];
  readonly prefix: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly heading: string;
};

function linesOf(form: AnswersOf, part: Part): readonly AnswerLine[] {
  return part.keys.flatMap((key) => {
    const field = ownField(part.schema, key);
    const name = part.prefix === '' ? key : `${part.prefix}.${key}`;
    if (!field || !form.visible.has(name)) return [];
    return fieldLines(form, field, { ...part, prefix: name }, part.values[key]);
  });
}

function fieldLines(form: AnswersOf, field: Field, part: Part, value: unknown): readonly AnswerLine[] {
  const { locale = 'vi', codeLists = {}, files = {} } = form;
  const { prefix: name, heading } = part;
  const label = titleOf(field, locale);
  if (field.type === 'object') {
    const whole = layoutOf(field).summary;
    const line = whole === undefined ? undefined : ownField(field, whole);
    if (whole !== undefined && line !== undefined) {
      return [{ name, heading, label, text: answerText(line, recordOf(value)[whole], { locale, codeLists, files }), field }];
    }
    const inner = {
      schema: field,
      keys: groupKeys(field),
      values: recordOf(value),
      heading: joinHeading(heading, label),
    };
    return linesOf(form, { ...part, ...inner });
  }
  if (kindOf(field) !== 'rows')
    return [{ name, heading, label, text: answerText(field, value, { locale, codeLists, files }), field }];
  const rows: readonly unknown[] = Array.isArray(value) ? value : [];
  if (rows.length === 0) return [{ name, heading, label, text: '', field }];
  return rows.flatMap((row, index) => rowLines(form, field as ListField, part, { row, index }));
}

function rowLines(
  form: AnswersOf,
  field: ListField,
  part: Part,
  { row, index }: { row: unknown; index: number },
): readonly AnswerLine[] {
  const { items } = field;
  if (items.type !== 'object') return [];
  const { rowTitle, en } = layoutOf(field);
  const name = (form.locale === 'en' ? en?.rowTitle : undefined) ?? rowTitle ?? titleOf(field, form.locale ?? 'vi');
  const heading = joinHeading(part.heading, `${name} ${index + 1}`);
  return linesOf(form, {
    schema: items,
    keys: groupKeys(items),
    prefix: `${part.prefix}[${index}]`,
    values: recordOf(row),
    heading,
  });
}

export type EFormSummaryProps = AnswersOf & {
  /** Address of a step, to change an answer there. */
  readonly stepHref?: ((step: string) => string) | undefined;
};

/** Check your answers: every visible question with its answer and the way to change it. */
export function EFormSummary({ stepHref, ...form }: EFormSummaryProps) {
  return blocksWithLines(form).map((block) => (
    <section key={block.step}>
      <h2>{block.title}</h2>
      {runsOf(block).map(({ heading, lines }) => (
        <Fragment key={lines[0]?.name}>
          {heading && <h3>{heading}</h3>}
          <SummaryList rows={lines.map((line) => summaryRow(line, stepHref?.(block.step)))} />
        </Fragment>
      ))}
    </section>
  ));
}

function summaryRow({ label, text, name, field }: AnswerLine, href: string | undefined): SummaryRow {
  const asked = layoutOf(field).calculate === undefined;
  return { label, value: text, changeHref: href && asked ? `${href}#${fieldId(name)}` : undefined };
}

export type EFormFactsProps = AnswersOf & {
  /** What an officer should see beside an answer: a verified source, a difference. */
  readonly remark?:
    | ((line: AnswerLine) => { readonly source?: string | undefined; readonly difference?: ReactNode } | null)
    | undefined;
};

/** The same answers for the officer's desk: dense, with sources and differences. */
export function EFormFacts({ remark, ...form }: EFormFactsProps) {
  return blocksWithLines(form).map((block) => (
    <section key={block.step} className="part">
      <h2>{block.title}</h2>
      {runsOf(block).map(({ heading, lines }) => (
        <Fragment key={lines[0]?.name}>
          {heading && <h3>{heading}</h3>}
          <KeyValue rows={lines.map((line) => ({ label: line.label, value: line.text, ...remark?.(line) }))} />
        </Fragment>
      ))}
    </section>
  ));
}

function blocksWithLines(form: AnswersOf): readonly AnswerBlock[] {
  return answerBlocks(form).filter((block) => block.lines.length > 0);
}

/** Neighbouring lines of one group or row; the group that is the whole step needs no second heading. */
function runsOf(block: AnswerBlock): readonly { heading: string; lines: readonly AnswerLine[] }[] {
  const runs: { heading: string; lines: AnswerLine[] }[] = [];
  for (const line of block.lines) {
    const heading = line.heading === block.title ? '' : line.heading;
    const last = runs.at(-1);
    if (last?.heading === heading) last.lines.push(line);
    else runs.push({ heading, lines: [line] });
  }
  return runs;
}

function joinHeading(heading: string, title: string): string {
  return heading === '' ? title : `${heading}: ${title}`;
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}
