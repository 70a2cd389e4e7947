import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDefinition } from './check-definition.ts';
import { isSafePattern } from './safe-pattern.ts';
import { sampleDefinition } from './sample-definition.ts';

type Json = Record<string, unknown>;

/** The sample with one property replaced or added at the end of the last step. */
function withField(key: string, field: Json): Json {
  const sample = structuredClone(sampleDefinition) as unknown as {
    properties: Json;
    'x-dinh': { steps: { fields: string[] }[] };
  };
  if (!(key in sample.properties)) sample['x-dinh'].steps.at(-1)?.fields.push(key);
  sample.properties[key] = field;
  return sample;
}

const codesOf = (input: unknown): readonly string[] =>
  checkDefinition(input).problems.map((problem) => problem.code.replace('forms.definition_', ''));

describe('checkDefinition', () => {
  it('lets the sample pass, also after JSON', () => {
    expect(checkDefinition(JSON.parse(JSON.stringify(sampleDefinition))).problems).toEqual([]);
  });

  it.each<[string, Json, string]>([
    ['an unknown keyword', { type: 'string', title: 'A', maxLenght: 3 }, 'shape'],
    ['a reserved name', { type: 'string', title: 'A' }, 'reserved_name'],
    [
      'an expression that looks ahead',
      { type: 'string', title: 'A', 'x-dinh': { visibleWhen: 'zebra = 1' } },
      'looks_ahead',
    ],
    [
      'a loop',
      { type: 'string', title: 'A', 'x-dinh': { visibleWhen: 'count(for i in 1..9999999 return i) > 0' } },
      'expression',
    ],
    ['a syntax error', { type: 'string', title: 'A', 'x-dinh': { visibleWhen: 'copies >' } }, 'expression'],
    [
      'a function that runs patterns',
      { type: 'string', title: 'A', 'x-dinh': { visibleWhen: 'matches(note, "(a+)+")' } },
      'expression',
    ],
    ['a runaway pattern', { type: 'string', title: 'A', maxLength: 50, pattern: '^(a+)+$' }, 'unsafe_pattern'],
    [
      'a list of free text',
      { type: 'array', title: 'A', maxItems: 3, uniqueItems: true, items: { type: 'string' } },
      'list_of_text',
    ],
    ['a keyword without meaning', { type: 'boolean', title: 'A', 'x-dinh': { notAfter: 'today' } }, 'meaningless'],
    ['lock without source', { type: 'string', title: 'A', 'x-dinh': { locked: true } }, 'locked_without_prefill'],
  ])('refuses %s', (name, field, code) => {
    expect(codesOf(withField(name === 'a reserved name' ? 'today' : 'extra', field))).toContain(code);
  });

  it('refuses a required field that may be hidden', () => {
    const input = { ...sampleDefinition, required: ['otherRelation', 'fee'] };
    expect(codesOf(input)).toEqual(['required_but_hidden', 'required_but_calculated']);
  });

  it('refuses tables three deep and more work than one submission may cost', () => {
    const rows = (inner: Json): Json => ({
      type: 'array',
      title: 'R',
      maxItems: 50,
      items: {
        type: 'object',
        properties: inner,
        additionalProperties: false,
        'x-dinh': { fields: Object.keys(inner) },
      },
    });
    const leaf = {
      a: { type: 'string', title: 'A' },
      b: { type: 'string', title: 'B', 'x-dinh': { visibleWhen: 'a = "x"' } },
    };
    expect(codesOf(withField('deep', rows({ x: rows({ y: rows(leaf) }) })))).toContain('too_deep');
    expect(codesOf(withField('wide', rows({ x: rows(leaf) })))).toEqual(['too_much_work']);
  });

  it('refuses a field that no step asks', () => {
    const input = {
      ...sampleDefinition,
      properties: { ...sampleDefinition.properties, lost: { type: 'string', title: 'L' } },
    };
    expect(codesOf(input)).toContain('order');
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true }),
        (input) => void checkDefinition(input),
      ),
    );
    fc.assert(fc.property(fc.anything(), (field) => void checkDefinition(withField('extra', field as Json))));
  });
});

describe('isSafePattern', () => {
  it.each(['^\\d{12}$', '^[A-Z]{1,3}-\\d+$', '^(a|b)c*$', '^\\p{L}+$', '^[)+*{|]$'])('accepts %s', (pattern) => {
    expect(isSafePattern(pattern, 100)).toBe(true);
  });
  it.each(['\\d+', '^a|b$', '^(a*)*$', '^(ab){2,}$', '^a*a*a*b$', '^(?=a)b$', '^(a)\\1$', '^[$'])(
    'refuses %s',
    (pattern) => {
      expect(isSafePattern(pattern, 100)).toBe(false);
    },
  );
  it('bounds the text as well', () => expect(isSafePattern('^a*$', undefined)).toBe(false));
});
