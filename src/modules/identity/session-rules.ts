import { hoursAfter, minutesAfter, type SecurityPolicy } from './security-policy.ts';

/** What decides whether a signed-in browser still counts. */
export type SessionFacts = {
  readonly accountKind: 'citizen' | 'organisation' | 'officer';
  readonly accountActive: boolean;
  readonly administrator: boolean;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
};

/** `locked`: the officer is known but must show the password again (session lock); `over`: sign in anew. */
export type SessionState = 'active' | 'locked' | 'over';

export function sessionState(session: SessionFacts, policy: SecurityPolicy, now: Date): SessionState {
  if (session.endedAt !== null || !session.accountActive || session.expiresAt <= now) return 'over';
  if (minutesAfter(session.lastSeenAt, idleMinutes(session, policy)) > now) return 'active';
  return session.accountKind === 'officer' ? 'locked' : 'over';
}

function idleMinutes(session: SessionFacts, policy: SecurityPolicy): number {
  if (session.accountKind !== 'officer') return policy.citizenIdleMinutes;
  return session.administrator ? policy.administratorIdleMinutes : policy.officerIdleMinutes;
}

export function sessionEnd(accountKind: SessionFacts['accountKind'], policy: SecurityPolicy, now: Date): Date {
  return hoursAfter(now, accountKind === 'officer' ? policy.officerSessionHours : policy.citizenSessionHours);
}

/** Until when a fresh second factor still opens signing; null when there is none or it is no longer fresh. */
export function stepUpUntil(stepUpAt: Date | null, policy: SecurityPolicy, now: Date): Date | null {
  if (stepUpAt === null) return null;
  const until = minutesAfter(stepUpAt, policy.stepUpMinutes);
  return until > now ? until : null;
}

/** Browser and system in words, for the list of sessions; never the whole header (it identifies people). */
export function describeDevice(userAgent: string): string {
  const browser = firstMatch(userAgent, [
    [/\bEdg/, 'Edge'],
    [/\bcoc_coc_browser/i, 'Cốc Cốc'],
    [/\bOPR\//, 'Opera'],
    [/\bFirefox\//, 'Firefox'],
    [/\bChrome\//, 'Chrome'],
    [/\bSafari\//, 'Safari'],
  ]);
  const system = firstMatch(userAgent, [
    [/\bAndroid\b/, 'Android'],
    [/\biPhone|\biPad/, 'iOS'],
    [/\bWindows\b/, 'Windows'],
    [/\bMac OS X\b/, 'macOS'],
    [/\bLinux\b/, 'Linux'],
  ]);
  return [browser ?? 'Trình duyệt khác', system].filter((part) => part !== null).join(' · ');
}

function firstMatch(text: string, patterns: readonly (readonly [RegExp, string])[]): string | null {
  return patterns.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}
