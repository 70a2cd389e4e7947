import fc from 'fast-check';
import { formKeys, groupKeys, kindOf, ownField } from './definition.ts';
import type { Field, FormDefinition, ObjectSchema } from './definition.ts';
import { sampleDefinition } from './sample-definition.ts';

/** The day of all form tests. */
export const today = '2026-11-23';
export const codeLists = { provinces: new Set(['01', '79']) };
export { sampleDefinition };

const maybe = <T>(arb: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arb, { nil: undefined });
const line = fc.constantFrom('Nguyễn Văn An', 'Đinh Y Blơng', 'Trần Thị  Bích ', '  Lê\u200b Nam', 'O’Brien');
const ref = fc.constantFrom('file-aaaa1111', 'file-bbbb2222');

/** Answers to the sample that are mostly right, with every branch reached. */
export const sampleAnswers: fc.Arbitrary<Record<string, unknown>> = fc
  .record({
    applicant: fc.record({
      fullName: line,
      personalId: fc.constantFrom('001090000042', '001 090 000 042'),
      birthDate: maybe(fc.constantFrom('1990', '1990-03', '1990-03-27', { day: '7', month: '2', year: '1955' })),
      phone: maybe(fc.constantFrom('0912345678', '+84 912 345 678')),
    }),
    relation: fc.constantFrom('self', 'parent', 'other'),
    otherRelation: maybe(line),
    purpose: maybe(fc.subarray(['school', 'passport', 'other'])),
    copies: fc.constantFrom(2, '3', ' 20 '),
    companions: maybe(
      fc.array(
        fc.record({
          name: line,
          adult: fc.boolean(),
          guardian: maybe(line),
          papers: maybe(fc.array(fc.record({ number: fc.constant('B1234567') }), { maxLength: 3 })),
        }),
        { maxLength: 4 },
      ),
    ),
    proof: maybe(ref),
    photos: maybe(fc.uniqueArray(ref, { maxLength: 2 })),
    weight: maybe(fc.constantFrom(3.25, '3,5', '2.5', 0)),
    note: maybe(fc.constantFrom('một\r\nhai', '\u202egpj.exe', '')),
    province: maybe(fc.constantFrom('01', '79')),
    truth: fc.constant(true),
  })
  .map((answers) => Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== undefined)));

type Answers = Record<string, unknown>;

/** Answers to any form, right and wrong, with hidden and calculated ones forged: what a careless or hostile sender posts. */
export function answersFor(definition: FormDefinition): fc.Arbitrary<Answers> {
  return objectFor(definition, formKeys(definition));
}

function objectFor(schema: ObjectSchema, keys: readonly string[]): fc.Arbitrary<Answers> {
  const fields = Object.fromEntries(keys.map((key) => [key, mostly(answerFor(ownField(schema, key)))]));
  return fc.record(fields).map((answers) => Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== undefined)));
}

/** An answer, or none in one of six times. */
function mostly<T>(arb: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(arb, { nil: undefined, freq: 6 });
}

function answerFor(field: Field | undefined): fc.Arbitrary<unknown> {
  if (field === undefined) return fc.constant(undefined);
  if (field.type === 'object') return objectFor(field, groupKeys(field));
  if (field.type === 'array' && field.items.type === 'object') {
    return fc.array(objectFor(field.items, groupKeys(field.items)), { minLength: 1, maxLength: Math.min(3, field.maxItems) });
  }
  return fc.oneof({ weight: 20, arbitrary: plainAnswer(field) }, { weight: 1, arbitrary: fc.anything() });
}

const days = fc.constantFrom('1955-01-01', '1988-03-14', '2026-09-24', '2026-11-20', '2026-11-23', '2027-01-04');
const lines = fc.constantFrom('Nguyễn Văn An', 'Thôn Đông', 'xã An Hòa', '4711', 'C1234567', ' ');

function plainAnswer(field: Field): fc.Arbitrary<unknown> {
  const kind = kindOf(field);
  if (kind === 'boolean') return fc.boolean();
  if (kind === 'date') return days;
  if (kind === 'number') return fc.oneof(fc.integer({ min: 0, max: 500 }), fc.constantFrom('3,5', '1.200', 0));
  if (field.type === 'string' && field.oneOf) return fc.constantFrom(...field.oneOf.map((choice) => choice.const));
  if (field.type !== 'string') return fc.constant(undefined);
  if (field.format === 'personal-id') return fc.constant('001090000042');
  if (field.format === 'phone') return fc.constant('0912345678');
  return field.format === 'email' ? fc.constant('an@vi-du.example') : lines;
}
