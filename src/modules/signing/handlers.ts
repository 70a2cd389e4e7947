import type { Handlers } from '#platform/jobs/definitions.ts';
import type { SigningDeps } from './deps.ts';
import { certificateExpiring } from './events.ts';
import { alarmAt, alarmDays } from './model.ts';
import { listEndingBefore, raiseAlarm, type RegisteredCertificate } from './store/certificates.ts';

const day = 86_400_000;

/** Every morning at 07:00 in Vietnam: warns of certificates that end within 60, 30 or 7 days, each stage once. */
export function createSigningHandlers(deps: SigningDeps): Handlers {
  return { schedules: [{ name: 'signing.expiry_alarms', cron: '0 0 * * *', run: () => raiseExpiryAlarms(deps) }] };
}

export async function raiseExpiryAlarms(deps: SigningDeps): Promise<void> {
  const now = deps.clock.now();
  const ending = await listEndingBefore(deps.db.q, now, new Date(now.getTime() + (alarmDays[0] + 1) * day));
  for (const certificate of ending) await raiseOne(deps, certificate, now);
}

async function raiseOne({ db }: SigningDeps, certificate: RegisteredCertificate, at: Date): Promise<void> {
  const alarm = alarmAt(certificate, at);
  if (!alarm) return;
  await db.transaction(async (tx) => {
    const { id: certificateId, holderKind, holderUid, holderName, unitUid, notAfter } = certificate;
    if (!(await raiseAlarm(tx.q, { certificateId, days: alarm.stage, at }))) return;
    const holder = { certificateId, holderKind, holderUid, holderName, unitUid };
    tx.publish(certificateExpiring, { ...holder, daysLeft: alarm.daysLeft, notAfter: notAfter.toISOString() });
  });
}
