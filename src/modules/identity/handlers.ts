import type { Handlers } from '#platform/jobs/definitions.ts';
import type { IdentityContext } from './context.ts';
import { disableIdleAccounts, forgetExpired } from './use-cases/housekeeping.ts';

/** Scheduled work; cron lines are UTC, so 17:30 is 00:30 in Viet Nam. */
export function createIdentityHandlers(context: IdentityContext): Handlers {
  return {
    schedules: [
      { name: 'identity.disable_idle_accounts', cron: '30 17 * * *', run: () => disableIdleAccounts(context) },
      { name: 'identity.forget_expired', cron: '17 * * * *', run: () => forgetExpired(context) },
    ],
  };
}
