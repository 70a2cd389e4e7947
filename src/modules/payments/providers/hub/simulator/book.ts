import type { Clock } from '#platform/time/clock.ts';
import { toLocalDate } from '#platform/text/dates.ts';
import type { StatementLine, WireCallback, WireOrder, WirePayment, WireRefund, WireRefundStatus, WireStatus } from '../wire.ts';

type Entry = { readonly order: WireOrder; failed: boolean; readonly payments: WirePayment[] };

/** What the simulated hub knows. Kept in memory: it forgets everything when the server stops. */
export type HubBook = {
  /** Null when the order is known with other contents. */
  add(order: WireOrder): WireOrder | null;
  find(orderId: string): WireOrder | undefined;
  status(orderId: string): WireStatus | undefined;
  /** The payer pays; the message that tells of it. Paying twice is two movements of money, as with real banks. */
  pay(orderId: string, amount: number): WireCallback;
  fail(orderId: string): WireCallback;
  refund(refund: WireRefund): WireRefundStatus;
  /** Payments of a day in Viet Nam; null while it is not over. */
  statement(day: string): StatementLine[] | null;
};

export function createHubBook(clock: Clock): HubBook {
  const entries = new Map<string, Entry>();
  const refunds: Refunds = new Map();
  let serial = 0;
  const entryOf = (orderId: string): Entry => {
    const entry = entries.get(orderId);
    if (entry === undefined) throw new Error(`the hub knows no order ${orderId}`);
    return entry;
  };
  return {
    add(order) {
      const before = entries.get(order.order_id)?.order;
      if (before === undefined) entries.set(order.order_id, { order, failed: false, payments: [] });
      return before === undefined || before.amount === order.amount ? (before ?? order) : null;
    },
    find: (orderId) => entries.get(orderId)?.order,
    status: (orderId) => {
      const entry = entries.get(orderId);
      return entry === undefined ? undefined : { order_id: orderId, status: statusOf(entry, clock.now()), payments: [...entry.payments] };
    },
    pay(orderId, amount) {
      const at = clock.now();
      serial += 1;
      const payment = { transaction_id: `HUB${at.getTime()}${String(serial).padStart(4, '0')}`, amount, paid_at: at.toISOString() };
      entryOf(orderId).payments.push(payment);
      return { order_id: orderId, status: 'paid', payment };
    },
    fail(orderId) {
      entryOf(orderId).failed = true;
      return { order_id: orderId, status: 'failed', payment: null };
    },
    refund: (asked) => refundOf(asked, { entries, refunds, now: clock.now() }),
    statement(day) {
      if (day >= toLocalDate(clock.now())) return null;
      const lines = [...entries.values()].flatMap(({ order, payments }) => payments.map((payment) => ({ ...payment, order_id: order.order_id })));
      return lines.filter(({ paid_at }) => toLocalDate(new Date(paid_at)) === day);
    },
  };
}

type Refunds = Map<string, { readonly asked: WireRefund; readonly answer: WireRefundStatus }>;

/** The first answer stands: asking again is the query. */
function refundOf(asked: WireRefund, known: { entries: ReadonlyMap<string, Entry>; refunds: Refunds; now: Date }): WireRefundStatus {
  const before = known.refunds.get(asked.refund_id);
  if (before !== undefined) return before.answer;
  const payments = [...known.entries.values()].flatMap((entry) => entry.payments);
  const answer = answerRefund(asked, payments, { given: givenBack(known.refunds, asked.transaction_id), now: known.now });
  known.refunds.set(asked.refund_id, { asked, answer });
  return answer;
}

function statusOf({ order, failed, payments }: Entry, now: Date): WireStatus['status'] {
  if (payments.length > 0) return 'paid';
  if (failed) return 'failed';
  return new Date(order.expires_at) < now ? 'expired' : 'pending';
}

function givenBack(refunds: Refunds, transactionId: string): number {
  const done = [...refunds.values()].filter(({ asked, answer }) => asked.transaction_id === transactionId && answer.status === 'done');
  return done.reduce((sum, { asked }) => sum + asked.amount, 0);
}

function answerRefund(asked: WireRefund, payments: readonly WirePayment[], facts: { given: number; now: Date }): WireRefundStatus {
  const payment = payments.find(({ transaction_id }) => transaction_id === asked.transaction_id);
  const possible = payment !== undefined && asked.amount + facts.given <= payment.amount;
  const { refund_id } = asked;
  if (!possible) return { refund_id, status: 'refused', done_at: null, reason: 'no such money' };
  return { refund_id, status: 'done', done_at: facts.now.toISOString(), reason: null };
}
