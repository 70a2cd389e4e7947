import type { ComponentType, ReactNode } from 'react';
import { formatMoney } from '#platform/text/amounts.ts';
import { formatDateTime } from '#platform/text/dates.ts';
import { useText } from '#platform/web/text.tsx';
import type { NoticeItem } from './pay-view.ts';

/** A list of labels and values: that of the citizen's pages, or the dense one of the desk. */
export type FactList = ComponentType<{ rows: readonly { readonly label: string; readonly value: ReactNode }[] }>;

/** The lines of a fee; whoever is exempt reads that first. */
export function FeeLines({ lines, amount, list: List }: Pick<NoticeItem, 'lines' | 'amount'> & { list: FactList }) {
  const t = useText('payments');
  const exempt = lines.filter(({ exemption }) => exemption !== null);
  const owed = lines.filter(({ exemption }) => exemption === null);
  return (
    <List
      rows={[
        ...exempt.map((line) => ({
          label: line.name,
          value: (
            <>
              <b>{t('pay.exempt')}</b>: {line.exemption} <small>({line.legalBase})</small>
            </>
          ),
        })),
        ...owed.map((line) => ({
          label: line.name,
          value: (
            <>
              {formatMoney(line.amount)} <small>({line.legalBase})</small>
            </>
          ),
        })),
        { label: t('pay.total'), value: <b>{formatMoney(amount)}</b> },
      ]}
    />
  );
}

/** What was paid and given back, with the receipts. */
export function PaymentList({ payments, list: List }: Pick<NoticeItem, 'payments'> & { list: FactList }) {
  const t = useText('payments');
  return (
    <List
      rows={payments.map((payment) => ({
        label: `${t(`kind.${payment.kind}`)}, ${formatDateTime(new Date(payment.at))}`,
        value: (
          <>
            {formatMoney(payment.amount)}
            {payment.receipt !== null && (
              <>
                {' · '}
                <a href={`/bien-lai/${payment.id}`}>{t('pay.receipt', { number: payment.receipt })}</a>
              </>
            )}
          </>
        ),
      }))}
    />
  );
}
