import type { Kysely, Selectable } from 'kysely';
import type { PaymentsTables } from '../tables.gen.ts';

type Queries = Kysely<PaymentsTables>;

export type DayTotals = {
  readonly receipts: number;
  readonly cashIn: number;
  readonly cashOut: number;
  readonly firstReceipt: string | null;
  readonly lastReceipt: string | null;
};

export type CashDay = {
  readonly unitUid: string;
  readonly accountId: string;
  readonly day: string;
  readonly cashierName: string;
  readonly closedAt: Date | null;
  readonly requestId: string | null;
  readonly expected: number | null;
  readonly counted: number | null;
  readonly differenceReason: string | null;
  readonly totals: DayTotals | null;
};

export type DayKey = { readonly unitUid: string; readonly accountId: string; readonly day: string };

/** The book of a cashier for a day, held against closing while money is taken; begun with the first cash. */
export async function lockDay(q: Queries, key: DayKey & { cashierName: string; at: Date }): Promise<CashDay> {
  await q
    .insertInto('payments.cash_day')
    .values({ unit_uid: key.unitUid, account_id: key.accountId, day: key.day, cashier_name: key.cashierName, opened_at: key.at })
    .onConflict((on) => on.columns(['unit_uid', 'account_id', 'day']).doNothing())
    .execute();
  const row = await ofKey(q, key).forUpdate().executeTakeFirstOrThrow();
  return toDay(row);
}

export async function findDay(q: Queries, key: DayKey, lock = false): Promise<CashDay | undefined> {
  const row = await ofKey(q, key).$if(lock, (query) => query.forUpdate()).executeTakeFirst();
  return row === undefined ? undefined : toDay(row);
}

export type Closing = DayKey & { readonly at: Date; readonly requestId: string; readonly expected: number; readonly counted: number; readonly reason: string | null; readonly totals: DayTotals };

export async function closeDay(q: Queries, row: Closing): Promise<void> {
  await q
    .updateTable('payments.cash_day')
    .set({
      ...{ closed_at: row.at, request_id: row.requestId, expected: row.expected, counted: row.counted },
      ...{ difference_reason: row.reason, totals: JSON.stringify(row.totals) },
    })
    .where('unit_uid', '=', row.unitUid)
    .where('account_id', '=', row.accountId)
    .where('day', '=', row.day)
    .execute();
}

/** The books of all cashiers of a unit for a day. */
export async function listDays(q: Queries, unitUid: string, day: string): Promise<CashDay[]> {
  const rows = await q.selectFrom('payments.cash_day').selectAll().where('unit_uid', '=', unitUid).where('day', '=', day).orderBy('opened_at').execute();
  return rows.map(toDay);
}

function ofKey(q: Queries, key: DayKey) {
  return q.selectFrom('payments.cash_day').selectAll().where('unit_uid', '=', key.unitUid).where('account_id', '=', key.accountId).where('day', '=', key.day);
}

function toDay(row: Selectable<PaymentsTables['payments.cash_day']>): CashDay {
  return {
    unitUid: row.unit_uid,
    accountId: row.account_id,
    day: row.day,
    cashierName: row.cashier_name,
    closedAt: row.closed_at,
    requestId: row.request_id,
    expected: row.expected,
    counted: row.counted,
    differenceReason: row.difference_reason,
    totals: row.totals as DayTotals | null,
  };
}
