import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expandBlocks } from './blocks.ts';
import { checkDefinition } from './check-definition.ts';

const blocks = {
  place: {
    title: 'Nơi cư trú',
    properties: { commune: { type: 'string', title: 'Xã' }, detail: { type: 'string', title: 'Thôn' } },
    required: ['commune'],
    'x-dinh': { fields: ['detail', 'commune'] },
  },
  person: {
    title: 'Người',
    properties: {
      name: { type: 'string', title: 'Họ tên', 'x-dinh': { personalDataClass: 'basic', width: 'w20' } },
      age: { type: 'integer', title: 'Tuổi' },
      home: { block: 'place' },
    },
    required: ['name', 'age'],
    'x-dinh': { fields: ['name', 'age', 'home'] },
  },
  circle: { title: 'C', properties: { again: { block: 'circle' } }, 'x-dinh': { fields: ['again'] } },
};

const form = (properties: Record<string, unknown>, fields = Object.keys(properties)) => ({
  title: 'F',
  type: 'object',
  properties,
  additionalProperties: false,
  'x-dinh': { steps: [{ key: 'one', title: 'Một', fields }] },
});

describe('expandBlocks', () => {
  it('writes a block out as a group, with blocks inside, chosen fields and changes', () => {
    const given = form({
      mother: { block: 'person', title: 'Mẹ', only: ['name', 'home'], change: { name: { title: 'Tên mẹ', 'x-dinh': { width: null } } } },
    });
    const { definition, problems } = checkDefinition(expandBlocks(given, blocks));
    expect(problems).toEqual([]);
    expect(definition?.properties['mother']).toMatchObject({ type: 'object', title: 'Mẹ', required: ['name'], 'x-dinh': { fields: ['name', 'home'] } });
    const mother = definition?.properties['mother'];
    expect(mother?.type === 'object' && mother.properties['name']).toEqual({ type: 'string', title: 'Tên mẹ', 'x-dinh': { personalDataClass: 'basic' } });
    expect(mother?.type === 'object' && mother.properties['home']).toMatchObject({ title: 'Nơi cư trú', required: ['commune'] });
  });

  it('spreads fields in place of the reference, in the order of the steps', () => {
    const given = form({ before: { type: 'string', title: 'B' }, who: { block: 'person', spread: true, only: ['age', 'name'] } }, ['who', 'before']);
    const { definition, problems } = checkDefinition(expandBlocks(given, blocks));
    expect(problems).toEqual([]);
    expect(definition?.['x-dinh'].steps[0]?.fields).toEqual(['age', 'name', 'before']);
    expect(definition?.required).toEqual(['name', 'age']);
  });

  it('gives rows a block', () => {
    const given = form({ people: { type: 'array', title: 'Người', maxItems: 5, items: { block: 'person', title: undefined } } });
    const { definition, problems } = checkDefinition(JSON.parse(JSON.stringify(expandBlocks(given, blocks))));
    expect(problems).toEqual([]);
    expect(definition?.properties['people']).toMatchObject({ items: { type: 'object', required: ['name', 'age'] } });
  });

  it('leaves unknown blocks for the check to refuse, and a circle ends', () => {
    expect(checkDefinition(expandBlocks(form({ x: { block: 'nobody' } }), blocks)).definition).toBeNull();
    expect(checkDefinition(expandBlocks(form({ x: { block: 'circle' } }), blocks)).definition).toBeNull();
    expect(checkDefinition(expandBlocks(form({ x: { block: 'constructor' } }), blocks)).definition).toBeNull();
  });

  it('changes nothing that has no reference, and nothing twice', () => {
    const once = expandBlocks(form({ mother: { block: 'person' } }), blocks);
    expect(expandBlocks(once, blocks)).toEqual(once);
  });

  it('never throws', () => {
    const reference = fc.record({ block: fc.constantFrom('person', 'circle', 'x'), only: fc.anything(), change: fc.anything(), spread: fc.anything(), required: fc.anything() });
    fc.assert(fc.property(fc.anything(), (input) => void expandBlocks(input, blocks)));
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.oneof(reference, fc.anything())), (properties) => void expandBlocks(form(properties), blocks)));
  });
});
