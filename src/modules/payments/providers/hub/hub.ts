/** What the hub says of one payment of an order. Amounts are đồng. */
export type HubPayment = { readonly transactionId: string; readonly amount: number; readonly paidAt: Date };

/** How an order stands at the hub. `unknown`: it never arrived there. */
export type HubOrderStatus =
  | { readonly status: 'paid'; readonly payments: readonly HubPayment[] }
  | { readonly status: 'pending' | 'failed' | 'expired' | 'unknown'; readonly payments: readonly [] };

export type HubOrder = {
  readonly orderId: string;
  readonly amount: number;
  /** ASCII, at most 60 characters. */
  readonly description: string;
  readonly expiresAt: Date;
  readonly returnUrl: string;
  readonly notifyUrl: string;
};

/** A message of the hub whose signature was right. */
export type HubCallback = { readonly orderId: string; readonly status: 'paid' | 'failed' | 'expired'; readonly payment: HubPayment | null };

export type HubRefund = { readonly refundId: string; readonly transactionId: string; readonly amount: number; readonly reason: string };
export type HubRefundStatus = { readonly status: 'done'; readonly doneAt: Date } | { readonly status: 'pending' } | { readonly status: 'refused'; readonly reason: string };

export type HubStatement = { readonly sha256: string; readonly payments: readonly (HubPayment & { readonly orderId: string })[] };

/**
 * A payment hub (Nền tảng thanh toán trực tuyến). Each call is one HTTP exchange and may be repeated with the same ids.
 * @throws AppError unavailable `payments.hub_away` when there is no answer, conflict `payments.hub_refused` when it says no
 */
export type PaymentHub = {
  /** Address of the page on which the payer pays; the same for the same order. */
  createOrder(order: HubOrder): Promise<{ payUrl: string }>;
  /** @throws AppError forbidden `payments.hub_signature_wrong`, invalid `payments.hub_message_wrong` */
  readCallback(rawBody: string, signature: string, now: Date): HubCallback;
  queryOrder(orderId: string): Promise<HubOrderStatus>;
  refund(refund: HubRefund): Promise<HubRefundStatus>;
  /** All payments of one day in Viet Nam (`YYYY-MM-DD`), or null while the file is not made. */
  statement(day: string): Promise<HubStatement | null>;
};
