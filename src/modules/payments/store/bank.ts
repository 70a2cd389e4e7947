import type { Kysely, Selectable } from 'kysely';
import type { BankAccount, BankTransaction } from '../model.ts';
import type { PaymentsTables } from '../tables.gen.ts';

type Queries = Kysely<PaymentsTables>;

const accountColumns = ['id', 'unit_uid', 'bank_bin', 'bank_name', 'account_number', 'holder', 'valid_from', 'valid_to'] as const;
const transactionColumns = ['t.id', 't.account_id', 't.bank_ref', 't.booked_at', 't.amount', 't.content', 't.payer'] as const;

/** The account of a unit on a day. */
export async function findAccountOn(q: Queries, unitUid: string, day: string): Promise<BankAccount | undefined> {
  const row = await q
    .selectFrom('payments.bank_account')
    .select(accountColumns)
    .where('unit_uid', '=', unitUid)
    .where('valid_from', '<=', day)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', day)]))
    .orderBy('valid_from', 'desc')
    .executeTakeFirst();
  return row === undefined ? undefined : toAccount(row);
}

export async function findAccount(q: Queries, id: string): Promise<BankAccount | undefined> {
  const row = await q.selectFrom('payments.bank_account').select(accountColumns).where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : toAccount(row);
}

/** All accounts that ever were, of the given units; `lock` holds them against another change. */
export async function listAccounts(q: Queries, units: 'all' | readonly string[], lock = false): Promise<BankAccount[]> {
  const rows = await q
    .selectFrom('payments.bank_account')
    .select(accountColumns)
    .$if(units !== 'all', (query) => query.where('unit_uid', 'in', units === 'all' ? [] : [...units, '']))
    .orderBy('unit_uid')
    .orderBy('valid_from', 'desc')
    .$if(lock, (query) => query.forUpdate())
    .execute();
  return rows.map(toAccount);
}

export async function insertAccount(q: Queries, row: BankAccount & { requestId: string; at: Date; by: string }): Promise<boolean> {
  const inserted = await q
    .insertInto('payments.bank_account')
    .values({
      ...{ id: row.id, request_id: row.requestId, unit_uid: row.unitUid, bank_bin: row.bankBin, bank_name: row.bankName },
      ...{ account_number: row.accountNumber, holder: row.holder, valid_from: row.validFrom, valid_to: row.validTo, recorded_at: row.at, recorded_by: row.by },
    })
    .onConflict((on) => on.column('request_id').doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

export async function endAccount(q: Queries, id: string, lastDay: string): Promise<void> {
  await q.updateTable('payments.bank_account').set({ valid_to: lastDay }).where('id', '=', id).execute();
}

/** False when the feed told of it before. */
export async function insertTransaction(q: Queries, row: BankTransaction & { receivedAt: Date }): Promise<boolean> {
  const inserted = await q
    .insertInto('payments.bank_transaction')
    .values({
      ...{ id: row.id, account_id: row.accountId, bank_ref: row.bankRef, booked_at: row.bookedAt, amount: row.amount },
      ...{ content: row.content, payer: row.payer, received_at: row.receivedAt },
    })
    .onConflict((on) => on.columns(['account_id', 'bank_ref']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

export async function findTransaction(q: Queries, id: string): Promise<BankTransaction | undefined> {
  const row = await q.selectFrom('payments.bank_transaction as t').select(transactionColumns).where('t.id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : toTransaction(row);
}

export type UnmatchedTransaction = BankTransaction & { readonly unitUid: string };

/** Money that nobody has said what it is for, oldest first. */
export async function listUnmatched(q: Queries, units: 'all' | readonly string[]): Promise<UnmatchedTransaction[]> {
  const rows = await q
    .selectFrom('payments.bank_transaction as t')
    .innerJoin('payments.bank_account as a', 'a.id', 't.account_id')
    .leftJoin('payments.bank_match as m', 'm.transaction_id', 't.id')
    .select([...transactionColumns, 'a.unit_uid'])
    .where('m.transaction_id', 'is', null)
    .$if(units !== 'all', (query) => query.where('a.unit_uid', 'in', units === 'all' ? [] : [...units, '']))
    .orderBy('t.booked_at')
    .limit(200)
    .execute();
  return rows.map((row) => ({ ...toTransaction(row), unitUid: row.unit_uid }));
}

export type NewMatch = {
  readonly transactionId: string;
  readonly requestId: string | null;
  readonly how: 'reference' | 'noted' | 'assigned' | 'not_a_fee';
  readonly noticeId: string | null;
  readonly paymentId: string | null;
  readonly at: Date;
  readonly by: string;
  readonly reason: string | null;
};

/** False when somebody was faster. */
export async function insertMatch(q: Queries, row: NewMatch): Promise<boolean> {
  const inserted = await q
    .insertInto('payments.bank_match')
    .values({
      ...{ transaction_id: row.transactionId, request_id: row.requestId, how: row.how, notice_id: row.noticeId },
      ...{ payment_id: row.paymentId, at: row.at, by: row.by, reason: row.reason },
    })
    .onConflict((on) => on.column('transaction_id').doNothing())
    .returning('transaction_id')
    .executeTakeFirst();
  return inserted !== undefined;
}

export async function findMatch(q: Queries, transactionId: string): Promise<{ requestId: string | null } | undefined> {
  const row = await q.selectFrom('payments.bank_match').select('request_id').where('transaction_id', '=', transactionId).executeTakeFirst();
  return row === undefined ? undefined : { requestId: row.request_id };
}

export async function cursorOf(q: Queries, accountId: string): Promise<string | null> {
  const row = await q.selectFrom('payments.feed_position').select('cursor').where('account_id', '=', accountId).executeTakeFirst();
  return row?.cursor ?? null;
}

/** How the last reading of a feed went. */
export type FeedPosition = { readonly accountId: string; readonly cursor: string | null; readonly at: Date; readonly failure: string | null };

export async function keepPosition(q: Queries, { accountId, cursor, at, failure }: FeedPosition): Promise<void> {
  const heard = failure === null ? { heard_at: at } : {};
  await q
    .insertInto('payments.feed_position')
    .values({ account_id: accountId, cursor, asked_at: at, failure, ...heard })
    .onConflict((on) => on.column('account_id').doUpdateSet({ cursor, asked_at: at, failure, ...heard }))
    .execute();
}

export type FeedHealth = { readonly accountId: string; readonly heardAt: Date | null; readonly failure: string | null };

export async function listFeeds(q: Queries): Promise<FeedHealth[]> {
  const rows = await q.selectFrom('payments.feed_position').select(['account_id', 'heard_at', 'failure']).execute();
  return rows.map((row) => ({ accountId: row.account_id, heardAt: row.heard_at, failure: row.failure }));
}

function toAccount(row: Pick<Selectable<PaymentsTables['payments.bank_account']>, (typeof accountColumns)[number]>): BankAccount {
  return {
    id: row.id,
    unitUid: row.unit_uid,
    bankBin: row.bank_bin,
    bankName: row.bank_name,
    accountNumber: row.account_number,
    holder: row.holder,
    validFrom: row.valid_from,
    validTo: row.valid_to,
  };
}

type TransactionRow = Pick<Selectable<PaymentsTables['payments.bank_transaction']>, 'id' | 'account_id' | 'bank_ref' | 'booked_at' | 'amount' | 'content' | 'payer'>;

function toTransaction(row: TransactionRow): BankTransaction {
  return { id: row.id, accountId: row.account_id, bankRef: row.bank_ref, bookedAt: row.booked_at, amount: row.amount, content: row.content, payer: row.payer };
}

/** Of these payments, those that a transaction of the bank stands behind. */
export async function listProved(q: Queries, paymentIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (paymentIds.length === 0) return new Set();
  const rows = await q.selectFrom('payments.bank_match').select('payment_id').where('payment_id', 'in', paymentIds).execute();
  return new Set(rows.map((row) => row.payment_id ?? ''));
}
