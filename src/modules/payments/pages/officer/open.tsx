import { Form, useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { formatMoney } from '#platform/text/amounts.ts';
import { formatDateTime } from '#platform/text/dates.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { useText } from '#platform/web/text.tsx';
import { ActionButton, DataTable, DeskPage, EmptyState, Pagination, StateChip, TextInput, Toolbar } from '#ui/officer/index.ts';
import type { Payments } from '../../index.ts';
import { looksOf } from './state-looks.ts';
import { FeeTabs } from './tabs.tsx';

export const handle = { hydrate: true };

export async function loader({ context, url }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const query = { text: url.searchParams.get('tim') ?? '', page: url.searchParams.get('trang') ?? '1' };
  const { items, more, page: number } = await page.service<Payments>('payments').listOpen(page.actor, query);
  return {
    ...{ more, number, text: query.text },
    rows: items.map(({ notice, balance }) => ({
      ...{ id: notice.id, code: notice.subject.code, title: notice.subject.title, payer: notice.payerName, reference: notice.reference },
      ...{ owed: balance.owed, state: balance.state, openedAt: notice.openedAt.toISOString() },
    })),
  };
}

/** Everything that awaits money, newest first; typing a code, a reference or a name finds it. */
export default function OpenNotices() {
  const { rows, more, number, text } = useLoaderData<typeof loader>();
  const t = useText('payments');
  const hrefOf = (page: number): string => `/can-bo/thu-phi?${new URLSearchParams({ tim: text, trang: String(page) }).toString()}`;
  return (
    <DeskPage title={t('fees.title')}>
      <title>{t('fees.title')}</title>
      <FeeTabs current="open" />
      <Toolbar label={t('open.find')}>
        <Form method="get" role="search" className="counting">
          <TextInput name="tim" label={t('open.find')} value={text} type="search" width="w20" maxLength={100} />
          <ActionButton label={t('open.findButton')} />
        </Form>
      </Toolbar>
      <DataTable
        caption={t('fees.open')}
        hideCaption
        rows={rows}
        rowKey={({ id }) => id}
        rowHref={({ id }) => `/can-bo/thu-phi/khoan/${id}`}
        columns={[
          { key: 'code', label: t('open.code'), cell: ({ code }) => code, nowrap: true },
          { key: 'payer', label: t('open.payer'), cell: ({ payer }) => payer },
          { key: 'title', label: t('open.subject'), cell: ({ title }) => title, wideOnly: true },
          { key: 'owed', label: t('open.owed'), cell: ({ owed }) => formatMoney(owed), align: 'end', nowrap: true },
          { key: 'state', label: t('open.state'), cell: ({ state }) => <StateChip state={state} looks={looksOf(t)} /> },
          { key: 'reference', label: t('open.reference'), cell: ({ reference }) => reference, nowrap: true, wideOnly: true },
          { key: 'at', label: t('open.at'), cell: ({ openedAt }) => formatDateTime(new Date(openedAt)), nowrap: true, wideOnly: true },
        ]}
        empty={<EmptyState title={text === '' ? t('open.empty') : t('open.notFound')}>{text === '' ? t('open.emptyNote') : t('open.notFoundNote')}</EmptyState>}
      />
      <Pagination previousHref={number > 1 ? hrefOf(number - 1) : null} nextHref={more ? hrefOf(number + 1) : null} position={number} />
    </DeskPage>
  );
}
