import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterAct, nextCase } from './next-item.ts';

const desk = {
  items: [
    { kind: 'case', id: 'a' },
    { kind: 'document', id: 'b' },
    { kind: 'case', id: 'c' },
  ],
};

describe('nextCase', () => {
  it('goes down the list, at its end up again', () => {
    expect(nextCase([{ locale: 'vi' }, desk], 'a')).toBe('c');
    expect(nextCase([desk], 'c')).toBe('a');
  });

  it('stays when nothing else is left or the case is not of the list', () => {
    expect(nextCase([{ items: [{ kind: 'case', id: 'a' }] }], 'a')).toBeNull();
    expect(nextCase([desk], 'x')).toBeNull();
    expect(nextCase([null, undefined, 3, { items: 'x' }], 'a')).toBeNull();
  });
});

describe('afterAct', () => {
  it('goes only to pages of the officers', () => {
    expect(afterAct('/can-bo/ho-so/01a2?ngan=receive&trang=2', '/can-bo')).toBe(
      '/can-bo/ho-so/01a2?ngan=receive&trang=2',
    );
    for (const wanted of [
      '//evil.example',
      'https://evil.example',
      '/can-bo//evil.example@x',
      '/can-bo/../dang-xuat',
      '/dang-xuat',
      '/can-bo\\evil',
      '',
    ]) {
      expect(afterAct(wanted, '/fallback')).toBe('/fallback');
    }
    fc.assert(
      fc.property(fc.webUrl(), (url) => {
        expect(afterAct(url, '/can-bo')).toBe('/can-bo');
      }),
    );
  });
});
