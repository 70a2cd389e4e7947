import { systemActor } from '#platform/access/actor.ts';
import type { IdentityContext } from '../context.ts';
import { daysAfter, minutesAfter } from '../security-policy.ts';
import { disableIdleAccounts as disableIdleRows } from '../store/accounts.ts';
import { deleteExpiredFlows, deleteExpiredHeldForms, deleteExpiredPending } from '../store/flows.ts';
import { deleteSessionsBefore, endSessionsOf } from '../store/sessions.ts';
import { deleteRequestsBefore } from '../store/settings.ts';
import { deleteQuietThrottles } from '../store/throttles.ts';

/** OP§9: officer accounts that nobody has used for the days of the policy are disabled. Runs every night. */
export async function disableIdleAccounts(context: IdentityContext): Promise<void> {
  const policy = await context.policy();
  const actor = systemActor('identity.disable_idle_accounts');
  const at = context.clock.now();
  await context.db.transaction(async (tx) => {
    const accountUids = await disableIdleRows(tx.q, daysAfter(at, -policy.accountIdleDays), 'idle');
    if (accountUids.length === 0) return;
    await endSessionsOf(tx.q, { accountUids, except: null, reason: 'account_disabled', at });
    for (const id of accountUids) {
      tx.audit({
        actor,
        action: 'identity.account_disabled',
        subject: { kind: 'account', id },
        detail: { reason: 'idle' },
      });
    }
  });
  context.sessions.forgetAll();
}

/** Days for which ended sessions and handled requests stay; the audit trail keeps the sign-ins themselves. */
const retentionDays = 30;

/** Forgets what has served its purpose (Law 91/2025: no longer than needed). Runs every hour. */
export async function forgetExpired(context: IdentityContext): Promise<void> {
  const now = context.clock.now();
  const policy = await context.policy();
  await context.db.transaction(async (tx) => {
    await deleteExpiredFlows(tx.q, now);
    await deleteExpiredPending(tx.q, now);
    await deleteExpiredHeldForms(tx.q, now);
    await deleteQuietThrottles(tx.q, minutesAfter(now, -2 * policy.lockoutMinutes));
    await deleteSessionsBefore(tx.q, daysAfter(now, -retentionDays));
    await deleteRequestsBefore(tx.q, daysAfter(now, -retentionDays));
  });
}
