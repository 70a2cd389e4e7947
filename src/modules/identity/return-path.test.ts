import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeReturnPath } from './return-path.ts';

describe('the way back after sign-in', () => {
  it.each(['/ho-so/1?x=1#y', '/can-bo/ho-so', '/'])('keeps %s', (path) =>
    expect(safeReturnPath(path, '/f')).toBe(path),
  );

  it.each([
    null,
    '',
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/a\\b',
    '/.//evil.example',
    '/%2e//evil.example',
    '/x/..//evil.example',
    'javascript:alert(1)',
    '/\tx',
    '/\n/evil.example',
    '/dang-nhap',
    '/dang-nhap/tra-ve?code=1',
    '/can-bo/dang-nhap?tiep=/x',
    '/dang-xuat',
    `/${'a'.repeat(3000)}`,
  ])('replaces %j', (path) => expect(safeReturnPath(path, '/f')).toBe('/f'));

  it('never leaves our own origin', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('/', '\\', '.', ':', '@', '%2e', 'a', '?', '#', '\t', '//') }),
        (text) => {
          const path = safeReturnPath(`/${text}`, '/f');
          expect(new URL(path, 'https://own.example').origin).toBe('https://own.example');
          expect(path.startsWith('//')).toBe(false);
        },
      ),
    );
  });
});
