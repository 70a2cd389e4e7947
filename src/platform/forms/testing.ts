import fc from 'fast-check';
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
