import { Form, useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { pageContext } from '#platform/web/page-context.ts';
import { useText } from '#platform/web/text.tsx';
import {
  Button,
  DataTable,
  DeskPage,
  DueChip,
  EmptyState,
  Pagination,
  StateChip,
  TextInput,
  Toolbar,
} from '#ui/officer/index.ts';
import type { Cases } from '../../index.ts';
import { dateTime } from '../case-words.ts';
import { useStateLooks } from './state-looks.ts';

export async function loader({ context, url }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const text = url.searchParams.get('q') ?? '';
  const number = Number(url.searchParams.get('trang') ?? '1');
  const found = await page.service<Cases>('cases').searchCases(page.actor, { text, page: number });
  return {
    text,
    number: Number.isInteger(number) && number > 0 ? number : 1,
    more: found.more,
    now: page.now().toISOString(),
    rows: found.items.map((line) => ({
      ...line,
      submittedAt: line.submittedAt.toISOString(),
      dueAt: line.dueAt?.toISOString() ?? null,
    })),
  };
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>['rows'][number];

/** Every case of the unit, whoever holds it and however it ended. */
export default function CaseSearch() {
  const { text, number, more, now, rows } = useLoaderData<typeof loader>();
  const t = useText('cases');
  const looks = useStateLooks();
  const pageHref = (wanted: number): string => `?${new URLSearchParams({ q: text, trang: String(wanted) }).toString()}`;
  return (
    <DeskPage title={t('search.title')}>
      <title>{t('search.title')}</title>
      <Form role="search">
        <Toolbar label={t('search.title')}>
          <TextInput key={text} name="q" type="search" label={t('search.label')} value={text} maxLength={100} />
          <Button>{t('search.button')}</Button>
        </Toolbar>
      </Form>
      <DataTable
        caption={text === '' ? t('search.newest') : t('search.found', { text })}
        rows={rows}
        rowKey={(row) => row.id}
        rowHref={(row) => `/can-bo/ho-so/${row.id}`}
        columns={[
          { key: 'code', label: t('track.code'), cell: (row) => row.code, nowrap: true },
          { key: 'name', label: t('search.applicant'), cell: (row) => row.applicantName },
          { key: 'procedure', label: t('verify.procedure'), cell: (row) => row.procedureName },
          {
            key: 'state',
            label: t('search.state'),
            cell: (row) => <StateChip state={String(row.state)} looks={looks} />,
          },
          { key: 'due', label: t('search.due'), cell: (row) => <Due row={row} now={now} /> },
          {
            key: 'submitted',
            label: t('search.submitted'),
            cell: (row) => dateTime(row.submittedAt),
            nowrap: true,
            wideOnly: true,
          },
        ]}
        empty={
          <EmptyState title={text === '' ? t('search.empty') : t('search.none', { text })}>
            {t('search.noneNote')}
          </EmptyState>
        }
      />
      <Pagination
        previousHref={number > 1 ? pageHref(number - 1) : null}
        nextHref={more ? pageHref(number + 1) : null}
      />
    </DeskPage>
  );
}

function Due({ row, now }: { row: Row; now: string }) {
  const t = useText('cases');
  const waiting = row.state === 5 || row.state === 6;
  if (row.stepKind === 'closed') return '—';
  return <DueChip dueAt={row.dueAt} now={now} paused={waiting ? t('officer.paused') : undefined} />;
}
