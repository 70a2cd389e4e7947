import { describe, expect, it } from 'vitest';
import { signingChecks, type SigningFacts } from './checks.ts';

const t = (key: string): string => key;
const inOrder: SigningFacts = {
  signer: { name: 'Hoàng Minh Châu', lines: ['CHỦ TỊCH'] },
  problems: 0,
  differences: [],
  feeDue: 16_000,
  feePaid: 16_000,
  late: false,
  verified: true,
  channel: 'online',
  supplemented: false,
};
const verdicts = (facts: Partial<SigningFacts>): string[] =>
  signingChecks(t, { ...inOrder, ...facts }).map(
    (check) => `${check.verdict} ${typeof check.text === 'string' ? check.text.replace('leader.check.', '') : ''}`,
  );

describe('signingChecks', () => {
  it('says why a case in order may be signed', () => {
    expect(verdicts({})).toEqual(['ok complete', 'ok same', 'ok verified']);
  });

  it('puts what stops a signature first, then what needs a look', () => {
    expect(verdicts({ signer: null, late: true, differences: ['Họ tên'] })).toEqual([
      'stop noAuthority',
      'look differs',
      'look late',
      'ok complete',
      'ok verified',
    ]);
  });

  it('says nothing of an account where the case came over the counter', () => {
    expect(verdicts({ channel: 'counter', verified: false })).toEqual(['ok complete', 'ok same']);
  });

  it('tells of fees still owed and of supplements', () => {
    expect(verdicts({ feePaid: 0, supplemented: true })).toContain('look feeLater');
    expect(verdicts({ supplemented: true })).toContain('look supplemented');
  });
});
