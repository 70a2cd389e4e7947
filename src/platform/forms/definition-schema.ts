import { z } from 'zod';
import type { Field, FormDefinition } from './definition.ts';
import { longestExpression } from './feel.ts';

const words = z.string().trim().min(1).max(500);
const feel = z.string().min(1).max(longestExpression);
const key = z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/, 'key');
const count = z.int().min(0).max(100_000);
const english = z
  .strictObject({
    title: words,
    description: words,
    help: z.string().max(4000),
    patternMessage: words,
    rowTitle: words,
    addLabel: words,
  })
  .partial();
const dateLimit = z.union([z.literal('today'), z.iso.date()]);

const layout = z
  .strictObject({
    widget: z.enum(['radio', 'select', 'textarea', 'money']),
    help: z.string().max(4000),
    example: words,
    unit: words,
    width: z.enum(['w2', 'w4', 'w10', 'w20']),
    autocomplete: z.string().regex(/^[a-z-]+( [a-z-]+)*$/),
    prefill: z.string().regex(/^[a-z][\w.]*$/),
    prefillWhen: feel,
    source: words,
    locked: z.boolean(),
    personalDataClass: z.enum(['none', 'basic', 'sensitive']),
    visibleWhen: feel,
    requiredWhen: feel,
    calculate: feel,
    patternMessage: words,
    notBefore: dateLimit,
    notAfter: dateLimit,
    codeList: key,
    accept: z.string().max(200),
    maxBytes: z.int().min(1),
    fields: z.array(key).min(1).max(60),
    summary: key,
    rowTitle: words,
    addLabel: words,
    en: english,
  })
  .partial();

const base = { title: words, description: words.optional(), 'x-dinh': layout.optional() };
const choice = z.strictObject({
  const: z.string().min(1).max(100),
  title: words,
  'x-dinh': z.strictObject({ en: english.optional() }).optional(),
});
const stringRules = {
  type: z.literal('string'),
  format: z.enum(['email', 'phone', 'personal-id', 'date', 'date-partial', 'file-ref']).optional(),
  minLength: count.optional(),
  maxLength: count.min(1).max(10_000).optional(),
  pattern: z.string().max(200).optional(),
  oneOf: z.array(choice).min(1).max(300).optional(),
};
const objectRules = {
  type: z.literal('object'),
  properties: z.record(
    key,
    z.lazy(() => field),
  ),
  required: z.array(key).max(60).optional(),
  additionalProperties: z.literal(false),
};

const stringField = z.strictObject({ ...base, ...stringRules });
const numberField = z.strictObject({
  ...base,
  type: z.enum(['integer', 'number']),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  multipleOf: z.number().positive().optional(),
});
const booleanField = z.strictObject({ ...base, type: z.literal('boolean'), const: z.literal(true).optional() });
const groupField = z.strictObject({ ...base, ...objectRules });
const untitled = { ...base, title: words.optional() };
const listField = z.strictObject({
  ...base,
  type: z.literal('array'),
  items: z.discriminatedUnion('type', [
    z.strictObject({ ...untitled, ...stringRules }),
    z.strictObject({ ...untitled, ...objectRules }),
  ]),
  minItems: count.max(50).optional(),
  maxItems: count.min(1).max(50),
  uniqueItems: z.literal(true).optional(),
});

/** One field, strictly the subset that engine, renderer and Ajv agree on. */
const field: z.ZodType<Field> = z.lazy(() =>
  z.discriminatedUnion('type', [stringField, numberField, booleanField, groupField, listField]),
);

const step = z.strictObject({
  key,
  title: words,
  description: words.optional(),
  fields: z.array(key).min(1).max(60),
  en: english.optional(),
});
const check = z.strictObject({
  assert: feel,
  field: key,
  message: words,
  en: z.strictObject({ message: words }).optional(),
});

/** The shape of a form definition; what the shape cannot say is in `checkDefinition`. */
export const definitionSchema: z.ZodType<FormDefinition> = z.strictObject({
  $schema: z.literal('https://json-schema.org/draft/2020-12/schema').optional(),
  title: words,
  type: z.literal('object'),
  properties: objectRules.properties,
  required: z.array(key).max(200).optional(),
  additionalProperties: z.literal(false),
  'x-dinh': z.strictObject({ steps: z.array(step).min(1).max(20), checks: z.array(check).max(50).optional() }),
});
