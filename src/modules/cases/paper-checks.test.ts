import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blocking, checkLines, refusalWords, requestWords, ticked, unchecked, type KeptCheck, type PaperReason, type Tick } from './paper-checks.ts';

const reasons: readonly PaperReason[] = [
  { code: 'unsigned', label: 'thiếu chữ ký', request: 'Đề nghị nộp bản có chữ ký.', needsNote: false },
  { code: 'other', label: 'chưa đúng', request: 'Đề nghị nộp lại.', needsNote: true },
];
const at = new Date('2026-11-23T02:00:00Z');
const later = new Date('2026-11-23T03:00:00Z');
const papers = [
  { code: 'birth', name: 'Giấy chứng sinh', required: true, applies: true },
  { code: 'proxy', name: 'Giấy ủy quyền', required: false, applies: false },
  { code: 'id', name: 'Căn cước', required: false, applies: true },
];

const wrong = (reason: string, note = ''): KeptCheck => ({ ...ticked(unchecked, { what: 'wrong', reason, note }, at), officerName: 'Lê Thị Mai' });

const anyTick: fc.Arbitrary<Tick> = fc.oneof(
  fc.constant<Tick>({ what: 'right' }),
  fc.constant<Tick>({ what: 'unjudged' }),
  fc.record({ what: fc.constant('wrong' as const), reason: fc.constantFrom('unsigned', 'other'), note: fc.string({ maxLength: 40 }) }),
  fc.record({
    what: fc.constant('handling' as const),
    toDigitise: fc.boolean(),
    digitisation: fc.constantFrom(0 as const, 1 as const, 2 as const, 3 as const),
    copyKind: fc.constantFrom(null, 0 as const, 1 as const, 2 as const),
    originalReturned: fc.boolean(),
  }),
);

describe('the check of a paper', () => {
  it('has a reason exactly while it is wrong, and is never both digitised and to be digitised', () => {
    fc.assert(
      fc.property(fc.array(anyTick), (ticks) => {
        const check = ticks.reduce((before, tick) => ticked(before, tick, at), unchecked);
        expect(check.reason !== null).toBe(check.verdict === 'wrong');
        expect(check.judgedAt !== null).toBe(check.verdict !== null);
        expect(check.toDigitise && check.digitisation !== 0).toBe(false);
      }),
    );
  });

  it('keeps what becomes of the original apart from the verdict', () => {
    const handled = ticked(unchecked, { what: 'handling', toDigitise: true, digitisation: 0, copyKind: 0, originalReturned: true }, at);
    expect(ticked(handled, { what: 'right' }, at)).toMatchObject({ verdict: 'right', toDigitise: true, copyKind: 0, originalReturned: true });
    expect(ticked(ticked(handled, { what: 'right' }, at), { what: 'handling', toDigitise: false, digitisation: 1, copyKind: 0, originalReturned: false }, later)).toMatchObject({ verdict: 'right', judgedAt: at });
  });
});

describe('the checklist', () => {
  it('has a line for what applies, for what was sent all the same, and for files that the procedure does not list', () => {
    const sent = [
      { position: 0, code: 'birth', addedAt: at },
      { position: 1, code: 'birth', addedAt: at },
      { position: 2, code: 'supplement', addedAt: at },
    ];
    expect(checkLines(papers, sent, new Map()).map(({ paper, files }) => [paper, files])).toEqual([['birth', [0, 1]], ['id', []], ['supplement', [2]]]);
    expect(checkLines(papers, [{ position: 0, code: 'proxy', addedAt: at }], new Map()).map(({ paper }) => paper)).toContain('proxy');
  });

  it('tells of a file that came in after the verdict', () => {
    const kept = new Map([['birth', wrong('unsigned')]]);
    expect(checkLines(papers, [{ position: 0, code: 'birth', addedAt: at }], kept)[0]?.newer).toBe(false);
    expect(checkLines(papers, [{ position: 3, code: 'birth', addedAt: later }], kept)[0]?.newer).toBe(true);
  });

  it('is in the way of acceptance only by required papers', () => {
    const lines = checkLines(papers, [], new Map([['birth', wrong('unsigned')], ['id', wrong('unsigned')]]));
    expect(blocking(lines).map(({ paper }) => paper)).toEqual(['birth']);
  });

  it('asks for everything at once, each gap on one line whatever somebody typed', () => {
    const lines = checkLines(papers, [], new Map([['birth', wrong('unsigned')], ['id', wrong('other', 'mặt sau\nbị che.')]]));
    expect(requestWords(lines, reasons)).toBe('Giấy chứng sinh: thiếu chữ ký. Đề nghị nộp bản có chữ ký.\nCăn cước: chưa đúng (mặt sau bị che). Đề nghị nộp lại.');
    expect(refusalWords(lines, reasons)).toBe('Hồ sơ chưa đủ giấy tờ đúng quy định:\n- Giấy chứng sinh: thiếu chữ ký.\n- Căn cước: chưa đúng (mặt sau bị che).');
    expect(requestWords(checkLines(papers, [], new Map()), reasons)).toBe('');
    expect(refusalWords(checkLines(papers, [], new Map()), reasons)).toBe('');
  });
});
