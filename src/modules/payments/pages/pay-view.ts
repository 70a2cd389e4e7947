import type { Payments } from '../index.ts';
import { writeReceiptNumber } from '../model.ts';

type View = Awaited<ReturnType<Payments['viewNotice']>>;

/** What the pages of a notice show, plain enough to travel. */
export function viewOf({ notice, balance, payments, cancellation, collector, ways }: View) {
  const { id, subject, reference, amount, lines, payerName, dueWhen } = notice;
  const { state, owed, held, surplus } = balance;
  const { account, content, text } = ways.transfer ?? { account: null, content: '', text: '' };
  return {
    ...{ id, reference, amount, payerName, dueWhen, lines: [...lines], code: subject.code, subject: subject.title, subjectId: subject.id, subjectKind: subject.kind },
    ...{ state, owed, held, surplus, cancelled: cancellation?.reason ?? null, collector: collector.name, online: ways.online },
    waiting: ways.waiting === null ? null : ways.waiting.since.toISOString(),
    transfer:
      account === null
        ? null
        : { bank: account.bankName, account: account.accountNumber, holder: account.holder, content, text },
    payments: payments.map((payment) => ({
      ...{ id: payment.id, kind: payment.kind, amount: payment.amount, at: payment.paidAt.toISOString(), by: payment.recordedName },
      receipt: payment.receipt === null ? null : writeReceiptNumber(payment.receipt),
    })),
  };
}

export type NoticeItem = ReturnType<typeof viewOf>;
