import type { Handlers } from '#platform/jobs/definitions.ts';
import { sealAudit, type SealingDeps } from './seal.ts';

/** Seals the audit trail once a minute. */
export function createAuditHandlers(deps: SealingDeps): Handlers {
  return {
    schedules: [{ name: 'platform.seal_audit', cron: '* * * * *', run: async () => void (await sealAudit(deps)) }],
  };
}
