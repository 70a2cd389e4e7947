import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keptFile, readKept } from './kept-files.ts';

const paper = {
  code: 'BO-SUNG',
  name: 'Giấy khai sinh cũ: bản 1 (chụp).jpg',
  sha256: 'a'.repeat(64),
  size: 1234,
  mediaType: 'image/jpeg',
};

describe('kept files of a form', () => {
  it('come back as they went', () => {
    expect(readKept([keptFile(paper).ref], '')).toEqual([paper]);
  });

  it('come back whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 80, unit: 'grapheme' }), (name) => {
        expect(readKept([keptFile({ ...paper, name }).ref], '')[0]?.name).toBe(name);
      }),
    );
  });

  it('leave out the one whose button was pressed', () => {
    const other = { ...paper, sha256: 'b'.repeat(64) };
    const refs = [keptFile(paper).ref, keptFile(other).ref];
    expect(readKept(refs, `remove:giay-to:${keptFile(paper).ref}`)).toEqual([other]);
  });

  it('never fail on nonsense', () => {
    fc.assert(
      fc.property(fc.array(fc.anything()), fc.string(), (values, command) => {
        expect(Array.isArray(readKept(values, command))).toBe(true);
      }),
    );
  });
});
