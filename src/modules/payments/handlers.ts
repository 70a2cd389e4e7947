import { toLocalDate } from '#platform/text/dates.ts';
import { onJob, type Handlers } from '#platform/jobs/definitions.ts';
import { resolveOrder, sendRefund } from './events.ts';
import type { PaymentsDeps } from './ports.ts';
import { readFeeds } from './use-cases/feed.ts';
import { resolve } from './use-cases/online.ts';
import { reconcile } from './use-cases/reconcile.ts';
import { executeAtHub } from './use-cases/refunds.ts';

const dayLength = 86_400_000;

/** What asks outside: the end of orders, refunds, the feed each minute, the hub's file of yesterday. */
export function createPaymentsHandlers(deps: PaymentsDeps): Handlers {
  const yesterday = (): string => toLocalDate(new Date(deps.clock.now().getTime() - dayLength));
  return {
    jobs: [onJob(resolveOrder, ({ orderId }) => resolve(deps, orderId)), onJob(sendRefund, ({ refundId }) => executeAtHub(deps, refundId))],
    schedules: [
      { name: 'payments.read_feeds', cron: '* * * * *', run: () => readFeeds(deps) },
      // 01:30, 03:30 and 05:30 in Viet Nam: the file may be late, and the same file twice changes nothing.
      { name: 'payments.reconcile', cron: '30 18,20,22 * * *', run: async () => void (await reconcile(deps, yesterday())) },
    ],
  };
}
