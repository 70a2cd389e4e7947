import { cleanLine, cleanParagraphs } from '#platform/text/clean.ts';
import { kindOf, layoutOf, maxLengthOf } from './definition.ts';
import type { Field, ListField, StringField } from './definition.ts';
import { isFileRef, lengthOf, textRules } from './formats.ts';
import { blank, fault } from './problem.ts';
import type { Fault, Reading } from './problem.ts';
import { readDate } from './read-date.ts';
import { readNumber } from './read-number.ts';

/** What reading depends on besides the field: the day, and the codes of lists that the form only names. */
export type ReadContext = {
  readonly today: string;
  readonly codeLists: Readonly<Record<string, ReadonlySet<string>>>;
  readonly locale?: string | undefined;
};

/** Reads one answer that is not a group or a table, from form text or from JSON. Never throws. */
export function readAnswer(field: Field, input: unknown, context: ReadContext): Reading<unknown> {
  if (field.type === 'boolean') return readBoolean(input);
  if (input === undefined || input === null) return blank;
  if (field.type === 'string') return readString(field, input, context);
  if (field.type === 'integer' || field.type === 'number') return readNumber(field, input);
  return field.type === 'array' ? readList(field, input) : { faults: [fault('unreadable')] };
}

function readBoolean(input: unknown): Reading<boolean> {
  if (input === undefined || input === null || input === '' || input === false || input === 'false')
    return { value: false };
  return input === true || input === 'true' || input === 'on' ? { value: true } : { faults: [fault('unreadable')] };
}

function readString(field: StringField, input: unknown, context: ReadContext): Reading<string> {
  const kind = kindOf(field);
  if (kind === 'date') return readDate(field, input, context.today);
  const single = kind === 'file' && Array.isArray(input) ? (input as readonly unknown[]).at(-1) : input;
  if (single === undefined || single === '') return blank;
  if (typeof single !== 'string') return { faults: [fault('unreadable')] };
  if (kind === 'file') return isFileRef(single) ? { value: single } : { faults: [fault('file_gone')] };
  return kind === 'choice' ? readChoice(field, single, context) : readText(field, single, context);
}

function readChoice(field: StringField, input: string, { codeLists }: ReadContext): Reading<string> {
  const list = layoutOf(field).codeList;
  const known = field.oneOf ? field.oneOf.some((choice) => choice.const === input) : isListed(codeLists, list, input);
  return known ? { value: input } : { faults: [fault('not_an_option')] };
}

function isListed(lists: ReadContext['codeLists'], list: string | undefined, code: string): boolean {
  return list !== undefined && Object.hasOwn(lists, list) && lists[list]?.has(code) === true;
}

function readText(field: StringField, input: string, { locale }: ReadContext): Reading<string> {
  const value = layoutOf(field).widget === 'textarea' ? cleanParagraphs(input) : cleanLine(input);
  if (value === '') return blank;
  const length = lengthOf(value);
  const most = maxLengthOf(field);
  if (length > most) return { faults: [fault('too_long', { limit: most, over: length - most })] };
  if (field.minLength !== undefined && length < field.minLength)
    return { faults: [fault('too_short', { limit: field.minLength })] };
  if (field.pattern !== undefined && !new RegExp(field.pattern, 'u').test(value))
    return { faults: [patternFault(field, locale)] };
  return readFormat(field, value);
}

function readFormat(field: StringField, value: string): Reading<string> {
  const { format } = field;
  if (format !== 'email' && format !== 'phone' && format !== 'personal-id') return { value };
  const rule = textRules[format];
  const stored = rule.read(value);
  return stored === null ? { faults: [fault(rule.code)] } : { value: stored };
}

function patternFault(field: StringField, locale: string | undefined): Fault {
  const { patternMessage: said, example, en } = layoutOf(field);
  const patternMessage = locale === 'en' ? (en?.patternMessage ?? said) : said;
  if (patternMessage) return fault('pattern_said', { message: patternMessage });
  return example ? fault('pattern_example', { example }) : fault('pattern');
}

function readList(field: ListField, input: unknown): Reading<readonly string[]> {
  const entries: readonly unknown[] = Array.isArray(input) ? input : [input];
  const chosen = [...new Set(entries.filter((entry) => entry !== ''))];
  if (chosen.length === 0) return blank;
  if (!chosen.every((entry) => typeof entry === 'string')) return { faults: [fault('unreadable')] };
  return kindOf(field) === 'files' ? readFiles(field, chosen) : readChoices(field, chosen);
}

function readFiles(field: ListField, refs: readonly string[]): Reading<readonly string[]> {
  if (!refs.every(isFileRef)) return { faults: [fault('file_gone')] };
  const over = refs.length - field.maxItems;
  return over > 0 ? { faults: [fault('too_many_files', { limit: field.maxItems, over })] } : { value: refs };
}

function readChoices(field: ListField, chosen: readonly string[]): Reading<readonly string[]> {
  const options = (field.items.type === 'string' ? field.items.oneOf : undefined) ?? [];
  // Stored in the order of the form, so that the same choices are the same answer.
  const value = options.map((option) => option.const).filter((code) => chosen.includes(code));
  if (value.length !== chosen.length) return { faults: [fault('not_an_option')] };
  const few = field.minItems !== undefined && value.length < field.minItems;
  return few ? { faults: [fault('too_few_choices', { limit: field.minItems ?? 1 })] } : { value };
}
