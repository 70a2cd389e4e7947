import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flashCookie, noFlashCookie, readFlash } from './flash.ts';

const flash = { act: 'accept', caseId: '01a20051-2048-7633-9d2f-56ef3d95e5b1', code: 'H99.50-261122-0001' };
const sent = (setCookie: string): string => setCookie.split(';')[0] ?? '';

describe('flash', () => {
  it('tells the next page what was done', () => {
    expect(readFlash(`a=1; ${sent(flashCookie(flash, true))}; b=2`)).toEqual(flash);
  });

  it('is gone once it was taken away', () => {
    expect(readFlash(sent(noFlashCookie(false)))).toBeNull();
  });

  it('is nothing when somebody else wrote it', () => {
    expect(readFlash('dinh_cases_flash=accept|x|<b>')).toBeNull();
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => readFlash(`dinh_cases_flash=${text}`)).not.toThrow();
      }),
    );
  });
});
