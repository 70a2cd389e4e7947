import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLongEnoughAlone, passwordProblem } from './password-rules.ts';
import { testPolicy } from './testing.ts';

const policy = testPolicy();
const who = { username: 'nam.lv', displayName: 'Lê Văn Nam', hasSecondFactor: true };

describe('a new password', () => {
  it.each([
    ['Xoai9vq', true, 'identity.password_too_short'],
    ['Xoai9vqb', true, null],
    ['Xoai9vqb', false, 'identity.password_too_short'],
    ['mười hai con giáp chạy', false, null],
    ['12345678', true, 'identity.password_guessable'],
    ['87654321', true, 'identity.password_guessable'],
    ['aaaaaaaaaaaaaa', false, 'identity.password_guessable'],
    ['Matkhau@2026', true, 'identity.password_guessable'],
    ['Mật khẩu 2026', true, 'identity.password_guessable'],
    ['LeVanNam1990', true, 'identity.password_guessable'],
    ['nam.lv.123456', true, 'identity.password_guessable'],
    ['anh yêu em 123', false, 'identity.password_guessable'],
    ['x'.repeat(129), true, 'identity.password_too_long'],
  ])('%j with second factor %j → %j', (password, hasSecondFactor, problem) => {
    expect(passwordProblem(password, { ...who, hasSecondFactor }, policy)).toBe(problem);
  });

  it('counts characters as people do, composed or not', () => {
    const word = 'Đường Bờ Sông số chín';
    fc.assert(
      fc.property(fc.constantFrom('NFC', 'NFD'), (form) => {
        expect(isLongEnoughAlone(word.normalize(form), testPolicy({ passwordLengthAlone: 21 }))).toBe(true);
        expect(isLongEnoughAlone(word.normalize(form), testPolicy({ passwordLengthAlone: 22 }))).toBe(false);
      }),
    );
  });
});
