import { describe, expect, it } from 'vitest';
import type { FormDefinition } from '#platform/forms/definition.ts';
import { askedSteps, filledAnswers, keptAnswers, neighbourStep, prefilledOf, stepOfProblem } from './steps.ts';

const form: FormDefinition = {
  title: 'Tờ khai',
  type: 'object',
  additionalProperties: false,
  properties: {
    name: { type: 'string', title: 'Họ tên', 'x-dinh': { prefill: 'account.fullName', source: 'Tài khoản định danh' } },
    email: {
      type: 'string',
      title: 'Thư điện tử',
      'x-dinh': { prefill: 'account.email', source: 'Tài khoản định danh' },
    },
    child: { type: 'string', title: 'Tên con', 'x-dinh': { visibleWhen: 'name = "x"' } },
    copies: { type: 'integer', title: 'Số bản' },
  },
  'x-dinh': {
    steps: [
      { key: 'who', title: 'Ai', fields: ['name', 'email'] },
      { key: 'child', title: 'Con', fields: ['child'] },
      { key: 'what', title: 'Gì', fields: ['copies'] },
    ],
  },
};
const known = { 'account.fullName': 'Nguyễn Văn An', 'account.email': 'an@vi-du.example' };

describe('steps of an application', () => {
  it('leave out those in which nothing is asked', () => {
    const steps = askedSteps(form, new Set(['name', 'email', 'copies']));
    expect(steps.map((step) => step.key)).toEqual(['who', 'what']);
    expect(neighbourStep(steps, 'who', 1)).toBe('what');
    expect(neighbourStep(steps, 'what', 1)).toBeNull();
    expect(neighbourStep(steps, 'who', -1)).toBeNull();
    expect(neighbourStep(steps, 'gone', 1)).toBeNull();
  });

  it('are found for a problem by its field, also inside groups and rows', () => {
    expect(stepOfProblem(form, { path: 'copies' })).toBe('what');
    expect(stepOfProblem(form, { path: 'child[2].name' })).toBe('child');
    expect(stepOfProblem(form, { path: '' })).toBeNull();
    expect(stepOfProblem(form, { path: 'constructor' })).toBeNull();
  });
});

describe('answers of a draft', () => {
  it('of a field that the present form has not are left out', () => {
    expect(keptAnswers(form, { name: 'An', old: 'x', constructor: 'y' })).toEqual({ name: 'An' });
  });

  it('are completed by what is known, but what somebody emptied stays empty', () => {
    expect(filledAnswers(form, {}, known)).toMatchObject({ name: 'Nguyễn Văn An', email: 'an@vi-du.example' });
    expect(filledAnswers(form, { email: '' }, known)).toMatchObject({ name: 'Nguyễn Văn An', email: '' });
  });

  it('are told with their source as long as they stand unchanged', () => {
    const [step] = form['x-dinh'].steps;
    expect(
      prefilledOf(form, step!, {
        answers: { name: 'Nguyễn Văn An', email: 'khac@vi-du.example' },
        known,
        locale: 'vi',
      }),
    ).toEqual([{ source: 'Tài khoản định danh', titles: ['Họ tên'] }]);
    expect(prefilledOf(form, step!, { answers: {}, known: {}, locale: 'vi' })).toEqual([]);
  });
});
