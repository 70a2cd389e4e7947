import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isStorable, isStorableText } from './storable.ts';

describe('isStorable', () => {
  it.each([['plain'], ['Ế 😀 \u202e'], [''], [null], [0], [{ a: ['b', { c: true }] }], [Buffer.from([0])], [undefined], [process.stdin], [Object.create(Object.create(null) as object)]])('takes %j', (value) => {
    expect(isStorable(value)).toBe(true);
  });

  it.each([['a\u0000'], ['\ud800'], [['x', { y: '\udc00' }]], [{ 'a\u0000': 1 }]])('refuses %j', (value) => {
    expect(isStorable(value)).toBe(false);
  });

  it('refuses a hundred thousand brackets without falling over them', () => {
    expect(isStorable(JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`))).toBe(false);
  });

  it('agrees with a slow look at the written form, for any JSON', () => {
    const anyText = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary', maxDepth: 5 }), anyText, (value, text) => {
        const texts: string[] = [text];
        JSON.stringify({ value, text }, (key, inner: unknown) => {
          texts.push(key, ...(typeof inner === 'string' ? [inner] : []));
          return inner;
        });
        expect(isStorable({ value, text })).toBe(texts.every(isStorableText));
      }),
    );
  });
});
