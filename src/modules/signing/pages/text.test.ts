import { describe, expect, it } from 'vitest';
import { findings } from '../validation/report.ts';
import en from './text.en.json' with { type: 'json' };
import vi from './text.vi.json' with { type: 'json' };

const keysOf = (value: unknown, prefix = ''): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => keysOf(inner, `${prefix}${key}.`))
    : [prefix.slice(0, -1)];

describe('the words of signing', () => {
  it('exist for every finding, in both languages', () => {
    const codes = Object.keys(findings).toSorted();
    expect(Object.keys(vi.finding).toSorted()).toEqual(codes);
    expect(Object.keys(en.finding).toSorted()).toEqual(codes);
  });

  it('are complete in English for the citizen side', () => {
    expect(keysOf(en.check).toSorted()).toEqual(keysOf(vi.check).toSorted());
  });
});
