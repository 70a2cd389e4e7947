import { describe, expect, it } from 'vitest';
import { currentStepWords, stateSentence, weekdayDateTime } from './case-words.ts';

const t = (key: string): string => key;

describe('the words of a case', () => {
  it('name the step while officers work and the state when the applicant is waited for', () => {
    expect(stateSentence(t, { state: 4, stepKind: 'sign' })).toBe('step.sign');
    expect(stateSentence(t, { state: 5, stepKind: 'process' })).toBe('state.5');
    expect(currentStepWords(t, { state: 1, stepKind: 'receive' })).toBe('step.receive');
    expect(currentStepWords(t, { state: 6, stepKind: 'process' })).toBe('state.6');
  });

  it('name the weekday in the reader’s language, by the clock of Viet Nam', () => {
    expect(weekdayDateTime('2026-11-22T17:30:00Z')).toBe('00:30 thứ Hai 23/11/2026');
    expect(weekdayDateTime('2026-11-22T17:30:00Z', 'en')).toBe('00:30 Monday 23/11/2026');
  });
});
