import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAdminQuery } from './admin-query.ts';

describe('reading an address', () => {
  it.each([
    ['Phường 12, Quận Gò Vấp', 'phuong & 12 & quan & go & vap:*', 'phuong 12'],
    ['P.12, Q. Gò Vấp, TP.HCM', 'phuong & 12 & quan & go & vap & thanh & pho & ho & chi & minh:*', 'phuong 12'],
    [
      'p12 q5 tphcm',
      'phuong & 12 & quan & 5 & thanh & pho & ho & chi & minh:*',
      'phuong 12 quan 5 thanh pho ho chi minh',
    ],
    ['số 5 đường Lê Lợi, ấp 3, xã Tân Hòa, h. Bến Lức', 'xa & tan & hoa & huyen & ben & luc:*', 'xa tan hoa'],
    ['Đắk', 'dak:*', 'dak'],
    ['xã h', 'xa & h:*', 'xa h'],
    ["ĐẮK N'DRUNG", 'dak & n & drung:*', 'dak n drung'],
  ])('%s', (text, words, name) => {
    expect(readAdminQuery(text)).toMatchObject({ words, name });
  });

  it('finds nothing to search in signs alone', () => {
    expect(readAdminQuery(' ,;- ')).toBeNull();
    expect(readAdminQuery('')).toBeNull();
  });

  it('never lets an operator of the query language through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const query = readAdminQuery(text);
        if (query !== null) expect(query.words).toMatch(/^[\p{L}\p{N}]+(?: & [\p{L}\p{N}]+)*:\*$/u);
      }),
    );
  });
});
