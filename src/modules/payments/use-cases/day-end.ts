import type { Actor } from '#platform/access/actor.ts';
import { permit } from '#platform/access/decide.ts';
import { conflict, forbidden, invalid } from '#platform/errors/app-error.ts';
import { formatInteger } from '#platform/text/amounts.ts';
import { toLocalDate } from '#platform/text/dates.ts';
import { closeDayInput, dayQuery, writeReceiptNumber, type CloseDayInput, type DayQuery, type FeeNotice, type Payment } from '../model.ts';
import { decide } from '../policy.ts';
import type { PaymentsDeps } from '../ports.ts';
import type { PaymentKind } from '../states.ts';
import * as days from '../store/days.ts';
import * as notices from '../store/notices.ts';
import * as payments from '../store/payments.ts';
import { parseInput } from './parse-input.ts';

/** The kinds that move notes and coins at the counter. */
const cashKinds: ReadonlySet<PaymentKind> = new Set(['cash', 'refund', 'reversal']);

/** What a cashier's entries of a day add up to. */
export function totalsOf(entries: readonly Payment[]): days.DayTotals {
  const cash = entries.filter(({ kind }) => cashKinds.has(kind));
  const receipts = cash.flatMap(({ receipt }) => (receipt === null ? [] : [receipt])).sort((a, b) => a.number - b.number);
  const [first, last] = [receipts[0], receipts.at(-1)];
  return {
    receipts: receipts.length,
    cashIn: cash.reduce((sum, { amount }) => sum + Math.max(0, amount), 0),
    cashOut: cash.reduce((sum, { amount }) => sum + Math.max(0, -amount), 0),
    firstReceipt: first === undefined ? null : writeReceiptNumber(first),
    lastReceipt: last === undefined ? null : writeReceiptNumber(last),
  };
}

/**
 * The cashier has counted the box and closes today's book. It never changes again and takes no more money.
 * @throws AppError invalid `payments.difference_unexplained`, conflict `payments.day_empty`, `payments.day_closed`
 */
export async function closeDay(deps: PaymentsDeps, actor: Actor, raw: CloseDayInput): Promise<void> {
  const { requestId, unitUid, counted, reason } = parseInput(closeDayInput, raw);
  await deps.db.transaction(async (tx) => {
    const at = deps.clock.now();
    const day = toLocalDate(at);
    permit(decide(actor, 'payments.collect', { unitUid, accountId: null }), { actor, action: 'payments.close_day', subject: { kind: 'cash_day', id: `${unitUid}/${day}` } });
    if (actor.kind !== 'officer') throw forbidden('payments.act_forbidden');
    const key = { unitUid, accountId: actor.accountId, day };
    const book = await days.findDay(tx.q, key, true);
    if (book === undefined) throw conflict('payments.day_empty');
    if (book.requestId === requestId) return;
    if (book.closedAt !== null) throw conflict('payments.day_closed');
    const totals = totalsOf(await payments.listOfDay(tx.q, { unitUid, day, recordedBy: actor.accountId }));
    const expected = totals.cashIn - totals.cashOut;
    if (counted !== expected && reason.length < 10) throw invalid('payments.difference_unexplained', { difference: formatInteger(counted - expected) });
    const words = counted === expected ? null : reason;
    await days.closeDay(tx.q, { ...key, at, requestId, expected, counted, reason: words, totals });
    const detail = { day, expected, counted, reason: words ?? '' };
    tx.audit({ actor, action: 'payments.day_closed', subject: { kind: 'cash_day', id: `${unitUid}/${actor.accountId}/${day}` }, unitUid, detail });
  });
}

export type DayEntry = Payment & { readonly notice: Pick<FeeNotice, 'id' | 'subject' | 'payerName'> };
export type CashierDay = days.CashDay & { readonly current: days.DayTotals; readonly own: boolean };
export type DayView = {
  readonly unitUid: string;
  readonly day: string;
  readonly unitName: string;
  readonly place: string;
  readonly entries: readonly DayEntry[];
  readonly cashiers: readonly CashierDay[];
  /** Đồng by kind; only kinds that occurred. */
  readonly byKind: readonly { readonly kind: PaymentKind; readonly count: number; readonly amount: number }[];
  readonly total: number;
};

/** Everything a unit took in and gave out on a day, with the books of its cashiers. */
export async function viewDay(deps: PaymentsDeps, actor: Actor, raw: DayQuery): Promise<DayView> {
  const { unitUid, day } = parseInput(dayQuery, raw);
  permit(decide(actor, 'payments.read', { unitUid, accountId: null }), { actor, action: 'payments.read', subject: { kind: 'cash_day', id: `${unitUid}/${day}` } });
  const [list, books, collector] = await Promise.all([payments.listOfDay(deps.db.q, { unitUid, day }), days.listDays(deps.db.q, unitUid, day), deps.units.collector(unitUid, deps.clock.now())]);
  const entries = await withNotices(deps, list);
  const kinds = [...new Set(list.map(({ kind }) => kind))].sort();
  const sum = (of: readonly Payment[]): number => of.reduce((total, { amount }) => total + amount, 0);
  return {
    ...{ unitUid, day, entries, unitName: collector.name, place: collector.place },
    cashiers: books.map((book) => ({
      ...book,
      current: book.totals ?? totalsOf(list.filter(({ recordedBy }) => recordedBy === book.accountId)),
      own: actor.kind === 'officer' && actor.accountId === book.accountId,
    })),
    byKind: kinds.map((kind) => ({ kind, count: list.filter((entry) => entry.kind === kind).length, amount: sum(list.filter((entry) => entry.kind === kind)) })),
    total: sum(list),
  };
}

async function withNotices(deps: PaymentsDeps, list: readonly Payment[]): Promise<DayEntry[]> {
  const found = await notices.listByIds(deps.db.q, [...new Set(list.map(({ noticeId }) => noticeId))]);
  const byId = new Map(found.map((notice) => [notice.id, notice]));
  return list.flatMap((payment) => {
    const notice = byId.get(payment.noticeId);
    return notice === undefined ? [] : [{ ...payment, notice: { id: notice.id, subject: notice.subject, payerName: notice.payerName } }];
  });
}
