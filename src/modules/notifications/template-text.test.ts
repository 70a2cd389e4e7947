import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fillText,
  findBraceProblem,
  placeholdersOf,
  wordsOf,
  withoutPersonalData,
  type Placeholder,
} from './template-text.ts';

const placeholder = (name: string, kind: Placeholder['kind'] = 'text'): Placeholder => ({ name, kind, vi: name });
const known = ['givenName', 'code', 'due'].map((name) => placeholder(name));

describe('fillText', () => {
  it('puts each value in its place, however it looks', () => {
    const names = ['givenName', 'code', 'due'];
    const piece = fc.oneof(
      fc.constantFrom(...names.map((name) => `{{${name}}}`)),
      fc.string().map((text) => text.replace(/[{}]/gu, '')),
    );
    fc.assert(
      fc.property(fc.array(piece), fc.array(fc.string(), { minLength: 3, maxLength: 3 }), (pieces, values) => {
        const map = new Map(names.map((name, i) => [name, values[i] ?? '']));
        const expected = pieces
          .map((part) => (part.startsWith('{{') ? (map.get(part.slice(2, -2)) ?? '') : part))
          .join('');
        expect(fillText(pieces.join(''), map)).toBe(expected);
        expect(findBraceProblem(pieces.join(''), known)).toBeNull();
        expect(placeholdersOf(pieces.join(''))).toEqual(
          pieces.filter((part) => part.startsWith('{{')).map((part) => part.slice(2, -2)),
        );
      }),
    );
  });

  it('does not fill what a value brought along', () => {
    expect(fillText('{{code}}', new Map([['code', '{{givenName}}']]))).toBe('{{givenName}}');
  });

  it('refuses to leave a gap', () => {
    expect(() => fillText('Trước ngày {{due}}.', new Map())).toThrow('due');
  });
});

describe('findBraceProblem', () => {
  it.each([
    ['Hồ sơ {{code}}', null],
    ['Hồ sơ {{ code }}', null],
    ['Hồ sơ {{mã}}', { unknown: 'mã' }],
    ['Hồ sơ {{code}', 'unbalanced'],
    ['Hồ sơ {code}', 'unbalanced'],
    ['Hồ sơ {{{code}}}', 'unbalanced'],
    ['{{}}', { unknown: '' }],
  ])('%s', (text, problem) => {
    expect(findBraceProblem(text, known)).toEqual(problem);
  });
});

describe('wordsOf', () => {
  const say = (kind: Placeholder['kind'], value: string, locale: 'vi' | 'en' = 'vi') =>
    wordsOf([placeholder('x', kind)], { x: value }, locale).get('x');

  it('keeps only the given name', () => {
    expect(say('given_name', 'Nguyễn Thị Minh Anh')).toBe('Anh');
    expect(say('given_name', '  ĐẶNG   văn  bình ')).toBe('bình');
  });

  it('writes days and hours of Viet Nam in the language of the reader', () => {
    expect(say('date', '2026-11-24')).toBe('24/11/2026');
    expect(say('date', '2026-11-24', 'en')).toBe('24 November 2026');
    expect(say('instant', '2026-11-24T09:30:00Z')).toContain('16:30');
    expect(say('instant', '2026-11-24T18:30:00Z', 'en')).toBe('25 November 2026 at 01:30');
  });

  it('refuses data that do not fit', () => {
    expect(() => wordsOf(known, { code: 'x' }, 'vi')).toThrow('givenName');
  });
});

describe('withoutPersonalData', () => {
  it.each([
    ['Số định danh 001090000042 nhé', 'Số định danh ••• nhé'],
    ['gọi 0912 345 678', 'gọi •••'],
    ['gọi +84.912.345.678', 'gọi •••'],
    ['viết cho an.nguyen@example.vn', 'viết cho •••'],
    [
      'Bản sao trích lục khai sinh (2.000635), 02 bản, ngày 24/11/2026',
      'Bản sao trích lục khai sinh (2.000635), 02 bản, ngày 24/11/2026',
    ],
  ])('%s', (text, clean) => {
    expect(withoutPersonalData(text)).toBe(clean);
  });
});
