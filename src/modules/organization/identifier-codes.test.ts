import { describe, expect, it } from 'vitest';
import { codeSchemes, isCodeOf } from './identifier-codes.ts';

const schemesOf = (code: string): string[] => codeSchemes.filter((scheme) => isCodeOf(scheme, code));

describe('agency identifier codes', () => {
  it.each(['000.00.04.G18', '000.00.01.H22', '000.00.00.H41', '002.00.20.H13', '28.22.H17'])(
    '%s is of QCVN 102:2016',
    (code) => {
      expect(schemesOf(code)).toEqual(['qcvn102']);
    },
  );

  it.each(['H26', 'G09.20', 'H55.242', 'H15.50.05', 'H15.50.05.13', 'H37.DN.001'])('%s is of QĐ 20/2020', (code) => {
    expect(schemesOf(code)).toEqual(['qd20']);
  });

  it.each(['', 'h26', 'H2', 'H26.', '.H26', 'H26..01', '00.00.00.00.H26', 'H15 .50', `H26${'.12345'.repeat(6)}`])(
    '“%s” is no code',
    (code) => {
      expect(schemesOf(code)).toEqual([]);
    },
  );
});
