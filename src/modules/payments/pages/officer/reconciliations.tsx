import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { formatInteger, formatMoney } from '#platform/text/amounts.ts';
import { formatDate, formatDateTime } from '#platform/text/dates.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { useText } from '#platform/web/text.tsx';
import { Chip, DataTable, DeskPage, EmptyState } from '#ui/officer/index.ts';
import type { Payments } from '../../index.ts';
import { FeeTabs } from './tabs.tsx';

export const handle = { hydrate: true };

export async function loader({ context }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const rows = await page.service<Payments>('payments').listReconciliations(page.actor);
  return { rows: rows.map((row) => ({ ...row, madeAt: row.madeAt.toISOString(), differences: [...row.differences] })) };
}

/** Day by day: the hub's file against our books. */
export default function Reconciliations() {
  const { rows } = useLoaderData<typeof loader>();
  const t = useText('payments');
  return (
    <DeskPage title={t('fees.reconciliations')}>
      <title>{t('fees.reconciliations')}</title>
      <FeeTabs current="reconciliations" />
      <DataTable
        caption={t('fees.reconciliations')}
        hideCaption
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          { key: 'day', label: t('day.day'), cell: ({ day }) => formatDate(day), nowrap: true },
          { key: 'theirs', label: t('reconcile.theirs'), cell: ({ theirCount, theirTotal }) => `${formatInteger(theirCount)} · ${formatMoney(theirTotal)}`, align: 'end' },
          { key: 'ours', label: t('reconcile.ours'), cell: ({ ourCount, ourTotal }) => `${formatInteger(ourCount)} · ${formatMoney(ourTotal)}`, align: 'end' },
          { key: 'recovered', label: t('reconcile.recovered'), cell: ({ recovered }) => formatInteger(recovered), align: 'end' },
          {
            key: 'differences',
            label: t('reconcile.differences'),
            cell: ({ differences }) =>
              differences.length === 0 ? (
                <Chip tone="done">{t('reconcile.equal')}</Chip>
              ) : (
                <ul>
                  {differences.map((one) => (
                    <li key={`${one.transaction}${one.problem}`}>
                      {t(`reconcile.problem.${one.problem}`, { transaction: one.transaction, amount: formatMoney(one.theirs ?? one.ours ?? 0) })}
                    </li>
                  ))}
                </ul>
              ),
          },
          { key: 'at', label: t('reconcile.at'), cell: ({ madeAt }) => formatDateTime(new Date(madeAt)), nowrap: true, wideOnly: true },
        ]}
        empty={<EmptyState title={t('reconcile.empty')}>{t('reconcile.emptyNote')}</EmptyState>}
      />
    </DeskPage>
  );
}
