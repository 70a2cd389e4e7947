import { createContext, runInContext } from 'node:vm';
import fc from 'fast-check';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FormDefinition } from './definition.ts';
import { validateOnServer } from './schema-judge.ts';
import { parseSubmission } from './submission.ts';
import { codeLists, sampleAnswers, sampleDefinition, today } from './testing.ts';
import type { ValidateOptions, Verdict } from './validate.ts';

/** The sample, with a sum over rows and an age in days computed from dates. */
const definition: FormDefinition = {
  ...sampleDefinition,
  properties: {
    ...sampleDefinition.properties,
    born: { type: 'string', title: 'Ngày sinh', format: 'date' },
    days: { type: 'integer', title: 'Số ngày tuổi', 'x-dinh': { calculate: '(date(today) - date(born)).days' } },
    late: { type: 'boolean', title: 'Quá hạn', 'x-dinh': { calculate: 'days > 60' } },
    heads: { type: 'integer', title: 'Số người', 'x-dinh': { calculate: 'if companions = null then 1 else count(companions) + 1' } },
  },
  'x-dinh': { ...sampleDefinition['x-dinh'], steps: [...sampleDefinition['x-dinh'].steps, { key: 'sum', title: 'Tính', fields: ['born', 'days', 'late', 'heads'] }] },
};

const answers = fc.tuple(sampleAnswers, fc.option(fc.date({ min: new Date('2020-01-01'), max: new Date('2026-11-23'), noInvalidDate: true })), fc.anything()).map(([sample, born, forged]): Readonly<Record<string, unknown>> => ({
  ...sample,
  ...(born === null ? {} : { born: born.toISOString().slice(0, 10) }),
  ...{ days: forged, late: true, heads: 99, fee: 1 },
}));

type Engine = { readonly validate: (definition: unknown, input: unknown, options: ValidateOptions) => Verdict };
let browser: (definition: unknown, input: unknown) => Pick<Verdict, 'values' | 'problems'>;
const homeZone = process.env['TZ'];

beforeAll(async () => {
  const entry = new URL('./validate.ts', import.meta.url).pathname;
  const built = await build({ configFile: false, logLevel: 'silent', build: { write: false, minify: false, lib: { entry, formats: ['iife'], name: 'engine' } } });
  const output = [built].flat().flatMap((one) => ('output' in one ? one.output : []));
  const code = output.flatMap((one) => (one.type === 'chunk' ? [one.code] : [])).join('\n');
  // A bare realm: nothing of Node is there, as in a browser.
  const realm = createContext({});
  const engine = runInContext(`${code};engine`, realm) as Engine;
  browser = (form, input) => {
    const { values, problems } = engine.validate(form, input, { today, codeLists });
    return JSON.parse(JSON.stringify({ values, problems })) as Pick<Verdict, 'values' | 'problems'>;
  };
});

afterAll(() => {
  if (homeZone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = homeZone;
});

describe('browser and server', () => {
  it.each(['Asia/Ho_Chi_Minh', 'America/New_York', 'Pacific/Kiritimati'])('come to the same verdict, the browser standing in %s', (zone) => {
    fc.assert(
      fc.property(answers, (input) => {
        const json: unknown = JSON.parse(JSON.stringify(input));
        delete process.env['TZ'];
        const { values, problems } = validateOnServer(definition, json, { today, codeLists });
        process.env['TZ'] = zone;
        expect(browser(definition, json)).toEqual(JSON.parse(JSON.stringify({ values, problems })));
      }),
      { numRuns: 40 },
    );
  });

  it('compute what is calculated themselves, whatever was posted or sent', () => {
    fc.assert(
      fc.property(answers, (input) => {
        const { values } = validateOnServer(definition, input, { today, codeLists });
        const born = typeof input['born'] === 'string' ? Date.parse(input['born']) : null;
        const days = born === null ? undefined : (Date.parse(today) - born) / 86_400_000;
        expect(values['days']).toBe(days);
        expect(values['late']).toBe(days === undefined ? false : days > 60);
        expect(values['fee']).toBe(Number(String(input['copies']).trim()) * 8000);
        expect(values['heads']).toBe(((values['companions'] as unknown[] | undefined)?.length ?? 0) + 1);
      }),
      { numRuns: 60 },
    );
  });

  it('refuse a calculated answer that is posted as a field', () => {
    const { raw, problems } = parseSubmission(definition, [['days', '1'], ['heads', '7']]);
    expect(raw).toEqual({});
    expect(problems).toMatchObject([{ code: 'forms.unknown_field', path: 'days' }, { code: 'forms.unknown_field', path: 'heads' }]);
  });
});
