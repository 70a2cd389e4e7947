import type { Generated } from 'kysely';

export type PaymentsTables = {
  'payments.bank_account': {
    id: string;
    request_id: string;
    unit_uid: string;
    bank_bin: string;
    bank_name: string;
    account_number: string;
    holder: string;
    valid_from: string;
    valid_to: string | null;
    recorded_at: Date;
    recorded_by: string;
  };
  'payments.bank_match': {
    transaction_id: string;
    request_id: string | null;
    how: string;
    notice_id: string | null;
    payment_id: string | null;
    at: Date;
    by: string;
    reason: string | null;
  };
  'payments.bank_transaction': {
    id: string;
    account_id: string;
    bank_ref: string;
    booked_at: Date;
    amount: number;
    content: string;
    payer: string | null;
    received_at: Date;
  };
  'payments.cancellation': {
    notice_id: string;
    at: Date;
    by: string;
    reason: string;
  };
  'payments.cash_day': {
    unit_uid: string;
    account_id: string;
    day: string;
    cashier_name: string;
    opened_at: Date;
    closed_at: Date | null;
    request_id: string | null;
    expected: number | null;
    counted: number | null;
    difference_reason: string | null;
    totals: unknown;
  };
  'payments.fee_notice': {
    id: string;
    key: string;
    subject_kind: string;
    subject_id: string;
    subject_code: string;
    subject_title: string;
    unit_uid: string;
    account_id: string | null;
    payer_name: string;
    payer_address: string | null;
    channel: string;
    reference: string;
    amount: number;
    lines: unknown;
    due_when: string;
    opened_at: Date;
    awaits: boolean;
    surplus: Generated<number>;
  };
  'payments.feed_position': {
    account_id: string;
    cursor: string | null;
    asked_at: Date;
    heard_at: Date | null;
    failure: string | null;
  };
  'payments.hub_message': {
    id: Generated<number>;
    order_id: string | null;
    source: string;
    received_at: Date;
    outcome: string;
    body: string;
  };
  'payments.hub_order': {
    id: string;
    request_id: string;
    notice_id: string;
    amount: number;
    created_at: Date;
    expires_at: Date;
    pay_url: string | null;
    settled_at: Date | null;
    outcome: string | null;
  };
  'payments.payment': {
    id: string;
    notice_id: string;
    kind: string;
    amount: number;
    source_key: string;
    unit_uid: string;
    paid_at: Date;
    recorded_at: Date;
    recorded_by: string;
    recorded_name: string;
    day: string;
    detail: Generated<unknown>;
  };
  'payments.receipt': {
    payment_id: string;
    unit_uid: string;
    year: number;
    number: number;
    issued_at: Date;
  };
  'payments.reconciliation': {
    id: string;
    day: string;
    made_at: Date;
    file_sha256: string;
    their_count: number;
    their_total: number;
    our_count: number;
    our_total: number;
    recovered: number;
    differences: unknown;
  };
  'payments.refund': {
    id: string;
    notice_id: string;
    unit_uid: string;
    amount: number;
    reason: string;
    proposed_at: Date;
    decided_at: Date | null;
    decided_by: string | null;
    decided_name: string | null;
    decision_request_id: string | null;
    approved: boolean | null;
    words: string | null;
    way: string | null;
    hub_order_id: string | null;
    sent_at: Date | null;
    failure: string | null;
    executed_at: Date | null;
    payment_id: string | null;
  };
};
