create schema if not exists payments;
comment on schema payments is 'Fees: what is owed, what came in, what was given back. Money is integer đồng.';

create sequence payments.notice_reference;

create table payments.bank_account (
  id uuid primary key,
  request_id uuid not null unique,
  unit_uid text not null,
  bank_bin text not null check (bank_bin ~ '^[0-9]{6}$'),
  bank_name text not null,
  account_number text not null check (account_number ~ '^[0-9A-Z]{4,19}$'),
  holder text not null,
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  recorded_at timestamptz not null,
  recorded_by text not null
);
comment on table payments.bank_account is 'Account into which fees of a unit are transferred, with its days.';
comment on column payments.bank_account.id is 'UUIDv7.';
comment on column payments.bank_account.request_id is 'Made by the client; a replay finds the first one.';
comment on column payments.bank_account.unit_uid is 'Unit that collects.';
comment on column payments.bank_account.bank_bin is 'BIN of the bank at NAPAS, six digits.';
comment on column payments.bank_account.bank_name is 'Name of the bank as people say it.';
comment on column payments.bank_account.account_number is 'Number of the account.';
comment on column payments.bank_account.holder is 'Holder as the bank writes it, without diacritics.';
comment on column payments.bank_account.valid_from is 'First day it is shown to payers.';
comment on column payments.bank_account.valid_to is 'Last day it is shown; null while in use. Money that comes later is still matched.';
comment on column payments.bank_account.recorded_at is 'When it was entered.';
comment on column payments.bank_account.recorded_by is 'Account of the administrator.';
create index bank_account_by_unit on payments.bank_account (unit_uid, valid_from);
create index bank_account_by_number on payments.bank_account (account_number);

create table payments.fee_notice (
  id uuid primary key,
  key text not null unique,
  subject_kind text not null,
  subject_id text not null,
  subject_code text not null,
  subject_title text not null,
  unit_uid text not null,
  account_id text,
  payer_name text not null,
  payer_address text,
  channel text not null,
  reference text not null unique,
  amount bigint not null check (amount >= 0),
  lines jsonb not null,
  due_when text not null check (due_when in ('on_submission', 'on_supplement', 'on_delivery', 'on_notice')),
  opened_at timestamptz not null,
  awaits boolean not null,
  surplus bigint not null default 0 check (surplus >= 0)
);
comment on table payments.fee_notice is 'What somebody owes for one matter, as told to them; never changed. Its state follows from the facts.';
comment on column payments.fee_notice.id is 'UUIDv7.';
comment on column payments.fee_notice.key is 'Subject and purpose; opening twice finds the first one.';
comment on column payments.fee_notice.subject_kind is 'Kind of the matter, such as case.';
comment on column payments.fee_notice.subject_id is 'Id of the matter in its module.';
comment on column payments.fee_notice.subject_code is 'Code people know it by.';
comment on column payments.fee_notice.subject_title is 'What it is about.';
comment on column payments.fee_notice.unit_uid is 'Unit that collects.';
comment on column payments.fee_notice.account_id is 'Account of the payer; null when there is none.';
comment on column payments.fee_notice.payer_name is 'Who owes (basic personal data).';
comment on column payments.fee_notice.payer_address is 'Address for the receipt (basic personal data).';
comment on column payments.fee_notice.channel is 'Channel whose tariff was used.';
comment on column payments.fee_notice.reference is 'Text of a bank transfer that finds this notice; ends in two check digits.';
comment on column payments.fee_notice.amount is 'Đồng owed; 0 when exempt.';
comment on column payments.fee_notice.lines is '[{code, name, legalBase, unitAmount, times, amount, exemption}].';
comment on column payments.fee_notice.due_when is 'When it is to be paid (HinhThucThu 1, 2, 4; on_notice for a financial duty).';
comment on column payments.fee_notice.opened_at is 'When it was told.';
comment on column payments.fee_notice.awaits is 'Money is still awaited; kept for lists, recomputed from the facts with each of them.';
comment on column payments.fee_notice.surplus is 'Đồng held above what is owed; kept for lists, recomputed as above.';
create index fee_notice_open on payments.fee_notice (unit_uid, opened_at desc) where awaits;
create index fee_notice_by_subject on payments.fee_notice (subject_kind, subject_id);
create index fee_notice_by_unit on payments.fee_notice (unit_uid, opened_at desc);

create table payments.payment (
  id uuid primary key,
  notice_id uuid not null references payments.fee_notice,
  kind text not null check (kind in ('hub', 'bank', 'cash', 'transfer', 'refund', 'reversal')),
  amount bigint not null check (amount <> 0 and (amount < 0) = (kind in ('refund', 'reversal'))),
  source_key text not null unique,
  unit_uid text not null,
  paid_at timestamptz not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  recorded_name text not null,
  day date not null,
  detail jsonb not null default '{}'
);
comment on table payments.payment is 'Money that moved, in or out, each movement once. Append-only.';
comment on column payments.payment.id is 'UUIDv7.';
comment on column payments.payment.notice_id is 'What it was for.';
comment on column payments.payment.kind is 'How it moved: hub, bank (by the feed), cash, transfer (noted by an officer), refund, reversal of a wrong entry.';
comment on column payments.payment.amount is 'Đồng; money out is negative.';
comment on column payments.payment.source_key is 'Names the movement itself: the same money told twice, in any order, is one row.';
comment on column payments.payment.unit_uid is 'Unit that collects.';
comment on column payments.payment.paid_at is 'When the money moved, as its source says.';
comment on column payments.payment.recorded_at is 'When we learnt of it.';
comment on column payments.payment.recorded_by is 'Account of the cashier, or the part of the platform.';
comment on column payments.payment.recorded_name is 'Name for people.';
comment on column payments.payment.day is 'Day in Viet Nam on which it was recorded; the cash book closes by it.';
comment on column payments.payment.detail is 'What the source said: transaction, bank, content, reason.';
create index payment_by_notice on payments.payment (notice_id, recorded_at);
create index payment_by_day on payments.payment (unit_uid, day, recorded_at);
create index payment_by_cashier on payments.payment (unit_uid, recorded_by, day) where kind in ('cash', 'refund', 'reversal');

create table payments.receipt (
  payment_id uuid primary key references payments.payment,
  unit_uid text not null,
  year int not null,
  number int not null check (number > 0),
  issued_at timestamptz not null,
  unique (unit_uid, year, number)
);
comment on table payments.receipt is 'Biên lai: one number for each payment that came in, from the gap-free series of the unit.';
comment on column payments.receipt.payment_id is 'The payment.';
comment on column payments.receipt.unit_uid is 'Unit that issues.';
comment on column payments.receipt.year is 'Year of the series.';
comment on column payments.receipt.number is 'Number in the series.';
comment on column payments.receipt.issued_at is 'When it was given.';

create table payments.cancellation (
  notice_id uuid primary key references payments.fee_notice,
  at timestamptz not null,
  by text not null,
  reason text not null
);
comment on table payments.cancellation is 'From here on nothing is owed for a notice; what was paid is to be decided on. Append-only.';
comment on column payments.cancellation.notice_id is 'The notice.';
comment on column payments.cancellation.at is 'When.';
comment on column payments.cancellation.by is 'Who or what.';
comment on column payments.cancellation.reason is 'Why, in words.';

create table payments.hub_order (
  id uuid primary key,
  request_id uuid not null unique,
  notice_id uuid not null references payments.fee_notice,
  amount bigint not null check (amount > 0),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  pay_url text,
  settled_at timestamptz,
  outcome text check (outcome in ('paid', 'failed', 'expired', 'unknown'))
);
comment on table payments.hub_order is 'An attempt to pay through the payment hub. Written before the hub is asked, so no answer is ever without it.';
comment on column payments.hub_order.id is 'UUIDv7; the order code at the hub.';
comment on column payments.hub_order.request_id is 'Made by the client; a second press finds the first order.';
comment on column payments.hub_order.notice_id is 'What is paid.';
comment on column payments.hub_order.amount is 'Đồng asked for.';
comment on column payments.hub_order.created_at is 'When.';
comment on column payments.hub_order.expires_at is 'Until when the hub takes the money.';
comment on column payments.hub_order.pay_url is 'Page of the hub; null until it answered.';
comment on column payments.hub_order.settled_at is 'When its end was learnt; null while it is asked after.';
comment on column payments.hub_order.outcome is 'How it ended. Money that comes after an end still counts.';
create index hub_order_by_notice on payments.hub_order (notice_id, created_at desc);
create index hub_order_unsettled on payments.hub_order (created_at) where settled_at is null;

create table payments.hub_message (
  id bigint generated always as identity primary key,
  order_id uuid,
  source text not null check (source in ('callback', 'query', 'reconciliation')),
  received_at timestamptz not null,
  outcome text not null,
  body text not null
);
comment on table payments.hub_message is 'What the hub told us, word for word, as evidence. Append-only.';
comment on column payments.hub_message.id is 'Order.';
comment on column payments.hub_message.order_id is 'The order it names, known or not.';
comment on column payments.hub_message.source is 'Callback, answer to a query, or line of the daily file.';
comment on column payments.hub_message.received_at is 'When.';
comment on column payments.hub_message.outcome is 'What we made of it: recorded, repeated, noted, unknown_order.';
comment on column payments.hub_message.body is 'The bytes received, at most 8,000 characters.';
create index hub_message_by_order on payments.hub_message (order_id, id);

create table payments.bank_transaction (
  id uuid primary key,
  account_id uuid not null references payments.bank_account,
  bank_ref text not null,
  booked_at timestamptz not null,
  amount bigint not null check (amount > 0),
  content text not null,
  payer text,
  received_at timestamptz not null,
  unique (account_id, bank_ref)
);
comment on table payments.bank_transaction is 'Money that came into an account, as the bank feed tells it. Append-only.';
comment on column payments.bank_transaction.id is 'UUIDv7.';
comment on column payments.bank_transaction.account_id is 'The account.';
comment on column payments.bank_transaction.bank_ref is 'Reference number of the bank; a transaction told twice is one row.';
comment on column payments.bank_transaction.booked_at is 'When the bank booked it.';
comment on column payments.bank_transaction.amount is 'Đồng.';
comment on column payments.bank_transaction.content is 'Text of the transfer, as mangled by the banks (may hold personal data).';
comment on column payments.bank_transaction.payer is 'Who sent it, if the bank says so.';
comment on column payments.bank_transaction.received_at is 'When we learnt of it.';

create table payments.bank_match (
  transaction_id uuid primary key references payments.bank_transaction,
  request_id uuid unique,
  how text not null check (how in ('reference', 'noted', 'assigned', 'not_a_fee')),
  notice_id uuid references payments.fee_notice,
  payment_id uuid references payments.payment,
  at timestamptz not null,
  by text not null,
  reason text,
  check ((how = 'not_a_fee') = (notice_id is null)),
  check (how <> 'not_a_fee' or reason is not null)
);
comment on table payments.bank_match is 'What a transaction of the bank was for. A transaction without a row here waits for the cashier. Append-only.';
comment on column payments.bank_match.transaction_id is 'The transaction.';
comment on column payments.bank_match.request_id is 'Made by the client when the cashier decides.';
comment on column payments.bank_match.how is 'By the reference in its text, as the proof of a noted transfer, by the cashier, or as something else.';
comment on column payments.bank_match.notice_id is 'What was paid.';
comment on column payments.bank_match.payment_id is 'The payment it became or proved.';
comment on column payments.bank_match.at is 'When.';
comment on column payments.bank_match.by is 'Who or what.';
comment on column payments.bank_match.reason is 'Why, in words of the cashier.';

create table payments.feed_position (
  account_id uuid primary key references payments.bank_account,
  cursor text,
  asked_at timestamptz not null,
  heard_at timestamptz,
  failure text
);
comment on table payments.feed_position is 'How far the feed of an account was read, and how it fares.';
comment on column payments.feed_position.account_id is 'The account.';
comment on column payments.feed_position.cursor is 'Position at the provider after the last page.';
comment on column payments.feed_position.asked_at is 'Last time we asked.';
comment on column payments.feed_position.heard_at is 'Last time it answered.';
comment on column payments.feed_position.failure is 'Why the last time failed; null when it did not.';

create table payments.refund (
  id uuid primary key,
  notice_id uuid not null references payments.fee_notice,
  unit_uid text not null,
  amount bigint not null check (amount > 0),
  reason text not null,
  proposed_at timestamptz not null,
  decided_at timestamptz,
  decided_by text,
  decided_name text,
  decision_request_id uuid unique,
  approved boolean,
  words text,
  way text check (way in ('hub', 'cash', 'transfer')),
  hub_order_id uuid references payments.hub_order,
  sent_at timestamptz,
  failure text,
  executed_at timestamptz,
  payment_id uuid references payments.payment,
  check ((decided_at is null) = (approved is null)),
  check (executed_at is null or approved),
  check ((executed_at is null) = (payment_id is null))
);
comment on table payments.refund is 'Money to be given back: proposed by the platform, decided by a leader, carried out through the hub or at the counter.';
comment on column payments.refund.id is 'UUIDv7; the refund code at the hub.';
comment on column payments.refund.notice_id is 'What was paid.';
comment on column payments.refund.unit_uid is 'Unit that collected.';
comment on column payments.refund.amount is 'Đồng.';
comment on column payments.refund.reason is 'Why it is proposed.';
comment on column payments.refund.proposed_at is 'When.';
comment on column payments.refund.decided_at is 'When it was decided.';
comment on column payments.refund.decided_by is 'Account of the leader.';
comment on column payments.refund.decided_name is 'Name and position of the leader.';
comment on column payments.refund.decision_request_id is 'Made by the client.';
comment on column payments.refund.approved is 'The decision.';
comment on column payments.refund.words is 'Ground of the decision.';
comment on column payments.refund.way is 'How it is given back.';
comment on column payments.refund.hub_order_id is 'Order that is refunded, when through the hub.';
comment on column payments.refund.sent_at is 'When the hub was first asked.';
comment on column payments.refund.failure is 'Why the hub refused; the cashier then pays it out.';
comment on column payments.refund.executed_at is 'When the money left.';
comment on column payments.refund.payment_id is 'The movement.';
create index refund_by_notice on payments.refund (notice_id);
create index refund_waiting on payments.refund (unit_uid, proposed_at) where executed_at is null;

create table payments.cash_day (
  unit_uid text not null,
  account_id text not null,
  day date not null,
  cashier_name text not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  request_id uuid unique,
  expected bigint,
  counted bigint check (counted >= 0),
  difference_reason text,
  totals jsonb,
  primary key (unit_uid, account_id, day),
  check ((closed_at is null) = (counted is null)),
  check (closed_at is null or expected = counted or difference_reason is not null)
);
comment on table payments.cash_day is 'The cash book of one cashier for one day. Once closed it never changes and takes no more money.';
comment on column payments.cash_day.unit_uid is 'Unit that collects.';
comment on column payments.cash_day.account_id is 'Account of the cashier.';
comment on column payments.cash_day.day is 'Day in Viet Nam.';
comment on column payments.cash_day.cashier_name is 'Name for the book.';
comment on column payments.cash_day.opened_at is 'First cash of the day.';
comment on column payments.cash_day.closed_at is 'When the cashier counted and closed.';
comment on column payments.cash_day.request_id is 'Made by the client.';
comment on column payments.cash_day.expected is 'Cash in less cash out by the entries, đồng.';
comment on column payments.cash_day.counted is 'Cash counted, đồng.';
comment on column payments.cash_day.difference_reason is 'Why the two differ.';
comment on column payments.cash_day.totals is 'Totals at closing: {receipts, cashIn, cashOut, firstReceipt, lastReceipt}.';

create function payments.refuse_closed_day() returns trigger language plpgsql as $$
begin
  if old.closed_at is not null then raise exception 'a closed cash day never changes'; end if;
  return new;
end $$;
create trigger closed_day_never_changes before update or delete on payments.cash_day
for each row execute function payments.refuse_closed_day();

create table payments.reconciliation (
  id uuid primary key,
  day date not null,
  made_at timestamptz not null,
  file_sha256 text not null,
  their_count int not null,
  their_total bigint not null,
  our_count int not null,
  our_total bigint not null,
  recovered int not null,
  differences jsonb not null,
  unique (day, file_sha256)
);
comment on table payments.reconciliation is 'Comparison of one day with the file of the payment hub. Append-only.';
comment on column payments.reconciliation.id is 'UUIDv7.';
comment on column payments.reconciliation.day is 'Day compared.';
comment on column payments.reconciliation.made_at is 'When.';
comment on column payments.reconciliation.file_sha256 is 'The file, so that it can be told from a later one of the same day.';
comment on column payments.reconciliation.their_count is 'Payments in the file.';
comment on column payments.reconciliation.their_total is 'Đồng in the file.';
comment on column payments.reconciliation.our_count is 'Payments in our books after the comparison.';
comment on column payments.reconciliation.our_total is 'Đồng in our books after the comparison.';
comment on column payments.reconciliation.recovered is 'Payments we learnt of only now.';
comment on column payments.reconciliation.differences is 'What is left: [{transaction, orderId, problem, theirs, ours}].';

grant usage on schema payments to dinh_app;
grant usage on sequence payments.notice_reference to dinh_app;
grant select, insert on payments.payment, payments.receipt, payments.cancellation, payments.hub_message, payments.bank_transaction, payments.bank_match, payments.reconciliation to dinh_app;
grant select, insert, update on payments.bank_account, payments.hub_order, payments.feed_position, payments.refund, payments.cash_day to dinh_app;
grant select, insert on payments.fee_notice to dinh_app;
grant update (awaits, surplus) on payments.fee_notice to dinh_app;
