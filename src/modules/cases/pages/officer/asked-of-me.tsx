import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { pageContext } from '#platform/web/page-context.ts';
import { useText } from '#platform/web/text.tsx';
import { DataTable, DeskPage, EmptyState } from '#ui/officer/index.ts';
import type { Cases } from '../../index.ts';
import { dateTime } from '../case-words.ts';

export async function loader({ context }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const asked = await page.service<Cases>('cases').listAskedOfMe(page.actor);
  return { rows: asked.map((line) => ({ ...line, askedAt: line.askedAt.toISOString(), wantedBy: line.wantedBy?.toISOString() ?? null })) };
}

/** Questions that wait for this officer or their unit, what is wanted first on top. */
export default function AskedOfMe() {
  const { rows } = useLoaderData<typeof loader>();
  const t = useText('cases');
  return (
    <DeskPage title={t('officer.opinions.title')}>
      <title>{t('officer.opinions.title')}</title>
      <DataTable
        caption={t('officer.opinions.list')}
        rows={rows}
        rowKey={(row) => row.id}
        rowHref={(row) => `/can-bo/ho-so/${row.caseId}?phan=y-kien`}
        columns={[
          { key: 'code', label: t('officer.opinions.code'), cell: (row) => row.code, nowrap: true },
          { key: 'question', label: t('officer.opinions.question'), cell: (row) => row.question },
          { key: 'by', label: t('officer.opinions.by'), cell: (row) => t('officer.opinions.asked', { by: row.askedByName, at: dateTime(row.askedAt) }) },
          { key: 'wantedBy', label: t('officer.ask.consult.wantedBy'), cell: (row) => (row.wantedBy === null ? '' : dateTime(row.wantedBy)), nowrap: true },
        ]}
        empty={<EmptyState title={t('officer.opinions.none')}>{t('officer.opinions.noneNote')}</EmptyState>}
      />
    </DeskPage>
  );
}
