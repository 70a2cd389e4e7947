import { daysAfter, type SecurityPolicy } from './security-policy.ts';

/** What stands between a right password and a session. */
export type SignInStep = 'second_factor' | 'enrol_second_factor' | 'choose_password' | 'done';

export type SignInFacts = {
  readonly hasSecondFactor: boolean;
  readonly secondFactorShown: boolean;
  readonly administrator: boolean;
  readonly longEnoughAlone: boolean;
  readonly mustChangePassword: boolean;
  readonly passwordSetAt: Date;
};

/** OP§9: administrators need a second factor and change the password every two months; a short password needs a second factor. */
export function nextSignInStep(facts: SignInFacts, policy: SecurityPolicy, now: Date): SignInStep {
  if (facts.hasSecondFactor && !facts.secondFactorShown) return 'second_factor';
  if (!facts.hasSecondFactor && (facts.administrator || (!facts.longEnoughAlone && !facts.mustChangePassword)))
    return 'enrol_second_factor';
  if (facts.mustChangePassword || isPasswordTooOld(facts, policy, now)) return 'choose_password';
  return 'done';
}

function isPasswordTooOld(facts: SignInFacts, policy: SecurityPolicy, now: Date): boolean {
  return facts.administrator && daysAfter(facts.passwordSetAt, policy.administratorPasswordDays) <= now;
}
