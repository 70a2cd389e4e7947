import { describe, expect, it } from 'vitest';
import type { PaperInput } from '../../model.ts';
import { attachablePapers, changedPapers } from './attachable.ts';

const paper = (code: string, sha256: string): PaperInput => ({
  code,
  name: `${code}.pdf`,
  sha256,
  size: 10,
  mediaType: 'application/pdf',
});

describe('attachablePapers', () => {
  it('asks for no file where a database or the form itself answers', () => {
    const needed = {
      code: 'UQ',
      name: 'Văn bản ủy quyền',
      originals: 1,
      copies: 0,
      electronicCopy: true,
      digitise: true,
      required: false,
      requiredWhen: null,
      template: '',
      replaceableBy: null,
      note: '',
      certainty: null,
    };
    const known = { ...needed, code: 'GT', replaceableBy: 'CSDL quốc gia về dân cư' };
    const shown = { ...needed, code: 'BG', electronicCopy: false };
    const cases = [{ key: 'default', name: 'x', when: null, papers: [needed, known, shown] }];
    expect(attachablePapers({ cases })).toEqual([needed]);
    expect(attachablePapers({ cases }, [])).toEqual([]);
    // The answers may make a paper required, also one that a database usually replaces.
    const called = [needed, known].map(({ code }) => ({ code, required: true }));
    expect(attachablePapers({ cases }, called)).toEqual([needed, known].map((one) => ({ ...one, required: true })));
    expect(attachablePapers({ cases }, [{ code: 'GT', required: false }])).toEqual([]);
  });
});

describe('changedPapers', () => {
  const before = [paper('UQ', 'a'), paper('UQ', 'b')];

  it('adds a file once, however often it is sent', () => {
    expect(changedPapers(before, [paper('UQ', 'b'), paper('UQ', 'c')], '')).toHaveLength(3);
  });

  it('takes out exactly the file whose button was pressed', () => {
    expect(changedPapers(before, [], 'remove:UQ:a')).toEqual([before[1]]);
    expect(changedPapers(before, [], 'remove:XX:a')).toEqual(before);
  });
});
