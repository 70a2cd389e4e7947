import { describe, expect, it } from 'vitest';
import { minutesAfter } from './security-policy.ts';
import { describeDevice, sessionState, stepUpUntil } from './session-rules.ts';
import { nextSignInStep, type SignInFacts } from './sign-in-step.ts';
import { testPolicy } from './testing.ts';

const policy = testPolicy();
const now = new Date('2026-11-23T02:00:00Z');
const open = {
  accountKind: 'officer',
  accountActive: true,
  administrator: false,
  lastSeenAt: now,
  expiresAt: minutesAfter(now, 600),
  endedAt: null,
} as const;

describe('session lock (OP§9)', () => {
  it.each([
    ['officer', false, 15, 'locked'],
    ['officer', true, 5, 'locked'],
    ['citizen', false, 30, 'over'],
    ['organisation', false, 30, 'over'],
  ] as const)('%s, administrator %s: after %s minutes %s', (accountKind, administrator, minutes, state) => {
    const session = { ...open, accountKind, administrator };
    expect(sessionState(session, policy, new Date(minutesAfter(now, minutes).getTime() - 1))).toBe('active');
    expect(sessionState(session, policy, minutesAfter(now, minutes))).toBe(state);
  });

  it('is over when ended, expired or the account is disabled, never merely locked', () => {
    const later = minutesAfter(now, 16);
    expect(sessionState({ ...open, endedAt: now }, policy, later)).toBe('over');
    expect(sessionState({ ...open, accountActive: false }, policy, later)).toBe('over');
    expect(sessionState({ ...open, expiresAt: later }, policy, later)).toBe('over');
  });
});

describe('step-up', () => {
  it('holds for the minutes of the policy', () => {
    expect(stepUpUntil(now, policy, minutesAfter(now, 4))).toEqual(minutesAfter(now, 5));
    expect(stepUpUntil(now, policy, minutesAfter(now, 5))).toBeNull();
    expect(stepUpUntil(null, policy, now)).toBeNull();
  });
});

describe('what a sign-in still owes', () => {
  const facts: SignInFacts = {
    hasSecondFactor: false,
    secondFactorShown: false,
    administrator: false,
    longEnoughAlone: true,
    mustChangePassword: false,
    passwordSetAt: now,
  };
  it.each<[string, Partial<SignInFacts>, number, string]>([
    ['an officer with a long password', {}, 0, 'done'],
    ['an officer with a short password', { longEnoughAlone: false }, 0, 'enrol_second_factor'],
    ['an officer with a second factor', { hasSecondFactor: true }, 0, 'second_factor'],
    ['an officer who showed it', { hasSecondFactor: true, secondFactorShown: true, longEnoughAlone: false }, 0, 'done'],
    [
      'an officer with a temporary password',
      { mustChangePassword: true, longEnoughAlone: false },
      0,
      'choose_password',
    ],
    ['an administrator without a second factor', { administrator: true }, 0, 'enrol_second_factor'],
    [
      'an administrator after 59 days',
      { administrator: true, hasSecondFactor: true, secondFactorShown: true },
      59,
      'done',
    ],
    [
      'an administrator after 60 days',
      { administrator: true, hasSecondFactor: true, secondFactorShown: true },
      60,
      'choose_password',
    ],
    ['an officer after a year', {}, 365, 'done'],
    [
      'a temporary password with a factor not yet shown',
      { mustChangePassword: true, hasSecondFactor: true },
      0,
      'second_factor',
    ],
  ])('%s', (_who, changes, days, step) => {
    expect(nextSignInStep({ ...facts, ...changes }, policy, minutesAfter(now, days * 1440))).toBe(step);
  });
});

describe('device words', () => {
  it.each([
    ['Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0', 'Firefox · Linux'],
    [
      'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36',
      'Chrome · Android',
    ],
    ['', 'Trình duyệt khác'],
  ])('%s', (header, words) => {
    expect(describeDevice(header)).toBe(words);
  });
});
