import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { pageContext } from '#platform/web/page-context.ts';
import { useText } from '#platform/web/text.tsx';
import { DataTable, DeskPage } from '#ui/officer/index.ts';
import type { Notifications } from '../index.ts';

export const handle = { hydrate: true };

export async function loader({ context }: LoaderFunctionArgs) {
  const page = pageContext(context);
  return { templates: await page.service<Notifications>('notifications').listTemplates(page.actor) };
}

/** The wordings of the locality. */
export default function Templates() {
  const { templates } = useLoaderData<typeof loader>();
  const t = useText('notifications');
  return (
    <DeskPage title={t('templates.title')}>
      <title>{t('templates.title')}</title>
      <p>{t('templates.lead')}</p>
      <DataTable
        caption={t('templates.title')}
        hideCaption
        rows={templates}
        rowKey={({ key }) => key}
        rowHref={({ key }) => `/can-bo/quan-tri/mau-thong-bao/${key}`}
        columns={[
          { key: 'name', label: t('templates.name'), cell: ({ vi }) => vi },
          {
            key: 'version',
            label: t('templates.version'),
            nowrap: true,
            cell: ({ version }) => (version === 1 ? t('templates.shipped') : t('templates.changed', { n: version })),
          },
        ]}
      />
    </DeskPage>
  );
}
