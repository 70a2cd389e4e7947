import { Form } from 'react-router';
import { formatMoney } from '#platform/text/amounts.ts';
import { formatDateTime } from '#platform/text/dates.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText } from '#platform/web/text.tsx';
import { ActionButton, KeyValue, Section, TextInput } from '#ui/officer/index.ts';

export type CashierBookProps = {
  readonly book: {
    readonly cashierName: string;
    readonly closedAt: string | null;
    readonly counted: number | null;
    readonly differenceReason: string | null;
    readonly current: { readonly receipts: number; readonly cashIn: number; readonly cashOut: number; readonly firstReceipt: string | null; readonly lastReceipt: string | null };
  };
  readonly unitUid: string;
  readonly mayClose: boolean;
  readonly refused: { readonly counted: string; readonly reason: string } | null;
};

/** The cash of one cashier; the cashier counts the box and closes the book. */
export function CashierBook({ book, unitUid, mayClose, refused }: CashierBookProps) {
  const t = useText('payments');
  const { current, counted, closedAt } = book;
  const expected = current.cashIn - current.cashOut;
  return (
    <Section title={t('book.title', { name: book.cashierName })}>
      <KeyValue
        rows={[
          { label: t('book.receipts'), value: current.firstReceipt === null ? String(current.receipts) : t('book.range', { count: current.receipts, first: current.firstReceipt, last: current.lastReceipt ?? '' }) },
          { label: t('book.in'), value: formatMoney(current.cashIn) },
          { label: t('book.out'), value: formatMoney(current.cashOut) },
          { label: t('book.expected'), value: <b>{formatMoney(expected)}</b> },
          ...(counted === null || closedAt === null
            ? []
            : [
                { label: t('book.counted'), value: formatMoney(counted) },
                { label: t('book.difference'), value: counted === expected ? t('book.none') : `${formatMoney(counted - expected)}: ${book.differenceReason ?? ''}` },
                { label: t('book.closedAt'), value: formatDateTime(new Date(closedAt)) },
              ]),
        ]}
      />
      {mayClose && closedAt === null && (
        <Form method="post">
          <RequestIdField />
          <input type="hidden" name="unitUid" value={unitUid} />
          <TextInput name="counted" label={t('book.count')} hint={t('book.countHint')} value={refused?.counted ?? ''} inputMode="numeric" width="w10" suffix="đ" />
          <TextInput name="reason" label={t('book.reason')} value={refused?.reason ?? ''} optional maxLength={500} />
          <ActionButton label={t('book.close')} look="main" shortcut="k" />
        </Form>
      )}
    </Section>
  );
}
