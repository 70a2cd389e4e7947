import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { formatDateTime } from '#platform/text/dates.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { useText } from '#platform/web/text.tsx';
import { DataTable, DeskPage, DueChip, EmptyState, Pagination, StateChip, Tabs, Toolbar, type StateLooks } from '#ui/officer/index.ts';
import type { Feedback } from '../index.ts';
import type { ComplaintState } from '../model.ts';

export const handle = { hydrate: true };

const here = '/can-bo/phan-anh';

export async function loader({ context, url }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const state = url.searchParams.get('xem') === 'da-tra-loi' ? ('answered' as const) : ('open' as const);
  const number = Math.max(1, Math.trunc(Number(url.searchParams.get('trang'))) || 1);
  const { items, more } = await page.service<Feedback>('feedback').listComplaints(page.actor, { state, page: number });
  const rows = items.map(({ id, caseCode, procedureName, topic, authorName, state: now, receivedAt, dueAt }) => ({ id, caseCode, procedureName, topic, authorName, state: now, receivedAt: formatDateTime(receivedAt), dueAt: dueAt.toISOString() }));
  return { rows, more, number, state, now: page.now().toISOString() };
}

/** Complaints that this supervisor may see, most urgent first. */
export default function Complaints() {
  const { rows, more, number, state, now } = useLoaderData<typeof loader>();
  const t = useText('feedback');
  const hrefOf = (wanted: 'open' | 'answered', page = 1) => `${here}?xem=${wanted === 'open' ? 'dang-cho' : 'da-tra-loi'}${page > 1 ? `&trang=${page}` : ''}`;
  const looks: StateLooks<ComplaintState> = {
    received: { tone: 'due', label: t('state.received') },
    passed_on: { tone: 'info', label: t('state.passed_on') },
    answered: { tone: 'done', label: t('state.answered') },
  };
  return (
    <DeskPage title={t('complaints.title')}>
      <title>{t('complaints.title')}</title>
      <Toolbar label={t('complaints.filter')}>
        <Tabs
          label={t('complaints.filter')}
          items={(['open', 'answered'] as const).map((key) => ({ href: hrefOf(key), label: t(`complaints.${key}`), current: key === state }))}
        />
      </Toolbar>
      <DataTable
        caption={t('complaints.title')}
        hideCaption
        rows={rows}
        rowKey={(row) => row.id}
        rowHref={(row) => `${here}/${row.id}`}
        columns={[
          { key: 'code', label: t('complaints.code'), cell: (row) => row.caseCode, nowrap: true },
          { key: 'author', label: t('complaints.author'), cell: (row) => row.authorName },
          { key: 'topic', label: t('complaints.topic'), cell: (row) => t(`topic.${row.topic}`) },
          { key: 'procedure', label: t('complaints.procedure'), cell: (row) => row.procedureName, wideOnly: true },
          { key: 'state', label: t('complaints.state'), cell: (row) => <StateChip state={row.state} looks={looks} /> },
          { key: 'due', label: t('complaints.due'), cell: (row) => (row.state === 'answered' ? '—' : <DueChip dueAt={row.dueAt} now={now} />) },
          { key: 'received', label: t('complaints.received'), cell: (row) => row.receivedAt, nowrap: true, wideOnly: true },
        ]}
        empty={<EmptyState title={t('complaints.empty')}>{t('complaints.emptyNote')}</EmptyState>}
      />
      <Pagination previousHref={number > 1 ? hrefOf(state, number - 1) : null} nextHref={more ? hrefOf(state, number + 1) : null} position={number} />
    </DeskPage>
  );
}
