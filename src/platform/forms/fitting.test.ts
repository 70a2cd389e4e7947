import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fittingAnswers } from './fitting.ts';
import { sampleAnswers, sampleDefinition, today, codeLists } from './testing.ts';
import { validate } from './validate.ts';

describe('fittingAnswers', () => {
  it('leaves out what the form does not ask, at any depth, and what it computes', () => {
    expect(
      fittingAnswers(sampleDefinition, {
        relation: 'self',
        gone: 1,
        fee: 5,
        applicant: { fullName: 'An', oldField: 'x' },
        companions: [{ name: 'B', was: 1, papers: [{ number: 'X', kind: 'y' }] }, 'nonsense'],
      }),
    ).toEqual({ relation: 'self', applicant: { fullName: 'An' }, companions: [{ name: 'B', papers: [{ number: 'X' }] }, {}] });
  });

  it('makes nothing unknown remain, whatever was saved', () => {
    fc.assert(
      fc.property(sampleAnswers, fc.dictionary(fc.string(), fc.anything()), (answers, noise) => {
        const kept = fittingAnswers(sampleDefinition, { ...noise, ...answers });
        expect(validate(sampleDefinition, kept, { today, codeLists }).problems.filter(({ code }) => code === 'forms.unknown_field')).toEqual([]);
      }),
    );
  });
});
