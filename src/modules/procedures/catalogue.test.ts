import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { formKeys, groupKeys, layoutOf, ownField, type Field, type FormDefinition, type ObjectSchema } from '#platform/forms/definition.ts';
import { evaluateFeel, inspectExpression } from '#platform/forms/feel.ts';
import { fitsSchema } from '#platform/forms/schema-judge.ts';
import { answersFor, today } from '#platform/forms/testing.ts';
import { validate } from '#platform/forms/validate.ts';
import { formOf } from './form-check.ts';
import { durationFor, feeLinesOf, papersFor, type ProcedureContent } from './model.ts';
import { judge } from './problems.ts';
import { shippedCatalogue } from './shipped.ts';

const codes = ['1.000894', '1.001193', '1.001612', '1.004873', '1.012783', '1.013225', '2.000635', '2.000815', '2.000884', '3.000722'] as const;
let records: ReadonlyMap<string, ProcedureContent>;

beforeAll(async () => {
  records = new Map((await shippedCatalogue()).map(({ content }) => [content.code, content]));
});

const recordOf = (code: string): ProcedureContent => records.get(code)!;
const formFor = (code: string): FormDefinition => formOf(recordOf(code).form);
const evaluator = (answers: Readonly<Record<string, unknown>>) => (expression: string) => evaluateFeel(expression, { today, ...answers });

/** Every question of a form, at any depth, with its path. */
function leaves(schema: ObjectSchema, keys: readonly string[], path = ''): readonly (readonly [string, Field])[] {
  return keys.flatMap((key) => {
    const field = ownField(schema, key)!;
    const here = `${path}${key}`;
    if (field.type === 'object') return leaves(field, groupKeys(field), `${here}.`);
    if (field.type === 'array' && field.items.type === 'object') return leaves(field.items, groupKeys(field.items), `${here}[].`);
    return [[here, field] as const];
  });
}

describe.each(codes)('%s', (code) => {
  it('is a whole record, with a class of personal data and English words at every question', () => {
    const record = recordOf(code);
    expect(judge(record as never).problems).toEqual([]);
    for (const form of [record.form, ...record.results.map((result) => result.form)].map(formOf)) {
      const unclassed = leaves(form, formKeys(form)).filter(([, field]) => layoutOf(field).personalDataClass === undefined);
      expect(unclassed.map(([path]) => path)).toEqual([]);
    }
    const form = formFor(code);
    expect(leaves(form, formKeys(form)).filter(([, field]) => layoutOf(field).en?.title === undefined).map(([path]) => path)).toEqual([]);
  });

  it('drafts and prices only from its own answers', () => {
    const { results, channels, linked } = recordOf(code);
    const names = new Set(['today', ...formKeys(formFor(code))]);
    const drafts = results.flatMap(({ draft, form }) => Object.entries(draft).map(([field, expression]) => ({ expression, known: formKeys(formOf(form)).includes(field) })));
    const others = [...channels.flatMap((one) => [...one.fees.map(({ formula }) => formula), ...one.otherDurations.map(({ when }) => when)]), ...(linked?.parts ?? []).map(({ when }) => when)];
    for (const { known } of drafts) expect(known).toBe(true);
    for (const expression of [...drafts.map((draft) => draft.expression), ...others]) {
      if (expression === null) continue;
      const { fault, variables } = inspectExpression(expression);
      expect([expression, fault, variables.filter((name) => !names.has(name))]).toEqual([expression, null, []]);
    }
  });

  it('keeps no hidden answer, believes no forged sum, and agrees with the plain JSON Schema', () => {
    const form = formFor(code);
    fc.assert(
      fc.property(answersFor(form), (answers) => {
        const verdict = validate(form, answers, { today });
        for (const key of Object.keys(verdict.values)) expect(verdict.visible.has(key)).toBe(true);
        const honest = validate(form, verdict.values, { today });
        // What could not be read is absent the first time, and then a question that was not answered.
        expect(validate(form, honest.values, { today }).values).toEqual(honest.values);
        if (verdict.problems.length === 0) expect(fitsSchema(form, verdict.values)).toBe(true);
        const forged = Object.fromEntries(Object.keys(form.properties).filter((key) => layoutOf(ownField(form, key)!).calculate !== undefined).map((key) => [key, 424242]));
        expect(validate(form, { ...verdict.values, ...forged }, { today }).values).toEqual(honest.values);
      }),
      { numRuns: 25 },
    );
  });

  it('prices and asks for papers whatever the answers, and never below nothing', () => {
    const record = recordOf(code);
    const form = formFor(code);
    fc.assert(
      fc.property(answersFor(form), (answers) => {
        const { values } = validate(form, answers, { today });
        for (const channel of record.channels) {
          for (const { amount } of feeLinesOf(channel.fees, values, evaluator(values))) expect(Number.isSafeInteger(amount) && amount >= 0).toBe(true);
          expect(durationFor(channel, evaluator(values)).unit).toBeDefined();
        }
        for (const paper of papersFor(record, evaluator(values))) if (paper.required) expect(paper.applies).toBe(true);
      }),
      { numRuns: 15 },
    );
  });
});

describe('fees and limits by the answers', () => {
  const feeOn = (code: string, answers: Readonly<Record<string, unknown>>) => feeLinesOf(recordOf(code).channels[0]!.fees, answers, evaluator(answers));

  it('asks nothing for a birth registered within 60 days, and nothing later of who is exempt', () => {
    expect(feeOn('1.001193', { daysSinceBirth: 60, feeExemption: 'none' })[0]).toMatchObject({ amount: 0, exemption: expect.stringContaining('60 ngày') as string });
    expect(feeOn('1.001193', { daysSinceBirth: 61, feeExemption: 'none' })[0]).toMatchObject({ amount: 8000, exemption: null });
    for (const feeExemption of ['poor', 'merit', 'disabled']) expect(feeOn('1.001193', { daysSinceBirth: 400, feeExemption })[0]).toMatchObject({ amount: 0 });
  });

  it('counts days since birth by the calendar', () => {
    const form = formFor('1.001193');
    const daysOf = (childBirthDate: string) => validate(form, { childBirthDate }, { today }).values['daysSinceBirth'];
    expect([daysOf('2026-11-23'), daysOf('2026-09-24'), daysOf('2026-09-23'), daysOf('2024-02-29')]).toEqual([0, 60, 61, 998]);
  });

  it('never charges more than 200,000 đ a certified copy', () => {
    const form = formFor('2.000815');
    const feeFor = (pages: number, copies: number) => validate(form, { documents: [{ name: 'A', issuer: 'B', pages, copies }] }, { today }).values['totalFee'];
    expect([feeFor(1, 1), feeFor(2, 1), feeFor(3, 1), feeFor(12, 2), feeFor(198, 1), feeFor(500, 3)]).toEqual([2000, 4000, 5000, 28000, 200000, 600000]);
  });

  it('takes a minor neither for a bride nor for a groom', () => {
    const form = formFor('1.000894');
    const problems = (bride: string, groom: string) => validate(form, { bride: { birthDate: bride }, groom: { birthDate: groom } }, { today }).problems.filter(({ code }) => code === 'forms.check').map(({ path }) => path);
    expect(problems('2008-11-23', '2006-11-23')).toEqual([]);
    expect(problems('2008-11-24', '2006-11-24')).toEqual(['bride', 'groom']);
  });

  it('gives land in hard places ten working days', () => {
    const [channel] = recordOf('1.012783').channels;
    expect(durationFor(channel!, evaluator({ specialArea: true })).n).toBe(10);
    expect(durationFor(channel!, evaluator({ specialArea: null })).n).toBe(5);
  });

  it('asks for papers by the situation', () => {
    const wanted = (code: string, answers: Readonly<Record<string, unknown>>) => papersFor(recordOf(code), evaluator(answers)).filter((paper) => paper.required).map((paper) => paper.code);
    expect(wanted('1.001193', { proof: 'witness', knownParents: 'none', surrogacy: true })).toEqual(['VB-LC', 'BB-BR', 'VB-MTH']);
    expect(wanted('1.001193', { proof: 'electronic', knownParents: 'both', surrogacy: null })).toEqual([]);
    expect(wanted('2.000635', { relation: 'authorised' })).toEqual(['VB-UQ']);
    expect(wanted('1.013225', { landPaper: 'other', adjoining: true, worksKind: 'works' })).toEqual(['GT-DAT', 'BV-GPXD', 'CK-LK', 'QD-DA']);
  });
});

describe('linked births', () => {
  it('name their parts in order, each with a clock of its own within the whole', () => {
    const { linked, route, filing, localIntake } = recordOf('3.000722');
    expect({ route, localIntake, filed: filing?.url }).toEqual({ route: 'national', localIntake: true, filed: 'https://dichvucong.gov.vn' });
    const keys = linked!.parts.map(({ key }) => key);
    expect(keys).toEqual(['birth', 'residence', 'insurance', 'identity']);
    for (const [index, part] of linked!.parts.entries()) expect(part.after === null || keys.indexOf(part.after) < index).toBe(true);
    const hours = (part: { unit: string; n?: number | undefined }): number => (part.unit === 'working_hour' ? part.n! : part.n! * 8);
    const [birth, residence] = linked!.parts;
    expect(hours(birth!.duration) + hours(residence!.duration)).toBeLessThanOrEqual(hours(linked!.whole));
  });
});

describe('what is not certain', () => {
  it('stays visible to editors, with its percentage', () => {
    const sure = (code: string) => recordOf(code).channels[0]!.duration.certainty;
    expect(sure('1.013225')).toMatchObject({ percent: 55 });
    expect(recordOf('2.000815').channels[0]!.fees[0]!.certainty).toMatchObject({ percent: 85 });
    for (const code of codes) {
      const { stepsCertainty, legalBasis, openQuestions } = recordOf(code);
      expect(stepsCertainty).not.toBeNull();
      for (const base of legalBasis) expect(base.date !== null || base.certainty !== null).toBe(true);
      if (code.startsWith('1.0')) expect(openQuestions.length).toBeGreaterThan(0);
    }
  });
});
