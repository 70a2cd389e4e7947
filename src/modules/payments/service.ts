import type { Handlers } from '#platform/jobs/definitions.ts';
import { createPaymentsHandlers } from './handlers.ts';
import type { PaymentsDeps } from './ports.ts';
import * as accounts from './use-cases/accounts.ts';
import * as collect from './use-cases/collect.ts';
import * as dayEnd from './use-cases/day-end.ts';
import * as feed from './use-cases/feed.ts';
import * as notices from './use-cases/notices.ts';
import * as online from './use-cases/online.ts';
import * as papers from './use-cases/papers.ts';
import * as read from './use-cases/read.ts';
import * as reconcile from './use-cases/reconcile.ts';
import * as refunds from './use-cases/refunds.ts';

type Bound<F> = F extends (deps: PaymentsDeps, ...args: infer A) => infer R ? (...args: A) => R : never;

const useCases = {
  open: notices.openNotice,
  end: notices.endSubject,
  balance: notices.balanceOfSubject,
  collect: collect.collectForSubject,
  collectCash: collect.collectCash,
  noteTransfer: collect.noteTransfer,
  payOnline: online.payOnline,
  receiveCallback: online.receiveCallback,
  refresh: read.refresh,
  readFeeds: feed.readFeeds,
  assignTransaction: feed.assignTransaction,
  reconcile: reconcile.reconcile,
  decideRefund: refunds.decideRefund,
  payOut: refunds.payOut,
  listRefunds: refunds.listRefunds,
  closeDay: dayEnd.closeDay,
  viewDay: dayEnd.viewDay,
  recordAccount: accounts.recordAccount,
  listAccounts: accounts.listAccounts,
  viewNotice: read.viewNotice,
  listOfSubject: read.listOfSubject,
  listOpen: read.listOpen,
  listUnmatched: read.listUnmatched,
  listUnits: read.listUnits,
  listReconciliations: read.listReconciliations,
  receiptPaper: papers.receiptPaper,
  dayPaper: papers.dayPaper,
  dayWorkbook: papers.dayWorkbook,
};

type UseCases = typeof useCases;

/** Fees: `open`, `end`, `balance` and `collect` work inside the caller's transaction; the others take the actor first. */
export type Payments = { readonly [K in keyof UseCases]: Bound<UseCases[K]> } & { readonly handlers: Handlers };

export function createPayments(deps: PaymentsDeps): Payments {
  const bound = Object.fromEntries(
    Object.entries(useCases).map(([name, useCase]) => [name, (...args: unknown[]) => (useCase as (...all: unknown[]) => unknown)(deps, ...args)]),
  );
  return { ...bound, handlers: createPaymentsHandlers(deps) } as unknown as Payments;
}
