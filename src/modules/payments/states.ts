/** How money moved. Refunds and reversals go out. */
export type PaymentKind = 'hub' | 'bank' | 'cash' | 'transfer' | 'refund' | 'reversal';

/** `exempt`: nothing was owed from the start. `overpaid` after a cancellation: what was paid is still held. */
export type NoticeState = 'open' | 'partial' | 'paid' | 'overpaid' | 'cancelled' | 'refunded' | 'exempt';

export const noticeStates: readonly NoticeState[] = ['open', 'partial', 'paid', 'overpaid', 'cancelled', 'refunded', 'exempt'];

/** The dated facts of a notice. Amounts are đồng, negative when money went out; their order does not matter. */
export type Facts = {
  readonly amount: number;
  readonly cancelled: boolean;
  readonly payments: readonly { readonly kind: PaymentKind; readonly amount: number }[];
};

export type Balance = {
  /** Came in and was not a mistake. */
  readonly received: number;
  readonly returned: number;
  /** Held now. */
  readonly held: number;
  /** Still to be paid. */
  readonly owed: number;
  /** Held above what is owed. */
  readonly surplus: number;
  readonly state: NoticeState;
};

/** The state of a notice, from its facts alone: whatever order they came in, the same facts give the same state. */
export function balanceOf({ amount, cancelled, payments }: Facts): Balance {
  const sum = (wanted: (kind: PaymentKind) => boolean): number => payments.filter(({ kind }) => wanted(kind)).reduce((total, payment) => total + payment.amount, 0);
  const received = sum((kind) => kind !== 'refund');
  const returned = -sum((kind) => kind === 'refund');
  const held = received - returned;
  const due = cancelled ? 0 : amount;
  const figures = { received, returned, held, owed: Math.max(0, due - held), surplus: Math.max(0, held - due) };
  return { ...figures, state: stateOf({ cancelled, due, held, returned }) };
}

function stateOf({ cancelled, due, held, returned }: { cancelled: boolean; due: number; held: number; returned: number }): NoticeState {
  if (held > due) return 'overpaid';
  if (cancelled) return returned > 0 ? 'refunded' : 'cancelled';
  if (due === 0) return returned > 0 ? 'refunded' : 'exempt';
  if (held === due) return 'paid';
  return held > 0 ? 'partial' : 'open';
}

/**
 * Đồng for which a refund is to be proposed now: what came in above what is owed, less everything proposed before,
 * whatever was decided. A rejected refund is not proposed again.
 */
export function refundToPropose(facts: Facts, proposed: readonly number[]): number {
  const due = facts.cancelled ? 0 : facts.amount;
  const excess = Math.max(0, balanceOf(facts).received - due);
  return Math.max(0, excess - proposed.reduce((total, amount) => total + amount, 0));
}
