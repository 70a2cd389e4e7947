import { z } from 'zod';

const count = z.number().int().positive();

/** Rules of sign-in, read from dated data with its legal base (`identity.security_setting`). Never constants in code. */
export const securityPolicySchema = z.object({
  lockoutFailures: count,
  lockoutMinutes: count,
  addressFailures: count,
  officerIdleMinutes: count,
  administratorIdleMinutes: count,
  citizenIdleMinutes: count,
  officerSessionHours: count,
  citizenSessionHours: count,
  passwordLengthWithFactor: count,
  passwordLengthAlone: count,
  administratorPasswordDays: count,
  administratorPasswordHistory: count,
  accountIdleDays: count,
  temporaryPasswordHours: count,
  stepUpMinutes: count,
  signInMinutes: count,
  argon2MemoryKib: count,
  argon2Passes: count,
});

export type SecurityPolicy = z.infer<typeof securityPolicySchema>;

export type SecuritySetting = {
  readonly key: string;
  readonly value: number;
  readonly legalBase: string;
  readonly note: string;
};

/** @throws ZodError naming a rule that the data lack: sign-in must not run on a forgotten rule. */
export function securityPolicyFrom(settings: readonly SecuritySetting[]): SecurityPolicy {
  return securityPolicySchema.parse(Object.fromEntries(settings.map(({ key, value }) => [camelCase(key), value])));
}

function camelCase(key: string): string {
  return key.replace(/_([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
}

const minute = 60_000;

export const minutesAfter = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * minute);
export const hoursAfter = (at: Date, hours: number): Date => minutesAfter(at, hours * 60);
export const daysAfter = (at: Date, days: number): Date => minutesAfter(at, days * 1440);
