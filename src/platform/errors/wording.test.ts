import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError, isAppError, notFound, statusOf } from './app-error.ts';
import { createWording, platformMessages } from './wording.ts';

const wording = createWording({ 'cases.late': 'Quá hạn {days} ngày, {who}.', 'cases.odd': '{missing}{toString}{list}' });
const words = (code: string, details = {}): string => wording(new AppError('conflict', code, details));

describe('wording', () => {
  it('fills names from the details', () => {
    expect(words('cases.late', { days: 3, who: 'chị Bình' })).toBe('Quá hạn 3 ngày, chị Bình.');
  });

  it('leaves out what is missing, inherited or no plain value', () => {
    expect(words('cases.odd', { list: ['a'] })).toBe('');
  });

  it('does not fill what a value brings along', () => {
    expect(words('cases.late', { days: '{who}', who: '$& $1' })).toBe('Quá hạn {who} ngày, $& $1.');
  });

  it('never shows a code that has no words, whatever it is called', () => {
    const anyCode = fc.oneof(fc.string(), fc.constantFrom('toString', 'constructor', '__proto__', 'cases.unknown', 'hasOwnProperty'));
    fc.assert(fc.property(anyCode, (code) => words(code) === platformMessages['platform.unexpected']));
  });
});

describe('AppError', () => {
  it('is known by its brand, from another copy of the file too', () => {
    expect(isAppError(notFound('cases.not_found'))).toBe(true);
    expect(isAppError({ brand: 'dinh.AppError', kind: 'invalid', code: 'x', details: {} })).toBe(true);
  });

  it.each([null, undefined, 'dinh.AppError', {}, { brand: 'other' }, new Error('x')])('is not %j', (value) => {
    expect(isAppError(value)).toBe(false);
  });

  it('has one status a kind', () => {
    expect(statusOf).toEqual({ not_found: 404, forbidden: 403, invalid: 422, conflict: 409, rate_limited: 429, unavailable: 503 });
  });
});
