import { systemActor } from '#platform/access/actor.ts';
import { isAppError } from '#platform/errors/app-error.ts';
import type { Payment } from '../model.ts';
import type { PaymentsDeps } from '../ports.ts';
import type { HubStatement } from '../providers/hub/hub.ts';
import * as hub from '../store/hub.ts';
import * as payments from '../store/payments.ts';
import { takeHubPayment } from './online.ts';

type Difference = hub.ReconciliationRow['differences'][number];

/**
 * Compares one day (`YYYY-MM-DD` in Viet Nam) with the file of the hub. What only the hub knows is entered like a callback;
 * what is left is shown. Comparing the same file again changes nothing. False while the hub has no file for the day.
 */
export async function reconcile(deps: PaymentsDeps, day: string): Promise<boolean> {
  const statement = deps.hub === null ? null : await deps.hub.statement(day);
  if (statement === null) return false;
  const recovered = await enterMissing(deps, statement);
  const start = new Date(`${day}T00:00:00+07:00`);
  const ours = await payments.listOfHub(deps.db.q, start, new Date(start.getTime() + 86_400_000));
  const differences = compare(statement, ours);
  const row: hub.ReconciliationRow = {
    ...{ id: deps.ids.uuid(), day, madeAt: deps.clock.now(), sha256: statement.sha256, recovered, differences },
    ...{ theirCount: statement.payments.length, theirTotal: sumOf(statement.payments), ourCount: ours.length, ourTotal: sumOf(ours) },
  };
  await deps.db.transaction(async (tx) => {
    if (!(await hub.insertReconciliation(tx.q, row))) return;
    const detail = { day, recovered, differences: differences.length };
    tx.audit({ actor: systemActor('payments.hub'), action: 'payments.reconciled', subject: { kind: 'reconciliation', id: row.id }, detail });
  });
  return true;
}

async function enterMissing(deps: PaymentsDeps, { payments: theirs }: HubStatement): Promise<number> {
  let recovered = 0;
  for (const { orderId, ...payment } of theirs) {
    try {
      if (await takeHubPayment(deps, { orderId, payment, source: 'reconciliation', body: JSON.stringify({ orderId, ...payment }) })) recovered += 1;
    } catch (error) {
      // Shown among the differences.
      if (!isAppError(error) || error.code !== 'payments.hub_order_unknown') throw error;
    }
  }
  return recovered;
}

/** What the two sides do not agree on: a payment that only one has, or another amount. */
export function compare({ payments: theirs }: HubStatement, ours: readonly Pick<Payment, 'amount' | 'detail'>[]): Difference[] {
  const own = new Map(ours.map((payment) => [String(payment.detail['transactionId']), payment]));
  const known = new Set(theirs.map(({ transactionId }) => transactionId));
  return [
    ...theirs.flatMap(({ transactionId: transaction, orderId, amount }): Difference[] => {
      const mine = own.get(transaction);
      if (mine === undefined) return [{ transaction, orderId, problem: 'only_theirs', theirs: amount, ours: null }];
      return mine.amount === amount ? [] : [{ transaction, orderId, problem: 'amount', theirs: amount, ours: mine.amount }];
    }),
    ...[...own].flatMap(([transaction, { amount, detail }]): Difference[] =>
      known.has(transaction) ? [] : [{ transaction, orderId: String(detail['orderId']), problem: 'only_ours', theirs: null, ours: amount }],
    ),
  ];
}

function sumOf(list: readonly { readonly amount: number }[]): number {
  return list.reduce((sum, { amount }) => sum + amount, 0);
}
