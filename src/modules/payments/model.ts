import { z } from 'zod';
import type { Balance, PaymentKind } from './states.ts';

export type DueWhen = 'on_submission' | 'on_supplement' | 'on_delivery' | 'on_notice';

/** One line of a fee. */
export type FeeLine = {
  readonly code: string;
  readonly name: string;
  readonly legalBase: string;
  /** Đồng owed, after the exemption. */
  readonly amount: number;
  /** Words of the exemption that applies; null when none does. */
  readonly exemption: string | null;
};

/** What a matter is called in its own module. */
export type Subject = { readonly kind: string; readonly id: string };

export type NewFeeNotice = {
  readonly subject: Subject & { readonly code: string; readonly title: string };
  /** One notice for a subject and purpose; opening again finds the first. */
  readonly purpose: string;
  readonly unitUid: string;
  readonly payer: { readonly accountId: string | null; readonly name: string; readonly address: string | null };
  readonly channel: string;
  readonly lines: readonly FeeLine[];
  readonly dueWhen: DueWhen;
};

export type FeeNotice = {
  readonly id: string;
  readonly subject: Subject & { readonly code: string; readonly title: string };
  readonly unitUid: string;
  readonly accountId: string | null;
  readonly payerName: string;
  readonly payerAddress: string | null;
  readonly channel: string;
  /** Text of a transfer that finds this notice. */
  readonly reference: string;
  /** Đồng. */
  readonly amount: number;
  readonly lines: readonly FeeLine[];
  readonly dueWhen: DueWhen;
  readonly openedAt: Date;
};

/** Money that moved. `amount` is negative when it went out. */
export type Payment = {
  readonly id: string;
  readonly noticeId: string;
  readonly kind: PaymentKind;
  readonly amount: number;
  readonly unitUid: string;
  readonly paidAt: Date;
  readonly recordedAt: Date;
  readonly recordedBy: string;
  readonly recordedName: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly receipt: { readonly number: number; readonly year: number } | null;
};

export type Cancellation = { readonly at: Date; readonly reason: string };

export type NoticeView = {
  readonly notice: FeeNotice;
  readonly balance: Balance;
  readonly payments: readonly Payment[];
  readonly cancellation: Cancellation | null;
};

export type BankAccount = {
  readonly id: string;
  readonly unitUid: string;
  readonly bankBin: string;
  readonly bankName: string;
  readonly accountNumber: string;
  readonly holder: string;
  readonly validFrom: string;
  readonly validTo: string | null;
};

export type BankTransaction = {
  readonly id: string;
  readonly accountId: string;
  readonly bankRef: string;
  readonly bookedAt: Date;
  readonly amount: number;
  readonly content: string;
  readonly payer: string | null;
};

export type RefundWay = 'hub' | 'cash' | 'transfer';

export type Refund = {
  readonly id: string;
  readonly noticeId: string;
  readonly unitUid: string;
  readonly amount: number;
  readonly reason: string;
  readonly proposedAt: Date;
  readonly decidedAt: Date | null;
  readonly decidedName: string | null;
  readonly approved: boolean | null;
  readonly words: string | null;
  readonly way: RefundWay | null;
  readonly hubOrderId: string | null;
  readonly sentAt: Date | null;
  readonly failure: string | null;
  readonly executedAt: Date | null;
};

const requestId = z.uuid();
const uid = z.string().min(1).max(64);
const noticeId = z.uuid();
const dong = z.coerce.number().int().positive().max(100_000_000_000);
const bankRef = z.string().trim().min(4, 'payments.bank_ref_too_short').max(60);
const reason = z.string().trim().min(10, 'payments.reason_too_short').max(500);

export const cashInput = z.object({ requestId, noticeId, amount: dong });
export type CashInput = z.input<typeof cashInput>;

export const transferInput = z.object({ requestId, noticeId, amount: dong, bankRef });
export type TransferInput = z.input<typeof transferInput>;

/** Exactly one of the two: the notice it paid, or why it is no fee. */
export const assignInput = z
  .object({ requestId, transactionId: z.uuid(), reference: z.string().trim().max(40).default(''), reason: z.string().trim().max(500).default('') })
  .refine(({ reference, reason: words }) => reference !== '' || words.length >= 10, 'payments.assign_what');
export type AssignInput = z.input<typeof assignInput>;

export const payOnlineInput = z.object({ requestId, noticeId });
export type PayOnlineInput = z.input<typeof payOnlineInput>;

export const refundDecision = z.object({ requestId, refundId: z.uuid(), approve: z.boolean(), way: z.enum(['hub', 'cash']).default('cash'), words: reason });
export type RefundDecision = z.input<typeof refundDecision>;

export const payOutInput = z.object({ requestId, refundId: z.uuid() });
export type PayOutInput = z.input<typeof payOutInput>;

export const closeDayInput = z.object({ requestId, unitUid: uid, counted: z.coerce.number().int().min(0).max(100_000_000_000), reason: z.string().trim().max(500).default('') });
export type CloseDayInput = z.input<typeof closeDayInput>;

export const bankAccountInput = z.object({
  requestId,
  unitUid: uid,
  bankBin: z.string().trim().regex(/^\d{6}$/u, 'payments.bin_wrong'),
  bankName: z.string().trim().min(2, 'payments.bank_name_missing').max(100),
  accountNumber: z.string().trim().toUpperCase().transform((text) => text.replace(/\s/gu, '')).pipe(z.string().regex(/^[0-9A-Z]{4,19}$/u, 'payments.account_number_wrong')),
  holder: z.string().trim().toUpperCase().regex(/^[\x20-\x7e]{2,70}$/u, 'payments.holder_wrong'),
  validFrom: z.iso.date('payments.day_wrong'),
});

export const dayQuery = z.object({ unitUid: uid, day: z.iso.date() });
export type DayQuery = z.infer<typeof dayQuery>;

export const noticeQuery = z.object({
  text: z.string().trim().max(100).catch(''),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});

export const pageSize = 50;

/** `0000123/2026`, as it stands on the receipt. */
export function writeReceiptNumber({ number, year }: { number: number; year: number }): string {
  return `${String(number).padStart(7, '0')}/${year}`;
}
